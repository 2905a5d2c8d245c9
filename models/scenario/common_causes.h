// Common causes of uncertain values: section `common_causes` of a scenario.
//
//   common_causes:
//     economy: {of: [economy.growth, sites.*.industry], opposite: [sites.fund.share], correlation: 0.5, source: judgement}
//     bureau: {led_by: 区城市管理局, correlation: 0.5, source: judgement}
//
// Every two values of a cause have this rank correlation (Spearman), negative between one of `of` and one of `opposite`. In a
// pattern `*` stands for any characters within one key. `led_by` stands for what is uncertain about the policies of all tasks whose
// owner begins with that unit; their starts and ramps are opposite, for who is strong does more, and sooner. A pattern that fits no
// value is an error (E0776), and so is a value with two causes (E0777): drawn values are to be what the scenario says. A member
// that has been set to a single value is not drawn.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/label.h"
#include "models/scenario/section.h"
#include "models/scenario/uncertainty.h"

namespace waste {

struct CommonCause {
  std::string id;
  Label name;
  double correlation = 0;                 // of the ranks of two values, 0 ... 1
  std::vector<std::string> of, opposite;  // patterns of paths
  std::string led_by;                     // the unit that leads tasks; empty: none
  Place place;
};

/// Whether a path fits a pattern; if so, `star` is what stands for the first `*`.
bool fits(const std::string& pattern, const std::string& path, std::string* star = nullptr);

std::vector<CommonCause> read_common_causes(SectionReader& reader);

/// Gives the values their cause and loading.
void bind_causes(const std::vector<CommonCause>& causes, std::vector<UncertainValue>& values, SectionReader& reader);

}  // namespace waste
