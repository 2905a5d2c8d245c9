// How an indicator of a results file is named, and its values against the target: the same in tables, reports and workbooks.
#pragma once

#include <string>
#include <vector>

#include "models/results/reader.h"

namespace waste {

/// The unit as people write it.
const std::string& unit_of(const IndicatorResult& line);
/// "11", or "11 (text)" if it is not the definition of the annex.
std::string number_of(const IndicatorResult& line);
/// The value of a year, counted from the first; NaN where there is none.
double value_in(const std::vector<double>& values, int year);
/// The year that is judged, or else the last; counted from the first.
int shown_year(const ScenarioResult& scenario);
/// The mean of a year less the target, or less the base year's where the rule compares with that, in the unit of the line; NaN where
/// there is nothing to compare with.
double distance(const IndicatorResult& line, int year);
/// Whether the mean of a year is a rate of more than all there is: a ratio of two amounts in one unit, above 100 %.
bool above_all(const IndicatorResult& line, int year);

/// "+0.53", "-1.2"; empty for NaN.
std::string with_sign(double value);
/// "79.5 … 81.2", or one number where both are printed alike; empty for NaN.
std::string range_text(double low, double high);
/// "7/8 [53 %, 98 %]" of few replicas, "62 % [52 %, 71 %]" of many or weighted ones: a share and its 95 % interval; empty for NaN.
std::string probability_text(double share, const ScenarioResult& scenario);

}  // namespace waste
