// Many variants of one scenario on common random numbers, of which only the indicators are kept: what is asked of a hundred variants
// at once needs no results file. Statistics are those of a results file, weights included, so that the numbers are equal.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/assessment/indicator_lines.h"
#include "models/assessment/statistics.h"
#include "models/scenario/scenario.h"

namespace waste {

struct World;

/// Overrides of a scenario, as in --set: {"tasks.t15.active", "no"}.
using Overrides = std::vector<std::pair<std::string, std::string>>;

/// An indicator line of one variant in the year that is held against the targets.
struct LineOutcome {
  std::vector<double> values;  // [replica] NaN: none
  std::vector<bool> met;       // [replica] empty: not judged
  Summary summary;
  double probability_met = 0;  // NaN: not judged
};

struct VariantOutcome {
  std::vector<LineOutcome> lines;  // as indicator_lines(plan)
  std::vector<double> weights;     // [replica]; empty: equal
};

struct VariantOptions {
  int replicas = 8;
  std::optional<std::uint64_t> seed;  // none: the scenario's
  unsigned threads = 0;               // 0: all
  std::function<void(std::size_t done, std::size_t all)> progress;  // replicas of variants; from one thread at a time
  const std::atomic<bool>* stop = nullptr;
};

/// The worlds of one scenario and its variants. Throws sim::InputError for changes that cannot be made, and sim::Error(usage) if the
/// scenario does not cover its target year.
class Variants {
 public:
  Variants(Scenario scenario, VariantOptions options);
  ~Variants();

  const World& world() const { return *base_; }  // of the scenario as it is
  const std::vector<IndicatorLine>& lines() const { return lines_; }

  /// The outcomes, in the order of `variants`, which share their past and, where they have nothing to do with each other, one simulation
  /// (variant_groups.h); nothing if stopped.
  std::optional<std::vector<VariantOutcome>> simulate(const std::vector<Overrides>& variants) const;

 private:
  Scenario scenario_;
  VariantOptions options_;
  std::unique_ptr<World> base_;
  std::vector<IndicatorLine> lines_;
};

/// The difference of a line between two variants, by the statistics of a results file: b less a.
Summary difference(const VariantOutcome& a, const VariantOutcome& b, std::size_t line);

}  // namespace waste
