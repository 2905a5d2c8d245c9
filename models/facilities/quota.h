// A yearly quota released month by month: the year's quota cannot all be used up in spring.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/base/time.h"
#include "engine/base/wide.h"

namespace waste {

inline constexpr std::int64_t smallest_grant = 1'000'000;  // less is not worth a trip [g]

class Quota {
 public:
  /// Grants at most `asked`, within the months released so far; 0 if less than `least` is left.
  std::int64_t grant(std::int64_t asked, std::int64_t least, std::int64_t yearly, sim::Time now) {
    if (sim::year_of(now) != year_) year_ = sim::year_of(now), used_ = 0;
    const std::int64_t released = sim::multiply_divide(yearly, sim::month_of_year(now) + 1, 12);
    const std::int64_t left = released - used_;
    if (left < least || left <= 0) return 0;
    const std::int64_t granted = std::min(asked, left);
    used_ += granted;
    return granted;
  }

 private:
  int year_ = 0;
  std::int64_t used_ = 0;  // granted this year [g]
};

/// Start of the next month, when it is worth asking again.
inline sim::Time next_month(sim::Time now) { return sim::month_begin(sim::month_number(now) + 1); }

}  // namespace waste
