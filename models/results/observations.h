// Observations: what is known from elsewhere about quantities that a results file contains, one row of a CSV file each.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

struct Observation {
  /// What was observed: `indicators.11` (or `.11.DEFINITION`), `drivers.NAME` (an index), `flows.CHANNEL.STREAM` or `stocks.STREAM`, of
  /// all sites or with `.SITE` of one; flows are sums of the year, stocks those at its end.
  std::string path;
  int year = 0;
  std::string value, unit;   // as written
  double uncertainty = 0;    // standard deviation of the observation [unit]
  bool used = false;         // the data of the model make use of it, so that it is no test
  std::string source;
  Place place;               // of its row
};

struct Observations {
  std::vector<Observation> rows;    // as in the file
  std::vector<SourceFile> files;    // for messages
};

/// Reads a file with the columns path, year, value, unit, uncertainty, source and, if wanted, used (yes or no). Throws
/// sim::InputError with all errors, sim::Error(io) if the file cannot be read.
Observations read_observations(const std::string& path);

}  // namespace waste
