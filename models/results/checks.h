// What every reader of results files checks of values that a forged file may give as it likes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"

namespace waste {

inline constexpr int last_year = 9999;  // of dates in files

/// a + b; refuses what no sum of masses, money or counts of this program can be.
std::int64_t sum_of(const std::string& path, const std::string& dataset, std::int64_t a, std::int64_t b);

/// Refuses values whose sums would not fit: no part of them, added up by whomever, passes the sum of their sizes.
void check_sums(const std::string& path, const std::string& dataset, const std::vector<std::int64_t>& values);

/// The weight of each replica of a scenario, from 0 to 1; empty if they count alike.
std::vector<double> read_weights(const sim::Hdf5Reader& file, const std::string& path, const std::string& scenario, int replicas);

}  // namespace waste
