// A policy that changes nothing in a whole run is known afterwards; one that does is not slandered.
#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

constexpr const char* streams = "{ash: {category: general_industrial}}";

std::vector<std::uint8_t> acted(const std::string& policy, const std::string& fallback = "") {
  const SmallWorld small("sites:\n"
                         "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: ash, outlet: cell}\n"
                         "  cell: {kind: landfill, place: here, stream: ash, capacity: 1000000 t, reclaim_to: plant" +
                             fallback +
                             "}\n"
                             "policies: {one: {starts: 2020-02-01, " +
                             policy + "}}\n",
                         "2020-04-01", {}, streams);
  static const std::atomic<bool> go_on{false};
  waste::Replica running(small.world(), 0);
  running.finish(go_on);
  return running.policies().acted();
}

using Flags = std::vector<std::uint8_t>;

}  // namespace

TEST_CASE("a policy that was asked and answered otherwise than nobody has acted") {
  CHECK(acted("kind: source_reduction, reduction: 10 %, sites: [plant]") == Flags{1});
  CHECK(acted("kind: price, amount: 5 元/t, sites: [cell]") == Flags{1});
  CHECK(acted("kind: industrial_structure, value_added: 5 %") == Flags{1});
}

TEST_CASE("a policy that is never asked, or answers nothing, has not") {
  CHECK(acted("kind: new_capacity, reclaim: 5 t/d, sites: [cell]") == Flags{0});  // no yard ever lacks anything
  CHECK(acted("kind: source_reduction, reduction: 10 %, sites: [plant], delay: 900 d") == Flags{0});
  CHECK(acted("kind: source_reduction") == Flags{0});
  CHECK(acted("kind: recorded") == Flags{0});
}
