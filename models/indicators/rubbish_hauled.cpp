#include "models/assessment/indicator.h"

namespace waste {
namespace {

class RubbishHauled final : public Indicator {
 public:
  int number() const override { return 7; }
  std::string formula() const override {
    return "rubbish over the first weighbridge after the township [t] / days; unified formulas for household waste";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double hauled = accounts.tonnes(Channel::received, Category::rubbish, months,
                                          [&](const BookKey& key) { return accounts.of_kind(key.counterpart, "township"); });
    return hauled / accounts.days(months);
  }
};

const sim::Registered<Indicator, RubbishHauled> registered{"7.annex", "Household rubbish collected and hauled in a day."};

}  // namespace
}  // namespace waste
