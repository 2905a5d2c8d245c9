#include "models/indicator.h"

namespace waste {
namespace {

class Annex final : public Indicator {
 public:
  int number() const override { return 11; }
  std::string formula() const override {
    return "100 * used, stock of earlier years included / (arisen + used of stock of earlier years); 2019 trial system, items 12-14";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double base = accounts.arisen(Category::general_industrial, months) +
                        accounts.utilised_from_stock(Category::general_industrial, months);
    return base > 0 ? 100 * accounts.utilised(Category::general_industrial, months) / base : undefined;
  }
};

/// The text of the plan divides by what arose in the year alone: 43.38 / 70.89.
class Text final : public Indicator {
 public:
  int number() const override { return 11; }
  std::string definition() const override { return "text"; }
  std::string formula() const override { return "100 * used / arisen in the same year; as the plan's text computes 61.2 %"; }
  double value(const Accounts& accounts, Months months) const override {
    const double arisen = accounts.arisen(Category::general_industrial, months);
    return arisen > 0 ? 100 * accounts.utilised(Category::general_industrial, months) / arisen : undefined;
  }
};

const sim::Registered<Indicator, Annex> annex{"11.annex", "Utilisation rate of general industrial waste."};
const sim::Registered<Indicator, Text> text{"11.text", "Utilisation rate of general industrial waste, without stock of earlier years."};

}  // namespace
}  // namespace waste
