#include "models/report/stores.h"

#include <algorithm>
#include <set>

#include "models/assessment/statistics.h"
#include "models/report/book_means.h"
#include "models/report/chart_data.h"
#include "models/report/places.h"
#include "models/report/site_months.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

const std::set<std::string> hazardous{"hazardous", "imported_hazardous", "medical", "social_hazardous", "household_hazardous"};
constexpr std::size_t max_sites = 15;

/// The months of the year that is shown: first and end.
std::pair<std::size_t, std::size_t> year_of(const ScenarioResult& scenario) {
  const auto first = static_cast<std::size_t>(12 * shown_year(scenario));
  return {first, std::min(first + 12, static_cast<std::size_t>(scenario.months))};
}

/// Of hazardous waste at sites in the district.
std::vector<bool> hazardous_rows(const ReportedScenario& scenario, const Places& places) {
  const std::string group = scenario.result->name + "/stocks/";
  const auto sites = scenario.source->file.read<std::string>(group + "site"),
             streams = scenario.source->file.read<std::string>(group + "stream");
  std::vector<bool> rows;
  for (std::size_t row = 0; row < sites.size(); ++row)
    rows.push_back(places.inside(sites[row]) && hazardous.contains(places.category(streams[row])));
  return rows;
}

/// The stock of all hazardous waste at the end of each month of the year, summarised over the replicas [g].
std::vector<Summary> totals(const ReportedScenario& scenario, const std::vector<bool>& rows) {
  const auto [first, end] = year_of(*scenario.result);
  const std::vector<double> weights = scenario.weights();
  std::vector<std::vector<double>> sums(end - first);  // [month][replica]
  for (std::size_t replica = 0; replica < weights.size(); ++replica) {
    const auto mass = book_of(scenario, "stocks", "mass", replica);
    for (std::size_t month = first; month < end; ++month) {
      double sum = 0;
      for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows[row]) sum += static_cast<double>(mass[month * rows.size() + row]);
      sums[month - first].push_back(sum);
    }
  }
  std::vector<Summary> summaries;
  for (const auto& sample : sums)
    summaries.push_back(summarise(sample, Bounds::none, scenario.result->weighted ? weights : std::vector<double>{}));
  return summaries;
}

struct Stored {
  const ReportedScenario* scenario;
  std::vector<Summary> months;
};

Chart chart_of(const Sources& sources, const std::vector<Stored>& stored) {
  double size = 0;
  for (const Stored& one : stored)
    for (const Summary& month : one.months) size = std::max(size, month.mean);
  const Label unit = unit_for("g", size);
  const auto [first, end] = year_of(*sources.main().result);
  const auto all_months = months_of(*sources.main().result);
  ChartData data;
  data.json.begin('{').key("months").begin('[');
  for (std::size_t month = first; month < end; ++month) data.json.value(all_months[month]);
  data.json.end();
  data.label("unit", unit).json.key("factor").begin('{').member("zh", readable_unit("g", size, Language::zh).factor);
  data.json.member("en", readable_unit("g", size, Language::en).factor).end().key("series").begin('[');
  Table table{{"月末存量（" + unit.zh + "）", "Stock at the end of the month (" + unit.en + ")"},
              {{{"情景", "scenario"}}, {{"月份", "month"}}},
              {},
              true};
  table.columns.push_back({{"均值", "mean"}, true});
  table.columns.push_back({{"5%–95%", "5–95 %"}, true});
  for (const Stored& one : stored) {
    std::vector<double> mean, low, high;
    for (const Summary& month : one.months) mean.push_back(month.mean), low.push_back(month.q05), high.push_back(month.q95);
    data.json.begin('{');
    data.label("name", one.scenario->title);
    data.json.member("role", one.scenario == &sources.main() ? "main" : one.scenario == sources.reference() ? "reference" : "other");
    data.numbers("mean", mean).numbers("low", low).numbers("high", high);
    data.json.end();
    for (std::size_t i = 0; i < mean.size(); ++i)
      table.rows.push_back(
          {text_cell(one.scenario->title), text_cell(all_months[first + i]), amount(mean[i], "g", size), {both([&](Language language) {
             const double factor = readable_unit("g", size, language).factor;
             return range_text(low[i] * factor, high[i] * factor);
           })}});
  }
  data.json.end().end();
  return {"stores",
          "bands",
          {"危险废物贮存量，月末（" + unit.zh + "）", "Hazardous waste in store, end of the month (" + unit.en + ")"},
          {"折线图：各情景危险废物月末贮存总量的均值和5%–95%范围，数值见表。",
           "Line chart: total hazardous waste in store, mean and 5–95 %, by scenario; numbers in the table."},
          data.json.text(),
          {table}};
}

Table sites_table(const ReportedScenario& scenario, const Places& places, const std::vector<bool>& rows) {
  const BookMeans stocks = book_means(scenario, "stocks", "mass");
  const auto [first, end] = year_of(*scenario.result);
  struct Store {
    double most = 0, last = 0;
    std::size_t month = 0, row = 0;
  };
  std::vector<Store> all;
  for (std::size_t row = 0; row < stocks.rows(); ++row) {
    if (!rows[row]) continue;
    Store store{0, stocks.month(row, end - 1), first, row};
    for (std::size_t month = first; month < end; ++month)
      if (stocks.month(row, month) > store.most) store.most = stocks.month(row, month), store.month = month;
    if (store.most > 0) all.push_back(store);
  }
  std::stable_sort(all.begin(), all.end(), [](const Store& a, const Store& b) { return a.most > b.most; });
  all.resize(std::min(all.size(), max_sites));
  Table table{{"贮存最多的场所", "Where most is stored"},
              {{{"场所", "site"}},
               {{"危险废物", "waste"}},
               {{"最多的月末", "largest month end"}, true},
               {{"月份", "month"}},
               {{"年末", "end of the year"}, true}},
              {}};
  const auto months = months_of(*scenario.result);
  for (const Store& store : all)
    table.rows.push_back({text_cell(places.site(stocks.site[store.row])), text_cell(places.stream(stocks.stream[store.row])),
                          amount(store.most, "g"), text_cell(months[store.month]), amount(store.last, "g")});
  return table;
}

}  // namespace

Section stores(const Sources& sources) {
  const ReportedScenario& main = sources.main();
  const std::string year = std::to_string(main.result->first_year + shown_year(*main.result));
  Section section{"stores", {year + "年危险废物贮存", "Hazardous waste in store, " + year}, {}};
  const Places places(main);
  const auto rows = hazardous_rows(main, places);
  if (std::none_of(rows.begin(), rows.end(), [](bool one) { return one; })) return section;
  std::vector<Stored> stored;
  for (const ReportedScenario& scenario : sources.scenarios())
    if (year_of(*scenario.result) == year_of(*main.result) && scenario.result->first_month == main.result->first_month)
      stored.push_back({&scenario, totals(scenario, hazardous_rows(scenario, Places(scenario)))});
  section.blocks.push_back(chart_of(sources, stored));
  section.blocks.push_back(sites_table(main, places, rows));
  section.blocks.push_back(Sentence{{"“" + main.title.zh + "”各遍均值。只计区内场所；含医疗废物和家庭、社会源危险废物。",
                                     "Means of “" + main.title.en +
                                         "”, at sites in the district. Medical waste and that of households and "
                                         "social sources are included."},
                                    Tone::note});
  return section;
}

}  // namespace waste::report
