// The indicators of a scenario as rows, shared by the tables `indicators` and `scores`.
#pragma once

#include <vector>

#include "models/assessment/indicator_lines.h"
#include "models/outputs/output.h"

namespace waste {

struct IndicatorRows : Frame {
  explicit IndicatorRows(const Frame& frame) : Frame(frame), lines(indicator_lines(frame.world.plan)) {}

  const IndicatorFacts& facts(const IndicatorLine& line) const { return world.plan.indicators[static_cast<std::size_t>(line.facts)]; }
  std::size_t months() const { return static_cast<std::size_t>(world.district.months()); }
  std::size_t years() const { return years_of(world); }

  /// Replica by replica, from "indicators/annual"; empty if there is nothing to compare with a target.
  std::vector<bool> met(std::size_t line, const Collected& all) const;

  std::vector<IndicatorLine> lines;
};

}  // namespace waste
