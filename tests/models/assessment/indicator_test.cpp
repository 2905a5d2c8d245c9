#include "models/assessment/indicator_lines.h"

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using namespace waste;

namespace {

const std::string head = "format: 1\nperiod: {starts: 2020-01-01, ends: 2021-01-01}\n";

std::string row(const std::string& id, int number, const std::string& more) {
  return "  " + id + ": {number: " + std::to_string(number) + ", rule: '>=', target: 50" + more + "}\n";
}

std::unique_ptr<World> world_of(const std::string& rows, const std::vector<std::string>& overrides = {}) {
  const ScenarioFolder folder;
  return build_world(folder.read(head + "indicators:\n" + rows, overrides));
}

/// The keys of the lines, those that are scored with a star.
std::vector<std::string> keys(const World& world) {
  std::vector<std::string> result;
  for (const auto& line : indicator_lines(world.plan)) result.push_back(line.key + (line.scored ? "*" : ""));
  return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("the annex is the definition that is reported and scored unless the plan asks for more", "[indicator]") {
  const std::string rows = row("use", 11, "") + row("hw", 12, "") + row("later", 39, "") + row("own", 40, "");
  CHECK(keys(*world_of(rows)) == Strings{"11.annex*", "12.annex*", "39.annex*", "40.annex*"});
  const std::string more = row("use", 16, ", definitions: strict;broad") + row("own", 40, "");
  CHECK(keys(*world_of(more)) == Strings{"16.annex*", "16.broad", "16.strict", "40.annex*"});
}

TEST_CASE("1.text divides by an output of the district, and is refused without one", "[indicator]") {
  const std::string rows = row("intensity", 1, ", definitions: text");
  CHECK_THROWS_WITH(world_of(rows), ContainsSubstring("E0755"));
  CHECK(keys(*world_of(rows + "economy: {value_added: 1 亿元, output: 3 亿元}\n")) == Strings{"1.annex*", "1.text"});
}

TEST_CASE("a scenario chooses the definition that is scored", "[indicator]") {
  const std::string rows = row("use", 11, ", definitions: text") + row("hw", 12, "");
  CHECK(keys(*world_of(rows, {"indicators.hw.scored=formula"})) == Strings{"11.annex*", "11.text", "12.annex", "12.formula*"});
  CHECK(keys(*world_of(rows, {"indicators.hw.scored=none"})) == Strings{"11.annex*", "11.text", "12.annex"});
}

TEST_CASE("a definition with a row of its own has a target of its own", "[indicator]") {
  const auto world = world_of(row("use", 11, "") + row("use_text", 11, ", definition: text, target_text: more") +
                              row("use_new", 11, ", definition: project"));
  CHECK(keys(*world) == Strings{"11.annex*", "11.project", "11.text"});
  const auto lines = indicator_lines(world->plan);
  const auto id = [&](std::size_t i) { return world->plan.indicators[static_cast<std::size_t>(lines[i].facts)].id; };
  CHECK(id(0) == "use");
  CHECK(id(1) == "use_new");
  CHECK(lines[1].indicator == nullptr);  // no kind computes it
  CHECK(id(2) == "use_text");
}

TEST_CASE("parts of an indicator that has no common row are all scored", "[indicator]") {
  const auto world = world_of(row("a", 10, ", definition: bins") + row("b", 10, ", definition: waybill") +
                              row("c", 10, ", definition: other, scored: none"));
  CHECK(keys(*world) == Strings{"10.bins*", "10.other", "10.waybill*"});
}

TEST_CASE("an unknown definition and a doubled row are refused", "[indicator]") {
  const auto code = [](const std::string& rows, const std::vector<std::string>& overrides = {}) -> std::string {
    try {
      world_of(rows, overrides);
    } catch (const sim::InputError& error) {
      return error.diagnostics().front().code;
    }
    return "";
  };
  CHECK(code(row("use", 11, ", scored: broad")) == "E0721");
  CHECK(code(row("use", 11, ", definitions: text;braod")) == "E0721");
  CHECK(code(row("use", 11, "") + row("again", 11, "")) == "E0720");
  CHECK(code(row("use", 11, ", definition: text") + row("again", 11, ", definition: text")) == "E0720");
}
