#include "models/assessment/indicator.h"

namespace waste {
namespace {

bool construction(const Accounts& accounts, const BookKey& key) { return accounts.category_of(key.stream) == Category::construction; }

double generated(const Accounts& accounts, Months months) {
  return accounts.cubic_metres(Channel::generated, months, [&](const BookKey& key) { return construction(accounts, key); });
}

/// Share by volume of the uses that count [%].
template <class Counts>
double share(const Accounts& accounts, Months months, Counts counts) {
  const double arisen = generated(accounts, months);
  const double used = accounts.cubic_metres(Channel::utilised, months, [&](const BookKey& key) {
    return construction(accounts, key) && counts(key);
  });
  return arisen > 0 ? 100 * used / arisen : undefined;
}

/// New building materials alone: what plants, fixed or mobile, made of waste and somebody bought.
class Strict final : public Indicator {
 public:
  int number() const override { return 16; }
  std::string definition() const override { return "strict"; }
  std::string formula() const override {
    return "100 * made into building materials and sold [m3] / generated, all five classes [m3]; 2019 trial system, items 16-20";
  }
  double value(const Accounts& accounts, Months months) const override {
    return share(accounts, months, [&](const BookKey& key) { return !accounts.primary(key.stream); });
  }
};

/// As the plan must have counted in 2020: materials, use on the site, and spoil that fills in at another project.
class Annex final : public Indicator {
 public:
  int number() const override { return 16; }
  std::string formula() const override {
    return "100 * (made into building materials and sold + used on the site + spoil filled in at other projects) [m3] / "
           "generated, all five classes [m3]; so that 65 of 692 of 2020 can be reached (decision 60)";
  }
  double value(const Accounts& accounts, Months months) const override {
    return share(accounts, months, [&](const BookKey& key) { return !accounts.about(key.site, "backfill"); });
  }
};

/// All uses, the filling of pits and low land for their restoration included. A fill that merely fills up is no use.
class Broad final : public Indicator {
 public:
  int number() const override { return 16; }
  std::string definition() const override { return "broad"; }
  std::string formula() const override {
    return "100 * (as 16.annex + backfilled to restore land) [m3] / generated, all five classes [m3]; wording of 2021, recalled";
  }
  double value(const Accounts& accounts, Months months) const override {
    return share(accounts, months, [](const BookKey&) { return true; });
  }
};

const sim::Registered<Indicator, Strict> strict{"16.strict", "Construction waste made into building materials."};
const sim::Registered<Indicator, Annex> annex{"16.annex", "Construction waste used as material or as fill of projects."};
const sim::Registered<Indicator, Broad> broad{"16.broad", "Construction waste used, backfilling for restoration included."};

}  // namespace
}  // namespace waste
