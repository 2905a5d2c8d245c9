#include "models/policies/policy.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/random/exact_math.h"

namespace waste {

const std::vector<sim::Parameter<Policy>>& common_policy_parameters() {
  static const std::vector<sim::Parameter<Policy>> parameters{
      {&Policy::starts, "starts", "date", "first day of the phase-in"},
      {&Policy::ends, "ends", "date", "day from which it no longer applies"},
      {&Policy::ramp, "ramp", "s", "length of a linear or logistic phase-in", 0, 1e10},
      {&Policy::shape, "shape", "step|linear|logistic", "how the phase-in goes"},
      {&Policy::delay, "delay", "s", "slippage of the start: low, most likely, high", 0, 1e10},
      {&Policy::sites, "sites", "site", "where it applies; everywhere when absent"},
      {&Policy::streams, "streams", "stream", "what it applies to; everything when absent"},
      {&Policy::task, "task", "task", "task of the plan that it carries out, and that switches it"},
      {&Policy::project, "project", "project", "key project of the plan that it carries out"},
      {&Policy::investment, "investment", "fen", "money spent once, when it begins; listed by `show --costs`"},
      {&Policy::source, "source", "text", "place in the plan, or the reason"},
  };
  return parameters;
}

bool answers(const Policy& policy, PolicyLever question, double level) {
  switch (question) {
    case PolicyLever::generation: return policy.generation(level) != 1;
    case PolicyLever::separated: return policy.separated(level).share != 0;
    case PolicyLever::demand: return policy.demand(level) != 1;
    case PolicyLever::inflow: return policy.inflow(level) != 1;
    case PolicyLever::capacity: return policy.capacity(level) != 0;
    case PolicyLever::price: return policy.price(level) != 0;
    case PolicyLever::approval: return true;  // depends on the destination
    case PolicyLever::vehicles: return policy.vehicles(level) != 0;
    case PolicyLever::longer_hours: return policy.longer_hours(level) != sim::Duration{0};
    case PolicyLever::may_landfill: return !policy.may_landfill(level);
    case PolicyLever::reclaim: return policy.reclaim(level) != 0;
    case PolicyLever::reach: return policy.reach(level) != 0;
    case PolicyLever::diligence: return policy.diligence(level) != 0;
    case PolicyLever::diverted: return policy.diverted(level) != 0;
    case PolicyLever::outage: return policy.outage(level) != 0;
    case PolicyLever::count_: break;
  }
  return false;
}

namespace {

/// Logistic curve through (0, 0) and (1, 1) with its steepest point half way; steepness 10 leaves 0.7 % at either end.
double logistic_phase(double x) {
  const auto logistic = [](double u) { return 1 / (1 + sim::exact::exp(-10 * (u - 0.5))); };
  static const double at_start = logistic(0), rise = logistic(1) - at_start;
  return (logistic(x) - at_start) / rise;
}

/// The same. Many sites ask at one instant, so each thread keeps the latest answers; a pure function loses nothing by that.
double remembered_logistic_phase(double x) {
  struct Answer { double x = 0, level = 0; };  // right as it stands: the curve passes through (0, 0)
  constexpr unsigned bits = 8;
  thread_local std::array<Answer, 1u << bits> answers{};
  Answer& answer = answers[std::bit_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15u >> (64 - bits)];
  if (answer.x != x) answer = {x, logistic_phase(x)};
  return answer.level;
}

}  // namespace

double phase_in(const Policy& policy, sim::Time start, sim::Time now) {
  if (now < start || now >= policy.ends) return 0;
  if (policy.shape == "step" || policy.ramp <= sim::Duration{0}) return 1;
  const double x = static_cast<double>((now - start).count()) / static_cast<double>(policy.ramp.count());
  if (x >= 1) return 1;
  if (policy.shape == "linear") return x;
  return remembered_logistic_phase(x);
}

}  // namespace waste
