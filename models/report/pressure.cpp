#include "models/report/pressure.h"

#include <algorithm>
#include <cmath>

#include "models/report/book_means.h"
#include "models/report/places.h"
#include "models/report/site_months.h"
#include "models/report/wording.h"
#include "models/views/alarms.h"
#include "models/world/bottleneck.h"

namespace waste::report {
namespace {

constexpr std::size_t max_bottlenecks = 12, max_places = 4;

/// The streams that have least room on their way at a date.
std::vector<Bottleneck> narrowest(const World& world, sim::Time date) {
  const PolicySet policies = world.draw_policies(0);
  std::vector<Bottleneck> all;
  for (const Bottleneck& one : bottlenecks(FlowNetwork(world, policies, date)))
    if (one.most != Bottleneck::no_limit && one.demand > 0) all.push_back(one);
  const auto load = [](const Bottleneck& one) {
    return static_cast<double>(one.demand) / static_cast<double>(std::max<std::int64_t>(1, one.most));
  };
  std::stable_sort(all.begin(), all.end(), [&](const Bottleneck& a, const Bottleneck& b) { return load(a) > load(b); });
  all.resize(std::min(all.size(), max_bottlenecks));
  return all;
}

Label places_of(const Bottleneck& bottleneck, const World& world) {
  Label text;
  for (std::size_t i = 0; i < std::min(max_places, bottleneck.places.size()); ++i) {
    const Site& site = world.district.sites[bottleneck.places[i].site];
    text = text + (i == 0 ? Label{} : Label{"、", ", "}) + both([&](Language language) {
             const std::string& name = in(language, site.label);
             return (name.empty() ? site.id : name) + " " + rate(bottleneck.places[i].capacity, language);
           });
  }
  const std::string all = std::to_string(bottleneck.places.size());
  return bottleneck.places.size() > max_places ? text + Label{" 等" + all + "处", " and others, " + all + " in all"} : text;
}

void add_bottlenecks(Section& section, const ReportedScenario& scenario, const World& world) {
  const sim::Time date = sim::month_begin(scenario.result->first_month + 12 * shown_year(*scenario.result));
  const std::string day = sim::to_string(date);
  Table table{{"各类废物最窄处（" + day + "）", "Narrowest places (" + day + ")"},
              {{{"废物", "stream"}},
               {{"产生", "arises"}, true},
               {{"最多可通过", "at most passes"}, true},
               {{"占用", "load"}, true},
               {{"瓶颈", "bottleneck"}}},
              {}};
  for (const Bottleneck& one : narrowest(world, date)) {
    const Stream& stream = world.district.streams[one.stream];
    const double load = static_cast<double>(one.demand) / static_cast<double>(std::max<std::int64_t>(1, one.most));
    Cell share = text_cell(one.most == 0 ? "–" : share_text(load));
    share.share = std::min(1.0, load);
    if (one.demand > one.most) share.mark = Mark::missed;
    table.rows.push_back(
        {text_cell(both([&](Language language) { return in(language, stream.label).empty() ? stream.id : in(language, stream.label); })),
         text_cell(both([&](Language language) { return rate(one.demand, language); })),
         text_cell(both([&](Language language) { return rate(one.most, language); })), share, text_cell(places_of(one, world))});
  }
  if (table.rows.empty()) return;
  section.blocks.push_back(table);
  section.blocks.push_back(Sentence{
      {"按平均流量和额定能力静态计算，同 wufei graph；不含停运、排队和季节。超过100%的，多出的要堆存、拒收或改道。",
       "From mean flows and rated capacities, as wufei graph computes them, without outages, queues and seasons. Above "
       "100 % the rest piles up, is refused or takes another way."},
      Tone::note});
}

void add_alarms(Section& section, const Sources& sources) {
  Table table{{"预警次数（每遍模拟平均）", "Alarms (mean number in a replication)"}, {{{"预警", "alarm"}}}, {}};
  std::vector<std::vector<Cell>> rows;
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable alarms = scenario.table("alarms");
    if (alarms.empty()) return;
    table.columns.push_back({scenario.title, true});
    const auto means = mean_alarms(alarms, scenario.result->weights);
    for (std::size_t kind = 0; kind < means.size(); ++kind) {
      if (rows.size() <= kind)
        rows.push_back({text_cell({alarms.cells<std::string>("label_zh")[kind], alarms.cells<std::string>("label_en")[kind]})});
      rows[kind].push_back(text_cell(number(means[kind])));
    }
  }
  for (auto& row : rows)
    if (std::any_of(row.begin() + 1, row.end(), [](const Cell& cell) { return cell.text.zh != "0"; })) table.rows.push_back(row);
  if (table.rows.empty()) section.blocks.push_back(Sentence{{"没有预警。", "There were no alarms."}});
  else section.blocks.push_back(table);
}

/// Mean vehicles in the queue: time in queue by the seconds of the month.
BookMeans queues(const ReportedScenario& scenario) {
  BookMeans books = book_means(scenario, "service/queue", "amount");
  for (std::size_t row = 0; row < books.rows(); ++row)
    for (std::size_t month = 0; month < books.months; ++month) {
      const int at = scenario.result->first_month + static_cast<int>(month);
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(sim::month_begin(at + 1) - sim::month_begin(at)).count();
      books.mean[row * books.months + month] /= static_cast<double>(seconds);
    }
  return books;
}

}  // namespace

Section pressure(const Sources& sources, const World* world) {
  Section section{"pressure", {"瓶颈、排队、满溢与预警", "Bottlenecks, queues, overflow and alarms"}, {}};
  const ReportedScenario& scenario = sources.main();
  const Places places(scenario);
  if (world) add_bottlenecks(section, scenario, *world);
  add_alarms(section, sources);
  const BookMeans flows = book_means(scenario, "flows", "mass");
  const auto add = [&](const BookMeans& books, const SiteMonths& what) {
    const Chart chart = site_months(scenario, books, places, what);
    if (!chart.tables.empty()) section.blocks.push_back(chart);
  };
  add(book_means(scenario, "service/alarms", "amount"), {"alarms", {"预警次数，按场所和月份", "Alarms by site and month"}, "", {}});
  add(flows, {"overflow",
              {"满溢和拒收量，按场所和月份（吨）", "Overflowed and refused, by site and month [t]"},
              "t",
              {"overflowed", "turned_away"},
              1e-6});
  add(flows, {"unmet", {"未能满足的需求，按场所和月份（吨）", "Demand that was not met, by site and month [t]"}, "t", {"unmet"}, 1e-6});
  add(queues(scenario), {"queues", {"平均排队车辆，按场所和月份（辆）", "Mean vehicles in the queue, by site and month"}, "vehicle", {}});
  return section;
}

}  // namespace waste::report
