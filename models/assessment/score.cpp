#include "models/assessment/score.h"

#include "models/assessment/plan.h"
#include "models/assessment/statistics.h"

namespace waste {
namespace {

/// Over the lines that pass the filter.
template <class Passes>
Score score_of(const std::vector<IndicatorLine>& lines, const std::vector<std::vector<bool>>& met, std::span<const double> weights,
               Passes passes) {
  Score score;
  std::vector<bool> together;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].scored || !passes(lines[i])) continue;
    ++(met[i].empty() ? score.open : score.judged);
    if (met[i].empty()) continue;
    if (together.empty()) together.assign(met[i].size(), true);
    for (std::size_t r = 0; r < together.size(); ++r) together[r] = together[r] && met[i][r];
  }
  score.together = share_of(together, weights);
  return score;
}

}  // namespace

std::vector<ChapterScore> score(const Plan& plan, const std::vector<IndicatorLine>& lines, const std::vector<std::vector<bool>>& met,
                                std::span<const double> weights) {
  std::vector<IndicatorGroup> chapters{{"all", {"全部指标", "all indicators"}, 0, 999}};
  chapters.insert(chapters.end(), plan.indicator_groups.begin(), plan.indicator_groups.end());
  std::vector<ChapterScore> scores;
  for (const IndicatorGroup& chapter : chapters) {
    const auto facts = [&](const IndicatorLine& line) -> const IndicatorFacts& {
      return plan.indicators[static_cast<std::size_t>(line.facts)];
    };
    const auto inside = [&](const IndicatorLine& line) {
      return facts(line).number >= chapter.first && facts(line).number <= chapter.last;
    };
    scores.push_back({chapter.id, chapter.name,
                      score_of(lines, met, weights, [&](const IndicatorLine& line) { return inside(line) && facts(line).mandatory; }),
                      score_of(lines, met, weights, inside)});
  }
  return scores;
}

}  // namespace waste
