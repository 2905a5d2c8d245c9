// The simulated values of quantities that were observed: found by their paths in a results file, one value a replica.
#pragma once

#include <string>
#include <vector>

#include "models/results/observations.h"
#include "models/scenario/label.h"

namespace waste {

/// One observed quantity in the year of its observation.
struct SimulatedQuantity {
  std::string unit;             // as shown to people
  std::vector<double> values;   // [replica that gives one]; empty: the file does not have it for the whole year
  std::vector<double> weights;  // of these replicas; empty: equal
  double baseline = 0, target = 0;  // of the plan [unit]; NaN: none
  int base_year = 0, target_year = 0;
};

struct SimulatedScenario {
  std::string name;
  Label title;
  std::vector<SimulatedQuantity> quantities;  // [observation]
};

/// Throws sim::InputError for a path that no results file has, a site or stream that no scenario of this file has, and a unit that
/// does not fit.
std::vector<SimulatedScenario> simulated_scenarios(const std::string& path, const Observations& observations);

/// A number with its unit in another unit of the same dimension; the same unit may be anything. Throws sim::QuantityError.
double in_unit(const std::string& number, const std::string& unit, const std::string& wanted);
/// By which a number in `unit` is multiplied to be in `wanted`.
double factor_to(const std::string& unit, const std::string& wanted);

}  // namespace waste
