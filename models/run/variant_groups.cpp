#include "models/run/variant_groups.h"

#include <algorithm>
#include <set>

#include "models/world/connected_sites.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// The task that a change such as tasks.t15.active is about; nothing if it is about something else.
std::optional<std::size_t> task_of(const World& world, const std::string& path) {
  static const std::set<std::string> switches{"active", "shift", "strength", "starts_before"};
  const std::string section = "tasks.";
  const auto dot = path.find('.', section.size());
  if (!path.starts_with(section) || dot == std::string::npos || !switches.contains(path.substr(dot + 1))) return {};
  const std::string id = path.substr(section.size(), dot - section.size());
  for (std::size_t i = 0; i < world.plan.tasks.size(); ++i)
    if (world.plan.tasks[i].id == id) return i;
  return {};
}

/// When the first policy of the tasks begins, as it is.
sim::Time begin_of(const World& world, const std::vector<std::size_t>& tasks) {
  sim::Time first = sim::never;
  for (const auto& policy : world.policies.list)
    if (policy->task && std::find(tasks.begin(), tasks.end(), policy->task.index) != tasks.end())
      first = std::min(first, world.plan.tasks[policy->task.index].begin(policy->starts));
  return first;
}

bool overlap(const std::set<std::uint32_t>& taken, const std::vector<std::uint32_t>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](std::uint32_t number) { return taken.contains(number); });
}

/// Merges the rows of two sorted lists: those of `theirs` for which `wanted` holds, and the others of `ours`. Several keys are never
/// in both.
template <class Key, class Wanted>
void merge_rows(const std::vector<Key>& ours, const std::vector<BookEntry>& our_cells, const std::vector<Key>& theirs,
                const std::vector<BookEntry>& their_cells, std::size_t months, Wanted wanted, std::vector<Key>& keys,
                std::vector<BookEntry>& cells) {
  std::size_t a = 0, b = 0;
  const auto take = [&](const std::vector<Key>& from, const std::vector<BookEntry>& values, std::size_t row) {
    keys.push_back(from[row]);
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(row * months);
    cells.insert(cells.end(), first, first + static_cast<std::ptrdiff_t>(months));
  };
  while (a < ours.size() || b < theirs.size()) {
    if (a < ours.size() && wanted(ours[a])) ++a;
    else if (b < theirs.size() && !wanted(theirs[b])) ++b;
    else if (b == theirs.size() || (a < ours.size() && ours[a] < theirs[b])) take(ours, our_cells, a++);
    else take(theirs, their_cells, b++);
  }
}

}  // namespace

VariantGroups::VariantGroups(const World& base, const std::vector<Overrides>& variants) : base_(base), connected_(connected_sites(base)) {
  for (const Overrides& changes : variants) reaches_.push_back(reach_of(changes));
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < variants.size(); ++i) (variants[i].empty() ? unchanged_ : order).push_back(i);
  const auto begins = [&](std::size_t variant) { return reaches_[variant] ? begin_of(base_, reaches_[variant]->tasks) : sim::Time{}; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return begins(a) < begins(b); });
  std::vector<std::set<std::uint32_t>> taken;  // [group] empty: alone
  for (const std::size_t variant : order) {
    std::size_t group = 0;
    const auto fits = [&] { return !taken[group].empty() && !overlap(taken[group], reaches_[variant]->connected); };
    while (group < groups_.size() && !(reaches_[variant] && fits())) ++group;
    if (group == groups_.size()) groups_.emplace_back(), taken.emplace_back();
    groups_[group].variants.push_back(variant);
    groups_[group].changes.insert(groups_[group].changes.end(), variants[variant].begin(), variants[variant].end());
    if (reaches_[variant]) taken[group].insert(reaches_[variant]->connected.begin(), reaches_[variant]->connected.end());
  }
  if (shared()) return;
  for (const std::size_t variant : unchanged_) groups_.push_back({{variant}, {}});
}

std::optional<std::size_t> VariantGroups::group_of(std::size_t variant) const {
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const auto& members = groups_[group].variants;
    if (std::find(members.begin(), members.end(), variant) != members.end()) return group;
  }
  return {};
}

bool VariantGroups::shared() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const Group& group) { return group.variants.size() > 1; });
}

std::optional<VariantGroups::Reach> VariantGroups::reach_of(const Overrides& changes) const {
  if (changes.empty() || base_.district.districts > 1) return {};
  Reach reach;
  for (const auto& [path, value] : changes) {
    const auto task = task_of(base_, path);
    if (!task) return {};
    reach.tasks.push_back(*task);
  }
  std::set<std::uint32_t> numbers;
  for (const auto& policy : base_.policies.list) {
    if (!policy->task || std::find(reach.tasks.begin(), reach.tasks.end(), policy->task.index) == reach.tasks.end()) continue;
    if (policy->sites.empty() || policy->value_added(1) != 1) return {};
    for (const SiteRef& site : policy->sites) numbers.insert(connected_[site.index]);
  }
  reach.connected.assign(numbers.begin(), numbers.end());
  return numbers.empty() ? std::nullopt : std::optional(std::move(reach));
}

bool VariantGroups::concerns(std::size_t variant, SiteId site) const {
  const auto& numbers = reaches_[variant]->connected;
  return std::binary_search(numbers.begin(), numbers.end(), connected_[site]);
}

Books VariantGroups::books_of(std::size_t variant, const Books& base, const Books& group) const {
  Books books;
  books.first_month = base.first_month, books.months = base.months;
  const auto months = static_cast<std::size_t>(base.months);
  const auto line = [&](const BookKey& key) { return concerns(variant, key.site); };
  const auto stock = [&](const std::pair<SiteId, StreamId>& key) { return concerns(variant, key.first); };
  merge_rows(base.keys, base.entries, group.keys, group.entries, months, line, books.keys, books.entries);
  merge_rows(base.stock_keys, base.stocks, group.stock_keys, group.stocks, months, stock, books.stock_keys, books.stocks);
  return books;
}

std::vector<TaskFacts> VariantGroups::tasks_of(std::size_t variant, std::span<const TaskFacts> base,
                                               std::span<const TaskFacts> group) const {
  std::vector<TaskFacts> tasks(base.begin(), base.end());
  for (const std::size_t task : reaches_[variant]->tasks) tasks[task] = group[task];
  return tasks;
}

}  // namespace waste
