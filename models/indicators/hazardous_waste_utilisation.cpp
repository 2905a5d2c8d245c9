#include "models/indicator.h"

namespace waste {
namespace {

/// The plan prints 7.1 %, which is used / (used and disposed): 0.21 / 3.01.
class Annex final : public Indicator {
 public:
  int number() const override { return 12; }
  std::string formula() const override { return "100 * used / (used + disposed); as the plan's 7.1 % was computed"; }
  double value(const Accounts& accounts, Months months) const override {
    const double used = accounts.utilised(Category::hazardous, months);
    const double treated = used + accounts.disposed(Category::hazardous, months);
    return treated > 0 ? 100 * used / treated : undefined;
  }
};

class Formula final : public Indicator {
 public:
  int number() const override { return 12; }
  std::string definition() const override { return "formula"; }
  std::string formula() const override {
    return "100 * used / (arisen + used of stock of earlier years); by analogy with indicator 11, 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double base = accounts.arisen(Category::hazardous, months) + accounts.utilised_from_stock(Category::hazardous, months);
    return base > 0 ? 100 * accounts.utilised(Category::hazardous, months) / base : undefined;
  }
};

const sim::Registered<Indicator, Annex> annex{"12.annex", "Utilisation rate of industrial hazardous waste, of what was treated."};
const sim::Registered<Indicator, Formula> formula{"12.formula", "Utilisation rate of industrial hazardous waste, of what arose."};

}  // namespace
}  // namespace waste
