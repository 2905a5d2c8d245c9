#include "models/assessment/indicator.h"

namespace waste {
namespace {

class RubbishRecovery final : public Indicator {
 public:
  int number() const override { return 17; }
  std::string formula() const override {
    return "100 * (R + K) / (Q + R + K): R recyclables handed over less what was sorted out, K food waste digested, "
           "Q rubbish hauled from streets and towns; unified formulas for household waste";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double recovered = accounts.recovered(months);
    const double digested = accounts.tonnes(Channel::consumed, Category::food_waste, months,
                                            [&](const BookKey& key) { return accounts.of_kind(key.site, "digester"); });
    const double hauled = accounts.tonnes(Channel::received, Category::rubbish, months,
                                          [&](const BookKey& key) { return accounts.of_kind(key.counterpart, "township"); });
    const double all = hauled + recovered + digested;
    return all > 0 ? 100 * (recovered + digested) / all : undefined;
  }
};

const sim::Registered<Indicator, RubbishRecovery> registered{"17.annex", "Part of household waste that is recycled or digested."};

}  // namespace
}  // namespace waste
