#include "models/scenario/reference_years.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/time.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

/// The scalar at `path` in the first layer that has one.
template <class Iterator>
const Node* first_scalar(Iterator begin, Iterator end, std::string_view path) {
  for (auto layer = begin; layer != end; ++layer)
    if (const Node* node = layer->at_path(path); node && node->type == Node::Type::scalar) return node;
  return nullptr;
}

std::optional<sim::Time> date_of(const Node* node) { return node ? sim::parse_time(node->text) : std::nullopt; }

/// "2020", or "2020-05" for a year that begins in May.
std::string year_text(sim::Time first) { return sim::to_string(first).substr(0, sim::month_of_year(first) == 0 ? 4 : 7); }

/// Years are twelve months from the first day and are called after the calendar year in which they begin.
std::string last_year_text(sim::Time first, sim::Time end) {
  const int years = (sim::month_number(end) - sim::month_number(first) + 11) / 12;
  return std::to_string(sim::year_of(first) + years - 1);
}

void add(Node& layer, const std::string& key, std::string text, Place place) {
  Node value;
  value.type = Node::Type::scalar;
  value.text = std::move(text);
  value.place = place;
  layer.entries.insert(lower_bound(layer, key), {key, place, std::move(value)});
}

}  // namespace

void add_reference_years(std::vector<Node>& layers) {
  const auto named = [&](std::string_view key) {
    return std::any_of(layers.begin(), layers.end(), [&](const Node& layer) { return layer.find(key) != nullptr; });
  };
  const Node* starts = first_scalar(layers.rbegin(), layers.rend(), "period.starts");
  const Node* ends = first_scalar(layers.rbegin(), layers.rend(), "period.ends");
  const bool base_named = named("base_year");
  const Node* base = base_named ? first_scalar(layers.begin(), layers.end(), "base_year") : starts;
  const auto first = date_of(base), end = date_of(ends);
  if (!first || !end || !(*first < *end)) return;  // reported where they are read
  const Place base_at = base->place, target_at = ends->place;
  if (!base_named) add(layers.back(), "base_year", year_text(*first), base_at);
  if (!named("target_year")) add(layers.back(), "target_year", last_year_text(*first, *end), target_at);
}

}  // namespace waste
