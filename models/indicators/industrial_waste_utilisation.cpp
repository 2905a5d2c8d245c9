#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Annex final : public Ratio {
 public:
  int number() const override { return 11; }
  std::string formula() const override {
    return "100 * used, stock of earlier years included / (arisen + used of stock of earlier years); 2019 trial system, items 12-14";
  }

 private:
  double numerator(const Accounts& accounts, Months months) const override {
    return accounts.utilised(Category::general_industrial, months);
  }
  double denominator(const Accounts& accounts, Months months) const override {
    return accounts.arisen(Category::general_industrial, months) + accounts.utilised_from_stock(Category::general_industrial, months);
  }
  Label numerator_name() const override { return {"综合利用量（含往年贮存）", "used, stock of earlier years included"}; }
  Label denominator_name() const override { return {"产生量＋利用往年贮存量", "arisen, and used of stock of earlier years"}; }
};

/// The text of the plan divides by what arose in the year alone: 43.38 / 70.89.
class Text final : public Ratio {
 public:
  int number() const override { return 11; }
  std::string definition() const override { return "text"; }
  std::string formula() const override { return "100 * used / arisen in the same year; as the plan's text computes 61.2 %"; }

 private:
  double numerator(const Accounts& accounts, Months months) const override {
    return accounts.utilised(Category::general_industrial, months);
  }
  double denominator(const Accounts& accounts, Months months) const override {
    return accounts.arisen(Category::general_industrial, months);
  }
  Label numerator_name() const override { return {"综合利用量", "used"}; }
  Label denominator_name() const override { return {"当年产生量", "arisen in the year"}; }
};

const sim::Registered<Indicator, Annex> annex{"11.annex", "Utilisation rate of general industrial waste."};
const sim::Registered<Indicator, Text> text{"11.text", "Utilisation rate of general industrial waste, without stock of earlier years."};

}  // namespace
}  // namespace waste
