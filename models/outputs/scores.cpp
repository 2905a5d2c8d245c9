// Joint assessment: the share of replications in which all indicators of a chapter meet their targets.
#include "models/assessment/score.h"

#include "models/outputs/indicator_rows.h"

namespace waste {
namespace {

std::vector<ChapterScore> scores_of(const IndicatorRows& table, const Collected& all) {
  std::vector<std::vector<bool>> met;
  for (std::size_t i = 0; i < table.lines.size(); ++i) met.push_back(table.met(i, all));
  return score(table.world.plan, table.lines, met, all.weights);
}

/// One cell per chapter.
template <class Get>
auto of_chapter(Get get) {
  return [get](const IndicatorRows& table, const Collected& all) {
    std::vector<std::decay_t<decltype(get(ChapterScore{}))>> cells;
    for (const ChapterScore& chapter : scores_of(table, all)) cells.push_back(get(chapter));
    return cells;
  };
}

/// An end of the interval of a share of replicas.
auto of_chapter(Score ChapterScore::* score, double Interval::* end) {
  return [score, end](const IndicatorRows& table, const Collected& all) {
    std::vector<double> cells;
    for (const ChapterScore& chapter : scores_of(table, all)) cells.push_back(all.interval_of((chapter.*score).together).*end);
    return cells;
  };
}

using C = const ChapterScore&;
const sim::Names row{"chapter"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<IndicatorRows>(
      {"scores", {"同时达标概率", "targets met together"}, Moment::last, 2, row},
      {
          {"chapter", {"章节", "chapter"}, row, {}, "of the list of indicators; the first is the whole list", of_chapter([](C c) {
             return c.id;
           })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_chapter([](C c) { return c.name.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_chapter([](C c) { return c.name.en; })},
          {"mandatory_met",
           {"必选指标同时达标", "mandatory met together"},
           row,
           {},
           "share of replicas that meet all mandatory targets together",
           of_chapter([](C c) { return c.mandatory.together; })},
          {"mandatory_met_low",
           {"必选指标同时达标，区间下限", "mandatory met together, low"},
           row,
           {},
           "lower end of the 95 % interval of mandatory_met (Wilson)",
           of_chapter(&ChapterScore::mandatory, &Interval::low)},
          {"mandatory_met_high",
           {"必选指标同时达标，区间上限", "mandatory met together, high"},
           row,
           {},
           "upper end of the 95 % interval of mandatory_met (Wilson)",
           of_chapter(&ChapterScore::mandatory, &Interval::high)},
          {"mandatory_judged", {"必选：已评判", "mandatory judged"}, row, {}, "mandatory indicators judged", of_chapter([](C c) {
             return std::int32_t{c.mandatory.judged};
           })},
          {"mandatory_open",
           {"必选：未评判", "mandatory open"},
           row,
           {},
           "mandatory indicators without value or target",
           of_chapter([](C c) { return std::int32_t{c.mandatory.open}; })},
          {"all_met",
           {"全部同时达标", "all met together"},
           row,
           {},
           "share of replicas that meet all targets together",
           of_chapter([](C c) { return c.all.together; })},
          {"all_met_low",
           {"全部同时达标，区间下限", "all met together, low"},
           row,
           {},
           "lower end of the 95 % interval of all_met (Wilson)",
           of_chapter(&ChapterScore::all, &Interval::low)},
          {"all_met_high",
           {"全部同时达标，区间上限", "all met together, high"},
           row,
           {},
           "upper end of the 95 % interval of all_met (Wilson)",
           of_chapter(&ChapterScore::all, &Interval::high)},
          {"all_judged", {"全部：已评判", "all judged"}, row, {}, "indicators judged", of_chapter([](C c) {
             return std::int32_t{c.all.judged};
           })},
          {"all_open", {"全部：未评判", "all open"}, row, {}, "indicators without value or target", of_chapter([](C c) {
             return std::int32_t{c.all.open};
           })},
      })};
}};

}  // namespace
}  // namespace waste
