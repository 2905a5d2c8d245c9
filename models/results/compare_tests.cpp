#include "models/results/compare_tests.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace waste {

void PairedTests::add(const std::string& where, const std::vector<double>& a, const std::vector<double>& b) {
  const PairedTest test = paired_test(a, b);
  if (test.pairs >= 2) tests_.push_back({where, test});
}

double PairedTests::level(double confidence) const {
  return (1 - confidence) / static_cast<double>(std::max<std::size_t>(tests_.size(), 1));
}

void PairedTests::each_difference(double confidence, const std::function<void(const std::string&, double, double)>& differ) const {
  for (const auto& [where, test] : tests_) {
    if (test.p >= level(confidence)) continue;
    char text[96];
    std::snprintf(text, sizeof text, ": means differ (p = %.2g, %zu pairs)", test.p, test.pairs);
    differ(where + text, test.mean_a, test.mean_b);
  }
}

// What varies is tested with a spread; what does not vary in any pair is the same for certain.
std::vector<Unseen> PairedTests::unseen(double confidence) const {
  std::vector<Unseen> unseen;
  for (const auto& [where, test] : tests_) {
    if (test.error == 0) continue;
    const double smallest = smallest_visible(test, level(confidence)), deviation = test.error * std::sqrt(static_cast<double>(test.pairs));
    if (smallest > coarsest_shift * deviation) unseen.push_back({where, test.mean_a, smallest});
  }
  const auto relative = [](const Unseen& one) { return one.smallest / std::max(std::abs(one.mean), 1e-300); };
  std::stable_sort(unseen.begin(), unseen.end(), [&](const Unseen& a, const Unseen& b) { return relative(a) > relative(b); });
  return unseen;
}

}  // namespace waste
