#include "models/scenario/uncertainty.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/random/inverse.h"
#include "engine/base/quantity.h"
#include "engine/random/random.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr int most_attempts = 100;

std::string last_key(const std::string& path) { return path.substr(path.rfind('.') + 1); }
std::string above(const std::string& path) { return path.substr(0, path.rfind('.')); }

/// The number at the beginning of a value, and the unit behind it.
std::optional<std::pair<double, std::string>> number_and_unit(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return {};
  std::string unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (!unit.empty() && unit.front() == ' ') unit.erase(0, 1);
  return std::pair(value, unit);
}

/// Sections whose values the simulation uses; the others are facts about the plan.
bool simulated(const std::string& path) {
  static const std::set<std::string> sections{"economy", "policies", "roads", "sites", "streams"};
  return sections.contains(path.substr(0, path.find('.')));
}

bool end_of_range(const std::string& path) {
  const std::string key = last_key(path);
  return key == "low" || key == "mode" || key == "high";
}

/// Does the parameter of a site count things?
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
    return dimension == sim::Dimension{} || dimension == sim::Dimension{.count = 1};
  }
  return false;
}

/// Siblings that are all of a map and sum to 1, to 100 %, or are twelve: the sum stays what it is.
void find_groups(const Scenario& scenario, std::vector<UncertainValue>& values) {
  std::map<std::string, std::vector<std::size_t>> siblings;
  for (std::size_t i = 0; i < values.size(); ++i) siblings[above(values[i].path)].push_back(i);
  std::size_t group = 0;
  for (const auto& [parent, members] : siblings) {
    const Node* map = scenario.root().at_path(parent);
    if (members.size() < 2 || !map || map->entries.size() != members.size()) continue;
    double sum = 0;
    for (const std::size_t i : members) sum += values[i].mode;
    const double whole = values[members.front()].unit == "%" ? 100 : 1;
    if (members.size() != 12 && std::abs(sum - whole) > 1e-6 * whole) continue;
    for (const std::size_t i : members) values[i].group = group;
    ++group;
  }
}

double pert(const UncertainValue& value, double p) {
  const double width = value.high - value.low;
  if (!(width > 0)) return value.mode;
  const double a = 1 + 4 * (value.mode - value.low) / width, b = 1 + 4 * (value.high - value.mode) / width;
  return value.low + width * sim::BetaInverse(a, b)(p);
}

/// Nine decimals, three for large numbers: what a person could have written.
std::string written(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::abs(value) < 1e6 ? 9 : 3).ptr;
  std::string result(text, end);
  result.erase(result.find_last_not_of('0') + 1);
  if (result.back() == '.') result.pop_back();
  return result;
}

/// Does a node of this tree stand in one of the lines?
bool stands_in(const Node& node, const std::set<std::pair<std::uint32_t, int>>& lines) {
  if (lines.contains({node.place.file, node.place.line})) return true;
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const Node::Entry& entry) { return stands_in(entry.value, lines); });
}

/// Counts one more attempt for all values of the sites that were complained about; false when there is nothing to draw again.
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
    any = ++attempts[i] < most_attempts || any;
  }
  return any;
}

}  // namespace

std::vector<UncertainValue> uncertain_values(const Scenario& scenario) {
  std::map<std::string, int> cells;  // values in a row: a range that a row of many values gives belongs to none of them
  for (const InputValue& value : scenario.values()) ++cells[value.origin];
  std::vector<UncertainValue> result;
  for (const InputValue& value : scenario.values()) {
    if (value.status != "assumption" || value.low.empty() || value.high.empty() || cells[value.origin] != 1) continue;
    if (!simulated(value.path) || end_of_range(value.path)) continue;
    const auto mode = number_and_unit(value.value), low = number_and_unit(value.low), high = number_and_unit(value.high);
    if (!mode || !low || !high || !(low->first <= mode->first && mode->first <= high->first) || low->first == high->first) continue;
    result.push_back({value.path, mode->second, low->first, mode->first, high->first, counts_things(scenario, value.path)});
  }
  find_groups(scenario, result);
  return result;
}

std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts) {
  std::vector<double> drawn;
  std::map<std::size_t, std::pair<double, double>> sums;  // [group] of the modes, of the draws
  for (std::size_t i = 0; i < values.size(); ++i) {
    sim::Random random(seed, sim::hash_name(values[i].path), sim::hash_name("parameter"), replica);
    for (int skipped = 0; skipped < attempts[i]; ++skipped) random.next();
    const double p = (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53;  // never 0 or 1
    const double value = pert(values[i], p);
    drawn.push_back(values[i].whole ? std::floor(value + 0.5) : value);
    if (values[i].group == UncertainValue::no_group) continue;
    auto& [modes, draws] = sums[values[i].group];
    modes += values[i].mode;
    draws += value;
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto at = sums.find(values[i].group); at != sums.end() && at->second.second > 0)
      drawn[i] *= at->second.first / at->second.second;
  return drawn;
}

std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica) {
  if (world.uncertain.empty()) return {std::shared_ptr<const World>{}, &world};
  std::vector<int> attempts(world.uncertain.size(), 0);
  for (;;) {
    const std::vector<double> drawn = draw_values(world.uncertain, world.seed, replica, attempts);
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
