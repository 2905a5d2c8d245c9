// A synthetic group of districts: the district of a scenario, many times over, in different sizes and at different distances
// from what they share. Ten districts make a city, ten cities a province; the provinces together are the country.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/time.h"

namespace waste {

struct SynthOptions {
  int districts = 10;
  int months = 1;
  std::uint64_t seed = 1;
  sim::Time starts{};
  std::string base;   // the scenario it extends, as seen from the one that is written
  std::string table;  // name of the table of districts beside it
};

/// The scenario as YAML, without the table.
std::string synth_scenario(const SynthOptions& options);

/// The table of districts as CSV. The first is as large as the district of the scenario and as far away.
std::string synth_table(const SynthOptions& options);

}  // namespace waste
