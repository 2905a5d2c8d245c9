#include "models/cli/sides.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "engine/base/error.h"
#include "models/assessment/statistics.h"
#include "models/cli/indicators.h"

namespace waste::cli {
namespace {

std::string list_of(const std::vector<std::string>& names, const Session& session) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + name;
  return list;
}

const ScenarioResult& scenario_of(const ResultsContent& file, const SideName& name, const Session& session) {
  std::vector<std::string> known;
  for (const ScenarioResult& scenario : file.scenarios) {
    if (scenario.name == name.scenario) return scenario;
    known.push_back(scenario.name);
  }
  const std::string near = did_you_mean(sim::nearest(name.scenario, known), session);
  throw UsageError(session.zh()
                       ? "'" + name.path + "' 中没有情景 '" + name.scenario + "'" + near + "\n已有：" + list_of(known, session)
                       : "'" + name.path + "' has no scenario '" + name.scenario + "'" + near + "\nit has: " + list_of(known, session));
}

/// Two files may have a scenario of the same name; nobody means one scenario twice.
void name_apart(Sides& sides, const std::vector<std::string>& paths, const Session& session) {
  const auto shared = [&](std::size_t i, auto same) {
    for (std::size_t k = 0; k < sides.list.size(); ++k)
      if (i != k && sides.list[i].scenario->name == sides.list[k].scenario->name && same(paths[i], paths[k])) return true;
    return false;
  };
  const auto file = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  for (std::size_t i = 0; i < sides.list.size(); ++i) {
    const std::string& scenario = sides.list[i].scenario->name;
    if (shared(i, [](const auto& a, const auto& b) { return a == b; }))
      throw UsageError(session.zh() ? "情景 '" + paths[i] + ":" + scenario + "' 给了两次"
                                    : "'" + paths[i] + ":" + scenario + "' stands twice");
    if (shared(i, [&](const auto& a, const auto& b) { return file(a) == file(b); })) sides.list[i].name = paths[i] + ":" + scenario;
    else if (shared(i, [](const auto&, const auto&) { return true; })) sides.list[i].name = file(paths[i]) + ":" + scenario;
  }
}

/// The years to be shown, the last first.
std::vector<int> years_of(const Sides& sides, const SidesSelection& selection, const Session& session) {
  std::set<int> years;
  for (const Side& side : sides.list)
    for (int year = 0; year < side.scenario->years; ++year) years.insert(side.scenario->first_year + year);
  if (selection.year) {
    if (years.contains(*selection.year)) return {*selection.year};
    const std::string period = std::to_string(*years.begin()) + " ... " + std::to_string(*years.rbegin()),
                      year = std::to_string(*selection.year);
    throw UsageError(session.zh() ? "--year 的值 " + year + " 不在结果的时段内：" + period
                                  : "--year cannot be " + year + ": the results cover " + period);
  }
  if (selection.all_years || selection.number) return {years.rbegin(), years.rend()};
  const int target = sides.list.front().scenario->target_year;
  return {years.contains(target) ? target : *years.rbegin()};
}

std::vector<SheetColumn> columns_of(const Sides& sides) {
  std::vector<SheetColumn> columns{{"year", {"年份", "year"}, Holds::whole},
                                   {"number", {"编号", "no."}, Holds::whole},
                                   {"mandatory", {"必选", "star"}},
                                   {"definition", {"口径", "definition"}},
                                   {"name", {"指标", "indicator"}, Holds::text, "", false, false, false, false, 36},
                                   {"unit", {"单位", "unit"}, Holds::unit},
                                   {"target", {"目标", "target"}, Holds::text, "", false, false, false, false, 16}};
  columns[3].hidden = true;
  const auto number = [&](const std::string& key, Label title) {
    SheetColumn column{key, std::move(title), Holds::number};
    column.of_row = true;
    return columns.emplace_back(column), columns.size() - 1;
  };
  for (const Side& side : sides.list) {
    number(side.name + "_mean", {side.name, side.name});
    columns[number(side.name + "_q05", {side.name + " 5%", side.name + " 5 %"})].hidden = true;
    columns[number(side.name + "_q95", {side.name + " 95%", side.name + " 95 %"})].hidden = true;
    columns.push_back({side.name + "_met", {side.name + " 达标概率", side.name + " met"}, Holds::share});
  }
  const std::string& first = sides.list.front().name;
  for (std::size_t i = 1; i < sides.list.size(); ++i) {
    const std::string minus = sides.list[i].name + " − " + first, key = sides.list[i].name + "_less_" + first;
    columns[number(key, {minus, minus})].sign = true;
    columns[number(key + "_low", {"差值的95%区间", "95 % of the difference"})].to_next = true;
    number(key + "_high", {"差值的95%区间上限", "95 % of the difference, high"});
    columns.push_back({key + "_met", {"达标概率之差", "met, difference"}, Holds::share});
    columns.back().sign = true;
    columns.push_back({sides.list[i].name + "_higher", {"高于" + first + "的概率", "higher than " + first}, Holds::share});
  }
  return columns;
}

double probability_in(const Side& side, const IndicatorResult* line, int year) {
  return line && year == side.scenario->target_year ? line->probability_met : std::nan("");
}

/// Over all years and sides, so that a line has one unit.
double largest_of(const Sides& sides, const IndicatorResult& of_first) {
  double largest = 0;
  for (const Side& side : sides.list)
    if (const IndicatorResult* line = same_line(*side.scenario, of_first))
      for (const double value : line->mean)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return largest;
}

void add_line(Sheet& sheet, const Sides& sides, const IndicatorResult& of_first, int year) {
  const Side& first = sides.list.front();
  std::vector<Cell> cells = row_of(std::int64_t{year}, std::int64_t{of_first.number}, of_first.mandatory ? "*" : "", of_first.definition,
                                   Label{of_first.name.zh + (of_first.definition == "annex" ? "" : "（" + of_first.definition + "）"),
                                         of_first.name.en + (of_first.definition == "annex" ? "" : " (" + of_first.definition + ")")},
                                   Cell{}, of_first.target_text);
  for (const Side& side : sides.list) {
    const IndicatorResult* line = same_line(*side.scenario, of_first);
    const int at_year = year - side.scenario->first_year;
    for (const auto figure : {&IndicatorResult::mean, &IndicatorResult::q05, &IndicatorResult::q95})
      cells.emplace_back(line && line->simulated ? value_in(line->*figure, at_year) : std::nan(""));
    cells.emplace_back(probability_in(side, line, year));
  }
  for (std::size_t i = 1; i < sides.list.size(); ++i) {
    const Side& side = sides.list[i];
    const IndicatorResult* line = same_line(*side.scenario, of_first);
    const double nan = std::nan("");
    const ShownDifference d = line ? difference(first, side, of_first, *line, year) : ShownDifference{nan, nan, nan, nan};
    const double met = probability_in(side, line, year) - probability_in(first, &of_first, year);
    for (const double value : {d.mean, d.low, d.high, met, d.higher}) cells.emplace_back(value);
  }
  sheet.add(std::move(cells), {unit_of(of_first), largest_of(sides, of_first)});
}

/// What the differences are, and what holds only of some.
std::vector<Label> notes_of(const Sides& sides, const std::vector<int>& years) {
  std::vector<Label> notes;
  const std::string n = std::to_string(sides.list.front().scenario->replicas);
  bool all_paired = true;
  for (std::size_t i = 1; i < sides.list.size(); ++i) all_paired = all_paired && paired(sides.list.front(), sides.list[i]);
  if (sides.list.size() > 1 && all_paired)
    notes.push_back({"差值：各情景用相同的随机数，逐遍相减（" + n + "遍，按权重）；方括号为均值差的95%区间。",
                     "differences: scenarios share their random numbers and are subtracted replica by replica (" + n +
                         ", weighted); in brackets the 95 % interval of the mean difference."});
  if (!all_paired)
    notes.push_back(
        {"有的情景种子、遍数或权重不同，不能逐遍相减：区间按相互独立的均值计算（韦尔奇），偏宽。用同样的 --seed 和 --replicas 运行可缩窄。",
         "some scenarios differ in seed, number or weights of replicas and cannot be paired: intervals are of independent means "
         "(Welch), too wide. Runs with the same --seed and --replicas have narrower ones."});
  if (years.size() == 1)
    notes.push_back({"其他年份：--years；CSV、JSON、xlsx 列出各年。", "other years: --years; CSV, JSON and xlsx have them all."});
  return notes;
}

}  // namespace

SideName side_name(const std::string& word) {
  const auto colon = word.rfind(':');
  std::error_code ignored;
  if (colon == std::string::npos || colon + 1 == word.size() || std::filesystem::exists(word, ignored)) return {word, ""};
  return {word.substr(0, colon), word.substr(colon + 1)};
}

Sides read_sides(const std::vector<std::string>& words, const Session& session) {
  Sides sides;
  std::vector<std::string> paths;
  for (const std::string& word : words) {
    const SideName name = side_name(word);
    sides.files.push_back(std::make_unique<ResultsContent>(read_results(name.path)));
    const ResultsContent& file = *sides.files.back();
    const auto add = [&](const ScenarioResult& scenario) {
      sides.list.push_back({&file, &scenario, scenario.name});
      paths.push_back(name.path);
    };
    if (!name.scenario.empty()) add(scenario_of(file, name, session));
    else
      for (const ScenarioResult& scenario : file.scenarios) add(scenario);
  }
  name_apart(sides, paths, session);
  return sides;
}

Sheet side_by_side(const Sides& sides, const SidesSelection& selection, const Session& session) {
  const auto years = years_of(sides, selection, session);
  Sheet sheet{"side_by_side", {"情景并排比较", "scenarios side by side"}, columns_of(sides), {}, {}, notes_of(sides, years)};
  if (years.size() == 1) {
    const std::string year = std::to_string(years.front());
    sheet.title = {year + "年" + sheet.title.zh, year + ", " + sheet.title.en};
    sheet.columns.front().hidden = true;
  }
  for (const int year : years)
    for (const IndicatorResult& line : sides.list.front().scenario->indicators)
      if ((!selection.number || line.number == *selection.number) && (line.simulated || selection.all)) add_line(sheet, sides, line, year);
  return sheet;
}

}  // namespace waste::cli
