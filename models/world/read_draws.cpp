#include "models/world/read_draws.h"

#include <algorithm>
#include <map>

#include "models/scenario/common_causes.h"
#include "models/scenario/draw_list.h"
#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

bool reads_parameters(Fields& root) {
  std::string text = "none";
  root.text("uncertainty", text);
  if (text != "none" && text != "parameters")
    root.error(root.map().find("uncertainty")->place, "E0712", "uncertainty cannot be '" + text + "'", "none or parameters");
  return text == "parameters";
}

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

void read_draws(SectionReader& reader, World& world) {
  Fields& root = reader.root();
  const bool parameters = reads_parameters(root);
  if (world.common) {  // read already, for the common world
    if (parameters) world.seed = world.common->seed;
    for (const char* key : {"draws", "common_causes", "held_totals"}) root.get(key);
    return;
  }
  std::vector<UncertainValue> values = uncertain_values(world.scenario);
  const auto counts = [&](const std::string& path) { return counts_things(world.scenario, path); };
  world.held = read_held_totals(reader, values, counts);
  bind_causes(read_common_causes(reader), values, reader);
  const auto list = read_draw_list(reader);
  const std::size_t unlisted = give_dimensions(list, values);
  if (!list.empty()) world.unlisted = unlisted;
  if (parameters) world.uncertain = std::move(values);
}

}  // namespace waste
