#include "models/report/verdict.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/assessment/weights.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

using Lines = std::vector<const IndicatorResult*>;

Lines with(const Lines& lines, Mark mark, bool mandatory) {
  Lines found;
  for (const IndicatorResult* line : lines)
    if (line->mandatory == mandatory && mark_of(*line) == mark) found.push_back(line);
  return found;
}

std::string count_of(const Lines& lines) { return std::to_string(lines.size()); }

/// "15 农膜回收：均值323.5 吨，目标600吨，达标概率0 %"
Label naming(const IndicatorResult& line, const ScenarioResult& scenario) {
  const int year = shown_year(scenario);
  const double mean = value_in(line.mean, year);
  const Label value = both([&](Language language) { return quantity(mean, unit_of(line), language); });
  return filled({"{} {}：均值{}，目标{}，达标概率{}", "{} {}: mean {}, target {}, probability {}"},
                {same(number_of(line)), line.name, value, same(line.target_text), same(share_text(line.probability_met))});
}

Points points_of(const Lines& lines, const ScenarioResult& scenario, Mark mark) {
  Points points{word_of(mark), mark, {}};
  for (const IndicatorResult* line : lines) points.items.push_back(naming(*line, scenario));
  return points;
}

/// The probability that all mandatory targets are met together; NaN where no chapter says so.
double together(const ScenarioResult& scenario) {
  for (const ScoreResult& score : scenario.scores)
    if (score.id == "all") return score.mandatory_met;
  return std::nan("");
}

Sentence headline(const ReportedScenario& reported, const std::array<Lines, 3>& groups) {
  const ScenarioResult& scenario = *reported.result;
  const auto& [safe, open, missed] = groups;
  const std::size_t judged = safe.size() + open.size() + missed.size();
  if (judged == 0)
    return {filled({"“{}”没有可评判的必选指标：目标年{}年不在模拟时段之内，或各项必选指标没有数值或目标。",
                    "No mandatory target of “{}” can be judged: {} is outside the period, or they have no value or target."},
                   {reported.title, same(std::to_string(scenario.target_year))}),
            Tone::lead};
  Label text = filled({"按“{}”实施，{}年{}项可评判的必选指标中，{}项有把握、{}项未定、{}项完不成", ""},
                      {reported.title, same(std::to_string(scenario.target_year)), same(std::to_string(judged)), same(count_of(safe)),
                       same(count_of(open)), same(count_of(missed))});
  text.en = "Under “" + reported.title.en + "”, of " + std::to_string(judged) + " mandatory targets judged in " +
            std::to_string(scenario.target_year) + ", " + count_of(safe) + " are safe, " + count_of(open) + " open and " +
            count_of(missed) + " missed";
  if (const double all = together(scenario); !std::isnan(all))
    text = text + filled({"；全部同时达标的概率为{}", "; all of them are met together with probability {}"},
                         {same(probability_text(all, scenario))});
  return {text + Label{"。", "."}, Tone::lead};
}

Sentence what_words_mean(const ScenarioResult& scenario) {
  Label text = filled({"有把握：达标概率不低于{}；完不成：不高于{}；其余为未定。概率是{}遍模拟中达标的份额，方括号内为其95%置信区间。",
                       "safe: probability of at least {}; missed: at most {}; open: in between. A probability is the share of {} "
                       "replications that meet the target, with its 95 % interval in brackets."},
                      {same(share_text(safe_from)), same(share_text(missed_to)), same(std::to_string(scenario.replicas))});
  if (scenario.weighted)
    text = text + filled({"各遍按基准年已知数值加权，相当于{}遍等权重的模拟。",
                          " Replications are weighted by what is known of the base year and are worth {} of equal weight."},
                         {same(number(scenario.effective))});
  if (scenario.uncertain > 0)
    text = text + filled({"每遍从各自范围抽取{}个不确定的数值。", " Each draws {} uncertain values from their ranges."},
                         {same(std::to_string(scenario.uncertain))});
  return {text, Tone::note};
}

/// Mandatory lines that are scored but have no probability: without value, or without target.
Lines open_questions(const ScenarioResult& scenario) {
  Lines found;
  for (const IndicatorResult& line : scenario.indicators)
    if (line.scored && line.mandatory && std::isnan(line.probability_met)) found.push_back(&line);
  return found;
}

Label decided_by(const std::string& word) {
  if (word == "mechanism") return {"机理", "mechanism"};
  if (word == "data") return {"数据", "data"};
  if (word == "judgement") return {"判断", "judgement"};
  return {"–", "–"};
}

std::vector<Cell> light(const IndicatorResult& line, const ScenarioResult& scenario) {
  const int year = shown_year(scenario);
  const double mean = value_in(line.mean, year);
  const auto factor = [&](Language language) { return readable_unit(unit_of(line), mean, language).factor; };
  const Mark mark = mark_of(line);
  Cell probability{same(probability_text(line.probability_met, scenario))};
  probability.share = std::isnan(line.probability_met) ? -1 : line.probability_met;
  return {
      {word_of(mark), mark},
      text_cell(number_of(line) + (line.mandatory ? "*" : "")),
      text_cell(line.name),
      {value_text(line, year) + both([&](Language language) { return " " + readable_unit(unit_of(line), mean, language).text; })},
      {both([&](Language language) {
        return range_text(value_in(line.q05, year) * factor(language), value_in(line.q95, year) * factor(language));
      })},
      text_cell(line.target_text),
      {both([&](Language language) { return with_sign(distance(line, year) * factor(language)); })},
      probability,
      {line.why.zh.empty() && line.why.en.empty() ? decided_by(line.decided) : decided_by(line.decided) + Label{"：", ": "} + line.why}};
}

Table lights_table(const Lines& lines, const ScenarioResult& scenario, const Label& caption) {
  const std::string year = std::to_string(scenario.first_year + shown_year(scenario));
  Table table{caption,
              {{{"状态", "state"}},
               {same("#"), true},
               {{"指标", "indicator"}},
               {{year + "年", year}, true},
               {{"5%–95%", "5–95 %"}, true},
               {{"目标", "target"}},
               {{"差距", "margin"}, true},
               {{"达标概率", "probability"}, true},
               {{"由什么决定", "decided by"}}},
              {}};
  for (const IndicatorResult* line : lines) table.rows.push_back(light(*line, scenario));
  return table;
}

/// What needs attention first.
Lines by_need(Lines lines) {
  const auto need = [](const IndicatorResult* line) { return std::isnan(line->probability_met) ? 2 : line->probability_met; };
  std::stable_sort(lines.begin(), lines.end(), [&](auto* a, auto* b) { return need(a) < need(b); });
  return lines;
}

Label not_simulated(const ScenarioResult& scenario) {
  Label list;
  for (const IndicatorResult& line : scenario.indicators)
    if (!line.simulated) list = list + (list.zh.empty() ? Label{} : Label{"、", ", "}) + same(number_of(line));
  return list;
}

}  // namespace

Mark mark_of(const IndicatorResult& line) {
  if (std::isnan(line.probability_met)) return Mark::unjudged;
  return line.probability_met >= safe_from ? Mark::safe : line.probability_met <= missed_to ? Mark::missed : Mark::open;
}

Label value_text(const IndicatorResult& line, int year) {
  const double mean = value_in(line.mean, year);
  return both([&](Language language) { return in_unit_of(mean, unit_of(line), mean, language); }) + same(above_all(line, year) ? "!" : "");
}

std::vector<const IndicatorResult*> scored_lines(const ScenarioResult& scenario, std::optional<int> number) {
  Lines lines;
  for (const IndicatorResult& line : scenario.indicators)
    if (line.simulated && line.scored && (!number || line.number == *number)) lines.push_back(&line);
  return lines;
}

Section verdict(const Sources& sources, std::optional<int> number) {
  const ScenarioResult& scenario = *sources.main().result;
  const Lines lines = scored_lines(scenario, number);
  Section section{"verdict", {"结论", "Verdict"}, {}};
  const std::array<Lines, 3> groups{with(lines, Mark::safe, true), with(lines, Mark::open, true), with(lines, Mark::missed, true)};
  if (!number) {
    section.blocks.push_back(headline(sources.main(), groups));
    constexpr Mark marks[] = {Mark::safe, Mark::open, Mark::missed};
    Tiles tiles;
    for (std::size_t i = 0; i < groups.size(); ++i)
      tiles.tiles.push_back({same(count_of(groups[i])) + Label{" 项", " "} + word_of(marks[i]), marks[i]});
    section.blocks.push_back(tiles);
  }
  if (trust(scenario.effective, static_cast<std::size_t>(scenario.replicas)) != Trust::good)
    section.blocks.push_back(Sentence{
        filled({"有效遍数只有{}：区间和概率尚不可信，请增加模拟遍数后再引用。",
                "Only {} effective replications: bands and probabilities are not to be believed; use more before "
                "quoting them."},
               {same(waste::number(scenario.effective))}),
        Tone::warning});
  for (const auto& [group, mark] : {std::pair{groups[2], Mark::missed}, {groups[1], Mark::open}})
    if (!group.empty()) section.blocks.push_back(points_of(group, scenario, mark));
  if (const Lines unjudged = open_questions(scenario); !number && !unjudged.empty()) {
    Label names;
    for (const IndicatorResult* line : unjudged)
      names = names + (names.zh.empty() ? Label{} : Label{"、", ", "}) + same(number_of(*line) + " ") + line->name;
    section.blocks.push_back(Sentence{
        filled({"另有{}项必选指标没有数值或目标，未评判：{}。", "{} mandatory indicators have no value or target and "
                                                                "are not judged: {}."},
               {same(count_of(unjudged)), names})});
  }
  section.blocks.push_back(what_words_mean(scenario));
  return section;
}

Section lights(const Sources& sources, std::optional<int> number) {
  const ScenarioResult& scenario = *sources.main().result;
  Lines mandatory, others;
  for (const IndicatorResult* line : scored_lines(scenario, number)) (line->mandatory ? mandatory : others).push_back(line);
  Section section{"lights", {"各项指标", "Indicators"}, {}};
  if (!mandatory.empty())
    section.blocks.push_back(lights_table(by_need(mandatory), scenario,
                                          {"必选指标（*），先列最需关注的", "Mandatory indicators (*), most urgent first"}));
  if (!others.empty()) section.blocks.push_back(lights_table(by_need(others), scenario, {"其他指标", "Other indicators"}));
  bool above = false;
  for (const auto* lines : {&mandatory, &others})
    for (const IndicatorResult* line : *lines) above = above || above_all(*line, shown_year(scenario));
  Label note{
      "数值为各遍均值；5%–95%为十次中九次所在的范围；差距为均值减目标，百分率以百分点计。机理：由能力、平衡和时序决定；数据：由方案或公开数据决定；判断："
      "由假设的规模和速度决定。",
      "Values are means; 5–95 % holds nine of ten outcomes; margin is mean less target, in points for percentages. mechanism: capacities, "
      "balances and schedules decide; data: printed or public figures; judgement: assumed sizes and rates."};
  if (above)
    note = note + Label{"“!”超过100%：当年利用或回收的量大于当年产生量，差额是以前留存的物料。",
                        " “!” is above 100 %: more was used or recovered than arose in the year; the rest is left over from before."};
  section.blocks.push_back(Sentence{note, Tone::note});
  if (const Label list = not_simulated(scenario); !number && !list.zh.empty())
    section.blocks.push_back(Sentence{Label{"未模拟：", "Not simulated: "} + list + Label{"。", "."}, Tone::note});
  return section;
}

}  // namespace waste::report
