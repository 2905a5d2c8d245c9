// The hindcast: figures that the plan states for the base year, compared with the books of that year. Each row of the section
// `hindcast` specifies the lines of the books to sum; nothing is fitted to the stated figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/assessment/selection.h"
#include "models/scenario/fields.h"

namespace waste {

struct HindcastFacts {
  std::string id;
  Label name;
  std::string unit, printed, reason;  // `printed` as the plan prints it; `reason`: why it is outside its tolerance, if so
  double stated = 0, tolerance = 0.02;  // [unit], [1]
  double sd = 0;  // of model and printed figure together, as a share of `stated` [1]; 0: the row does not weigh (weights.h)
  std::string indicator;                // by its key, where that is the measure
  Selection lines;                      // the sum otherwise; its measure may be "indicator"
  double factor = 1;                                // from tonnes (or counts) to the unit
  bool per_day = false;
};

HindcastFacts read_hindcast(const Node::Entry& entry, Fields& fields);

/// Verdict on a mean against its row: "within", "explained" (outside, with a reason), "outside", "not simulated".
std::string verdict(const HindcastFacts& row, double mean);

/// The base year, the first of the books, in the unit of the row; nothing if it is not simulated, or not for a whole year.
std::optional<double> simulated(const HindcastFacts& row, const Accounts& accounts);

}  // namespace waste
