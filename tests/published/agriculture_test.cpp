// Straw, manure, film, sewage sludge and mines in 2020 against what the plan states (plan.zh.txt, lines 30, 47-50, 60 and
// annex 1), and what the tasks of these streams move.

#include <cmath>
#include <map>

#include "models/assessment/indicator.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

using Values = std::map<std::string, double>;

Values of_year(const Accounts& accounts, int year) {
  Values values;
  for (const auto& kind : sim::Catalogue<Indicator>::all()) values[kind.name] = kind.make()->value(accounts, {(year - 2020) * 12, 12});
  return values;
}

}  // namespace

TEST_CASE("farming, sludge and mines of 2020 come out of the flows as the plan states them") {
  const auto world = district("baseline", {}, "2021-01-01");
  constexpr int replicas = 4;
  Values mean;
  double straw = 0, sludge = 0;
  for (std::uint64_t r = 0; r < replicas; ++r) {
    Replica running(*world, r);
    const Books books = *running.finish(go_on);
    const Accounts accounts(world->district, running.policies(), books);
    for (const auto& [key, value] : of_year(accounts, 2020)) mean[key] += value / replicas;
    const StreamId stubble = world->district.stream("stubble");
    straw += accounts.arisen(Category::straw, {0, 12}) / replicas +
             accounts.tonnes(Channel::generated, {0, 12}, [&](const BookKey& key) { return key.stream == stubble; }) / replicas;
    sludge += accounts.arisen(Category::sludge, {0, 12}) / replicas;
  }
  CHECK(straw > 250'000);
  CHECK(straw < 300'000);
  CHECK(mean["13.annex"] == Approx(91).epsilon(0.01));
  CHECK(mean["14.annex"] == Approx(87).epsilon(0.01));
  CHECK(mean["15.annex"] == Approx(245.284).epsilon(0.02));
  CHECK(sludge == Approx(51'000).epsilon(0.01));
  CHECK(mean["25.annex"] == 100);
  CHECK(mean["5.annex"] == 12);
}

TEST_CASE("each task of these streams moves the indicators it names, and task 21 the packaging but no indicator") {
  const auto after = [](std::vector<std::string> off) {
    const auto world = district("plan", std::move(off), "2026-01-01");
    Replica running(*world, 0);
    const Books books = *running.finish(go_on);
    const Accounts accounts(world->district, running.policies(), books);
    Values values = of_year(accounts, 2025);
    values["packaging"] = accounts.arisen(Category::pesticide_packaging, {60, 12});
    return values;
  };
  const Values plan = after({});
  const std::map<std::string, std::vector<std::string>> moved{
      {"t22", {"13.annex"}}, {"t24", {"14.annex"}}, {"t23", {"15.annex"}}, {"t19", {"5.annex", "5.rate"}}};
  for (const auto& [task, keys] : moved) {
    CAPTURE(task);
    Values without = after({"tasks." + task + ".active=no"});
    for (const auto& key : keys) CHECK(without[key] < plan.at(key) - 0.02);
    if (task == "t22") CHECK(without["15.annex"] == plan.at("15.annex"));
  }
  const Values without = after({"tasks.t21.active=no"});
  CHECK(without.at("packaging") > 1.04 * plan.at("packaging"));
  for (const auto& [key, value] : plan)
    if (key != "packaging" && !std::isnan(value)) CHECK(without.at(key) == value);
}

}  // namespace waste::testing
