// What a kind cannot do without: its literal marks it, a site that leaves it out is refused, and a site that gives no more runs.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/facilities/facility.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

/// Keys that a kind needs only with certain values of others, which its own check says; the district's values are such.
const std::map<std::string, std::set<std::string>> needed_by_other_values{
    {"recycling_station", {"rubbish", "rubbish_outlet"}},  // part of what comes in is sorted out
};

bool is_required(const sim::Kind<Facility>& kind, const std::string& key) {
  const auto found = std::find_if(kind.parameters.begin(), kind.parameters.end(), [&](const auto& info) { return key == info.name; });
  return found != kind.parameters.end() && found->is(sim::Trait::required);
}

bool may_go(const std::string& name, const std::string& key) {
  static const std::set<std::string> kept{"kind", "place", "topic", "label"};
  const auto others = needed_by_other_values.find(name);
  if (others != needed_by_other_values.end() && others->second.contains(key)) return false;
  return !kept.contains(key) && !is_required(*sim::Catalogue<Facility>::find(name), key);
}

/// Overrides that leave every site of the district with the keys its kind requires; the kinds met are added to `kinds`.
std::vector<std::string> bare_sites(const Scenario& source, std::set<std::string>& kinds) {
  std::vector<std::string> overrides;
  for (const auto& site : source.root().find("sites")->entries) {
    const std::string kind = site.value.find("kind")->text;
    kinds.insert(kind);
    for (const auto& entry : site.value.entries)
      if (may_go(kind, entry.key)) overrides.push_back("sites." + site.key + "." + entry.key + "=null");
  }
  return overrides;
}

std::vector<sim::Diagnostic> refused_site(const std::string& kind) {
  ScenarioFolder folder;
  try {
    build_world(folder.read("format: 1\nperiod: {starts: 2020-01-01, ends: 2021-01-01}\nplaces: {here: {}}\n"
                            "sites: {x: {kind: " +
                            kind + "}}\n"));
  } catch (const sim::InputError& error) {
    return error.diagnostics();
  }
  FAIL("accepted: a bare " << kind);
  return {};
}

}  // namespace

TEST_CASE("a site that leaves out what its kind requires is refused, with every key that is missing", "[required]") {
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    std::set<std::string> missing;
    for (const sim::Diagnostic& error : refused_site(kind.name)) {
      CHECK(error.code == "E0101");
      missing.insert(error.message.substr(0, error.message.find(" (")));
    }
    for (const auto& info : kind.parameters) {
      CAPTURE(kind.name, info.name);
      CHECK(missing.contains("'sites.x' lacks key '" + std::string(info.name) + "'") == info.is(sim::Trait::required));
    }
    CHECK(missing.contains("'sites.x' lacks key 'place'"));
  }
}

TEST_CASE("sites with nothing but what their kinds require run a month and lose no gram", "[required]") {
  std::set<std::string> kinds;
  auto overrides = bare_sites(scenario("baseline"), kinds);
  overrides.insert(overrides.end(), {"common_causes=null", "held_totals=null"});  // which speak of the values that are gone
  const auto world = district("baseline", overrides, "2020-02-01");
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    CAPTURE(kind.name);
    CHECK(kinds.contains(kind.name));  // no site of data/banan is of this kind: add one, or build a bare site of it here
  }
  const auto books = Replica(*world, 0).finish(go_on);
  REQUIRE(books);
  CHECK(books->checks > 0);
  CHECK(books->closing_error == 0);
}

TEST_CASE("what one vehicle carries is marked as such and is at least a kilogram, so that no stock becomes endless loads", "[required]") {
  static const std::vector<std::string> words{"truck", "vehicle", "van ", "tanker", "one round brings", "at a time", "tipper"};
  std::size_t found = 0;
  for (const auto& kind : sim::Catalogue<Facility>::all())
    for (const auto& info : kind.parameters) {
      CAPTURE(kind.name, info.name);
      const std::string phrase = info.description.en;
      const bool carries = std::any_of(words.begin(), words.end(),
                                       [&](const auto& word) { return phrase.find(word) != std::string::npos; });
      if (std::string(info.unit) != "g") {
        CHECK_FALSE(info.is(sim::payload));
        continue;
      }
      CHECK(info.is(sim::payload) == carries);
      if (!info.is(sim::payload)) continue;
      ++found;
      CHECK(info.low >= 1000);
      CHECK_FALSE(info.is(sim::extensive));
    }
  CHECK(found >= 15);
}

TEST_CASE("the words 'no limit' are for what says so; missing never means them", "[required]") {
  for (const auto& kind : sim::Catalogue<Facility>::all())
    for (const auto& info : kind.parameters) {
      CAPTURE(kind.name, info.name);
      if (info.is(sim::or_no_limit)) CHECK(info.is(sim::required));
    }
}

}  // namespace waste::testing
