// The hindcast: what the plan states of the first year, beside what comes out of the books of that year. Each row of the
// section `hindcast` says which lines of the books it sums; nothing is set to a stated figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/assessment/accounts.h"
#include "models/scenario/fields.h"

namespace waste {

struct HindcastFacts {
  std::string id;
  Label name;
  std::string unit, printed, reason;  // `printed` as the plan prints it; `reason` why it is outside its tolerance, if it is
  double stated = 0, tolerance = 0.02;  // [unit], [1]
  // What is summed: an indicator by its key, or one of arisen, utilised, disposed, treated (utilised and disposed), stored
  // (at the end of the year), or a channel of the books, over the lines that pass all filters given.
  std::string measure, indicator;
  std::string category, stream, kind, from, topic;  // stream; kind of the site and of its counterpart; topic of the site
  std::string place;                                // "inside", "outside" or empty
  double factor = 1;                                // from tonnes (or counts) to the unit
  bool per_day = false;
};

HindcastFacts read_hindcast(const Node::Entry& entry, Fields& fields);

/// The first year of the books in the unit of the row; nothing when the scenario does not simulate it, or not for a year.
std::optional<double> simulated(const HindcastFacts& row, const Accounts& accounts);

}  // namespace waste
