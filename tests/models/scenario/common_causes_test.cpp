#include "models/scenario/common_causes.h"

#include "tests/catch.h"

namespace waste {

TEST_CASE("a star stands for any characters within one key", "[draws]") {
  CHECK(fits("sites.a.x", "sites.a.x"));
  CHECK_FALSE(fits("sites.a.x", "sites.a.xy"));
  CHECK(fits("sites.*.x", "sites.abc.x"));
  CHECK_FALSE(fits("sites.*.x", "sites.a.b.x"));
  CHECK_FALSE(fits("sites.*", "sites.a.x"));
  CHECK(fits("sites.*.*", "sites.a.x"));
  CHECK(fits("policies.sorting_*.coverage", "policies.sorting_urban.coverage"));
  CHECK_FALSE(fits("policies.sorting_*.coverage", "policies.collection.coverage"));
  std::string star;
  CHECK(fits("sites.health_*.beds", "sites.health_yudong.beds", &star));
  CHECK(star == "yudong");
}

}  // namespace waste
