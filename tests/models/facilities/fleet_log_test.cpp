#include "models/facilities/fleet_log.h"

#include "tests/catch.h"

namespace waste {

TEST_CASE("a fleet adds up the time of its vehicles out, and the time on shift in which it lacked one") {
  const sim::Time start{};
  const auto at = [&](int hour) { return start + sim::Duration{3600 * hour}; };
  FleetLog log;
  log.start(start);
  log.departed();
  log.change(at(1), 1, false);
  log.departed();
  log.change(at(2), 2, true, at(4));
  const FleetLog::Sums sums = log.take(at(6));  // two hours beyond the shift
  CHECK(sums.trips == 2);
  CHECK(sums.driven == 3600 * (1 + 2 * 4));
  CHECK(sums.short_of == 3600 * 2);
  CHECK(log.take(at(6)).driven == 0);
  CHECK(log.take(at(7)).driven == 3600 * 2);
}

}  // namespace waste
