#include "models/scenario/drawn_ranges.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/random/inverse.h"
#include "models/scenario/ranges.h"

namespace waste {
namespace {

const char* const unit_of_dates = "days since 1970-01-01";

std::string above(const std::string& path) { return path.substr(0, path.rfind('.')); }

/// The number in a unit; nothing if the text is none.
std::optional<double> number_in(const std::string& text, const std::string& unit) {
  try {
    return sim::to_double(sim::parse_quantity(text), unit.empty() ? "1" : unit);
  } catch (const sim::QuantityError&) {
    return {};
  }
}

double day_number(const std::string& text) {
  const auto time = sim::parse_time(text);
  return time ? static_cast<double>(sim::day_of(*time).time_since_epoch().count()) : 0;
}

UncertainValue value_of(const RangeAt& range, Drawn as) {
  const std::string &low = range.node->find("low")->text, &mode = range.node->find("mode")->text, &high = range.node->find("high")->text;
  if (as == Drawn::date)
    return {.path = range.path,
            .unit = unit_of_dates,
            .low = day_number(low),
            .mode = day_number(mode),
            .high = day_number(high),
            .whole = true};
  const std::string unit = sim::parse_quantity(mode).unit_text;
  const auto end = [&](const std::string& text) { return number_in(text, unit).value(); };
  return {.path = range.path, .unit = unit, .low = end(low), .mode = end(mode), .high = end(high), .whole = as == Drawn::whole};
}

/// The sum of what stands in a map, ranges by their modes; nothing if not all of it is numbers.
std::optional<double> sum_of(const Node& map, const std::string& unit) {
  double sum = 0;
  for (const auto& entry : map.entries) {
    const Node* value = is_range(entry.value) ? entry.value.find("mode") : &entry.value;
    const auto number = value->type == Node::Type::scalar ? number_in(value->text, unit) : std::nullopt;
    if (!number) return {};
    sum += *number;
  }
  return sum;
}

/// Siblings in a map whose values sum to 1 or 100 %, or are twelve in number: the sum of those that are drawn is preserved.
void find_groups(const Scenario& scenario, std::vector<UncertainValue>& values) {
  std::map<std::string, std::vector<std::size_t>> siblings;
  for (std::size_t i = 0; i < values.size(); ++i) siblings[above(values[i].path)].push_back(i);
  std::size_t group = 0;
  for (const auto& [parent, members] : siblings) {
    const Node* map = scenario.root().at_path(parent);
    if (members.size() < 2 || !map) continue;
    const std::string& unit = values[members.front()].unit;
    const auto sum = sum_of(*map, unit);
    const double whole = unit == "%" ? 100 : 1;
    if (!sum || (map->entries.size() != 12 && std::abs(*sum - whole) > 1e-6 * whole)) continue;
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

/// Whole numbers where things are counted, and siblings that keep their sum.
std::vector<double> settled(const std::vector<UncertainValue>& values, const std::vector<double>& alone) {
  std::vector<double> drawn;
  std::map<std::size_t, std::pair<double, double>> sums;  // [group] sum of the modes, sum of the draws
  for (std::size_t i = 0; i < values.size(); ++i) {
    drawn.push_back(rounded(values[i], alone[i]));
    if (values[i].group == UncertainValue::no_group) continue;
    auto& [modes, draws] = sums[values[i].group];
    modes += values[i].mode;
    draws += alone[i];
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto at = sums.find(values[i].group); at != sums.end() && at->second.second > 0)
      drawn[i] *= at->second.first / at->second.second;
  return drawn;
}

/// Nine decimals, three for large numbers.
std::string written(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::abs(value) < 1e6 ? 9 : 3).ptr;
  std::string result(text, end);
  result.erase(result.find_last_not_of('0') + 1);
  if (result.back() == '.') result.pop_back();
  return result;
}

}  // namespace

std::vector<UncertainValue> drawn_ranges(const Scenario& scenario, const DrawnAs& drawn_as) {
  std::vector<UncertainValue> result;
  for (const RangeAt& range : ranges_in(scenario.root()))
    if (const Drawn as = drawn_as(range.path); as != Drawn::never) result.push_back(value_of(range, as));
  find_groups(scenario, result);
  return result;
}

ReplicaDraw::ReplicaDraw(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica)
    : values_(values), seed_(seed), replica_(replica), alone_(values.size()) {}

std::vector<double> ReplicaDraw::after(const std::vector<int>& attempts) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!attempts_.empty() && attempts[i] == attempts_[i]) continue;
    const UncertainValue& value = values_[i];
    const RankName name{value.path, value.dimension};
    alone_[i] = pert(value, rank_of(name, value.cause, value.loading, seed_, replica_, attempts[i]));
  }
  attempts_ = attempts;
  return settled(values_, alone_);
}

std::string text_of(const UncertainValue& value, double drawn) {
  if (value.unit != unit_of_dates) return written(drawn) + (value.unit.empty() ? "" : " " + value.unit);
  return sim::to_string(sim::Time{sim::Days{static_cast<std::int64_t>(drawn)}}).substr(0, 10);
}

}  // namespace waste
