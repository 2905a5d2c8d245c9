// The JSON value that a picture is drawn from.
#pragma once

#include <vector>

#include "models/scenario/label.h"
#include "models/views/json.h"

namespace waste::report {

struct ChartData {
  Json json{Json::Layout::compact};

  /// {"zh": …, "en": …}
  ChartData& label(const char* key, const Label& label);
  ChartData& label(const Label& label);
  /// Six significant digits, which no picture can show more of; NaN is null.
  ChartData& numbers(const char* key, const std::vector<double>& values);
  ChartData& numbers(const std::vector<double>& values);
};

/// The number with six significant digits.
double six_digits(double value);

}  // namespace waste::report
