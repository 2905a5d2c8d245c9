#include "models/report/assumptions.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/assessment/rank_correlation.h"
#include "models/report/places.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

constexpr std::size_t listed = 5;
constexpr double level = 0.05;
constexpr int fewest = 65;  // with fewer replicas only what nearly settles an indicator stands out from a thousand values

/// The drawn values of the main scenario.
struct Draws {
  std::vector<std::string> paths, units;
  std::vector<double> low, mode, high;
  std::vector<std::vector<double>> ranks;  // [path][replica], of length 1; empty: it never varied
};

Draws draws_of(const ReportedScenario& scenario) {
  Draws draws;
  const ResultTable table = scenario.table("parameters");
  if (table.empty()) return draws;
  draws.paths = table.cells<std::string>("path"), draws.units = table.cells<std::string>("own_unit");
  draws.low = table.cells<double>("low"), draws.mode = table.cells<double>("mode"), draws.high = table.cells<double>("high");
  const auto& values = table.cells<double>("value");
  const std::size_t paths = draws.paths.size();
  for (std::size_t path = 0; path < paths; ++path) {
    std::vector<double> sample;
    for (std::size_t replica = 0; replica * paths < values.size(); ++replica) sample.push_back(values[replica * paths + path]);
    const bool varied = std::any_of(sample.begin(), sample.end(), [&](double value) { return value != sample.front(); });
    draws.ranks.push_back(varied ? unit_ranks(sample) : std::vector<double>{});
  }
  return draws;
}

/// What one indicator goes with in the year that is shown; nothing where a replica has no value.
std::vector<RankStep> deciding(const ScenarioResult& scenario, const IndicatorResult& line, const Draws& draws) {
  std::vector<double> values;
  for (int replica = 0; replica < scenario.replicas; ++replica)
    values.push_back(line.annual[static_cast<std::size_t>(replica * scenario.years + shown_year(scenario))]);
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) return {};
  return rank_steps(draws.ranks, values, listed, level);
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

std::string day_text(double days) {
  const std::chrono::sys_days day{std::chrono::days{static_cast<int>(days)}};
  return sim::to_string(sim::Time{day}).substr(0, 10);
}

/// "5 … 67 %", "2022-01-01 … 2022-12-31".
std::string range_of(const Draws& draws, std::size_t path) {
  const bool dates = draws.units[path].starts_with("days since");
  if (dates) return day_text(draws.low[path]) + " … " + day_text(draws.high[path]);
  return range_text(draws.low[path], draws.high[path]) + " " + draws.units[path];
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
  const Draws draws = draws_of(scenario);
  if (draws.paths.empty()) return section;
  const int replicas = scenario.result->replicas;
  if (replicas < fewest) {
    section.blocks.push_back(Sentence{filled({"只模拟了{}遍，少于{}遍，不足以看出哪些假设起决定作用；请增加模拟遍数。",
                                              "{} replications are fewer than {}: too few to see which assumptions decide. Use more."},
                                             {same(std::to_string(replicas)), same(std::to_string(fewest))})});
    return section;
  }
  const Places places(scenario);
  Table table{
      {"与指标同升降的假设", "Assumptions that go together with an indicator"},
      {{same("#"), true}, {{"指标", "indicator"}}, {{"假设", "assumption"}}, {{"范围", "range"}}, {{"秩相关", "rank correlation"}, true}},
      {}};
  for (const IndicatorResult* line : scored_lines(*scenario.result, number)) {
    if (!undecided(*line, number)) continue;
    for (const RankStep& found : deciding(*scenario.result, *line, draws))
      table.rows.push_back({text_cell(number_of(*line)), text_cell(line->name),
                            text_cell(name_of_path(draws.paths[found.which], scenario, places)), text_cell(range_of(draws, found.which)),
                            text_cell(correlation_text(found.correlation))});
  }
  if (!table.rows.empty()) section.blocks.push_back(table);
  else
    section.blocks.push_back(Sentence{
        {"没有一项假设与未定指标的秩相关超出偶然范围。", "No assumption goes together with an open indicator beyond chance."}});
  section.blocks.push_back(Sentence{
      filled(
          {"{}项抽取的假设与{}年指标值的斯皮尔曼秩相关，逐项选取：每行为扣除该指标以上各行之后的相关；只列同看全部假设时偶然出现的概率不到5%的（邦费罗尼）。各遍权重相同。只列达标概率在0与100%之间的指标。",
           "Spearman's rank correlation of {} drawn assumptions with the indicator in {}, one after another: of what the rows above leave of "
           "the same indicator, as long as chance has less than 5 % when all are looked at (Bonferroni). All replications count alike. Listed "
           "are indicators whose probability lies between 0 and 100 %."},
          {same(std::to_string(draws.paths.size())), same(std::to_string(scenario.result->first_year + shown_year(*scenario.result)))}),
      Tone::note});
  return section;
}

}  // namespace waste::report
