#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// The plan prints 7.1 %, which is used / (used and disposed): 0.21 / 3.01.
class Annex final : public Ratio {
 public:
  int number() const override { return 12; }
  std::string formula() const override { return "100 * used / (used + disposed); as the plan's 7.1 % was computed"; }

 private:
  double numerator(const Accounts& accounts, Months months) const override { return accounts.utilised(Category::hazardous, months); }
  double denominator(const Accounts& accounts, Months months) const override {
    return accounts.utilised(Category::hazardous, months) + accounts.disposed(Category::hazardous, months);
  }
  Label numerator_name() const override { return {"综合利用量", "used"}; }
  Label denominator_name() const override { return {"利用处置量", "used and disposed of"}; }
};

class Formula final : public Ratio {
 public:
  int number() const override { return 12; }
  std::string definition() const override { return "formula"; }
  std::string formula() const override {
    return "100 * used / (arisen + used of stock of earlier years); by analogy with indicator 11, 2021 system";
  }

 private:
  double numerator(const Accounts& accounts, Months months) const override { return accounts.utilised(Category::hazardous, months); }
  double denominator(const Accounts& accounts, Months months) const override {
    return accounts.arisen(Category::hazardous, months) + accounts.utilised_from_stock(Category::hazardous, months);
  }
  Label numerator_name() const override { return {"综合利用量", "used"}; }
  Label denominator_name() const override { return {"产生量＋利用往年贮存量", "arisen, and used of stock of earlier years"}; }
};

const sim::Registered<Indicator, Annex> annex{"12.annex", "Utilisation rate of industrial hazardous waste, of what was treated."};
const sim::Registered<Indicator, Formula> formula{"12.formula", "Utilisation rate of industrial hazardous waste, of what arose."};

}  // namespace
}  // namespace waste
