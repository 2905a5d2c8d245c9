#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Annex final : public Ratio {
 public:
  int number() const override { return 1; }
  std::string formula() const override {
    return "general industrial waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1";
  }

 private:
  double scale() const override { return 1; }
  double numerator(const Accounts& accounts, Months months) const override {
    return accounts.arisen(Category::general_industrial, months);
  }
  double denominator(const Accounts& accounts, Months months) const override { return accounts.value_added(months); }
  Label numerator_name() const override { return {"一般工业固体废物产生量", "general industrial waste arisen"}; }
  Label denominator_name() const override { return {"工业增加值", "industrial value added"}; }
  const char* denominator_unit() const override { return "万元"; }
};

/// The text prints 0.087 without naming what it divides by: 70.89 万t / 0.087 = 814.8 亿元, 3.81 times the value added. It is
/// taken to grow as the value added does.
class Text final : public Ratio {
 public:
  int number() const override { return 1; }
  std::string definition() const override { return "text"; }
  std::string formula() const override {
    return "general industrial waste arisen [t] / (814.8 / 213.9 * industrial value added [10^4 CNY]); the denominator that the "
           "0.087 of the plan's text implies";
  }

 private:
  double scale() const override { return 1; }
  double numerator(const Accounts& accounts, Months months) const override {
    return accounts.arisen(Category::general_industrial, months);
  }
  double denominator(const Accounts& accounts, Months months) const override { return 814.8 / 213.9 * accounts.value_added(months); }
  Label numerator_name() const override { return {"一般工业固体废物产生量", "general industrial waste arisen"}; }
  Label denominator_name() const override { return {"正文隐含的产出", "output that the text implies"}; }
  const char* denominator_unit() const override { return "万元"; }
};

const sim::Registered<Indicator, Annex> annex{"1.annex", "General industrial waste per industrial value added."};
const sim::Registered<Indicator, Text> text{"1.text", "General industrial waste per the output that the plan's text implies."};

}  // namespace
}  // namespace waste
