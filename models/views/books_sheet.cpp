#include "models/views/books_sheet.h"

#include <algorithm>
#include <functional>
#include <map>

#include "models/books/channel.h"
#include "models/views/books_sums.h"
#include "models/views/category_label.h"

namespace waste {
namespace {

bool by(const BooksQuery& query, By what) { return std::find(query.by.begin(), query.by.end(), what) != query.by.end(); }

/// The part of a key that tells rows apart by sites and streams.
GroupKey key_of(const BooksQuery& query, const Names& names, const BookLine& line) {
  const auto site = names.sites.find(line.site);
  const auto stream = names.streams.find(line.stream);
  GroupKey key;
  if (by(query, By::township)) key.push_back(site == names.sites.end() ? "" : site->second.place);
  if (by(query, By::site)) key.push_back(line.site);
  if (by(query, By::category)) key.push_back(stream == names.streams.end() ? "" : stream->second.category);
  if (by(query, By::stream)) key.push_back(line.stream);
  return key;
}

void add_key_columns(Sheet& sheet, const BooksQuery& query) {
  const auto add = [&](const std::string& key, const Label& title) {
    SheetColumn id{key, {title.zh + "标识", title.en}};
    id.hidden = true;
    sheet.columns.push_back(id);
    sheet.columns.push_back({key + "_name", {title.zh, title.en + ", name"}, Holds::text, "", false, false, false, false, 36});
  };
  if (by(query, By::township)) add("township", {"镇街", "township"});
  if (by(query, By::site)) add("site", {"场所", "site"});
  if (by(query, By::category)) add("category", {"类别", "category"});
  if (by(query, By::stream)) add("stream", {"废物（物料）", "stream"});
}

void add_key_cells(std::vector<Cell>& cells, const BooksQuery& query, const Names& names, const GroupKey& key, std::size_t at) {
  const auto add = [&](const auto& known, auto label) {
    const auto found = known.find(key[at]);
    cells.emplace_back(key[at]);
    cells.emplace_back(found == known.end() ? Label{key[at], key[at]} : label(found->second));
    ++at;
  };
  if (by(query, By::township)) add(names.townships, [](const Label& label) { return label; });
  if (by(query, By::site)) add(names.sites, [](const Names::SiteName& site) { return site.label; });
  if (by(query, By::category)) cells.emplace_back(key[at]), cells.emplace_back(category_label(key[at])), ++at;
  if (by(query, By::stream)) add(names.streams, [](const Names::StreamName& stream) { return stream.label; });
}

const Label mean_note{
    "均值和5%–95%范围：各遍模拟，按权重。各账目分别成行，不可相加（如运出和接收是同一批物料）。",
    "means and 5–95 % over the weighted replicas. Each account is a row of its own; they do not add up (what is sent is received)."};

Label channel_label(const std::string& name) {
  for (std::size_t i = 0; i < channels; ++i)
    if (name == info(static_cast<Channel>(i)).name) return info(static_cast<Channel>(i)).label;
  return {name, name};
}

void add_masses(Sheet& sheet, const Asked& asked, const std::string& table, Over over, bool with_channel) {
  for (const ScenarioResult* scenario : asked.scenarios) {
    const Names names = names_of(asked.file, scenario->name);
    const Periods periods = periods_of(*scenario, asked.query.monthly, asked.query.year);
    const GroupSums sums = sum_books(asked.file, scenario->name, table, periods, over,
                                     [&](const BookLine& line) -> std::optional<GroupKey> {
                                       if (!asked.wants(names, line.site)) return {};
                                       GroupKey key = key_of(asked.query, names, line);
                                       if (with_channel) key.insert(key.begin(), line.channel);
                                       return key;
                                     });
    for (const Group& group : sums.groups) {
      if (std::all_of(group.amount.begin(), group.amount.end(), [](double value) { return value == 0; })) continue;
      for (std::size_t period = 0; period < periods.names.size(); ++period) {
        const Summary amount = sums.amount(group, period, scenario->weights);
        std::vector<Cell> cells = row_of(scenario->name);
        if (with_channel) cells.emplace_back(group.key.front()), cells.emplace_back(channel_label(group.key.front()));
        add_key_cells(cells, asked.query, names, group.key, with_channel ? 1 : 0);
        cells.push_back(period_cell(asked.query, periods.names[period]));
        for (const double value : {amount.mean, amount.q05, amount.q95}) cells.emplace_back(value);
        if (with_channel) cells.emplace_back(sums.mean_count(group, period, scenario->weights));
        sheet.add(std::move(cells));
      }
    }
  }
}

Sheet masses_sheet(const char* name, Label title, const BooksQuery& query, bool with_channel) {
  Sheet sheet{name, std::move(title), {{"scenario", {"情景", "scenario"}}}, {}, {}, {}};
  if (with_channel) {
    sheet.columns.push_back({"channel", {"账目标识", "account"}});
    sheet.columns.back().hidden = true;
    sheet.columns.push_back({"channel_name", {"账目", "account, name"}});
  }
  add_key_columns(sheet, query);
  sheet.columns.push_back(period_column(query));
  sheet.columns.push_back({"mass", {"质量", "mass"}, Holds::number, "g"});
  sheet.columns.push_back({"q05", {"5%分位", "5 %"}, Holds::number, "g"});
  sheet.columns.push_back({"q95", {"95%分位", "95 %"}, Holds::number, "g"});
  if (with_channel) sheet.columns.push_back({"loads", {"笔数", "loads"}, Holds::number});
  return sheet;
}

/// The figures of sites that are read from several tables.
struct SiteFigure {
  const char *table, *channel;  // channel: of a table that has several; nullptr otherwise
  bool count;                   // the number of facts instead of the amount
};

/// Adds a row per site and period with the means of the figures; sites without any are left out.
void add_figures(Sheet& sheet, const Asked& asked, const std::vector<SiteFigure>& figures,
                 const std::function<void(std::vector<double>&)>& derive) {
  for (const ScenarioResult* scenario : asked.scenarios) {
    const Names names = names_of(asked.file, scenario->name);
    const Periods periods = periods_of(*scenario, asked.query.monthly, asked.query.year);
    std::map<std::string, std::vector<std::vector<double>>> rows;  // [site][period][figure]
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const SiteFigure& figure = figures[i];
      const GroupSums sums = sum_books(asked.file, scenario->name, figure.table, periods, Over::sum,
                                       [&](const BookLine& line) -> std::optional<GroupKey> {
                                         if (!asked.wants(names, line.site) || (figure.channel && line.channel != figure.channel))
                                           return {};
                                         return GroupKey{line.site};
                                       });
      for (const Group& group : sums.groups) {
        auto& row = rows.try_emplace(group.key.front(), periods.names.size(), std::vector<double>(figures.size())).first->second;
        for (std::size_t period = 0; period < periods.names.size(); ++period)
          row[period][i] = figure.count ? sums.mean_count(group, period, scenario->weights)
                                        : sums.amount(group, period, scenario->weights).mean;
      }
    }
    for (auto& [site, by_period] : rows)
      for (std::size_t period = 0; period < periods.names.size(); ++period) {
        auto& values = by_period[period];
        if (std::all_of(values.begin(), values.end(), [](double value) { return value == 0; })) continue;
        derive(values);
        const auto named = names.sites.find(site);
        std::vector<Cell> cells = row_of(scenario->name, site, named == names.sites.end() ? Label{site, site} : named->second.label,
                                         period_cell(asked.query, periods.names[period]));
        for (const double value : values) cells.emplace_back(value);
        sheet.add(std::move(cells));
      }
  }
}

Sheet figures_sheet(const char* name, Label title, const BooksQuery& query, const std::vector<SheetColumn>& figures) {
  Sheet sheet{name, std::move(title), {{"scenario", {"情景", "scenario"}}, {"site", {"场所标识", "site"}}}, {}, {}, {}};
  sheet.columns.back().hidden = true;
  sheet.columns.push_back({"site_name", {"场所", "site, name"}, Holds::text, "", false, false, false, false, 36});
  sheet.columns.push_back(period_column(query));
  sheet.columns.insert(sheet.columns.end(), figures.begin(), figures.end());
  return sheet;
}

}  // namespace

Sheet flows_sheet(const std::string& path, const BooksQuery& query, const Style& style) {
  Sheet sheet = masses_sheet("flows", {"物料流量", "flows"}, query, true);
  add_masses(sheet, Asked(path, query, style), "flows", Over::sum, true);
  sheet.notes.push_back(mean_note);
  return sheet;
}

Sheet stocks_sheet(const std::string& path, const BooksQuery& query, const Style& style) {
  Sheet sheet = masses_sheet("stocks", {"期末存量", "stocks at the end"}, query, false);
  add_masses(sheet, Asked(path, query, style), "stocks", Over::last, false);
  sheet.notes.push_back({"月末或年末的存量：均值和5%–95%范围，各遍模拟按权重。",
                         "at the end of the month or year: means and 5–95 % over the weighted replicas."});
  return sheet;
}

Sheet queues_sheet(const std::string& path, const BooksQuery& query, const Style& style) {
  Sheet sheet = figures_sheet("queues", {"排队、等候和拒收", "queues, waits and refused loads"}, query,
                              {{"queue_hours", {"排队车时", "vehicle hours in queue"}, Holds::number, "h"},
                               {"waits", {"等候车次", "vehicles that waited"}, Holds::number},
                               {"wait_minutes", {"平均等候", "mean wait"}, Holds::number, "min"},
                               {"turned_away", {"拒收量", "turned away"}, Holds::number, "g"},
                               {"turned_away_loads", {"拒收车次", "loads turned away"}, Holds::number},
                               {"down_hours", {"停运", "out of order"}, Holds::number, "h"}});
  add_figures(sheet, Asked(path, query, style),
              {{"service/queue", nullptr, false},
               {"service/wait", nullptr, true},
               {"service/wait", nullptr, false},
               {"flows", "turned_away", false},
               {"flows", "turned_away", true},
               {"service/down", nullptr, false}},
              [](std::vector<double>& row) {
                row[0] /= 3600;
                row[2] = row[1] > 0 ? row[2] / row[1] / 60 : 0;
                row[5] /= 3600;
              });
  sheet.notes.push_back({"各遍模拟的加权均值；没有排队、等候、拒收和停运的场所不列。",
                         "weighted means of the replicas; sites without any of these are left out."});
  return sheet;
}

Sheet vehicles_sheet(const std::string& path, const BooksQuery& query, const Style& style) {
  Sheet sheet = figures_sheet("vehicles", {"车辆", "vehicles"}, query,
                              {{"trips", {"车次", "trips"}, Holds::number},
                               {"out_hours", {"在途车时", "vehicle hours out"}, Holds::number, "h"},
                               {"shift_hours", {"当班车时", "vehicle hours on shift"}, Holds::number, "h"},
                               {"utilisation", {"利用率", "utilisation"}, Holds::share},
                               {"short_hours", {"缺车时间", "hours short of a vehicle"}, Holds::number, "h"}});
  add_figures(sheet, Asked(path, query, style),
              {{"service/trips", nullptr, false},
               {"service/driven", nullptr, false},
               {"service/on_shift", nullptr, false},
               {"service/on_shift", nullptr, true},
               {"service/short_of", nullptr, false}},
              [](std::vector<double>& row) {
                for (const std::size_t i : {1, 2, 4}) row[i] /= 3600;
                row[3] = row[2] > 0 ? row[1] / row[2] : 0;
              });
  sheet.notes.push_back(
      {"利用率：在途车时÷当班车时（最后一趟可能在下班后返回，因此可超过100%）。缺车时间：当班时间内有够一车的待运物料而没有空车。各遍模拟的加权均值。",
       "utilisation: hours out by hours on shift (last rounds end later, so it may exceed 100 %). Short: hours on shift in which a "
       "load worth a trip waited and no vehicle was free. Weighted means of the replicas."});
  if (sheet.rows.empty())
    sheet.notes.push_back({"结果文件没有车辆的账目：由旧版本写出，请重新运行。",
                           "the file has no accounts of vehicles: it is of an older version, run it again."});
  return sheet;
}

}  // namespace waste
