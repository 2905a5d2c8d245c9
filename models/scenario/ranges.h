// A range is a value: {low: 10 %, mode: 35 %, high: 60 %} stands for a number, a count, a date or a duration that is known within
// limits only. Whoever reads it gets the mode; where `uncertainty: parameters` is set, every replica draws a value of its own
// (uncertainty.h). A parameter that is itself a distribution of single events (sim::Range: a delay, a tipping time) is written in
// the same way and drawn for every event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/tree.h"

namespace waste {

/// The keys of a range, in their order.
inline constexpr const char* range_keys[] = {"low", "mode", "high"};

/// Whether a node is a map of low, mode and high, and of nothing else.
bool is_range(const Node& node);

/// Whether the value at this path may be a range: those of sections that are simulated or that results are computed with, and the
/// strength and shift of tasks. The others are facts, such as what the plan prints, or decide what is simulated.
bool may_have_ranges(std::string_view path);

/// A range of a scenario and where it stands.
struct RangeAt {
  std::string path;
  const Node* node;
};

/// All ranges of the sections that may have some, sorted by path.
std::vector<RangeAt> ranges_in(const Node& root);

}  // namespace waste
