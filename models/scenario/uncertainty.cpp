#include "models/scenario/uncertainty.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "engine/base/quantity.h"
#include "engine/random/inverse.h"
#include "models/scenario/ranges.h"

namespace waste {
namespace {

std::string above(const std::string& path) { return path.substr(0, path.rfind('.')); }

/// Siblings that make up a whole map and sum to 1 or 100 %, or are twelve in number: their sum is preserved.
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

}  // namespace

std::optional<std::pair<double, std::string>> number_and_unit(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return {};
  std::string unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (!unit.empty() && unit.front() == ' ') unit.erase(0, 1);
  return std::pair(value, unit);
}

std::vector<UncertainValue> uncertain_values(const Scenario& scenario, const CountsThings& counts_things) {
  std::vector<UncertainValue> result;
  for (const InputValue* value : values_with_a_range(scenario)) {
    const auto mode = number_and_unit(value->value), low = number_and_unit(value->low), high = number_and_unit(value->high);
    if (!mode || !low || !high || !(low->first <= mode->first && mode->first <= high->first) || low->first == high->first) continue;
    result.push_back({value->path, mode->second, low->first, mode->first, high->first, counts_things(value->path)});
  }
  find_groups(scenario, result);
  return result;
}

double rounded(const UncertainValue& value, double drawn) { return value.whole ? std::floor(drawn + 0.5) : drawn; }

std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts) {
  std::vector<double> drawn;
  std::map<std::size_t, std::pair<double, double>> sums;  // [group] sum of the modes, sum of the draws
  for (std::size_t i = 0; i < values.size(); ++i) {
    const RankName name{values[i].path, values[i].dimension};
    const double p = rank_of(name, values[i].cause, values[i].loading, seed, replica, attempts[i]);
    const double value = pert(values[i], p);
    drawn.push_back(rounded(values[i], value));
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

}  // namespace waste
