// Forecasts that need no model, as yardsticks for one that has: what a reader would have expected from the past values alone.
#pragma once

#include <span>

namespace waste {

struct YearValue {
  int year = 0;
  double value = 0;
};

// Each takes the known years, sorted and without a year twice, and a later year; NaN if the past does not suffice.

/// The last known value.
double persistence(std::span<const YearValue> past, int year);

/// The straight line of least squares through the known years, at least three.
double linear_trend(std::span<const YearValue> past, int year);

/// The grey model through the known years, at least four in sequence and all positive.
double grey_forecast(std::span<const YearValue> past, int year);

/// GM(1,1), the grey model of first order in one variable: dx/dt + a x = b for the running sum x of the series, fitted by least
/// squares to its means. Deng Julong, "Control problems of grey systems", Systems & Control Letters 1 (1982), 288-294.
struct GreyModel {
  double a = 0, b = 0;    // NaN for fewer than four values, or one that is not positive
  double first = 0;       // the first value of the series

  /// The value `steps` after the first, steps >= 1.
  double value(int steps) const;
};
GreyModel grey_model(std::span<const double> series);

}  // namespace waste
