#include "models/assessment/indicator.h"

namespace waste {
namespace {

class HazardousWasteLandfilled final : public Indicator {
 public:
  int number() const override { return 20; }
  std::string formula() const override { return "100 * (landfilled in 2020 - landfilled) / landfilled in 2020; 2021 system"; }
  double value(const Accounts& accounts, Months months) const override {
    const double first = landfilled(accounts, accounts.in_first_year(months));
    return first > 0 ? 100 * (first - landfilled(accounts, months)) / first : undefined;
  }
  std::vector<Term> terms() const override {
    const auto first = [](const Accounts& accounts, Months months) { return landfilled(accounts, accounts.in_first_year(months)); };
    return {{{"基准年危险废物填埋量", "hazardous waste put into landfills, first year"}, "t", first}, {{"当年危险废物填埋量", "hazardous waste put into landfills"}, "t", landfilled}};
  }

 private:
  static double landfilled(const Accounts& accounts, Months months) {
    return accounts.tonnes(Channel::landfilled, Category::hazardous, months);
  }
};

const sim::Registered<Indicator, HazardousWasteLandfilled> registered{"20.annex", "Decrease of hazardous waste landfilled since 2020."};

}  // namespace
}  // namespace waste
