#include "models/world/acts_on.h"

#include "models/world/declared_questions.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace waste {
namespace {

constexpr const char* streams = "{ash: {category: general_industrial}, slag: {category: general_industrial}}";

SmallWorld with(const std::string& policy) {
  return SmallWorld("sites:\n"
                    "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: ash, outlet: works}\n"
                    "  works: {kind: outlet, place: here, accepts: [ash, slag], capacity: 20 t/d, yard: 100 t}\n"
                    "policies:\n  one: {starts: 2021-01-01, " +
                        policy + "}\n",
                    "2022-01-01", {}, streams);
}

/// Whether the policy acts on a flow, in June 2021 unless told otherwise.
bool acts(const SmallWorld& small, Channel channel, const char* site, const char* counterpart, StreamId stream,
          const char* date = "2021-06-01") {
  const World& world = small.world();
  const auto named = [&](const char* id) { return id ? world.district.site(id) : no_site; };
  const BookKey flow{channel, stream, named(site), named(counterpart)};
  return acts_on(declared_questions(world), world.draw_policies(0), world.policies, 0, flow, *sim::parse_time(date));
}

}  // namespace

TEST_CASE("a policy without sites acts on flows of the sites that ask what it answers, and on no other") {
  const SmallWorld small = with("kind: source_reduction, reduction: 10 %");
  CHECK(acts(small, Channel::generated, "plant", nullptr, 0));
  CHECK(acts(small, Channel::received, "works", "plant", 0));
  CHECK_FALSE(acts(small, Channel::utilised, "works", nullptr, 0));  // an outlet does not ask what arises
  CHECK_FALSE(acts(small, Channel::generated, "plant", nullptr, 1));
  CHECK_FALSE(acts(small, Channel::generated, "plant", nullptr, 0, "2020-06-01"));
}

TEST_CASE("a policy about a site as a whole acts on all its flows") {
  const SmallWorld small = with("kind: new_capacity, capacity: 5 t/d, sites: [works]");
  CHECK(acts(small, Channel::utilised, "works", nullptr, 0));
  CHECK(acts(small, Channel::utilised, "works", nullptr, 1));
  CHECK_FALSE(acts(small, Channel::generated, "plant", nullptr, 0));
}

TEST_CASE("a policy for some streams acts on these") {
  const SmallWorld small = with("kind: diversion, share: 10 %, sites: [works], streams: [slag]");
  CHECK(acts(small, Channel::utilised, "works", nullptr, 1));
  CHECK_FALSE(acts(small, Channel::utilised, "works", nullptr, 0));
}

}  // namespace waste
