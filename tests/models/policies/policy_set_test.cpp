// Whether a policy happens is drawn once per replica, from a stream of its own.
#include "models/policies/policy_set.h"

#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

std::string with(const std::string& policy) {
  return "sites:\n"
         "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: rubbish, outlet: works}\n"
         "  works: {kind: outlet, place: here, accepts: [rubbish], capacity: 80 t/d, yard: 100 t}\n"
         "policies: {change: {kind: source_reduction, reduction: 50 %, sites: [plant], starts: 2021-01-01" +
         policy + "}}\n";
}

int times(const SmallWorld& small, int replicas) {
  int happened = 0;
  for (int i = 0; i < replicas; ++i) happened += small.world().draw_policies(static_cast<std::uint64_t>(i)).start_of(0) != sim::never;
  return happened;
}

}  // namespace

TEST_CASE("a policy of some probability happens in that share of the replicas, and else never starts") {
  CHECK(times(SmallWorld(with("")), 50) == 50);
  CHECK(times(SmallWorld(with(", probability: 0 %")), 50) == 0);
  constexpr int n = 4000;
  CHECK(times(SmallWorld(with(", probability: 30 %")), n) == Approx(0.3 * n).margin(4 * std::sqrt(0.21 * n)));
}

TEST_CASE("what is likelier happens wherever the less likely does, and the dates stay as they are") {
  const SmallWorld less(with(", probability: 30 %, delay: {low: 0 d, mode: 30 d, high: 300 d}"));
  const SmallWorld more(with(", probability: 60 %, delay: {low: 0 d, mode: 30 d, high: 300 d}"));
  const SmallWorld always(with(", delay: {low: 0 d, mode: 30 d, high: 300 d}"));
  int differ = 0;
  for (std::uint64_t replica = 0; replica < 200; ++replica) {
    const auto a = less.world().draw_policies(replica).start_of(0), b = more.world().draw_policies(replica).start_of(0);
    if (a != sim::never) CHECK(a == b);
    if (b != sim::never) CHECK(b == always.world().draw_policies(replica).start_of(0));
    differ += a != b;
  }
  CHECK(differ > 30);
}

TEST_CASE("a policy that does not happen changes nothing") {
  SmallWorld small(with(", probability: 50 %"), "2022-01-01");
  bool seen[2] = {false, false};
  for (std::uint64_t replica = 0; replica < 12; ++replica) {
    const bool happens = waste::happens(*small.world().policies.list[0], {small.world().seed, replica});
    small.run(replica);
    CHECK(small.in_year("plant", waste::Channel::generated, 2021) == (happens ? 1'825'000'000 : 3'650'000'000));
    seen[happens] = true;
  }
  CHECK(seen[0]);
  CHECK(seen[1]);
}
