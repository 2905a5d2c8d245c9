#include "models/report/moved.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/error.h"
#include "models/assessment/explain.h"
#include "models/assessment/indicator_lines.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"
#include "models/results/book_reader.h"
#include "models/results/paired.h"
#include "models/world/replica_world.h"

namespace waste::report {
namespace {

constexpr double unseen = 1e-9;            // relative: what is less is rounding
constexpr std::size_t read_replicas = 4;   // whose books are read for the parts

struct MovedLine {
  const IndicatorResult *before = nullptr, *after = nullptr;
  ShownDifference difference;
  double relative = 0;
};

Side side_of(const ReportedScenario& scenario) { return {&scenario.source->content, scenario.result, scenario.key}; }

std::vector<MovedLine> moved_lines(const ReportedScenario& before, const ReportedScenario& after) {
  const int year = after.result->first_year + shown_year(*after.result);
  std::vector<MovedLine> lines;
  for (const IndicatorResult* line : scored_lines(*after.result, {})) {
    const IndicatorResult* old = before.line(line->number, line->definition);
    if (!old || !old->simulated) continue;
    const ShownDifference found = difference(side_of(before), side_of(after), *old, *line, year);
    const double size = std::max(std::abs(value_in(old->mean, shown_year(*before.result))), 1e-12);
    if (std::abs(found.mean) > unseen * size) lines.push_back({old, line, found, std::abs(found.mean) / size});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const MovedLine& a, const MovedLine& b) { return a.relative > b.relative; });
  return lines;
}

/// The parts of lines in the year shown, by line: "11.annex" has 综合利用量 and 产生量.
using Parts = std::map<const IndicatorResult*, std::vector<ExplainedTerm>>;

Parts parts_of(const ReportedScenario& scenario, const std::vector<const IndicatorResult*>& wanted) {
  const auto world = world_from_results(scenario.source->path, scenario.result->name);
  std::map<const IndicatorResult*, Explanation> explained;
  for (const IndicatorLine& line : indicator_lines(world->plan))
    for (const IndicatorResult* one : wanted)
      if (line.indicator && one->definition == line.definition &&
          one->number == world->plan.indicators[static_cast<std::size_t>(line.facts)].number)
        explained.try_emplace(one, world->district, *line.indicator, shown_year(*scenario.result));
  const BooksReader books(scenario.source->path, *world);
  const std::vector<double> weights = scenario.weights();
  std::vector<std::size_t> order(books.replicas());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  order.resize(std::min(order.size(), read_replicas));
  std::sort(order.begin(), order.end());
  for (const std::size_t replica : order) {
    const auto own = world_of_replica(*world, books.number(replica));
    const PolicySet policies = own->draw_policies(books.number(replica));
    const Books read = books.read(replica);
    for (auto& [line, explanation] : explained) explanation.add(own->district, policies, read, weights[replica]);
  }
  Parts parts;
  for (const auto& [line, explanation] : explained) parts[line] = explanation.terms();
  return parts;
}

/// "综合利用量 −3.1 万吨；产生量不变"
Label why(const std::vector<ExplainedTerm>& before, const std::vector<ExplainedTerm>& after, std::size_t year_before, std::size_t year) {
  Label text;
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    if (year_before >= before[i].by_year.size() || year >= after[i].by_year.size()) continue;
    const double old = before[i].by_year[year_before], change = after[i].by_year[year] - old;
    const bool still = std::abs(change) <= unseen * std::max(std::abs(old), 1e-12) || std::isnan(change);
    text = text + (text.zh.empty() ? Label{} : Label{"；", "; "}) + both([&](Language language) {
             const ReadableUnit unit = readable_unit(after[i].unit, std::abs(change), language);
             const std::string name = waste::in(language, after[i].name);
             if (still) return name + (language == Language::zh ? "不变" : " as before");
             return name + " " + with_sign(change * unit.factor) + (unit.text.empty() ? "" : " " + unit.text);
           });
  }
  return text;
}

Label value_of(const IndicatorResult& line, int year) {
  return value_text(line, year) +
         both([&](Language language) { return " " + readable_unit(unit_of(line), value_in(line.mean, year), language).text; });
}

std::vector<Cell> row_of(const MovedLine& line, int year_before, int year, const Label& reason) {
  const double size = value_in(line.before->mean, year_before);
  const auto factor = [&](Language language) { return readable_unit(unit_of(*line.before), size, language).factor; };
  Cell chance{same(std::isnan(line.after->probability_met)
                       ? "–"
                       : share_text(line.before->probability_met) + " → " + share_text(line.after->probability_met))};
  if (chance.text.en != "–") chance.mark = mark_of(*line.after);
  return {text_cell(number_of(*line.after) + (line.after->mandatory ? "*" : "")),
          text_cell(line.after->name),
          {value_of(*line.before, year_before)},
          {value_of(*line.after, year)},
          {both([&](Language language) { return with_sign(line.difference.mean * factor(language)); })},
          {both([&](Language language) {
            return range_text(line.difference.low * factor(language), line.difference.high * factor(language));
          })},
          chance,
          {reason}};
}

const ReportedScenario& named(const Sources& sources, const std::string& name) {
  for (const ReportedScenario& scenario : sources.scenarios())
    if (scenario.key == name || scenario.result->name == name) return scenario;
  throw sim::Error(sim::Exit::usage, {"没有名为“" + name + "”的情景", "no scenario is called '" + name + "'"});
}

Table table_of(const ReportedScenario& before, const ReportedScenario& after, const std::vector<MovedLine>& lines) {
  const std::string year = std::to_string(after.result->first_year + shown_year(*after.result));
  Table table{filled({"{}年有变化的指标，变化大的在前", "Indicators that moved in {}, largest changes first"}, {same(year)}),
              {{same("#"), true},
               {{"指标", "indicator"}},
               {before.title, true},
               {after.title, true},
               {{"差", "difference"}, true},
               {{"差的95%区间", "95 % interval"}, true},
               {{"达标概率", "probability"}},
               {{"缘由：分子、分母的变化", "why: change of its parts"}}},
              {}};
  std::vector<const IndicatorResult*> old, own;
  for (const MovedLine& line : lines) old.push_back(line.before), own.push_back(line.after);
  const Parts parts_before = parts_of(before, old), parts_after = parts_of(after, own);
  const int year_before = shown_year(*before.result), year_after = shown_year(*after.result);
  for (const MovedLine& line : lines) {
    const auto first = parts_before.find(line.before), second = parts_after.find(line.after);
    const bool known = first != parts_before.end() && second != parts_after.end();
    table.rows.push_back(row_of(line, year_before, year_after,
                                known ? why(first->second, second->second, static_cast<std::size_t>(year_before),
                                            static_cast<std::size_t>(year_after))
                                      : Label{}));
  }
  return table;
}

}  // namespace

Section moved(const Sources& sources, const std::string& against) {
  const ReportedScenario &before = named(sources, against), &after = sources.main();
  Section section{"moved", {"什么变了，为什么", "What moved, and why"}, {}};
  if (&before == &after) return section;
  const auto lines = moved_lines(before, after);
  const std::size_t all = scored_lines(*after.result, {}).size();
  if (lines.empty()) {
    section.blocks.push_back(Sentence{filled({"与“{}”相比，没有指标变化。", "Against “{}”, no indicator moved."}, {before.title}),
                                      Tone::lead});
    return section;
  }
  section.blocks.push_back(Sentence{filled({"与“{}”相比，{}项指标中{}项有变化。", "Against “{}”, of {} indicators {} moved."},
                                           {before.title, same(std::to_string(all)), same(std::to_string(lines.size()))}),
                                    Tone::lead});
  section.blocks.push_back(table_of(before, after, lines));
  section.blocks.push_back(Sentence{
      {"两个情景的每一遍用同一组随机数，差别来自所作的改动。分子、分母的变化取权重最大的至多4遍的均值。",
       "Replication by replication both scenarios met the same chances, so that differences come from what was changed. Changes of "
       "parts are means of at most 4 replications, those that count most."},
      Tone::note});
  return section;
}

}  // namespace waste::report
