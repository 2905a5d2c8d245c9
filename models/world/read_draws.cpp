#include "models/world/read_draws.h"

#include <algorithm>
#include <map>

#include "models/scenario/common_causes.h"
#include "models/scenario/draw_list.h"
#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// Gives values and their causes the dimensions that the district lists; counts those that it does not list.
std::size_t give_dimensions(const std::map<std::string, int>& list, std::vector<UncertainValue>& values) {
  std::size_t unlisted = 0;
  const auto give = [&](const std::string& path, int& dimension) {
    const auto at = list.find(path);
    if (at != list.end()) dimension = at->second;
    return at != list.end();
  };
  for (UncertainValue& value : values) {
    if (!give(value.path, value.dimension) && value.low < value.high) ++unlisted;
    give(value.cause.path, value.cause.dimension);
  }
  return unlisted;
}

}  // namespace

void read_uncertainty(SectionReader& reader, World& world) {
  Fields& root = reader.root();
  std::string text = "none";
  root.text("uncertainty", text);
  if (text != "none" && text != "parameters")
    root.error(root.map().find("uncertainty")->place, "E0712", {"uncertainty不能是“" + text + "”", "uncertainty cannot be '" + text + "'"},
               {"none（不抽取）或parameters（抽取参数）", "none or parameters"});
  world.draws = text == "parameters";
  if (world.draws && world.common) world.seed = world.common->seed;
  for (const char* key : {"draws", "common_causes", "held_totals"}) root.get(key);  // read by read_draws
}

void read_draws(SectionReader& reader, World& world) {
  if (world.common) return;  // read already, for the common world
  std::vector<UncertainValue> values = uncertain_values(world.scenario);
  world.held = read_held_totals(reader, values, [&](const std::string& path) { return drawn_as(world.scenario, path) == Drawn::whole; });
  bind_causes(read_common_causes(reader), values, reader);
  const auto list = read_draw_list(reader);
  const std::size_t unlisted = give_dimensions(list, values);
  if (!list.empty()) world.unlisted = unlisted;
  if (world.draws) world.uncertain = std::move(values);
}

}  // namespace waste
