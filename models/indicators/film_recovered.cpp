#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Recovered is what comes in at the district's centre, of this year's film and of older film alike.
double recovered(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::received, Category::film, months,
                         [&](const BookKey& key) { return accounts.about(key.site, "film_centre"); });
}

class Annex final : public Indicator {
 public:
  int number() const override { return 15; }
  std::string formula() const override { return "film that comes in at the district's centre in the year [t]; as annex 1 counts"; }
  double value(const Accounts& accounts, Months months) const override { return recovered(accounts, months); }
};

/// The national indicator; above 100 % when old film is cleared from the fields.
class Rate final : public Indicator {
 public:
  int number() const override { return 15; }
  std::string definition() const override { return "rate"; }
  std::string formula() const override { return "100 * film recovered / film used in the same year; 2019 trial system, items 16-20"; }
  double value(const Accounts& accounts, Months months) const override {
    const double used = accounts.arisen(Category::film, months);
    return used > 0 ? 100 * recovered(accounts, months) / used : undefined;
  }
};

const sim::Registered<Indicator, Annex> annex{"15.annex", "Agricultural film recovered in a year."};
const sim::Registered<Indicator, Rate> rate{"15.rate", "Recovery rate of agricultural film."};

}  // namespace
}  // namespace waste
