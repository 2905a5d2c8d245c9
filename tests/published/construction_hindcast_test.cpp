// Construction waste of 2020 in the baseline against what the plan states of it (plan.zh.txt, lines 57 and 58).
#include "models/assessment/indicator.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

bool construction(const Accounts& accounts, const BookKey& key) {
  return key.stream != no_stream && accounts.category_of(key.stream) == Category::construction;
}

}  // namespace

TEST_CASE("692 万m3 of construction waste arise in 2020, 65 are used, nearly all of the rest lies in the five fills") {
  const auto world = district("baseline", {}, "2021-01-01");
  constexpr int replicas = 12;
  double arisen = 0, used = 0, filled = 0, sold = 0;  // [10^4 m3], means
  double rubble = 0;                                  // [10^4 t]
  for (std::uint64_t r = 0; r < replicas; ++r) {
    Replica running(*world, r);
    const Books books = *running.finish(go_on);
    const Accounts accounts(world->district, running.policies(), books);
    const auto sum = [&](Channel channel, auto counts) {
      return 1e-4 / replicas *
             accounts.cubic_metres(channel, {0, 12}, [&](const BookKey& key) { return construction(accounts, key) && counts(key); });
    };
    arisen += sum(Channel::generated, [](const BookKey&) { return true; });
    used += sum(Channel::utilised, [](const BookKey&) { return true; });
    sold += sum(Channel::utilised, [&](const BookKey& key) { return !accounts.primary(key.stream); });
    const auto demolition = world->district.stream("demolition_waste");
    rubble += 1e-4 / replicas * accounts.tonnes(Channel::generated, {0, 12}, [&](const BookKey& key) { return key.stream == demolition; });
    filled += sum(Channel::landfilled, [&](const BookKey& key) { return accounts.of_kind(key.site, "spoil_fill"); });
  }
  CHECK(arisen == Approx(692).epsilon(0.02));
  CHECK(used == Approx(65).epsilon(0.02));
  CHECK(100 * used / arisen == Approx(9.3).margin(0.3));
  CHECK(filled == Approx(692 - 65).epsilon(0.03));
  CHECK(1496 / filled == Approx(2.4).margin(0.1));  // years until the fills are full, had they been empty
  CHECK(rubble > 0.11 * 350);        // the rubble of the core in 2015, by people,
  CHECK(rubble < 0.11 * 328 * 1.6);  // and in 2018
  CHECK(sold < 13.4);  // what fixed plants can take at all in a year: (500 + 150) t/d, 330 d, 1.6 t/m3
}

}  // namespace waste::testing
