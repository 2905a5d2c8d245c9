// Paired tests of the annual indicators of two results files, for a statistical comparison.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/assessment/statistics.h"
#include "models/results/compare.h"

namespace waste {

/// Bonferroni: a confidence holds for all tests together.
class PairedTests {
 public:
  /// Adds the values of one indicator in pairs; fewer than two defined pairs cannot be tested.
  void add(const std::string& where, const std::vector<double>& a, const std::vector<double>& b);

  std::size_t size() const { return tests_.size(); }

  /// Calls `differ(where, mean of a, mean of b)` for every significant difference.
  void each_difference(double confidence, const std::function<void(const std::string&, double, double)>& differ) const;

  /// The shifts that so few pairs could not have told from chance, the coarsest relative to the mean first.
  std::vector<Unseen> unseen(double confidence) const;

 private:
  struct Tested {
    std::string where;
    PairedTest test;
  };
  double level(double confidence) const;  // of one test

  std::vector<Tested> tests_;
};

}  // namespace waste
