#include "models/results/checks.h"

#include <algorithm>
#include <limits>

#include "models/results/layout.h"
#include "models/results/table.h"

namespace waste {

std::int64_t sum_of(const std::string& path, const std::string& dataset, std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) refuse_results(path, damaged_at(dataset, "its sum is beyond any number"));
  return sum;
}

void check_sums(const std::string& path, const std::string& dataset, const std::vector<std::int64_t>& values) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::int64_t sum = 0;
  for (const std::int64_t value : values) sum = sum_of(path, dataset, sum, value >= 0 ? value : value < -most ? most : -value);
}

std::vector<double> read_weights(const sim::Hdf5Reader& file, const std::string& path, const std::string& scenario, int replicas) {
  const ResultTable table = read_table(file, path, scenario, "weights");
  if (table.empty()) return {};
  const auto& weights = table.cells<double>("weight");
  const auto sound = [](double weight) { return weight >= 0 && weight <= 1; };
  if (weights.size() != static_cast<std::size_t>(replicas) || !std::all_of(weights.begin(), weights.end(), sound))
    refuse_results(path, damaged_at(scenario + "/weights/weight", "a weight from 0 to 1 for each replica is missing"));
  return weights;
}

}  // namespace waste
