// What a report opens with: how many mandatory targets are safe, open or missed, and each indicator as a light.
#pragma once

#include <optional>
#include <vector>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Probabilities from which a target counts as safe, and up to which as missed.
inline constexpr double safe_from = 0.9, missed_to = 0.1;

Mark mark_of(const IndicatorResult& line);

/// "80.2", with "!" where it is above all; the unit that suits the value stands elsewhere.
Label value_text(const IndicatorResult& line, int year);

/// The lines that are held against targets, of one number or of all, in the order of the plan.
std::vector<const IndicatorResult*> scored_lines(const ScenarioResult& scenario, std::optional<int> number);

Section verdict(const Sources& sources, std::optional<int> number);
Section lights(const Sources& sources, std::optional<int> number);

}  // namespace waste::report
