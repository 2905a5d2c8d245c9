// One hash for every number of threads, every machine and every compiler. It changes only with the model or its data, and then
// the new value belongs into the same commit, with a word why.

#include <catch2/catch.hpp>

#include "engine/sha256.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("a replica of the plan has the golden bits") {
  const auto world = district("plan", {"period.starts=2024-05-01"}, "2024-07-01");
  CHECK(sim::sha256(books_of(*world, 1)) == "74e05120832d07f93a068ce31e5c744d86a944a4b3c670c2012a53258cb5bbc5");
}

}  // namespace waste::testing
