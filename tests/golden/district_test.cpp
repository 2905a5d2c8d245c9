// One hash for every number of threads, every machine and every compiler. It changes only with the model or its data, and then
// the new value belongs into the same commit, with a word why.

#include <catch2/catch.hpp>

#include "engine/sha256.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("a replica of the plan has the golden bits") {
  const auto world = district("plan", {"period.starts=2024-05-01"}, "2024-07-01");
  CHECK(sim::sha256(books_of(*world, 1)) == "27934c1dde62b848458bb281daccd10559e8c312deda97278f1989919f8485c3");
}

}  // namespace waste::testing
