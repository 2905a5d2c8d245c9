#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// What sewage works lose from their stores is booked there as disposed; all else is disposed of by receivers. Sludge that is
/// still stored counts in the year it leaves, so that a full store at new year is no loss.
class SludgeDisposal final : public Indicator {
 public:
  int number() const override { return 25; }
  std::string formula() const override {
    return "100 * sludge used or disposed of by kilns, composting plants, landfills / (the same + sludge lost); usual ratio of "
           "urban construction statistics, on what leaves the works";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double lost = accounts.tonnes(Channel::disposed, Category::sludge, months,
                                        [&](const BookKey& key) { return accounts.of_kind(key.site, "sewage_works"); });
    const double out = accounts.utilised(Category::sludge, months) + accounts.disposed(Category::sludge, months);
    return out > 0 ? 100 * (1 - lost / out) : undefined;
  }
};

const sim::Registered<Indicator, SludgeDisposal> registered{"25.annex", "Municipal sewage sludge disposed of without harm."};

}  // namespace
}  // namespace waste
