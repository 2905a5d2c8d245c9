// The axes of the datasets of a results file, matched by coordinate values, so that an added site, stream or replica is an added
// row and does not shift others.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/hdf5_reader.h"

namespace waste {

/// Coordinates of one dimension in readable form: "replica 3", "2022-05", "sent fengsheng -> lvyin, bottom_ash". Throws
/// sim::Error(resource) for more than four million.
std::vector<std::string> coordinates(const sim::Hdf5Reader& file, const std::string& dimension);

/// One dimension of two files.
struct MatchedAxis {
  std::vector<std::string> a, b;                            // coordinates
  std::vector<std::pair<std::size_t, std::size_t>> common;  // index in a, index in b; in the order of a
  std::vector<std::size_t> only_a, only_b;
};

using Axes = std::vector<std::shared_ptr<const MatchedAxis>>;

MatchedAxis match(std::vector<std::string> a, std::vector<std::string> b);

/// Elements from axis `first` on that both files have: (offset in a, offset in b) relative to a common start.
std::vector<std::pair<std::size_t, std::size_t>> common_offsets(const Axes& axes, std::size_t first);

/// Position of element `at` of the first file, in words.
std::string coordinates_of(const Axes& axes, std::size_t at);

}  // namespace waste
