#include "models/report/chart_data.h"

#include <charconv>
#include <cmath>

namespace waste::report {

ChartData& ChartData::label(const char* key, const Label& label) {
  json.key(key);
  return this->label(label);
}

ChartData& ChartData::label(const Label& label) {
  json.begin('{').member("zh", label.zh).member("en", label.en).end();
  return *this;
}

ChartData& ChartData::numbers(const char* key, const std::vector<double>& values) {
  json.key(key);
  return numbers(values);
}

ChartData& ChartData::numbers(const std::vector<double>& values) {
  json.begin('[');
  for (const double value : values) json.value(six_digits(value));
  json.end();
  return *this;
}

double six_digits(double value) {
  if (!std::isfinite(value)) return value;
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 5).ptr;
  double rounded = value;
  std::from_chars(text, end, rounded);
  return rounded;
}

}  // namespace waste::report
