#include "models/indicator.h"

#include <algorithm>

namespace waste {
namespace {

class IndustrialWasteDisposed final : public Indicator {
 public:
  int number() const override { return 23; }
  std::string formula() const override {
    return "100 * (stored and disposed in 2020 - stored and disposed) / stored and disposed in 2020; 2019 trial system, item 29";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double first = put_away(accounts, accounts.in_first_year(months));
    return first > 0 ? 100 * (first - put_away(accounts, months)) / first : undefined;
  }

 private:
  /// Disposed, and what stands in yards and stores at the end more than at the beginning.
  static double put_away(const Accounts& accounts, Months months) {
    const auto counts = [&](SiteId site, StreamId stream) {
      return accounts.category_of(stream) == Category::general_industrial && accounts.inside(site) &&
             !accounts.of_kind(site, "landfill");
    };
    const double stored = accounts.stock(months.first + months.count, counts) - accounts.stock(months.first, counts);
    return accounts.disposed(Category::general_industrial, months) + std::max(0.0, stored);
  }
};

const sim::Registered<Indicator, IndustrialWasteDisposed> registered{
    "23.annex", "Decrease of general industrial waste stored or disposed since 2020."};

}  // namespace
}  // namespace waste
