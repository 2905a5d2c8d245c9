// What a run has taken of the machine since it began.
#pragma once

#include <chrono>

#include "models/run/run.h"

namespace waste {

class Cost {
 public:
  Cost();

  double wall_s() const;
  /// Fills in wall_s, cpu_s and peak_rss_bytes.
  void put(RunSummary& summary) const;

 private:
  std::chrono::steady_clock::time_point begin_;
  double cpu_begin_;
};

}  // namespace waste
