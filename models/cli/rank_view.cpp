#include "models/cli/rank_view.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "models/assessment/weights.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

const IndicatorFacts& facts_of(const Variants& variants, std::size_t line) {
  return variants.world().plan.indicators[static_cast<std::size_t>(variants.lines()[line].facts)];
}

const std::string& unit_of(const IndicatorFacts& facts) { return facts.own_unit.empty() ? facts.unit : facts.own_unit; }

std::string number_of(const RankView& view, std::size_t line) {
  const std::string& definition = view.variants.lines()[line].definition;
  return std::to_string(facts_of(view.variants, line).number) + (definition == "annex" ? "" : "." + definition);
}

Label name_of(const RankView& view, std::size_t line) {
  const Label& name = facts_of(view.variants, line).name;
  return {number_of(view, line) + " " + name.zh, number_of(view, line) + " " + name.en};
}

bool moves(const Summary& change) { return std::isfinite(change.mean) && change.mean != 0; }

std::string list_of(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : "; ") + word;
  return list;
}

/// The numbers of targets that are lost without a task.
std::string lost_without(const RankView& view, const VariantOutcome& outcome) {
  std::string list;
  for (const std::size_t line : lost_targets(held_targets(view.variants, view.ranking.with), view.ranking.with, outcome, view.loss))
    list += (list.empty() ? "" : "; ") + number_of(view, line);
  return list;
}

/// The lines that are scored and simulated.
std::vector<std::size_t> scored(const RankView& view) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < view.variants.lines().size(); ++i)
    if (view.variants.lines()[i].scored && view.variants.lines()[i].indicator) lines.push_back(i);
  return lines;
}

std::string year_of(const RankView& view) { return std::to_string(view.variants.world().plan.target_year); }

Label what_a_change_is(const RankView& view) {
  const std::string n = std::to_string(view.replicas), year = year_of(view);
  const std::string switched_zh = view.late ? "每项任务单独" + view.without : "每项任务单独停做";
  const std::string switched_en = view.late ? "each task alone is put off by " + view.without : "each task alone is switched off";
  Label note{switched_zh + "，其余照做；" + year + "年，" + n + "遍，随机数相同，逐遍相减，按权重平均。",
             switched_en + ", all others as they are; " + year + ", " + n +
                 " replicas on the same random numbers, subtracted in pairs, weighted."};
  const auto& weights = view.ranking.with.weights;
  if (weights.empty()) return note;
  char effective[24];
  std::snprintf(effective, sizeof effective, "%.1f", effective_number(weights));
  return {note.zh + "各遍权重相当于等权重的" + effective + "遍。", note.en + " The weights are worth " + effective + " equal replicas."};
}

Sheet matrix(const RankView& view, const char* name, Label title, Holds holds, double (*cell)(const RankView&, std::size_t, std::size_t)) {
  Sheet sheet{name, std::move(title), {{"task", {"任务", "task"}}, {"name", {"名称", "name"}}}, {}, {}, {what_a_change_is(view)}};
  sheet.year = view.variants.world().plan.target_year;
  const auto lines = scored(view);
  for (const std::size_t line : lines) {
    const std::string unit = holds == Holds::share ? "" : " [" + unit_of(facts_of(view.variants, line)) + "]";
    const Label indicator = name_of(view, line);
    sheet.columns.push_back({number_of(view, line), {indicator.zh + unit, indicator.en + unit}, holds});
  }
  for (std::size_t task = 0; task < view.ranking.tasks.size(); ++task) {
    std::vector<Cell> cells;
    cells.emplace_back(view.ranking.tasks[task].id);
    cells.emplace_back(view.ranking.tasks[task].name);
    for (const std::size_t line : lines) cells.emplace_back(cell(view, task, line));
    sheet.add(std::move(cells));
  }
  return sheet;
}

std::vector<SheetColumn> columns_of_ranking(const RankView& view) {
  return {{"rank", {"次序", "rank"}, Holds::whole},
          {"task", {"任务", "task"}},
          {"name", {"名称", "name"}, Holds::text, "", false, false, false, false, 36},
          {"owner", {"牵头单位", "lead unit"}, Holds::text, "", false, false, false, false, 20},
          {"unit", {"单位", "unit"}, Holds::unit},
          {"without", {view.late ? "推迟后" : "停做后", view.late ? "put off" : "without"}, Holds::number, "", true},
          {"change", {"变化", "change"}, Holds::number, "", true, false, false, true},
          {"low", {"变化的95%区间", "95 % of the change"}, Holds::number, "", true, true},
          {"high", {"变化的95%区间上限", "95 % of the change, high"}, Holds::number, "", true},
          {"met", {"达标概率", "met"}, Holds::share},
          {"met_change", {"达标概率变化", "met, change"}, Holds::share, "", false, false, false, true},
          {"lost", {"失去的必选目标", "mandatory targets lost"}},
          {"policies", {"政策", "policies"}, Holds::text, "", false, false, true}};
}

}  // namespace

std::size_t line_named(const Variants& variants, const std::string& word, const Session& session) {
  const std::string digits = word.substr(0, word.find('.')), definition = word.size() > digits.size() ? word.substr(digits.size() + 1) : "";
  std::vector<std::string> known;
  for (std::size_t i = 0; i < variants.lines().size(); ++i) {
    const IndicatorLine& line = variants.lines()[i];
    if (!line.indicator) continue;
    const std::string number = std::to_string(facts_of(variants, i).number);
    if (digits == number && (definition.empty() ? line.scored : line.definition == definition)) return i;
    known.push_back(line.scored ? number : number + "." + line.definition);
  }
  const std::string near = did_you_mean(sim::nearest(word, known), session);
  std::string list;
  for (const auto& each : known) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + each;
  throw UsageError(session.zh() ? "没有指标 '" + word + "'" + near + "\n可用：" + list
                                : "there is no indicator '" + word + "'" + near + "\nindicators: " + list);
}

Sheet by_indicator(const RankView& view, std::size_t line) {
  const IndicatorFacts& facts = facts_of(view.variants, line);
  const LineOutcome& with = view.ranking.with.lines[line];
  const Label name = name_of(view, line);
  const std::string value = number(with.summary.mean) + " " + unit_of(facts);
  Sheet sheet{"rank",
              {name.zh + "：各任务的作用（现为 " + value + "，目标 " + facts.target_text + "）",
               name.en + ": what each task does (now " + value + ", target " + facts.target_text + ")"},
              columns_of_ranking(view),
              {},
              {},
              {what_a_change_is(view)}};
  std::vector<std::pair<Summary, std::size_t>> changes;
  for (std::size_t task = 0; task < view.ranking.tasks.size(); ++task)
    changes.emplace_back(difference(view.ranking.with, view.ranking.without[task], line), task);
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
    const double size_a = std::isnan(a.first.mean) ? 0 : std::abs(a.first.mean),
                 size_b = std::isnan(b.first.mean) ? 0 : std::abs(b.first.mean);
    return size_a > size_b;
  });
  std::size_t idle = 0;
  for (const auto& [change, task] : changes) {
    const VariantOutcome& without = view.ranking.without[task];
    const std::string lost = lost_without(view, without);
    if (!moves(change)) {
      ++idle;
      continue;
    }
    const RankedTask& facts_of_task = view.ranking.tasks[task];
    std::vector<Cell> cells;
    cells.emplace_back(static_cast<std::int64_t>(sheet.rows.size() + 1));
    cells.emplace_back(facts_of_task.id);
    cells.emplace_back(facts_of_task.name);
    cells.emplace_back(facts_of_task.owner);
    cells.emplace_back();
    const double met = without.lines[line].probability_met;
    for (const double number : {without.lines[line].summary.mean, change.mean, change.low, change.high, met, met - with.probability_met})
      cells.emplace_back(number);
    cells.emplace_back(lost);
    cells.emplace_back(list_of(facts_of_task.policies));
    sheet.add(std::move(cells), {unit_of(facts), std::abs(with.summary.mean)});
  }
  const std::string n = std::to_string(idle);
  if (idle > 0) sheet.notes.push_back({"另有" + n + "项任务对本指标没有作用。", n + " more tasks do not move it."});
  return sheet;
}

Sheet matrix_of_means(const RankView& view) {
  return matrix(view, "changes", {"均值变化", "change of means"}, Holds::number, [](const RankView& v, std::size_t task, std::size_t line) {
    return difference(v.ranking.with, v.ranking.without[task], line).mean;
  });
}

Sheet matrix_of_probabilities(const RankView& view) {
  return matrix(view, "probabilities", {"达标概率变化", "change of probabilities"}, Holds::share,
                [](const RankView& v, std::size_t task, std::size_t line) {
                  return v.ranking.without[task].lines[line].probability_met - v.ranking.with.lines[line].probability_met;
                });
}

Sheet most_moving(const RankView& view) {
  constexpr std::size_t most = 3;
  Sheet sheet{"most_moving",
              {"每项指标作用最大的任务", "the tasks that move each indicator most"},
              {{"indicator", {"指标", "indicator"}, Holds::text, "", false, false, false, false, 44},
               {"task", {"任务", "task"}},
               {"name", {"名称", "name"}, Holds::text, "", false, false, false, false, 36},
               {"unit", {"单位", "unit"}, Holds::unit},
               {"change", {view.late ? "推迟后的变化" : "停做后的变化", "change without it"}, Holds::number, "", true, false, false, true},
               {"met_change", {"达标概率变化", "met, change"}, Holds::share, "", false, false, false, true}},
              {},
              {},
              {what_a_change_is(view), {"全部任务和指标：--format csv 或 xlsx。", "all tasks and indicators: --format csv or xlsx."}}};
  for (const std::size_t line : scored(view)) {
    std::vector<std::pair<double, std::size_t>> changes;
    for (std::size_t task = 0; task < view.ranking.tasks.size(); ++task)
      if (const Summary change = difference(view.ranking.with, view.ranking.without[task], line); moves(change))
        changes.emplace_back(change.mean, task);
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
    for (std::size_t i = 0; i < std::min(most, changes.size()); ++i) {
      const auto& [change, task] = changes[i];
      std::vector<Cell> cells;
      cells.emplace_back(i == 0 ? Cell{name_of(view, line)} : Cell{});
      cells.emplace_back(view.ranking.tasks[task].id);
      cells.emplace_back(view.ranking.tasks[task].name);
      cells.emplace_back();
      cells.emplace_back(change);
      cells.emplace_back(view.ranking.without[task].lines[line].probability_met - view.ranking.with.lines[line].probability_met);
      sheet.add(std::move(cells), {unit_of(facts_of(view.variants, line)), std::abs(view.ranking.with.lines[line].summary.mean)});
    }
  }
  return sheet;
}

Sheet postponed(const RankView& view, const Postponement& found) {
  Sheet sheet{"postponed",
              {"哪些任务可以一起" + (view.late ? view.without : "停做"),
               std::string("which tasks can ") + (view.late ? "be put off together" : "go together")},
              {{"task", {"任务", "task"}},
               {"name", {"名称", "name"}, Holds::text, "", false, false, false, false, 44},
               {"owner", {"牵头单位", "lead unit"}, Holds::text, "", false, false, false, false, 24},
               {"can_wait", {"可以", "can"}},
               {"because", {"否则失去的目标", "target lost otherwise"}, Holds::text, "", false, false, false, false, 50}},
              {},
              {},
              {}};
  const auto add = [&](std::size_t task, Label can, Label because) {
    std::vector<Cell> cells;
    cells.emplace_back(view.ranking.tasks[task].id);
    cells.emplace_back(view.ranking.tasks[task].name);
    cells.emplace_back(view.ranking.tasks[task].owner);
    cells.emplace_back(std::move(can));
    cells.emplace_back(std::move(because));
    sheet.add(std::move(cells));
  };
  for (const std::size_t task : found.together) add(task, {"可以", "yes"}, {});
  for (const auto& [task, line] : found.needed) add(task, {"不可以", "no"}, name_of(view, line));
  const std::string together = std::to_string(found.together.size()),
                    held = std::to_string(held_targets(view.variants, view.ranking.with).size());
  const std::string trials = std::to_string(found.trials), points = number(100 * view.loss);
  sheet.notes.push_back({together + "项可以一起" + (view.late ? view.without : "停做") + "：这一组整体模拟过，" + held +
                             "项现在多半达到的必选目标概率都不低于50%，下降都不超过" + points +
                             "个百分点。逐步加入（损害小的在前），共模拟" + trials + "组；不同次序可能得到另外的组合。",
                         together + " can go together: the set was simulated as a whole, and none of the " + held +
                             " mandatory targets that are now more likely met than missed falls below 50 % or by more than " + points +
                             " points. Greedy, the least harmful first, " + trials +
                             " sets simulated; another order may give another set."});
  sheet.notes.push_back(what_a_change_is(view));
  return sheet;
}

}  // namespace waste::cli
