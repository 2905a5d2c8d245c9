#include "models/cli/indicators.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "models/assessment/indicator.h"
#include "models/cli/notes.h"
#include "models/views/json.h"
#include "models/views/table.h"

namespace waste::cli {

bool chosen(const IndicatorResult& line, const Selection& selection) { return !selection.number || line.number == *selection.number; }

void check_number(const ResultsContent& results, const std::optional<int>& wanted, const Session& session) {
  std::set<int> known;
  for (const auto& scenario : results.scenarios)
    for (const auto& line : scenario.indicators) known.insert(line.number);
  if (!wanted || known.contains(*wanted)) return;
  std::string list;
  for (const int number : known) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + std::to_string(number);
  const std::string number = std::to_string(*wanted);
  throw UsageError(session.zh() ? "结果文件中没有指标" + number + "；已有：" + list
                                : "the file has no indicator " + number + "; it has: " + list);
}

namespace {

std::string interval(double low, double high, double factor) {
  return std::isnan(low) || std::isnan(high) ? "" : "[" + number(low * factor) + ", " + number(high * factor) + "]";
}

bool few(const ScenarioResult& scenario) { return static_cast<std::size_t>(scenario.replicas) < few_replications; }

/// A value, marked where it is above 100 %.
std::string marked(const IndicatorResult& line, int year, double factor) {
  return number(value_in(line.mean, year) * factor) + (above_all(line, year) ? "!" : "");
}

std::string title_of(const ScenarioResult& scenario, const Session& session) {
  const std::string& title = session.say(scenario.title);
  const std::string text = scenario.name +
                           (title.empty()  ? ""
                            : session.zh() ? "：" + title
                                           : ": " + title) +
                           (session.zh() ? "  (模拟" + std::to_string(scenario.replicas) + "遍)"
                                         : "  (" + std::to_string(scenario.replicas) + " replicas)");
  return painted(text, Paint::bold, session.color_out) + "\n";
}

std::string not_simulated(const ScenarioResult& scenario, const Session& session) {
  std::string list;
  for (const auto& line : scenario.indicators)
    if (!line.simulated) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + std::to_string(line.number);
  return list.empty() ? "" : session.say({"未模拟：", "not simulated: "}) + list + "\n";
}

/// The probability by chance alone, from the same line of a run whose assumptions were not drawn.
std::string by_chance(const ResultsContent& chance, const ScenarioResult& scenario, const IndicatorResult& line) {
  for (const ScenarioResult& other : chance.scenarios)
    for (const IndicatorResult& same : other.indicators)
      if (other.name == scenario.name && same.number == line.number && same.definition == line.definition)
        return probability_text(same.probability_met, other);
  return "–";
}

void add_row(Table& table, const ScenarioResult& scenario, const IndicatorResult& line, const Selection& selection,
             const Session& session) {
  const int year = shown_year(scenario);
  const double mean = value_in(line.mean, year);
  const ReadableUnit unit = readable_unit(unit_of(line), mean, session.language);
  const std::string star = line.mandatory ? "*" : "";
  std::vector<std::string> cells{number_of(line) + star,
                                 session.say(line.name),
                                 unit.text,
                                 line.baseline_text,
                                 marked(line, 0, unit.factor),
                                 marked(line, year, unit.factor),
                                 range_text(value_in(line.q05, year) * unit.factor, value_in(line.q95, year) * unit.factor),
                                 line.target_text,
                                 with_sign(distance(line, year) * unit.factor),
                                 probability_text(line.probability_met, scenario)};
  if (selection.chance) cells.push_back(by_chance(*selection.chance, scenario, line));
  table.add(std::move(cells));
}

/// Printed below the tables of a few replicas.
std::string what_few_replicas_say(const ScenarioResult& scenario, const Session& session) {
  if (!few(scenario) || scenario.weighted) return "";
  const std::string n = std::to_string(scenario.replicas), step = number(100.0 / scenario.replicas);
  return session.say({"只模拟" + n + "遍：区间略偏窄，概率只能精确到" + step + "个百分点；写入正式材料请模拟100遍。\n",
                      "only " + n + " replicas: intervals are somewhat too narrow, probabilities come in steps of " + step +
                          " points; use 100 replicas for what is published.\n"});
}

std::string what_the_range_is(const ScenarioResult& scenario, const Session& session) {
  const std::string n = std::to_string(scenario.replicas);
  if (scenario.uncertain > 0) {
    const std::string drawn = std::to_string(scenario.uncertain);
    return session.say({"5%–95%：按已知情况，十次中有九次落在其中；" + n + "遍模拟，每遍从各自范围中抽取" + drawn +
                            "个不确定的数值。差距：均值减目标，百分率以百分点计。\n",
                        "5–95 %: nine of ten outcomes lie there, given what is known; " + n + " replicas, each with " + drawn +
                            " uncertain values drawn from their ranges.\nto target: mean less target, in points for percentages.\n"});
  }
  return session.say({"5%–95%：" + n +
                          "遍模拟的范围，各项假设取最可能值，只含偶然因素和工期延误，不含尚不知道的情况。差距：均值减目标，"
                          "百分率以百分点计。\n",
                      "5–95 %: of " + n +
                          " replicas; assumptions stay at their middle values, only chance and delays spread: what is not known is "
                          "left out.\nto target: mean less target, in points for percentages.\n"});
}

/// "all mandatory targets together: 12 % (9 judged, 12 without value or target)", and the results of the chapters.
std::string together(const ScenarioResult& scenario, const Session& session) {
  if (scenario.scores.empty()) return "";
  Table table({{session.say({"同时达标概率", "met together"}), false, 30},
               {session.say({"必选指标", "mandatory"}), true},
               {session.say({"评判/未评判", "judged/open"}), true},
               {session.say({"全部", "all"}), true},
               {session.say({"评判/未评判", "judged/open"}), true}});
  const auto counts = [](int judged, int open) { return std::to_string(judged) + "/" + std::to_string(open); };
  for (const ScoreResult& row : scenario.scores)
    table.add({session.say(row.label), probability_text(row.mandatory_met, scenario), counts(row.mandatory_judged, row.mandatory_open),
               probability_text(row.all_met, scenario), counts(row.all_judged, row.all_open)});
  return table.text(session.color_out);
}

/// Empty where the last year is the target year.
std::string what_is_judged(const ScenarioResult& scenario, const Session& session) {
  const std::string target = std::to_string(scenario.target_year);
  if (!scenario.judged_year())
    return session.say({"未评判：目标年为" + target + "年，不在模拟时段之内或未模拟满全年。\n",
                        "not judged: the targets are of " + target + ", a year that the period does not cover in full.\n"});
  const std::string last = std::to_string(scenario.first_year + scenario.years - 1);
  if (last == target) return "";
  return session.say({"按目标年" + target + "年评判；模拟时段延续到" + last + "年，各年数值用 --indicator 查看。\n",
                      "judged in the target year " + target + "; the period goes on to " + last + ": see --indicator for every year.\n"});
}

std::string overview(const ScenarioResult& scenario, const Selection& selection, const Session& session) {
  const std::string first_year = std::to_string(scenario.first_year);
  std::vector<Table::Column> columns{{"#", true, 14},
                                     {session.say({"指标", "indicator"}), false, 34},
                                     {session.say({"单位", "unit"}), false, 12},
                                     {first_year + session.say({" 方案", " plan"}), true, 14},
                                     {first_year + session.say({" 模拟", " simulated"}), true},
                                     {std::to_string(scenario.first_year + shown_year(scenario)), true},
                                     {session.say({"5%–95%", "5–95 %"})},
                                     {session.say({"目标", "target"}), false, 20},
                                     {session.say({"差距", "to target"}), true},
                                     {session.say({"达标概率", "met"}), true}};
  if (selection.chance) columns.push_back({session.say({"只计偶然", "chance alone"}), true});
  Table table(std::move(columns));
  for (const auto& line : scenario.indicators)
    if (line.simulated || selection.all) add_row(table, scenario, line, selection, session);
  const int year = shown_year(scenario);
  const bool above = std::any_of(scenario.indicators.begin(), scenario.indicators.end(),
                                 [&](const IndicatorResult& line) { return above_all(line, 0) || above_all(line, year); });
  return table.text(session.color_out) + what_the_range_is(scenario, session) + (above ? session.say(what_the_mark_is) : "") +
         what_few_replicas_say(scenario, session) + weights_note(scenario, session) + what_is_judged(scenario, session) +
         (selection.all ? "" : not_simulated(scenario, session)) + together(scenario, session) + idle_note(scenario, session);
}

/// The formula stored in a file for its values: in the reader's language if the file or the program still has it.
std::string formula_of(const IndicatorResult& line, const Session& session) {
  if (session.zh() && !line.formula_zh.empty()) return line.formula_zh;
  const auto* kind = sim::Catalogue<Indicator>::find(std::to_string(line.number) + "." + line.definition);
  if (!kind) return line.formula;
  const sim::Text formula = kind->make()->formula;
  return line.formula == formula.en ? in(session.language, formula) : line.formula;
}

std::string all_years(const ScenarioResult& scenario, const IndicatorResult& line, const Session& session) {
  double largest = 0;
  for (const double value : line.mean) largest = std::max(largest, std::abs(value));
  const ReadableUnit unit = readable_unit(unit_of(line), largest, session.language);
  std::string text = number_of(line) + " " + session.say(line.name) + (unit.text.empty() ? "" : " [" + unit.text + "]") + "\n";
  if (!line.formula.empty()) text += session.say({"公式：", "formula: "}) + formula_of(line, session) + "\n";
  const std::string target_year = std::to_string(scenario.target_year);
  text += session.say({target_year + "年目标：", "target of " + target_year + ": "}) + line.target_text;
  if (!std::isnan(line.probability_met))
    text += session.say({"；达标概率 ", "; met with probability "}) + probability_text(line.probability_met, scenario);
  text += "\n";
  if (!line.simulated) return text + session.say({"未模拟\n", "not simulated\n"});
  Table table({{session.say({"年", "year"})},
               {session.say({"均值", "mean"}), true},
               {session.say({"95% 区间", "95 % interval"})},
               {"5 %", true},
               {"25 %", true},
               {session.say({"中位数", "median"}), true},
               {"75 %", true},
               {"95 %", true}});
  const auto shown = [&](const std::vector<double>& values, int year) { return number(value_in(values, year) * unit.factor); };
  for (int year = 0; year < scenario.years; ++year)
    table.add({std::to_string(scenario.first_year + year), marked(line, year, unit.factor),
               interval(value_in(line.low, year), value_in(line.high, year), unit.factor), shown(line.q05, year), shown(line.q25, year),
               shown(line.q50, year), shown(line.q75, year), shown(line.q95, year)});
  bool above = false;
  for (int year = 0; year < scenario.years; ++year) above = above || above_all(line, year);
  return text + table.text(session.color_out) + (above ? session.say(what_the_mark_is) : "") + what_few_replicas_say(scenario, session);
}

}  // namespace

std::string as_table(const ResultsContent& results, const Selection& selection, const Session& session) {
  std::string text;
  for (const auto& scenario : results.scenarios) {
    text += (text.empty() ? "" : "\n") + title_of(scenario, session);
    if (!selection.number) {
      text += overview(scenario, selection, session);
      continue;
    }
    for (const auto& line : scenario.indicators)
      if (chosen(line, selection)) text += all_years(scenario, line, session);
  }
  return text;
}

std::vector<std::string> unmet(const ResultsContent& results, const Session& session) {
  std::vector<std::string> missed;
  for (const auto& scenario : results.scenarios)
    for (const auto& line : scenario.indicators)
      if (line.simulated && line.scored && line.probability_met < 0.5)
        missed.push_back(scenario.name + ": " + number_of(line) + " " + session.say(line.name));
  return missed;
}

}  // namespace waste::cli
