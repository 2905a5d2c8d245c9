// Joint assessment of indicators: the probability that all indicators of a chapter, or of the whole list, meet their targets in
// the target year.
//
// Targets that are met individually in most replications may be met jointly in few, because what improves one may worsen another.
// So they are counted jointly in each replication, over the scored definitions.
#pragma once

#include <span>
#include <vector>

#include "models/assessment/indicator_lines.h"

namespace waste {

struct Score {
  int judged = 0;          // lines that have a value and a target
  int open = 0;            // scored lines without a value or a target
  double together = undefined;  // share of replications in which all judged lines meet their targets; NaN: none is judged
};

struct ChapterScore {
  std::string id;          // "all", or a chapter
  Label name;
  Score mandatory, all;    // of mandatory indicators; of all
};

/// `met[line][replica]`; a line without replicas is not judged. `weights`: of the replicas; empty: equal. The whole list first, then
/// its chapters.
std::vector<ChapterScore> score(const Plan& plan, const std::vector<IndicatorLine>& lines, const std::vector<std::vector<bool>>& met,
                                std::span<const double> weights = {});

}  // namespace waste
