#include "models/report/site_months.h"

#include <algorithm>
#include <map>

#include "engine/base/time.h"
#include "models/report/chart_data.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

constexpr std::size_t max_sites = 15;

struct SiteRow {
  std::string site;
  std::vector<double> months;
  double sum = 0;
};

std::vector<SiteRow> rows_of(const BookMeans& books, const SiteMonths& what) {
  std::map<std::string, SiteRow> of_site;
  for (std::size_t row = 0; row < books.rows(); ++row) {
    if (!what.channels.empty() && std::count(what.channels.begin(), what.channels.end(), books.channel[row]) == 0) continue;
    SiteRow& site = of_site[books.site[row]];
    site.site = books.site[row];
    site.months.resize(books.months);
    for (std::size_t month = 0; month < books.months; ++month) site.months[month] += books.month(row, month) * what.factor;
  }
  std::vector<SiteRow> rows;
  for (auto& [id, row] : of_site) {
    for (const double value : row.months) row.sum += value;
    if (row.sum > 0) rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SiteRow& a, const SiteRow& b) { return a.sum > b.sum; });
  rows.resize(std::min(rows.size(), max_sites));
  return rows;
}

std::string data_of(const std::vector<SiteRow>& rows, const std::vector<std::string>& months, const Places& places,
                    const SiteMonths& what) {
  ChartData data;
  data.json.begin('{').key("rows").begin('[');
  for (const SiteRow& row : rows) data.label(places.site(row.site));
  data.json.end().key("months").begin('[');
  for (const std::string& month : months) data.json.value(month);
  data.json.end();
  data.label("unit", unit_for(what.unit, 0)).json.key("values").begin('[');
  for (const SiteRow& row : rows) data.numbers(row.months);
  data.json.end().end();
  return data.json.text();
}

Table table_of(const std::vector<SiteRow>& rows, const ScenarioResult& scenario, const Places& places, const SiteMonths& what) {
  const Label unit = unit_for(what.unit, 0);
  const Label of_unit = unit.zh.empty() ? Label{} : Label{"，" + unit.zh, ", " + unit.en};
  Table table{Label{"逐年合计", "Sums by year"} + of_unit, {{{"场所", "site"}}}, {}, true};
  for (int year = 0; year < scenario.years; ++year) table.columns.push_back({same(std::to_string(scenario.first_year + year)), true});
  for (const SiteRow& row : rows) {
    std::vector<Cell> cells{text_cell(places.site(row.site))};
    for (std::size_t year = 0; year < static_cast<std::size_t>(scenario.years); ++year) {
      double sum = 0;
      for (std::size_t month = 12 * year; month < std::min(row.months.size(), 12 * (year + 1)); ++month) sum += row.months[month];
      cells.push_back(text_cell(number(sum)));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

std::vector<std::string> months_of(const ScenarioResult& scenario) {
  std::vector<std::string> months;
  for (int month = 0; month < scenario.months; ++month)
    months.push_back(sim::to_string(sim::month_begin(scenario.first_month + month)).substr(0, 7));
  return months;
}

Chart site_months(const ReportedScenario& scenario, const BookMeans& books, const Places& places, const SiteMonths& what) {
  const std::vector<SiteRow> rows = rows_of(books, what);
  Label names;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, rows.size()); ++i)
    names = names + (i == 0 ? Label{} : Label{"、", ", "}) + places.site(rows[i].site);
  const Label description = filled({"热力图：各场所逐月{}。最多的是：{}。", "Heat map: {} by site and month. Most at: {}."},
                                   {what.title, names});
  Chart chart{what.id, "heat", what.title, description, data_of(rows, months_of(*scenario.result), places, what), {}};
  if (!rows.empty()) chart.tables.push_back(table_of(rows, *scenario.result, places, what));
  return chart;
}

}  // namespace waste::report
