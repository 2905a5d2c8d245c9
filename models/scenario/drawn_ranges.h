// How the ranges of a scenario become drawn values: which of them are drawn, where in its distribution each value of a replica lies
// (its rank), and which value that is.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/scenario/uncertainty.h"

namespace waste {

/// What a range stands for.
enum class Drawn : std::uint8_t { number, whole, date, never };  // never: the parameter itself is a distribution of events

/// What the range at a path stands for.
using DrawnAs = std::function<Drawn(const std::string& path)>;

/// The values of a scenario that are drawn, sorted by path. The scenario must have been read without errors.
std::vector<UncertainValue> drawn_ranges(const Scenario& scenario, const DrawnAs& drawn_as);

/// The values of one replica. `values` must outlive it.
class ReplicaDraw {
 public:
  ReplicaDraw(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica);

  /// What the values are, before totals are held, after each was rejected so often: `attempts[value]`. Those whose number is what it was
  /// last time keep what was drawn.
  std::vector<double> after(const std::vector<int>& attempts);

 private:
  const std::vector<UncertainValue>& values_;
  std::uint64_t seed_, replica_;
  std::vector<int> attempts_;  // last time; empty: not drawn yet
  std::vector<double> alone_;  // as drawn, before siblings are rescaled to their sum
};

/// A drawn value as a person might write it, with its unit.
std::string text_of(const UncertainValue& value, double drawn);

}  // namespace waste
