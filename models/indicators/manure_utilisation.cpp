#include "models/assessment/indicator.h"

namespace waste {
namespace {

class ManureUtilisation final : public Indicator {
 public:
  int number() const override { return 14; }
  std::string formula() const override {
    return "100 * manure used on land, in biogas plants, as organic fertiliser / manure generated; 2019 trial system, items 16-20";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double generated = accounts.arisen(Category::manure, months);
    return generated > 0 ? 100 * accounts.utilised(Category::manure, months) / generated : undefined;
  }
};

const sim::Registered<Indicator, ManureUtilisation> registered{"14.annex", "Utilisation rate of livestock manure."};

}  // namespace
}  // namespace waste
