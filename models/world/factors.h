// Factors: one number for many values, so that what is uncertain about all of them together is drawn once.
//
//   factors:
//     per_head: {of: sites.town_*.per_head, factor: {low: 90 %, mode: 100 %, high: 110 %}, source: "..."}
//
// `of` is a path in which `*` stands for any part of a key. Every value there is multiplied: as written, or as drawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario/section.h"

namespace waste {

/// Paths of all values, single or ranges, that a pattern names, in order.
std::vector<std::string> matching_paths(const Node& root, const std::string& pattern);

/// A scenario in which the factors have been applied; nothing if that changes nothing. Throws sim::InputError: E0773 for a pattern
/// that names nothing that may be multiplied, E0774 for a value that is no number.
std::optional<Scenario> with_factors(const Scenario& scenario);

/// Reads the section `factors`, which `with_factors` has applied.
void read_factors(SectionReader& reader);

}  // namespace waste
