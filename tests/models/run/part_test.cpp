#include "models/run/part.h"

#include "engine/base/error.h"
#include "tests/catch.h"

namespace waste {

TEST_CASE("a part is written K/N, with K from 1 to N", "[parts]") {
  CHECK(part_from("3/16") == Part{3, 16});
  CHECK(part_from("1/1") == Part{1, 1});
  for (const char* wrong : {"", "3", "/", "3/", "/16", "0/16", "17/16", "-1/16", "3/16 ", " 3/16", "3/16/2", "3.0/16", "1/1000001"})
    CHECK_FALSE(part_from(wrong));
}

TEST_CASE("the parts of a run hold every replica once, and none is empty while there are enough", "[parts]") {
  for (const std::size_t replicas : {1u, 5u, 16u, 100u})
    for (std::size_t of = 1; of <= replicas; of += 1 + of / 3) {
      std::size_t next = 0;
      for (std::size_t number = 1; number <= of; ++number) {
        const ReplicaRange range = range_of({number, of}, replicas);
        CHECK(range.first == next);
        CHECK(range.size() >= replicas / of);
        CHECK(range.size() <= replicas / of + 1);
        next = range.end;
      }
      CHECK(next == replicas);
    }
}

TEST_CASE("parts are named so that their names sort, and lead back to the results", "[parts]") {
  CHECK(part_path("out/X.h5", {3, 16}) == "out/X.h5.part-03-of-16");
  CHECK(results_of_part("out/X.h5.part-03-of-16") == "out/X.h5");
  for (const char* other : {"out/X.h5", "out/X.h5.part-3", "out/X.h5.part-17-of-16", ".part-1-of-2", "X.h5.journal"})
    CHECK(results_of_part(other).empty());
}

TEST_CASE("the head of a part comes back from its bytes, and a cut one is refused", "[parts]") {
  const PartHead head{"0.1.0", "abc", 7, 100, {12, 18}, {3, 16}, {"baseline", "plan"}, {"bytes", "more bytes"}};
  const std::string bytes = to_bytes(head);
  const PartHead again = part_head_from_bytes(bytes);
  CHECK(again.version == head.version);
  CHECK(again.commit == head.commit);
  CHECK(again.seed == head.seed);
  CHECK(again.replicas == head.replicas);
  CHECK(again.range == head.range);
  CHECK(again.part == head.part);
  CHECK(again.names == head.names);
  CHECK(again.scenarios == head.scenarios);
  CHECK_THROWS_AS(part_head_from_bytes(bytes.substr(0, bytes.size() / 2)), sim::Error);
  PartHead wrong = head;
  wrong.range = {18, 101};
  CHECK_THROWS_AS(part_head_from_bytes(to_bytes(wrong)), sim::Error);
}

}  // namespace waste
