// The generator of Law & Kelton's book, stream 1, and its time on our clock: one tick is 1e-9 of the book's unit.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>

#include "engine/kernel/simulation.h"

namespace law_kelton {

class Generator {
 public:
  double uniform() {
    z_ = static_cast<std::int64_t>(630'360'016 * z_ % 2'147'483'647);
    return static_cast<double>((z_ >> 7) | 1) / 16'777'216;
  }
  double exponential(double mean) { return -mean * std::log(uniform()); }
  double uniform(double low, double high) { return low + uniform() * (high - low); }

 private:
  std::int64_t z_ = 1'973'272'912;
};

inline constexpr double ticks = 1e9;  // in the book's unit of time

inline sim::Duration duration(double units) { return sim::Duration{std::llround(units * ticks)}; }
inline double units(sim::Duration duration) { return static_cast<double>(duration.count()) / ticks; }

/// These models keep their own counts.
class NoRecorder final : public sim::Recorder {
 public:
  void record(sim::Time, const sim::Fact&) override {}
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<NoRecorder>(*this); }
};

/// `value` as the book prints it.
inline std::string printed(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

}  // namespace law_kelton
