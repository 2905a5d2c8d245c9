#include "models/assessment/indicator.h"

namespace waste {
namespace {

class HazardousWasteIntensity final : public Ratio {
 public:
  int number() const override { return 2; }
  std::string formula() const override {
    return "industrial hazardous waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1, split in 2021";
  }

 private:
  double scale() const override { return 1; }
  double numerator(const Accounts& accounts, Months months) const override { return accounts.arisen(Category::hazardous, months); }
  double denominator(const Accounts& accounts, Months months) const override { return accounts.value_added(months); }
  Label numerator_name() const override { return {"工业危险废物产生量", "industrial hazardous waste arisen"}; }
  Label denominator_name() const override { return {"工业增加值", "industrial value added"}; }
  const char* denominator_unit() const override { return "万元"; }
};

const sim::Registered<Indicator, HazardousWasteIntensity> registered{
    "2.annex", "Industrial hazardous waste per industrial value added."};

}  // namespace
}  // namespace waste
