// A synthetic group of districts: the district of a scenario, instantiated many times with different sizes and distances to
// shared sites. Ten districts make a city, ten cities a province; the provinces together are the country.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/time.h"

namespace waste {

struct SynthOptions {
  int districts = 10;
  int months = 1;
  std::uint64_t seed = 1;
  sim::Time starts{};     // the data are taken as those of the year that begins here
  int target_year = 0;
  std::string base;   // the scenario it extends, relative to the generated one
  std::string table;  // name of the table of districts in the same folder
};

/// The scenario as YAML, without the table.
std::string synth_scenario(const SynthOptions& options);

/// The table of districts as CSV. The first has the size and distance of the scenario's district.
std::string synth_table(const SynthOptions& options);

}  // namespace waste
