#include "models/report/assumptions.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/rank_correlation.h"
#include "models/report/places.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

constexpr std::size_t listed = 5;
constexpr double level = 0.05, least_number = 10;

/// The drawn values of the main scenario.
struct Draws {
  std::vector<std::string> paths, units;
  std::vector<double> low, mode, high;
  std::vector<std::vector<double>> ranks;  // [path][replica]; empty: it never varied
};

Draws draws_of(const ReportedScenario& scenario, const std::vector<double>& weights) {
  Draws draws;
  const ResultTable table = scenario.table("parameters");
  if (table.empty()) return draws;
  draws.paths = table.cells<std::string>("path"), draws.units = table.cells<std::string>("own_unit");
  draws.low = table.cells<double>("low"), draws.mode = table.cells<double>("mode"), draws.high = table.cells<double>("high");
  const auto& values = table.cells<double>("value");
  const std::size_t paths = draws.paths.size();
  for (std::size_t path = 0; path < paths; ++path) {
    std::vector<double> sample;
    for (std::size_t replica = 0; replica < weights.size(); ++replica) sample.push_back(values[replica * paths + path]);
    const bool varied = std::any_of(sample.begin(), sample.end(), [&](double value) { return value != sample.front(); });
    draws.ranks.push_back(varied ? weighted_ranks(sample, weights) : std::vector<double>{});
  }
  return draws;
}

struct Found {
  std::size_t path = 0;
  double correlation = 0;
};

/// The largest of one indicator in the year that is shown; none where a replica has no value.
std::vector<Found> strongest(const ScenarioResult& scenario, const IndicatorResult& line, const Draws& draws,
                             const std::vector<double>& weights) {
  std::vector<double> values;
  for (int replica = 0; replica < scenario.replicas; ++replica)
    values.push_back(line.annual[static_cast<std::size_t>(replica * scenario.years + shown_year(scenario))]);
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) return {};
  const auto ranks = weighted_ranks(values, weights);
  std::vector<Found> found;
  for (std::size_t path = 0; path < draws.paths.size(); ++path) {
    if (draws.ranks[path].empty()) continue;
    const double correlation = weighted_correlation(draws.ranks[path], ranks, weights);
    if (std::isfinite(correlation)) found.push_back({path, correlation});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return std::abs(a.correlation) > std::abs(b.correlation); });
  found.resize(std::min(found.size(), listed));
  return found;
}

/// "sites.dryer.capacity" with the name of the site or measure it belongs to.
Label name_of_path(const std::string& path, const ReportedScenario& scenario, const Places& places) {
  const std::size_t first = path.find('.'), second = path.find('.', first + 1);
  if (first == std::string::npos || second == std::string::npos) return same(path);
  const std::string head = path.substr(0, first), id = path.substr(first + 1, second - first - 1), rest = path.substr(second + 1);
  Label name{id, id};
  if (head == "sites") name = places.site(id);
  for (const PolicyResult& policy : scenario.result->policies)
    if (head == "policies" && policy.id == id)
      name = {policy.label.zh.empty() ? id : policy.label.zh, policy.label.en.empty() ? id : policy.label.en};
  return name.zh == id ? same(path) : name + same(" · " + rest + " (" + path + ")");
}

std::string correlation_text(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%+.2f", value);
  return text;
}

/// Indicators whose probability is neither 0 nor 1 are those that an assumption can decide; a single one is always shown.
bool undecided(const IndicatorResult& line, std::optional<int> number) {
  return number || (line.probability_met > 0 && line.probability_met < 1);
}

}  // namespace

Section assumptions(const Sources& sources, std::optional<int> number) {
  const ReportedScenario& scenario = sources.main();
  Section section{"assumptions", {"起决定作用的假设", "Assumptions that decide"}, {}};
  const auto weights = scenario.weights();
  const Draws draws = draws_of(scenario, weights);
  if (draws.paths.empty()) return section;
  const double effective = scenario.result->effective;
  if (effective < least_number) {
    section.blocks.push_back(Sentence{
        filled({"有效模拟遍数只有{}，少于{}，不足以看出哪些假设起决定作用；请增加模拟遍数。",
                "The effective number of replications is {}, below {}: too few to see which assumptions decide. Use more."},
               {same(waste::number(effective)), same(waste::number(least_number))})});
    return section;
  }
  const double limit = chance_correlation(effective, draws.paths.size(), level);
  const Places places(scenario);
  Table table{{"与指标同升降的假设", "Assumptions that go together with an indicator"},
              {{same("#"), true},
               {{"指标", "indicator"}},
               {{"假设", "assumption"}},
               {{"范围", "range"}},
               {{"秩相关", "rank correlation"}, true},
               {{"超出偶然", "beyond chance"}}},
              {}};
  for (const IndicatorResult* line : scored_lines(*scenario.result, number)) {
    if (!undecided(*line, number)) continue;
    for (const Found& found : strongest(*scenario.result, *line, draws, weights)) {
      const bool beyond = std::abs(found.correlation) > limit;
      if (!beyond && !number) continue;
      table.rows.push_back({text_cell(number_of(*line)), text_cell(line->name),
                            text_cell(name_of_path(draws.paths[found.path], scenario, places)),
                            text_cell(range_text(draws.low[found.path], draws.high[found.path]) + " " + draws.units[found.path]),
                            text_cell(correlation_text(found.correlation)), text_cell(beyond ? Label{"是", "yes"} : Label{"否", "no"})});
    }
  }
  if (!table.rows.empty()) section.blocks.push_back(table);
  else
    section.blocks.push_back(Sentence{
        {"没有一项假设与未定指标的秩相关超出偶然范围。", "No assumption goes together with an open indicator beyond chance."}});
  section.blocks.push_back(Sentence{
      filled(
          {"每遍抽取的{}项假设与{}年指标值的加权斯皮尔曼秩相关；绝对值超过{}的，同看全部假设时偶然出现的概率不到5%（邦费罗尼）。只列达标概率在0与100%之间的指标。",
           "Weighted rank correlation (Spearman) of {} drawn assumptions with the indicator in {}; above {} in size, chance has less than "
           "5 % when all are looked at (Bonferroni). Listed are indicators whose probability lies between 0 and 100 %."},
          {same(std::to_string(draws.paths.size())), same(std::to_string(scenario.result->first_year + shown_year(*scenario.result))),
           same(correlation_text(limit).substr(1))}),
      Tone::note});
  return section;
}

}  // namespace waste::report
