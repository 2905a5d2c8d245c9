// The year 2020 of the baseline against what the plan states of it (plan.zh.txt, lines 37-43 and 54). Nothing is set: each
// figure is a sum over loads.

#include <catch2/catch.hpp>

#include "models/indicator.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Means over a few replicas of the year 2020.
struct Year {
  double hauled = 0;        // [t/d]
  double general = 0, general_used = 0, general_disposed = 0;  // [10^4 t]
  double hazardous = 0, hazardous_treated = 0, hazardous_stored = 0;  // [10^4 t]
  double treated_inside = 0;  // [10^4 t]
  double own_cell = 0;        // [10^4 t] handled by the producers themselves
  double medical = 0;         // [t]
};

double hazardous_inside(const Accounts& accounts, Channel channel) {
  return accounts.tonnes(channel, {0, 12}, [&](const BookKey& key) {
    return accounts.category_of(key.stream) == Category::hazardous && accounts.inside(key.site);
  });
}

void add(Year& year, const Accounts& accounts, double weight) {
  const Months all{0, 12};
  const double unit = weight * 1e-4;
  year.hauled += weight / 366 * accounts.tonnes(Channel::received, all, [&](const BookKey& key) {
    return accounts.category_of(key.stream) == Category::rubbish && accounts.of_kind(key.counterpart, "township");
  });
  year.general += unit * accounts.arisen(Category::general_industrial, all);
  year.general_used += unit * accounts.utilised(Category::general_industrial, all);
  year.general_disposed += unit * accounts.disposed(Category::general_industrial, all);
  year.hazardous += unit * accounts.arisen(Category::hazardous, all);
  year.hazardous_treated += unit * (accounts.utilised(Category::hazardous, all) + accounts.disposed(Category::hazardous, all));
  year.treated_inside += unit * (hazardous_inside(accounts, Channel::utilised) + hazardous_inside(accounts, Channel::disposed));
  year.own_cell += unit * accounts.tonnes(Channel::landfilled, all, [&](const BookKey& key) {
    return accounts.category_of(key.stream) == Category::general_industrial && accounts.of_kind(key.site, "landfill");
  });
  year.medical += weight * accounts.arisen(Category::medical, all);
  year.hazardous_stored += unit * accounts.stock(12, [&](SiteId site, StreamId stream) {
    return accounts.category_of(stream) == Category::hazardous && accounts.inside(site);
  });
}

}  // namespace

TEST_CASE("the year 2020 comes out of the flows as the plan states it") {
  const auto world = district("baseline", {}, "2021-01-01");
  constexpr int replicas = 6;
  Year year;
  for (std::uint64_t r = 0; r < replicas; ++r) {
    Replica running(*world, r);
    const Books books = *running.finish(go_on);
    add(year, Accounts(*world, running.rules(), books), 1.0 / replicas);
  }
  CHECK(year.hauled == Approx(827).epsilon(0.01));
  CHECK(year.general == Approx(70.89).epsilon(0.01));
  CHECK(100 * year.general_used / year.general == Approx(61.2).margin(1));
  CHECK(year.general_disposed == Approx(27.51).epsilon(0.02));
  CHECK(year.hazardous == Approx(3.10).epsilon(0.02));
  CHECK(year.hazardous_treated == Approx(3.01).epsilon(0.02));
  CHECK(year.hazardous_stored == Approx(0.40).margin(0.05));
  CHECK(year.own_cell == Approx(25.55).epsilon(0.02));
  CHECK(year.medical == Approx(439).epsilon(0.02));
  CHECK(100 * year.treated_inside / year.hazardous_treated == Approx(1.5).margin(0.1));
}

}  // namespace waste::testing
