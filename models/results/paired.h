// The difference of an indicator between two scenarios, of one results file or of two: paired where both used the same random numbers.
#pragma once

#include <string>

#include "models/results/reader.h"

namespace waste {

/// A scenario of a results file.
struct Side {
  const ResultsContent* file = nullptr;
  const ScenarioResult* scenario = nullptr;
  std::string name;  // for people: "plan", or "a.h5:plan" where two files have one
};

struct ShownDifference {
  double mean = 0, low = 0, high = 0;  // b less a, with the 95 % interval of the mean; NaN where there is none
  double higher = 0;                   // share of pairs, by weight, in which b is higher; NaN if not paired
};

/// Whether replica n of both met the same chances and the same draws: one seed, as many replicas, the same weights.
bool paired(const Side& a, const Side& b);

/// The line of a scenario with the number and definition of another; nullptr: none.
const IndicatorResult* same_line(const ScenarioResult& scenario, const IndicatorResult& line);

/// Of one calendar year. Paired: of the differences of replicas, by the statistics of `show`, with its weights. Otherwise Welch's
/// interval of two independent means. NaN for a year that either lacks.
ShownDifference difference(const Side& a, const Side& b, const IndicatorResult& of_a, const IndicatorResult& of_b, int calendar_year);

/// The values of all replicas in a calendar year; empty: not simulated.
std::vector<double> values_in(const ScenarioResult& scenario, const IndicatorResult& line, int calendar_year);

}  // namespace waste
