#include "models/views/books_sums.h"

#include <cstdio>
#include <set>
#include <span>

#include "engine/base/time.h"

namespace waste {
namespace {

struct TableNames {
  const char *amount, *count;  // columns; count nullptr: none
};

TableNames columns_of(const std::string& table) {
  if (table == "flows") return {"mass", "loads"};
  if (table == "stocks") return {"mass", nullptr};
  return {"amount", "count"};
}

std::vector<std::string> texts(const sim::Hdf5Reader& file, const std::string& path) {
  return file.has(path) ? file.read<std::string>(path) : std::vector<std::string>{};
}

/// The group of each line; none: left out.
std::vector<std::optional<std::size_t>> groups_of(const sim::Hdf5Reader& file, const std::string& group, const Grouping& grouping,
                                                  std::vector<Group>& groups) {
  const auto channels = texts(file, group + "/channel"), sites = texts(file, group + "/site"), streams = texts(file, group + "/stream");
  std::map<GroupKey, std::size_t> known;
  std::vector<std::optional<std::size_t>> of;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    auto key = grouping({channels.empty() ? "" : channels[i], sites[i], streams[i]});
    if (!key) {
      of.emplace_back();
      continue;
    }
    const auto [place, fresh] = known.emplace(*key, groups.size());
    if (fresh) groups.push_back({std::move(*key), {}, {}});
    of.emplace_back(place->second);
  }
  return of;
}

/// Adds one replica of a column, [time * lines], to the groups.
template <class T>
void add(const std::vector<T>& cells, std::size_t replica, std::size_t replicas, const Periods& periods, Over over,
         const std::vector<std::optional<std::size_t>>& of, std::vector<Group>& groups, std::vector<double> Group::* member) {
  const std::size_t lines = of.size();
  for (std::size_t month = 0; month < periods.of.size(); ++month) {
    const auto period = periods.of[month];
    const bool ends = month + 1 == periods.of.size() || periods.of[month + 1] != period;
    if (!period || (over == Over::last && !ends)) continue;
    for (std::size_t line = 0; line < lines; ++line)
      if (of[line]) (groups[*of[line]].*member)[*period * replicas + replica] += static_cast<double>(cells[month * lines + line]);
  }
}

std::span<const double> of_period(const std::vector<double>& values, std::size_t period, std::size_t replicas) {
  return std::span(values).subspan(period * replicas, replicas);
}

}  // namespace

Names names_of(const sim::Hdf5Reader& file, const std::string& scenario) {
  const auto column = [&](const std::string& path) { return texts(file, scenario + "/" + path); };
  Names names;
  const auto sites = column("sites/site"), kinds = column("sites/kind"), zh = column("sites/label_zh"), en = column("sites/label_en"),
             places = column("sites/place");
  for (std::size_t i = 0; i < sites.size(); ++i) {
    names.sites[sites[i]] = {{zh[i], en[i]}, places[i], kinds[i]};
    auto& township = names.townships.emplace(places[i], Label{places[i], places[i]}).first->second;
    if (kinds[i] == "township") township = {zh[i], en[i]};
  }
  const auto streams = column("streams/stream"), of_zh = column("streams/label_zh"), of_en = column("streams/label_en"),
             categories = column("streams/category");
  for (std::size_t i = 0; i < streams.size(); ++i) names.streams[streams[i]] = {{of_zh[i], of_en[i]}, categories[i]};
  return names;
}

Periods periods_of(const ScenarioResult& scenario, bool monthly, std::optional<int> year) {
  Periods periods;
  for (int month = 0; month < scenario.months; ++month) {
    const sim::Time begin = sim::month_begin(scenario.first_month + month);
    const int of_year = sim::year_of(begin);
    if (year && of_year != *year) {
      periods.of.emplace_back();
      continue;
    }
    const std::string name = monthly ? sim::to_string(begin).substr(0, 7) : std::to_string(of_year);
    if (periods.names.empty() || periods.names.back() != name) periods.names.push_back(name);
    periods.of.emplace_back(periods.names.size() - 1);
  }
  return periods;
}

Summary GroupSums::amount(const Group& group, std::size_t period, const std::vector<double>& weights) const {
  return summarise_(of_period(group.amount, period, replicas), Bounds::none, weights);
}

double GroupSums::mean_count(const Group& group, std::size_t period, const std::vector<double>& weights) const {
  return group.count.empty() ? 0 : summarise_(of_period(group.count, period, replicas), Bounds::none, weights).mean;
}

GroupSums sum_books(const sim::Hdf5Reader& file, const std::string& scenario, const std::string& table, const Periods& periods, Over over,
                    const Grouping& grouping) {
  GroupSums sums;
  const std::string group = scenario + "/" + table;
  const TableNames columns = columns_of(table);
  if (!file.has(group + "/" + columns.amount)) return sums;
  sums.replicas = file.info(group + "/" + columns.amount).shape.front();
  const auto of = groups_of(file, group, grouping, sums.groups);
  for (Group& each : sums.groups) {
    each.amount.resize(periods.names.size() * sums.replicas);
    if (columns.count) each.count.resize(periods.names.size() * sums.replicas);
  }
  for (std::size_t replica = 0; replica < sums.replicas; ++replica) {
    add(file.read_rows<std::int64_t>(group + "/" + columns.amount, replica, 1), replica, sums.replicas, periods, over, of, sums.groups,
        &Group::amount);
    if (columns.count)
      add(file.read_rows<std::int32_t>(group + "/" + columns.count, replica, 1), replica, sums.replicas, periods, over, of, sums.groups,
          &Group::count);
  }
  return sums;
}

}  // namespace waste
