#include "models/views/alarms_sheet.h"

#include <map>
#include <set>

#include "engine/base/time.h"
#include "models/books/alarm.h"
#include "models/results/layout.h"
#include "models/results/table.h"

namespace waste {
namespace {

struct Key {
  std::string kind, site;
  std::size_t period = 0;
  auto operator<=>(const Key&) const = default;
};

/// Of one key, replica by replica.
struct Count {
  explicit Count(std::size_t replicas) : rung(replicas), amount(replicas), days(replicas) {}
  std::vector<double> rung, amount;
  std::vector<std::set<int>> days;
};

const AlarmInfo* find_kind(const std::string& name) {
  for (std::size_t i = 0; i < alarm_kinds; ++i)
    if (const AlarmInfo& kind = info(static_cast<AlarmKind>(i)); name == kind.name || name == kind.label.zh || name == kind.label.en)
      return &kind;
  return nullptr;
}

void check_kind(const BooksQuery& query, const Style& style) {
  if (!query.kind || find_kind(*query.kind)) return;
  std::set<std::string> known;
  for (std::size_t i = 0; i < alarm_kinds; ++i)
    known.insert(style.zh() ? info(static_cast<AlarmKind>(i)).label.zh : info(static_cast<AlarmKind>(i)).name);
  refuse_unknown({"这类预警", "kind of alarm"}, *query.kind, known, style);
}

/// The columns of the table of alarms of a scenario.
struct Listed {
  explicit Listed(const ResultTable& table)
      : replica(table.cells<std::int32_t>("of_replica")), day(table.cells<std::int32_t>("day")), site(table.cells<std::int32_t>("site")),
        kind(table.cells<std::int32_t>("of_kind")), amount(table.cells<std::int64_t>("amount")), kinds(table.cells<std::string>("kind")) {}
  const std::vector<std::int32_t>&replica, &day, &site, &kind;
  const std::vector<std::int64_t>& amount;
  const std::vector<std::string>& kinds;
};

constexpr int days_to_2020 = 18'262;  // the column `day` counts from there

std::map<Key, Count> counted(const Asked& asked, const ScenarioResult& scenario, const ResultTable& table, const Names& names,
                             const Periods& periods) {
  std::map<Key, Count> counts;
  if (!table.find("alarm")) return counts;
  const Listed listed(table);
  const auto sites = asked.file.read<std::string>(scenario.name + "/sites/site");
  const AlarmInfo* wanted = asked.query.kind ? find_kind(*asked.query.kind) : nullptr;
  for (std::size_t i = 0; i < listed.day.size(); ++i) {
    const std::string& kind = listed.kinds.at(static_cast<std::size_t>(listed.kind[i]));
    const std::string& site = sites.at(static_cast<std::size_t>(listed.site[i]));
    const sim::Time date = sim::Time{sim::Days{listed.day[i] + days_to_2020}};
    const auto month = static_cast<std::size_t>(sim::month_number(date) - scenario.first_month);
    if ((wanted && kind != wanted->name) || !asked.wants(names, site) || month >= periods.of.size() || !periods.of[month]) continue;
    Count& count = counts.try_emplace({kind, site, *periods.of[month]}, static_cast<std::size_t>(scenario.replicas)).first->second;
    const auto replica = static_cast<std::size_t>(listed.replica[i]);
    ++count.rung.at(replica);
    count.amount[replica] += static_cast<double>(listed.amount[i]);
    count.days[replica].insert(listed.day[i]);
  }
  return counts;
}

/// Whether some replica rang for more than is listed.
bool shortened(const ResultTable& table) {
  if (!table.find("count")) return false;
  const auto& counts = table.cells<std::int64_t>("count");
  const std::size_t kinds = table.length("kind");
  for (std::size_t at = 0; at < counts.size(); at += kinds) {
    std::int64_t all = 0;
    for (std::size_t kind = 0; kind < kinds; ++kind) all += counts[at + kind];
    if (all > static_cast<std::int64_t>(max_alarms)) return true;
  }
  return false;
}

void add_rows(Sheet& sheet, const Asked& asked, const ScenarioResult& scenario, const std::map<Key, Count>& counts, const Names& names,
              const Periods& periods) {
  Summariser summarise;
  const auto mean = [&](const std::vector<double>& values) { return summarise(values, Bounds::none, scenario.weights).mean; };
  for (const auto& [key, count] : counts) {
    std::vector<double> days;
    for (const auto& each : count.days) days.push_back(static_cast<double>(each.size()));
    const AlarmInfo& kind = *find_kind(key.kind);
    const bool mass = std::string(kind.unit) == "g";
    const double amount = mean(count.amount);
    const auto site = names.sites.find(key.site);
    sheet.put({}, scenario.name, key.kind, kind.label, key.site, site == names.sites.end() ? Label{key.site, key.site} : site->second.label,
              period_cell(asked.query, periods.names[key.period]), mean(count.rung), mean(days), mass ? Cell{amount} : Cell{},
              mass ? Cell{} : Cell{amount / 86'400});
  }
}

}  // namespace

Sheet alarms_sheet(const std::string& path, const BooksQuery& query, const Style& style) {
  check_kind(query, style);
  const Asked asked(path, query, style);
  Sheet sheet{"alarms",
              {"预警", "alarms"},
              {{"scenario", {"情景", "scenario"}},
               {"kind", {"预警标识", "alarm"}},
               {"kind_name", {"预警", "alarm, name"}},
               {"site", {"场所标识", "site"}},
               {"site_name", {"场所", "site, name"}, Holds::text, "", false, false, false, false, 36},
               period_column(query),
               {"count", {"次数", "count"}, Holds::number},
               {"days", {"有预警的天数", "days with one"}, Holds::number, "d"},
               {"mass", {"数量", "mass"}, Holds::number, "g"},
               {"late", {"逾期", "late by"}, Holds::number, "d"}},
              {},
              {},
              {}};
  sheet.columns[1].hidden = sheet.columns[3].hidden = true;
  bool cut = false;
  for (const ScenarioResult* scenario : asked.scenarios) {
    const ResultTable table = read_table(asked.file, path, scenario->name, "alarms");
    if (table.empty()) continue;
    cut = cut || shortened(table);
    const Names names = names_of(asked.file, scenario->name);
    const Periods periods = periods_of(*scenario, query.monthly, query.year);
    add_rows(sheet, asked, *scenario, counted(asked, *scenario, table, names, periods), names, periods);
  }
  sheet.notes.push_back({"每遍模拟的加权均值。一次预警从情况出现时起算，持续期间不重复计。",
                         "weighted means of a replica. An alarm rings when a condition begins, and not again while it lasts."});
  if (cut)
    sheet.notes.push_back({"有的遍次预警超过" + std::to_string(max_alarms) + "条，只列出最早的，因此后期的计数偏少。",
                           "some replicas rang more than " + std::to_string(max_alarms) +
                               " times; only the earliest are listed, so later counts are too low."});
  return sheet;
}

}  // namespace waste
