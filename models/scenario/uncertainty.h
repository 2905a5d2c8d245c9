// Uncertain parameters: if a scenario sets `uncertainty: parameters`, every assumption with a range is sampled once per
// replication, and each replication runs in its own world, built from the sampled values.
//
// A value is drawn from the PERT distribution of its range, with the value as mode, at a rank (rank.h) that depends on seed, path
// and replica alone, so that scenarios share the draws and a new parameter does not shift others. Siblings that make up a whole (they sum
// to 1, or are the twelve months of an index) are drawn independently and then rescaled to their original sum: a point of the simplex.
// Whole numbers are rounded. The ends `low`, `mode`, `high` of a parameter that is itself a range are not drawn: that range describes
// individual events. If the values of a site are inconsistent, all values of that site are drawn again, within their strata.
// Last, totals that the plan prints are restored (held_totals.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/rank.h"
#include "models/scenario/scenario.h"

namespace waste {

struct UncertainValue {
  std::string path, unit;  // unit as written
  double low = 0, mode = 0, high = 0;
  bool whole = false;                   // a count
  std::size_t group = no_group;         // siblings that make up a whole
  static constexpr std::size_t no_group = ~std::size_t{0};
  int dimension = RankName::no_dimension;  // of its ranks
  RankName cause;                          // that it has in common with others
  double loading = 0;                      // on the cause; 0: none
};

/// Whether the parameter at a path is a count, which must be a whole number.
using CountsThings = std::function<bool(const std::string& path)>;

/// The number at the start of a value, and the unit after it; nothing if there is none.
std::optional<std::pair<double, std::string>> number_and_unit(const std::string& text);

/// Counts are whole numbers.
double rounded(const UncertainValue& value, double drawn);

/// The values of one replica, before totals are held. `attempts`: [value] number of rejected draws so far.
std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts);

}  // namespace waste
