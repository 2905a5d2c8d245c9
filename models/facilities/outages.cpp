#include "models/facilities/outages.h"

#include <algorithm>

#include "models/district/distributions.h"

namespace waste {

void Outages::prepare(std::int64_t lines, sim::Duration between_failures, sim::Duration repair, double repair_cv,
                      Distributions& distributions) {
  back_.assign(static_cast<std::size_t>(lines), sim::Time::min());
  if (between_failures <= sim::Duration{0}) return;
  between_failures_ = distributions.exponential(static_cast<double>(between_failures.count()));
  repair_ = distributions.lognormal(static_cast<double>(repair.count()), repair_cv);
}

std::int64_t Outages::running(sim::Time now) const {
  return std::count_if(back_.begin(), back_.end(), [&](sim::Time back) { return back <= now; });
}

sim::Duration Outages::until_failure(sim::Random& random) const {
  return sim::Duration{between_failures_->sample(random)} / static_cast<std::int64_t>(lines());
}

sim::Duration Outages::stop(std::size_t line, sim::Duration time, sim::Time now) {
  const sim::Time was = std::max(back_[line], now);
  back_[line] = std::max(was, now + time);
  return back_[line] - was;
}

}  // namespace waste
