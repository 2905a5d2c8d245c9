#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// What is not kept apart goes with the medical waste and is lost.
class HealthRecyclables final : public Indicator {
 public:
  int number() const override { return 19; }
  std::string formula() const override {
    return "100 * recyclables kept apart in health institutions / recyclables arisen there; name of the indicator, no official "
           "formula found";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto bottles = [&](const BookKey& key) {
      return accounts.about(key.site, "health") && accounts.category_of(key.stream) != Category::medical;
    };
    const double arisen = accounts.tonnes(Channel::generated, months, bottles);
    const double lost = accounts.tonnes(Channel::consumed, months, bottles);
    return arisen > 0 ? 100 * (arisen - lost) / arisen : undefined;
  }
};

const sim::Registered<Indicator, HealthRecyclables> registered{"19.annex", "Recyclables of health institutions that are recovered."};

}  // namespace
}  // namespace waste
