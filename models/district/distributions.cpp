#include "models/district/distributions.h"

#include <charconv>

#include "models/district/no_tables.h"

namespace waste {
namespace {

/// Other numbers give other texts, so that no two distributions share a table by accident.
std::string exactly(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

}  // namespace

template <class Make>
const sim::InverseCdf* Distributions::table(const std::string& key, Make make) {
  if (common_)
    if (const auto it = common_->tables_.find(key); it != common_->tables_.end()) return &it->second;
  if (common_ == no_tables()) return &tables_.try_emplace("none", sim::InverseCdf::constant(0)).first->second;
  const auto it = tables_.find(key);
  return it != tables_.end() ? &it->second : &tables_.emplace(key, make()).first->second;
}

const sim::InverseCdf* Distributions::pert(const sim::Range& r) {
  const std::string key = "pert " + std::to_string(r.low) + " " + std::to_string(r.mode) + " " + std::to_string(r.high);
  return table(key, [&] { return r.low == r.high ? sim::InverseCdf::constant(r.mode) : sim::InverseCdf::pert(r.low, r.mode, r.high); });
}

const sim::InverseCdf* Distributions::lognormal(double mean, double cv) {
  const std::string key = "lognormal " + exactly(mean) + " " + exactly(cv);
  return table(key,
               [&] { return cv == 0 ? sim::InverseCdf::constant(static_cast<std::int64_t>(mean)) : sim::InverseCdf::lognormal(mean, cv); });
}

const sim::InverseCdf* Distributions::lognormal_ppm(double cv) { return lognormal(1e6, cv); }

const sim::InverseCdf* Distributions::exponential(double mean) {
  return table("exponential " + exactly(mean), [&] { return sim::InverseCdf::exponential(mean); });
}

}  // namespace waste
