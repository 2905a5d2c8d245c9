#include "models/world/replica_world.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/base/quantity.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr int max_attempts = 100;

}  // namespace

bool counts_things(const Scenario& scenario, const std::string& path) {
  const auto site_end = path.find('.', 6);
  if (!path.starts_with("sites.") || site_end == std::string::npos) return false;
  const Node* kind_name = scenario.root().at_path(path.substr(0, site_end) + ".kind");
  const auto* kind = kind_name ? sim::Catalogue<Facility>::find(kind_name->text) : nullptr;
  if (!kind) return false;
  const std::string name = path.substr(site_end + 1);
  for (std::size_t i = 0; i < kind->parameters.size(); ++i) {
    if (name != kind->parameters[i].name) continue;
    const auto facility = kind->make();
    if (!std::holds_alternative<std::int64_t*>(kind->slot(*facility, i))) return false;
    const auto dimension = sim::parse_unit(kind->parameters[i].unit).dimension;
    return dimension == sim::Dimension{} || sim::is_count(dimension);
  }
  return false;
}

namespace {

/// Nine decimals, three for large numbers: as a person might write it.
std::string written(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::abs(value) < 1e6 ? 9 : 3).ptr;
  std::string result(text, end);
  result.erase(result.find_last_not_of('0') + 1);
  if (result.back() == '.') result.pop_back();
  return result;
}

/// Whether a node of this tree is on one of the lines.
bool stands_in(const Node& node, const std::set<std::pair<std::uint32_t, int>>& lines) {
  if (lines.contains({node.place.file, node.place.line})) return true;
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const Node::Entry& entry) { return stands_in(entry.value, lines); });
}

/// Counts one more attempt for all values of the sites with errors; false if there is nothing to draw again.
bool draw_again(const World& world, const sim::InputError& error, std::vector<int>& attempts) {
  std::set<std::pair<std::uint32_t, int>> lines;
  for (const auto& diagnostic : error.diagnostics())
    for (std::uint32_t file = 0; file < world.scenario.files().size(); ++file)
      if (world.scenario.files()[file].name == diagnostic.file) lines.insert({file, diagnostic.line});
  bool any = false;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const std::string& path = world.uncertain[i].path;
    const auto entity = path.substr(0, path.find('.', path.find('.') + 1));  // "sites.dryer"
    const Node* node = world.scenario.root().at_path(entity);
    if (!node || !stands_in(*node, lines)) continue;
    any = ++attempts[i] < max_attempts || any;
  }
  return any;
}

}  // namespace

std::vector<UncertainValue> uncertain_values(const Scenario& scenario) {
  return uncertain_values(scenario, [&](const std::string& path) { return counts_things(scenario, path); });
}

std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica) {
  if (world.uncertain.empty()) return {std::shared_ptr<const World>{}, &world};
  std::vector<int> attempts(world.uncertain.size(), 0);
  for (;;) {
    std::vector<double> drawn = draw_values(world.uncertain, world.seed, replica, attempts);
    for (const HeldTotal& total : world.held) total.restore(world.uncertain, drawn);
    std::vector<std::pair<std::string, std::string>> texts;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const auto& value = world.uncertain[i];
      texts.emplace_back(value.path, written(drawn[i]) + (value.unit.empty() ? "" : " " + value.unit));
    }
    try {
      auto own = build_world(world.scenario.with_texts(texts), world);
      own->drawn = drawn;
      return own;
    } catch (const sim::InputError& error) {
      if (!draw_again(world, error, attempts)) throw;
    }
  }
}

}  // namespace waste
