#include "models/assessment/indicator.h"

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
  std::vector<Term> terms() const override {
    const auto first = [](const Accounts& accounts, Months months) { return put_away(accounts, accounts.in_first_year(months)); };
    return {{{"基准年贮存处置量", "stored or disposed of, first year"}, "t", first}, {{"当年贮存处置量", "stored or disposed of"}, "t", put_away}};
  }

 private:
  /// Working stocks in yards are not counted as stored: the plan prints no stored quantity for 2020.
  static double put_away(const Accounts& accounts, Months months) {
    return accounts.disposed(Category::general_industrial, months);
  }
};

const sim::Registered<Indicator, IndustrialWasteDisposed> registered{
    "23.annex", "Decrease of general industrial waste stored or disposed since 2020."};

}  // namespace
}  // namespace waste
