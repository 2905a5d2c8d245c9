#include "models/world/scenario_tree.h"

#include "models/world/replica_world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Scenarios over the first five months of 2020, with policies moved into them.
std::vector<std::unique_ptr<World>> variants() {
  const std::string early = "policies.gypsum_market.starts=2020-02-10";
  std::vector<std::unique_ptr<World>> worlds;
  const auto add = [&](const char* name, std::vector<std::string> overrides) {
    worlds.push_back(district(name, std::move(overrides), "2020-06-01"));
  };
  add("baseline", {});
  add("plan", {early, "policies.sorting_city.starts=2020-04-01"});
  add("plan", {early, "policies.sorting_city.starts=2020-04-01", "tasks.t34.strength=0.5"});
  add("plan", {early, "policies.sorting_city.starts=2020-03-01"});
  add("plan", {early, "tasks.t15.active=no"});
  add("plan", {});
  add("plan", {"sites.dryer.capacity=700 t/d"});
  add("plan", {early, "policies.sorting_city.starts=2020-04-01", "all_tasks.starts_before=2020-03-15"});
  return worlds;
}

/// The books of a branch as bytes, as `books_of` gives them for a replica that runs alone.
std::string books_of_branch(ReplicaResult result) {
  result.scenario = result.replica = 0;
  return to_bytes(result);
}

/// Replica 3 of each, simulated together, has the bits of its own run.
void check_branches(const std::vector<std::unique_ptr<World>>& worlds) {
  std::vector<const World*> pointers;
  for (const auto& world : worlds) pointers.push_back(world.get());
  const auto together = ScenarioTree(pointers).simulate(3, go_on);
  REQUIRE(together);
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    INFO(i);
    REQUIRE(books_of_branch((*together)[i]) == books_of(*worlds[i], 3));
  }
}

}  // namespace

TEST_CASE("scenarios that branch from one past give the bits of separate runs") {
  const auto worlds = variants();
  check_branches(worlds);
}

TEST_CASE("scenarios whose assumptions are drawn share their past too") {
  std::vector<std::unique_ptr<World>> worlds;
  const std::string begins = "policies.gypsum_market.starts={low: 2020-02-10, mode: 2020-03-01, high: 2020-04-30}";
  worlds.push_back(district("baseline", {"uncertainty=parameters"}, "2020-06-01"));
  worlds.push_back(district("plan", {"uncertainty=parameters", begins}, "2020-06-01"));
  const ScenarioTree branches({worlds[0].get(), worlds[1].get()});
  const auto together = branches.simulate(3, go_on);
  REQUIRE(together);
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    INFO(i);
    CHECK(books_of_branch((*together)[i]) == books_of(*worlds[i], 3));
  }
  std::vector<std::shared_ptr<const PolicySet>> policies;
  std::vector<std::shared_ptr<const World>> own;
  for (const auto& world : worlds) {
    own.push_back(world_of_replica(*world, 3));
    policies.push_back(std::make_shared<const PolicySet>(own.back()->draw_policies(3)));
  }
  const sim::Time part = branches.divergence_time(0, 1, policies);
  CHECK((part >= *sim::parse_time("2020-02-10") && part <= *sim::parse_time("2020-04-30")));
}

TEST_CASE("scenarios whose policies or strengths of tasks are drawn in other ways part where those begin") {
  const std::string early = "policies.gypsum_market.starts=2020-02-10", strong = "all_tasks.strength=";
  const std::vector<std::string> others{strong + "{low: 40 %, mode: 100 %, high: 101 %}", strong + "{low: 20 %, mode: 100 %, high: 101 %}",
                                        "common_causes.lead_economy=null"};
  std::vector<std::unique_ptr<World>> worlds;
  worlds.push_back(district("plan", {"uncertainty=parameters", early}, "2020-06-01"));
  for (const std::string& other : others) worlds.push_back(district("plan", {"uncertainty=parameters", early, other}, "2020-06-01"));
  check_branches(worlds);
  const std::string first = books_of(*worlds[0], 3);
  for (std::size_t i = 1; i < worlds.size(); ++i) {
    INFO(i);
    CHECK(books_of(*worlds[i], 3) != first);
  }
}

TEST_CASE("scenarios part at the midnight before the first policy that is not the same in both") {
  const auto worlds = variants();
  std::vector<const World*> pointers;
  std::vector<std::shared_ptr<const PolicySet>> policies;
  for (const auto& world : worlds) {
    pointers.push_back(world.get());
    policies.push_back(std::make_shared<const PolicySet>(world->draw_policies(0)));
  }
  const ScenarioTree branches(pointers);
  const auto day = [](const char* text) { return *sim::parse_time(text); };
  REQUIRE(branches.divergence_time(0, 1, policies) == day("2020-02-10"));
  REQUIRE(branches.divergence_time(1, 2, policies) == day("2020-04-01"));  // the same policy, its task weaker
  REQUIRE(branches.divergence_time(1, 3, policies) == day("2020-03-01"));
  REQUIRE(branches.divergence_time(1, 7, policies) == day("2020-04-01"));  // its task no longer lets it begin
  REQUIRE(branches.divergence_time(0, 5, policies) >= day("2022-01-01"));  // nothing begins within the period
  REQUIRE(branches.divergence_time(5, 6, policies) == worlds[5]->district.start);   // a site differs: no common past
  REQUIRE(branches.divergence_time(2, 2, policies) == sim::never);
}

TEST_CASE("a stopped run of branches gives nothing") {
  const auto world = district("baseline");
  const std::atomic<bool> stop{true};
  REQUIRE_FALSE(ScenarioTree({world.get()}).simulate(0, stop));
}

}  // namespace waste::testing
