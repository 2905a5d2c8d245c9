#include "models/outputs/frame.h"

#include <algorithm>
#include <iterator>

#include "models/assessment/weights.h"

namespace waste {
namespace {

/// Merges sorted keys into sorted keys.
template <class Key>
void unite(std::vector<Key>& all, const std::vector<Key>& more) {
  if (std::includes(all.begin(), all.end(), more.begin(), more.end())) return;
  std::vector<Key> both;
  std::set_union(all.begin(), all.end(), more.begin(), more.end(), std::back_inserter(both));
  all = std::move(both);
}

}  // namespace

void RowUnion::add(const Books& replica) {
  unite(books, replica.keys);
  unite(stocks, replica.stock_keys);
}

std::size_t years_of(const World& world) { return (static_cast<std::size_t>(world.district.months()) + 11) / 12; }

Months year_of_run(const World& world, std::size_t index) {
  const int first = static_cast<int>(index) * 12;
  return {first, std::min(12, world.district.months() - first)};
}

std::optional<std::size_t> judged_year(const World& world) {
  const int index = world.plan.target_year - sim::year_of(world.district.start);
  if (index < 0 || 12 * (index + 1) > world.district.months()) return {};
  return static_cast<std::size_t>(index);
}

bool weighs_replicas(const World& world) {
  return !world.uncertain.empty() && world.district.months() >= 12 && weighs(world.plan.hindcast);
}

std::vector<double> weights_of_replicas(const World& world, const std::vector<double>& hindcast, std::size_t replicas) {
  if (!weighs_replicas(world)) return {};
  auto weights = weights_of(world.plan.hindcast, hindcast);
  if (weights.empty()) weights.assign(replicas, 1 / static_cast<double>(replicas));
  return weights;
}

std::vector<std::int32_t> calendar_years(const World& world) {
  std::vector<std::int32_t> numbers;
  for (std::size_t i = 0; i < years_of(world); ++i)
    numbers.push_back(sim::year_of(sim::month_begin(world.district.first_month() + year_of_run(world, i).first)));
  return numbers;
}

}  // namespace waste
