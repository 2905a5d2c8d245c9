#include "models/facilities/outages.h"

#include "models/district/distributions.h"
#include "tests/catch.h"

using sim::Duration;
using sim::Time;
using std::chrono_literals::operator""h;
using waste::Outages;

namespace {

constexpr Time noon{Duration{43'200}};

}  // namespace

TEST_CASE("lines run until they are stopped, and again when their time is over", "[facilities]") {
  waste::Distributions distributions;
  Outages outages;
  outages.prepare(3, 0h, 0h, 0, distributions);
  CHECK(outages.running(noon) == 3);
  CHECK(outages.stop(1, 2h, noon) == 2h);
  CHECK_FALSE(outages.runs(1, noon));
  CHECK(outages.running(noon) == 2);
  CHECK(outages.back(1) == noon + 2h);
  CHECK(outages.running(noon + 2h) == 3);
}

TEST_CASE("an outage within another does not count twice", "[facilities]") {
  waste::Distributions distributions;
  Outages outages;
  outages.prepare(1, 0h, 0h, 0, distributions);
  CHECK(outages.stop(0, 5h, noon) == 5h);
  CHECK(outages.stop(0, 2h, noon + 1h) == 0h);
  CHECK(outages.stop(0, 5h, noon + 4h) == 4h);
  CHECK(outages.back(0) == noon + 9h);
}

TEST_CASE("more lines fail more often, and without a mean time none fails", "[facilities]") {
  waste::Distributions distributions;
  Outages one, four, never;
  one.prepare(1, 1000h, 10h, 0.5, distributions);
  four.prepare(4, 1000h, 10h, 0.5, distributions);
  never.prepare(4, 0h, 10h, 0.5, distributions);
  CHECK(one.may_fail());
  CHECK_FALSE(never.may_fail());
  sim::Random a(1, 2, 3, 4), b(1, 2, 3, 4);
  for (int i = 0; i < 100; ++i) CHECK(four.until_failure(a) == one.until_failure(b) / 4);
  std::vector<int> failures(4);
  for (int i = 0; i < 400; ++i) ++failures[four.failing(a)];
  for (const int each : failures) CHECK(each > 50);
}
