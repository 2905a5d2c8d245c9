// A policy that nothing would notice is refused with the place and what would be right, or warned about; never accepted in silence.
#include "models/world/policy_check.h"
#include "models/world/policy_warnings.h"

#include "models/policies/kind_answers.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

/// A register, a plant that produces ash for an outlet, and policies.
std::string with(const std::string& policies, const std::string& tasks = "") {
  return "sites:\n"
         "  firms: {kind: register, place: here, units: 100, attempt: 30 d}\n"
         "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: ash, outlet: works}\n"
         "  works: {kind: outlet, place: here, accepts: [ash, slag], capacity: 20 t/d, yard: 100 t}\n" +
         tasks + "policies:\n  one: {starts: 2021-01-01, " + policies + "}\n";
}

constexpr const char* streams = "{ash: {category: general_industrial}, slag: {category: general_industrial}}";

SmallWorld world(const std::string& text) { return SmallWorld(text, "2022-01-01", {}, streams); }

std::string refusal(const std::string& text) {
  try {
    world(text);
  } catch (const sim::InputError& error) {
    const auto& first = error.diagnostics().front();
    CHECK(first.line > 0);
    return first.code + " " + first.message + "; " + first.hint + "; " + first.note;
  }
  return "accepted";
}

/// Codes and English messages, one a line.
std::string warnings(const std::string& text) {
  std::string all;
  const SmallWorld small = world(text);
  for (const waste::Warning& warning : small.world().warnings) {
    CHECK(warning.at.line > 0);
    CHECK_FALSE(warning.message.zh.empty());
    all += warning.at.code + " " + warning.message.en + "\n";
  }
  return all;
}

std::int64_t generated(const SmallWorld& small) { return small.sum("plant", waste::Channel::generated, 12, 24); }

}  // namespace

TEST_CASE("a policy at a site that does not ask what it changes is refused, with the kinds of site that do") {
  CHECK(refusal(with("kind: source_reduction, reduction: 10 %, sites: [plant, works]")) ==
        "E0740 policy 'one' changes what arises, which 'works' (outlet) does not ask for; a site of a kind that does; "
        "kinds of site that ask about what arises: producer");
  CHECK(refusal(with("kind: market_demand, change: 10 %, sites: works")).ends_with("no site of this scenario asks for it"));
  CHECK(refusal(with("kind: source_reduction, reduction: 10 %, sites: [plant]")) == "accepted");
}

TEST_CASE("a stream that a site does not have is refused, with those that it has") {
  CHECK(refusal(with("kind: source_reduction, reduction: 10 %, sites: [plant], streams: [slag]")) ==
        "E0741 policy 'one' changes nothing at 'plant' (producer), for these streams; a stream that the site has, or another site; "
        "streams there: ash");
  CHECK(refusal(with("kind: source_reduction, reduction: 10 %, streams: [ash, slag]")) ==
        "E0741 policy 'one' changes nothing for stream 'slag' at its sites; a stream that they have; streams there: ash");
}

TEST_CASE("a number that no site of the policy asks for is refused") {
  CHECK(refusal(with("kind: outreach, members: 5, diligence: 10 %, sites: [firms]"))
            .starts_with("E0742 policy 'one' changes compliance, for which none of its sites asks"));
  CHECK(refusal(with("kind: opening_hours, longer: 2 h")).starts_with("E0742 policy 'one' changes opening hours"));
  CHECK(refusal(with("kind: outreach, members: 5, sites: [firms]")) == "accepted");
}

TEST_CASE("keys that a kind of policy does not look at are unknown to it, whatever the kind") {
  int refused = 0;
  const std::map<std::string, std::string> values{{"sites", "plant"},  {"streams", "ash"},     {"ramp", "10 d"},
                                                  {"shape", "linear"}, {"ends", "2021-06-01"}, {"delay", "3 d"}};
  for (const auto& kind : sim::Catalogue<waste::Policy>::all()) {
    const waste::KindAnswers answers(kind);
    for (const auto& [key, value] : values) {
      if (answers.looks_at(key) || kind.make()->steps()) continue;
      const std::string text = refusal(with("kind: " + kind.name + ", " + key + ": " + value));
      CHECK(text.starts_with("E0102 a policy of kind '" + kind.name + "' does not look at '" + key + "'"));
      ++refused;
    }
  }
  CHECK(refused > 15);
}

TEST_CASE("what a kind of policy looks at follows from what it answers") {
  const auto looks = [](const char* kind, const char* key) {
    return waste::KindAnswers(*sim::Catalogue<waste::Policy>::find(kind)).looks_at(key);
  };
  CHECK_FALSE(looks("fleet", "streams"));
  CHECK_FALSE(looks("landfill_limit", "ramp"));
  CHECK_FALSE(looks("transfer_permit", "shape"));
  CHECK_FALSE(looks("industrial_structure", "sites"));
  CHECK_FALSE(looks("recorded", "ends"));
  CHECK(looks("industrial_structure", "ramp"));
  CHECK(looks("diversion", "streams"));
  CHECK(looks("separation", "ramp"));
  CHECK(looks("recorded", "task"));
}

TEST_CASE("a policy outside the period, or of zeros, is warned about") {
  const std::string less = "kind: source_reduction, reduction: 10 %";
  CHECK(warnings(with(less)).empty());
  CHECK(warnings("policies: {one: {kind: industrial_structure, value_added: 5 %, starts: 2203-01-01}}\n") ==
        "E0744 policy 'one' begins on 2203-01-01, and the run ends on 2022-01-01: it changes nothing\n");
  CHECK(warnings("policies: {one: {kind: industrial_structure, value_added: 5 %, starts: 2018-01-01, ends: 2019-01-01}}\n") ==
        "E0745 policy 'one' is over by 2019-01-01, and the run begins on 2020-01-01: it changes nothing\n");
  CHECK(warnings("policies: {one: {kind: industrial_structure, value_added: 5 %, starts: never}}\n").empty());
  CHECK(warnings(with("kind: source_reduction")) == "E0743 policy 'one' changes nothing: its numbers are zero or incomplete\n");
}

TEST_CASE("a task that moves a policy out of the period is named; one that switches it off says so itself") {
  const std::string less = "kind: source_reduction, reduction: 10 %, task: t01";
  CHECK(warnings(with(less, "tasks: {t01: {number: 1, shift: 365 d}}\n")) ==
        "E0744 policy 'one' begins on 2022-01-01, as task t01 moves it, and the run ends on 2022-01-01: it changes nothing\n");
  CHECK(warnings(with(less, "tasks: {t01: {number: 1, active: no}}\n")).empty());
}

TEST_CASE("a share beyond all there is counts as all, and a warning says so") {
  const std::string half = "kind: source_reduction, reduction: 50 %, sites: [plant], task: t01";
  SmallWorld whole = world(with(half, "tasks: {t01: {number: 1, strength: 200 %}}\n"));
  CHECK(whole.world().warnings.empty());
  CHECK(generated(whole.run()) == 0);
  const std::string beyond = with(half, "tasks: {t01: {number: 1, strength: 1000 %}}\n");
  CHECK(warnings(beyond) ==
        "E0747 policy 'one' changes more than all of what arises at the strength of task t01, 1000 %: it counts as all\n");
  SmallWorld more = world(beyond);
  CHECK(generated(more.run()) == 0);
  CHECK(more.sum("plant", waste::Channel::generated, 0, 12) > 3'000'000'000);
}

TEST_CASE("whatever the strength of a task, no lever answers beyond its bounds") {
  const std::string text = with("kind: outage, lost: 60 %, sites: [works], task: t01", "tasks: {t01: {number: 1, strength: 1000 %}}\n");
  const SmallWorld small = world(text);
  const auto policies = small.world().draw_policies(0);
  const auto works = small.world().district.site("works");
  CHECK(policies.working_capacity(works, 20'000'000, *sim::parse_time("2021-06-01")) == 0);
}

TEST_CASE("whole things cut down by the strength of a task are rounded, and a warning says to what") {
  const auto members = [](const std::string& policy, const std::string& strength) {
    SmallWorld small = world(with("kind: outreach, " + policy + ", sites: [firms], task: t01",
                                  "tasks: {t01: {number: 1, strength: " + strength + "}}\n"));
    return small.run().sum("firms", waste::Channel::reached, 0, 24);
  };
  CHECK(members("members: 1", "60 %") == 1);
  CHECK(members("members: 1", "40 %") == 0);
  CHECK(members("members: 6", "60 %") == 4);
  CHECK(members("members: 10", "30 %") == 3);
  CHECK(warnings(with("kind: outreach, members: 6, sites: [firms], task: t01", "tasks: {t01: {number: 1, strength: 60 %}}\n")) ==
        "E0746 vehicles and members are whole; at this strength they are rounded: one 3.6 -> 4\n");
  CHECK(warnings(with("kind: outreach, members: 10, sites: [firms], task: t01", "tasks: {t01: {number: 1, strength: 60 %}}\n")).empty());
}

TEST_CASE("vehicles are whole when a fleet is complete, and on the way there those that are whole") {
  const auto vehicles = [](const std::string& fleet, const char* date) {
    const SmallWorld small("sites: {vans: {kind: carrier, place: here, vehicles: 20}}\ntasks: {t01: {number: 1, strength: 60 %}}\n"
                           "policies: {one: {kind: fleet, task: t01, sites: [vans], starts: 2021-01-01, " +
                               fleet + "}}\n",
                           "2022-01-01");
    return small.world().draw_policies(0).vehicles(small.world().district.site("vans"), 20, *sim::parse_time(date));
  };
  CHECK(vehicles("vehicles: 1", "2021-01-01") == 21);
  CHECK(vehicles("vehicles: 3", "2021-01-01") == 22);
  CHECK(vehicles("vehicles: -1", "2021-01-01") == 19);
  CHECK(vehicles("vehicles: 3, ramp: 100 d", "2021-02-15") == 20);  // nine tenths of one
  CHECK(vehicles("vehicles: 3, ramp: 100 d", "2021-04-11") == 22);
  for (int n = 1; n < 200; ++n) {
    CAPTURE(n);
    CHECK(vehicles("vehicles: " + std::to_string(n), "2021-01-01") == 20 + (6 * n + 5) / 10);
  }
}

TEST_CASE("an error of mass names the policies at work at the site, their tasks and levels") {
  const SmallWorld small = world(with("kind: source_reduction, reduction: 10 %, sites: [plant], task: t01",
                                      "tasks: {t01: {number: 1, strength: 150 %}}\n"));
  const auto policies = small.world().draw_policies(0);
  CHECK(policies.at_work(small.world().district.site("plant"), *sim::parse_time("2021-06-01")) == "one (task t01, level 150 %)");
  CHECK(policies.at_work(small.world().district.site("plant"), *sim::parse_time("2020-06-01")).empty());
  CHECK(policies.at_work(small.world().district.site("works"), *sim::parse_time("2021-06-01")).empty());
}

TEST_CASE("a topic that no indicator reads is refused, with the near match") {
  CHECK(refusal("sites: {firms: {kind: register, place: here, units: 1, topic: green_mine}}\n")
            .starts_with("E0748 site 'firms': no indicator reads the topic 'green_mine'; did you mean 'green_mines'?"));
  CHECK(refusal("sites: {firms: {kind: register, place: here, units: 1, topic: green_mines}}\n") == "accepted");
}

TEST_CASE("a task of indicators that the plan does not list, and a statistic of an unknown row, are refused") {
  const std::string plan = "indicators: {one: {number: 11, rule: none}}\n";
  CHECK(refusal(plan + "tasks: {t01: {number: 1, indicators: 11;12}}\n")
            .starts_with("E0709 't01' names indicator 12, which the plan does not list"));
  CHECK(refusal(plan + "tasks: {t01: {number: 1, indicators: \"11\"}}\n") == "accepted");
  CHECK(refusal("statistics: {rubbish: {value: 1, sigma: 0.1, hindcast: rubish}}\n").starts_with("E0107 hindcast: unknown row 'rubish'"));
}
