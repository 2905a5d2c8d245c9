// Indicators judged together: the probability that all of a chapter, or all of the list, meet their targets in the last year.
//
// Targets that are met one by one in most replicas may be met together in few: what moves one may move another the other way.
// So the count is made replica by replica, over the definitions that are scored.
#pragma once

#include <vector>

#include "models/assessment/indicator_lines.h"

namespace waste {

struct Score {
  int judged = 0;          // lines that have a value and a target
  int open = 0;            // scored lines that have none
  double together = undefined;  // share of replicas in which all that are judged meet their targets; NaN: none is judged
};

struct ChapterScore {
  std::string id;          // "all", or a chapter
  Label name;
  Score mandatory, all;    // of the starred indicators, of all
};

/// `met[line][replica]`; a line without replicas is not judged. The whole list first, then its chapters.
std::vector<ChapterScore> score(const Plan& plan, const std::vector<IndicatorLine>& lines, const std::vector<std::vector<bool>>& met);

}  // namespace waste
