#include "models/policies/policy.h"

namespace waste {
namespace {

/// Adds vehicles to depots and carriers, or removes them.
class Fleet final : public Policy {
 public:
  std::int64_t added = 0;

  /// Vehicles that are there as a whole, in the course of a phase-in.
  std::int64_t vehicles(double level) const override {
    constexpr double rounding = 1e-6;
    return static_cast<std::int64_t>(static_cast<double>(added) * level + (added < 0 ? -rounding : rounding));
  }
};

const sim::Registered<Policy, Fleet> registered{
    "fleet",
    {"增配车辆", "fleet"},
    {"为指定的每个车队或运输单位增配车辆。", "Adds vehicles to each of the depots or carriers it names."},
    {
        {&Fleet::added, "vehicles", "vehicle", {"增配的车辆数；负数为减少", "vehicles added; negative: taken away"}, -1e5, 1e5},
    }};

}  // namespace
}  // namespace waste
