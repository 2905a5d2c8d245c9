#include "models/policies/policy.h"

namespace waste {
namespace {

/// Stations open earlier and close later.
class OpeningHours final : public Policy {
 public:
  sim::Duration longer{0};  // at either end [s]

  sim::Duration longer_hours(double level) const override {
    return sim::Duration{static_cast<std::int64_t>(static_cast<double>(longer.count()) * level)};
  }
};

const sim::Registered<Policy, OpeningHours> registered{
    "opening_hours",
    {"延长开放时间", "opening hours"},
    {"转运站提前开站、推迟关站。", "Opens stations earlier and closes them later."},
    {
        {&OpeningHours::longer, "longer", "s", {"每天两端各延长的时间", "time added at either end of the day"}, 0, 43'200},
    }};

}  // namespace
}  // namespace waste
