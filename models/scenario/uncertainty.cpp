#include "models/scenario/uncertainty.h"

#include <charconv>
#include <cmath>

#include "models/scenario/drawn_ranges.h"

namespace waste {

std::optional<std::pair<double, std::string>> number_and_unit(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return {};
  std::string unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (!unit.empty() && unit.front() == ' ') unit.erase(0, 1);
  return std::pair(value, unit);
}

double rounded(const UncertainValue& value, double drawn) { return value.whole ? std::floor(drawn + 0.5) : drawn; }

std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts) {
  return ReplicaDraw(values, seed, replica).after(attempts);
}

}  // namespace waste
