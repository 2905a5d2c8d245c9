// A driver is what a district does not decide: how many people live there, what industry adds, how much is built, what buyers and
// neighbours want. Each has a path, an index for every year relative to the base year, which facilities meet in the answers to the
// questions that they ask policies.
//
// Model: the logarithm of the index deviates from that of a trend of constant growth by a stationary process of first order,
//   x(0) = 0,   x(k) = persistence x(k - 1) + deviation sqrt(1 - persistence^2) z(k),   z standard normal,
// k years after the base year. Years whose index is known fix x(k), and the years before one are drawn given both of its neighbours.
// Without known years, x(k) is normal with mean 0 and variance deviation^2 (1 - persistence^(2 k)); the trend is the median.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/district/site.h"
#include "models/district/stream.h"
#include "models/policies/policy.h"

namespace waste {

struct Driver {
  std::string id;
  Label label;
  double trend = 0;           // growth of the trend [1/a]
  double deviation = 0;       // standard deviation of the logarithm of the index about it, in the long run [1]
  double persistence = 0;     // part of a deviation that is left a year later [1]
  std::string between = "step";  // step: an index holds for its year; linear: for the middle of its year, and changes in between
  sim::Numbers known;         // indices that are not drawn [1]
  std::vector<int> known_years;  // of each, after the base year: 1, 2, ...; ascending
  SiteRefs brought_out, generation, demand, inflow;  // sites where it multiplies the answer to that question
  StreamRefs streams;         // of which it multiplies what arises, is ordered or comes in; empty: all
  bool all_brought_out = false;  // it multiplies what people bring out everywhere
  bool value_added = false;   // it is the industrial value added of the district
  std::string source;

  /// Sites where it multiplies the answer to a question; empty: it does not answer it.
  const SiteRefs& sites(PolicyLever lever) const;
};

/// The questions that drivers answer at sites.
inline constexpr PolicyLever driven_levers[]{PolicyLever::brought_out, PolicyLever::generation, PolicyLever::demand, PolicyLever::inflow};

/// The index of the base year, 1, and of the years after it; `normal` gives one standard normal number for each of these, known or not.
std::vector<double> yearly_path(const Driver& driver, std::size_t years, const std::function<double()>& normal);

}  // namespace waste
