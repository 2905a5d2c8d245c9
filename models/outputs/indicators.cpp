// The indicators of every replica, by month and by year, with the plan's figures.
#include <utility>

#include "models/outputs/indicator_rows.h"

namespace waste {
namespace {

/// One cell per line, from the line and its facts.
template <class Get>
auto of_line(Get get) {
  return of_each([](const IndicatorRows& table) -> const auto& { return table.lines; },
                 [get](const IndicatorLine& line, const IndicatorRows& table) { return get(line, table.facts(line)); });
}

double value_of(const IndicatorLine& line, const Accounts& accounts, Months when) {
  return line.indicator ? line.indicator->value(accounts, when) : undefined;
}

std::vector<double> monthly_values(const IndicatorRows& table, const ReplicaView& replica) {
  std::vector<double> values;
  for (int month = 0; month < table.world.district.months(); ++month)
    for (const auto& line : table.lines) values.push_back(value_of(line, replica.accounts, {month, 1}));
  return values;
}

std::vector<double> annual_values(const IndicatorRows& table, const ReplicaView& replica) {
  std::vector<double> values;
  for (std::size_t year = 0; year < table.years(); ++year)
    for (const auto& line : table.lines) values.push_back(value_of(line, replica.accounts, year_of_run(table.world, year)));
  return values;
}

std::vector<std::int32_t> months_in_run(const Frame& frame) {
  std::vector<std::int32_t> lengths;
  for (std::size_t year = 0; year < years_of(frame.world); ++year) lengths.push_back(year_of_run(frame.world, year).count);
  return lengths;
}

std::vector<std::int32_t> of_base_year(const IndicatorRows& table) {
  return std::vector<std::int32_t>(table.lines.size(), sim::year_of(table.world.district.base));
}

std::vector<std::int32_t> of_target_year(const IndicatorRows& table) {
  return std::vector<std::int32_t>(table.lines.size(), table.world.plan.target_year);
}

std::vector<double> probabilities_met(const IndicatorRows& table, const Collected& all) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < table.lines.size(); ++i) shares.push_back(all.share(table.met(i, all)));
  return shares;
}

auto probabilities_met(double Interval::* end) {
  return [end](const IndicatorRows& table, const Collected& all) {
    std::vector<double> ends;
    for (const double share : probabilities_met(table, all)) ends.push_back(all.interval_of(share).*end);
    return ends;
  };
}

/// Summaries of the years or months, with intervals that know which indicators are percentages.
const std::vector<Summary>& summaries(const std::string& column, const IndicatorRows& table, const Collected& all) {
  std::vector<Bounds> bounds;
  for (const IndicatorLine& line : table.lines) bounds.push_back(line.indicator ? line.indicator->measure.bounds : Bounds::none);
  return all.summaries("indicators/" + column, bounds);
}

std::vector<std::int32_t> defined(const IndicatorRows& table, const Collected& all) {
  std::vector<std::int32_t> counts;
  for (const Summary& summary : summaries("annual", table, all)) counts.push_back(static_cast<std::int32_t>(summary.count));
  return counts;
}

auto figure_of(const std::string& column, double Summary::* figure) {
  return [column, figure](const IndicatorRows& table, const Collected& all) {
    std::vector<double> cells;
    for (const Summary& summary : summaries(column, table, all)) cells.push_back(summary.*figure);
    return cells;
  };
}
auto of_years(double Summary::* figure) { return figure_of("annual", figure); }
auto of_months(double Summary::* figure) { return figure_of("monthly", figure); }

using L = const IndicatorLine&;
using F = const IndicatorFacts&;
const sim::Names row{"indicator"}, yearly{"year", "indicator"}, monthly{"time", "indicator"};
const Unit& own = unit_of_the_row;

using Columns = std::vector<Column<IndicatorRows>>;

Columns columns_of_rows() {
  return {
      replica_dimension<IndicatorRows>(),
      time_dimension<IndicatorRows>(),
      {"year",
       {"年份", "year"},
       {"year"},
       {},
       "calendar year in which the twelve months begin",
       [](const Frame& f) { return calendar_years(f.world); }},
      {"indicator", {"指标", "indicator"}, row, {}, "number in annex 1 and definition", of_line([](L line, F) { return line.key; })},
      {"months", {"月数", "months"}, {"year"}, {}, "months of the year that were simulated", months_in_run},
      {"number", {"编号", "number"}, row, {}, "", of_line([](L, F facts) { return std::int32_t{facts.number}; })},
      {"definition", {"口径", "definition"}, row, {}, "", of_line([](L line, F) { return line.definition; })},
      {"name_zh", {"中文名称", "Chinese name"}, row, {}, "", of_line([](L, F facts) { return facts.name.zh; })},
      {"name_en", {"英文名称", "English name"}, row, {}, "", of_line([](L, F facts) { return facts.name.en; })},
      {"unit", {"UDUNITS单位", "UDUNITS unit"}, row, {}, "UDUNITS", of_line([](L, F facts) { return facts.unit; })},
      {"own_unit", {"单位", "unit"}, row, {}, "as shown to people", of_line([](L, F facts) { return facts.own_unit; })},
      {"scored", {"评分口径", "scored"}, row, {}, "1: this definition is held against the target", of_line([](L line, F) {
         return std::int32_t{line.scored};
       })},
      {"mandatory", {"必选", "mandatory"}, row, {}, "1: starred in the plan", of_line([](L, F facts) {
         return std::int32_t{facts.mandatory};
       })},
      {"simulated", {"已模拟", "simulated"}, row, {}, "", of_line([](L line, F) { return std::int32_t{line.indicator != nullptr}; })},
      {"status", {"状态", "status"}, row, {}, "", of_line([](L line, F) {
         return std::string(line.indicator ? "simulated" : "not simulated");
       })},
      {"formula", {"公式", "formula"}, row, {}, "", of_line([](L line, F) {
         return std::string(line.indicator ? line.indicator->formula.en : "");
       })},
      {"formula_zh", {"公式（中文）", "formula, in Chinese"}, row, {}, "", of_line([](L line, F) {
         return std::string(line.indicator ? line.indicator->formula.zh : "");
       })},
  };
}

Columns columns_of_plan() {
  return {
      {"responsible", {"责任单位", "responsible"}, row, {}, "", of_line([](L, F facts) { return facts.responsible; })},
      {"decided", {"决定因素", "decided by"}, row, {}, "mechanism, data or judgement; empty: not said", of_line([](L, F facts) {
         return facts.decided;
       })},
      {"why_zh", {"说明（中文）", "why, in Chinese"}, row, {}, "what that is, in one line", of_line([](L, F facts) {
         return facts.why.zh;
       })},
      {"why_en", {"说明（英文）", "why, in English"}, row, {}, "what that is, in one line", of_line([](L, F facts) {
         return facts.why.en;
       })},
      {"baseline", {"现状值", "baseline"}, row, own, "of the base year, in the plan", of_line([](L, F facts) {
         return facts.has_baseline ? facts.baseline : undefined;
       })},
      {"target", {"目标值", "target"}, row, own, "of the target year, in the plan", of_line([](L, F facts) {
         return facts.has_target ? facts.target : undefined;
       })},
      {"baseline_text", {"现状原文", "baseline as printed"}, row, {}, "as printed", of_line([](L, F facts) {
         return facts.baseline_text;
       })},
      {"target_text", {"目标原文", "target as printed"}, row, {}, "as printed", of_line([](L, F facts) { return facts.target_text; })},
      {"rule", {"评判规则", "rule"}, row, {}, "how a value is held against the target", of_line([](L, F facts) {
         return facts.rule.text();
       })},
      {"base_year", {"基准年", "base year"}, row, {}, "that the data describe", of_base_year},
      {"target_year", {"目标年", "target year"}, row, {}, "that is held against the target", of_target_year},
      {"probability_met",
       {"达标概率", "probability met"},
       row,
       {},
       "share of replicas that meet the target in the target year",
       [](const IndicatorRows& table, const Collected& all) { return probabilities_met(table, all); }},
      {"probability_low",
       {"达标概率下限", "probability met, low"},
       row,
       {},
       "lower end of the 95 % interval of probability_met (Wilson)",
       probabilities_met(&Interval::low)},
      {"probability_high",
       {"达标概率上限", "probability met, high"},
       row,
       {},
       "upper end of the 95 % interval of probability_met (Wilson)",
       probabilities_met(&Interval::high)},
  };
}

Columns columns_of_values() {
  return {
      {"monthly", {"月值", "monthly value"}, {"replica", "time", "indicator"}, own, "value of the month", monthly_values},
      {"annual", {"年值", "annual value"}, {"replica", "year", "indicator"}, own, "value of the year", annual_values},
      {"defined", {"有值遍数", "replicas with a value"}, yearly, {}, "replicas that give a value", defined},
      {"mean", {"均值", "mean"}, yearly, own, "mean of the annual values", of_years(&Summary::mean)},
      {"sd", {"标准差", "sd"}, yearly, own, "standard deviation of the annual values", of_years(&Summary::sd)},
      {"low", {"区间下限", "interval, low"}, yearly, own, "lower end of the 95 % interval of the mean", of_years(&Summary::low)},
      {"high", {"区间上限", "interval, high"}, yearly, own, "upper end of the 95 % interval of the mean", of_years(&Summary::high)},
      {"q05", {"5 %", "5 %"}, yearly, own, "5 % quantile of the annual values", of_years(&Summary::q05)},
      {"q25", {"25 %", "25 %"}, yearly, own, "25 % quantile of the annual values", of_years(&Summary::q25)},
      {"q50", {"中位数", "median"}, yearly, own, "median of the annual values", of_years(&Summary::q50)},
      {"q75", {"75 %", "75 %"}, yearly, own, "75 % quantile of the annual values", of_years(&Summary::q75)},
      {"q95", {"95 %", "95 %"}, yearly, own, "95 % quantile of the annual values", of_years(&Summary::q95)},
      {"monthly_mean", {"月值均值", "monthly mean"}, monthly, own, "mean of the monthly values", of_months(&Summary::mean)},
      {"monthly_low", {"月值5 %", "monthly 5 %"}, monthly, own, "5 % quantile of the monthly values", of_months(&Summary::q05)},
      {"monthly_high", {"月值95 %", "monthly 95 %"}, monthly, own, "95 % quantile of the monthly values", of_months(&Summary::q95)},
  };
}

const RegisteredOutputs registered{[] {
  Columns columns = columns_of_rows();
  for (const Columns& more : {columns_of_plan(), columns_of_values()}) columns.insert(columns.end(), more.begin(), more.end());
  return std::vector{
      make_output<IndicatorRows>({"indicators", {"指标", "indicators"}, Moment::last, 1, {"indicator", "year"}}, std::move(columns))};
}};

}  // namespace
}  // namespace waste
