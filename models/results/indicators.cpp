#include "models/results/indicators.h"

#include <algorithm>

#include "models/results/layout.h"
#include "models/assessment/score.h"
#include "models/assessment/statistics.h"

namespace waste {
namespace {

const sim::Names annual_dims{"year", "indicator"};
const sim::Names monthly_dims{"time", "indicator"};

sim::Attributes own_unit(const std::string& long_name) { return units("1", "see variable own_unit", long_name); }

}  // namespace

IndicatorTable::IndicatorTable(const World& world) : world_(world), lines_(indicator_lines(world.plan)) {}

Months IndicatorTable::year(std::size_t index) const {
  const int first = static_cast<int>(index) * 12;
  return {first, std::min(12, world_.district.months() - first)};
}

IndicatorTable::Values IndicatorTable::evaluate(const Accounts& accounts) const {
  const auto value = [&](const IndicatorLine& line, Months when) {
    return line.indicator ? line.indicator->value(accounts, when) : undefined;
  };
  Values values;
  for (int month = 0; month < world_.district.months(); ++month)
    for (const auto& line : lines_) values.monthly.push_back(value(line, {month, 1}));
  for (std::size_t i = 0; i < years(); ++i)
    for (const auto& line : lines_) values.annual.push_back(value(line, year(i)));
  return values;
}

void IndicatorTable::add(std::uint32_t replica, const Values& values) {
  replicas_.push_back(static_cast<std::int32_t>(replica));
  monthly_.insert(monthly_.end(), values.monthly.begin(), values.monthly.end());
  annual_.insert(annual_.end(), values.annual.begin(), values.annual.end());
}

void IndicatorTable::write(sim::Hdf5Writer& file, const std::string& path, const std::string& scores) const {
  write_dimensions(file, path);
  write_facts(file, path);
  write_plan(file, path);
  file.dataset(path + "/monthly", {"replica", "time", "indicator"}, monthly_, own_unit("value of the month"));
  file.dataset(path + "/annual", {"replica", "year", "indicator"}, annual_, own_unit("value of the year"));
  write_annual_summary(file, path);
  write_monthly_summary(file, path);
  write_scores(file, scores);
}

void IndicatorTable::write_dimensions(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<std::int32_t> numbers, lengths;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < years(); ++i) {
    numbers.push_back(sim::year_of(sim::month_begin(world_.district.first_month() + year(i).first)));
    lengths.push_back(year(i).count);
  }
  for (const auto& line : lines_) keys.push_back(line.key);
  file.dimension(path + "/replica", replicas_, plain());
  write_time(file, path, world_.district.first_month(), world_.district.months());
  file.dimension(path + "/year", numbers, plain("calendar year in which the twelve months begin"));
  file.dimension(path + "/indicator", keys, plain("number in annex 1 and definition"));
  file.dataset(path + "/months", {"year"}, lengths, plain("months of the year that were simulated"));
}

void IndicatorTable::write_facts(sim::Hdf5Writer& file, const std::string& path) const {
  const auto column = [&]<class Get>(const std::string& name, Get get, const std::string& about = "") {
    std::vector<decltype(get(lines_.front()))> values;
    for (const auto& line : lines_) values.push_back(get(line));
    file.dataset(path + "/" + name, {"indicator"}, values, plain(about));
  };
  using Line = const IndicatorLine&;
  column("number", [&](Line line) { return std::int32_t{facts(line).number}; });
  column("definition", [](Line line) { return line.definition; });
  column("name_zh", [&](Line line) { return facts(line).name.zh; });
  column("name_en", [&](Line line) { return facts(line).name.en; });
  column("unit", [&](Line line) { return facts(line).unit; }, "UDUNITS");
  column("own_unit", [&](Line line) { return facts(line).own_unit; }, "as shown to people");
  column("scored", [](Line line) { return std::int32_t{line.scored}; }, "1: this definition is held against the target");
  column("mandatory", [&](Line line) { return std::int32_t{facts(line).mandatory}; }, "1: starred in the plan");
  column("simulated", [](Line line) { return std::int32_t{line.indicator != nullptr}; });
  column("status", [](Line line) { return std::string(line.indicator ? "simulated" : "not simulated"); });
  column("formula", [](Line line) { return line.indicator ? line.indicator->formula() : ""; });
  column("responsible", [&](Line line) { return facts(line).responsible; });
}

void IndicatorTable::write_plan(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<double> baselines, targets, met;
  std::vector<std::string> baseline_texts, target_texts, rules;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const IndicatorFacts& plan = facts(lines_[i]);
    baselines.push_back(plan.has_baseline ? plan.baseline : undefined);
    targets.push_back(plan.has_target ? plan.target : undefined);
    baseline_texts.push_back(plan.baseline_text);
    target_texts.push_back(plan.target_text);
    rules.push_back(plan.rule);
    met.push_back(probability_met(i));
  }
  const sim::Names dims{"indicator"};
  file.dataset(path + "/baseline", dims, baselines, own_unit("2020, in the plan"));
  file.dataset(path + "/target", dims, targets, own_unit("2025, in the plan"));
  file.dataset(path + "/baseline_text", dims, baseline_texts, plain("as printed"));
  file.dataset(path + "/target_text", dims, target_texts, plain("as printed"));
  file.dataset(path + "/rule", dims, rules, plain("how a value is held against the target"));
  file.dataset(path + "/probability_met", dims, met, plain("share of replicas that meet the target in the last year"));
}

/// Replica by replica; empty when there is nothing to hold against a target.
std::vector<bool> IndicatorTable::met(std::size_t line) const {
  const IndicatorFacts& plan = facts(lines_[line]);
  const bool asked = plan.rule == "<= 2020" || plan.rule == "> 2020" || (plan.has_target && plan.rule != "none");
  const bool whole_year = months() % 12 == 0;  // part of a year is not held against a target of the year
  if (!lines_[line].indicator || !asked || replicas_.empty() || !whole_year) return {};
  const auto first = across(annual_, years(), line);
  const auto last = across(annual_, years(), (years() - 1) * columns() + line);
  std::vector<bool> result;
  for (std::size_t r = 0; r < replicas_.size(); ++r) result.push_back(meets(plan, last[r], first[r]));
  return result;
}

double IndicatorTable::probability_met(std::size_t line) const {
  const auto replicas = met(line);
  if (replicas.empty()) return undefined;
  return static_cast<double>(std::count(replicas.begin(), replicas.end(), true)) / static_cast<double>(replicas.size());
}

void IndicatorTable::write_scores(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<std::vector<bool>> all;
  for (std::size_t i = 0; i < lines_.size(); ++i) all.push_back(met(i));
  const auto scores = score(world_.plan, lines_, all);
  const auto column = [&]<class Get>(const std::string& name, Get get, const std::string& about) {
    std::vector<decltype(get(scores.front()))> values;
    for (const auto& chapter : scores) values.push_back(get(chapter));
    if (name == "chapter") file.dimension(path + "/" + name, values, plain(about));
    else file.dataset(path + "/" + name, {"chapter"}, values, plain(about));
  };
  using Chapter = const ChapterScore&;
  column("chapter", [](Chapter c) { return c.id; }, "of the list of indicators; the first is the whole list");
  column("label_zh", [](Chapter c) { return c.name.zh; }, "");
  column("label_en", [](Chapter c) { return c.name.en; }, "");
  column("mandatory_met", [](Chapter c) { return c.mandatory.together; }, "share of replicas that meet all starred targets together");
  column("mandatory_judged", [](Chapter c) { return std::int32_t{c.mandatory.judged}; }, "starred indicators judged");
  column("mandatory_open", [](Chapter c) { return std::int32_t{c.mandatory.open}; }, "starred indicators without value or target");
  column("all_met", [](Chapter c) { return c.all.together; }, "share of replicas that meet all targets together");
  column("all_judged", [](Chapter c) { return std::int32_t{c.all.judged}; }, "indicators judged");
  column("all_open", [](Chapter c) { return std::int32_t{c.all.open}; }, "indicators without value or target");
}

/// One element of every replica.
std::vector<double> IndicatorTable::across(const std::vector<double>& values, std::size_t size, std::size_t at) const {
  std::vector<double> sample;
  for (std::size_t r = 0; r < replicas_.size(); ++r) sample.push_back(values[r * size * columns() + at]);
  return sample;
}

void IndicatorTable::write_annual_summary(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<Summary> summaries;
  for (std::size_t at = 0; at < years() * columns(); ++at) summaries.push_back(summarise(across(annual_, years(), at)));
  const auto column = [&](const std::string& name, double Summary::*member, const std::string& about) {
    std::vector<double> values;
    for (const auto& summary : summaries) values.push_back(summary.*member);
    file.dataset(path + "/" + name, annual_dims, values, own_unit(about));
  };
  std::vector<std::int32_t> counts;
  for (const auto& summary : summaries) counts.push_back(static_cast<std::int32_t>(summary.count));
  file.dataset(path + "/defined", annual_dims, counts, plain("replicas that give a value"));
  column("mean", &Summary::mean, "mean of the annual values");
  column("sd", &Summary::sd, "standard deviation of the annual values");
  column("low", &Summary::low, "lower end of the 95 % interval of the mean, corrected for skewness");
  column("high", &Summary::high, "upper end of the 95 % interval of the mean, corrected for skewness");
  column("q05", &Summary::q05, "5 % quantile of the annual values");
  column("q25", &Summary::q25, "25 % quantile of the annual values");
  column("q50", &Summary::q50, "median of the annual values");
  column("q75", &Summary::q75, "75 % quantile of the annual values");
  column("q95", &Summary::q95, "95 % quantile of the annual values");
}

void IndicatorTable::write_monthly_summary(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<double> mean, low, high;
  for (std::size_t at = 0; at < months() * columns(); ++at) {
    const Summary summary = summarise(across(monthly_, months(), at));
    mean.push_back(summary.mean);
    low.push_back(summary.q05);
    high.push_back(summary.q95);
  }
  file.dataset(path + "/monthly_mean", monthly_dims, mean, own_unit("mean of the monthly values"));
  file.dataset(path + "/monthly_low", monthly_dims, low, own_unit("5 % quantile of the monthly values"));
  file.dataset(path + "/monthly_high", monthly_dims, high, own_unit("95 % quantile of the monthly values"));
}

}  // namespace waste
