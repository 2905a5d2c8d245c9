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

/// Where in its distribution each value of a replica lies: [value] a number above 0 and below 1. `attempts`: [value] number of
/// rejected draws so far.
std::vector<double> draw_ranks(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                               const std::vector<int>& attempts);

/// The values of one replica at these ranks.
std::vector<double> values_at(const std::vector<UncertainValue>& values, const std::vector<double>& ranks);

/// A drawn value as a person might write it, with its unit.
std::string text_of(const UncertainValue& value, double drawn);

}  // namespace waste
