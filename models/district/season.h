// Seasonal processes: a year's amount, spread over the days of some months by weight.
//
// A season is an index by month, January first, as everywhere in the scenarios; only the proportions count. Calendar days are
// counted, so that a leap year does not give more than another.
#pragma once

#include "engine/base/catalogue.h"
#include "engine/base/time.h"

namespace waste {

/// Days of a month as counted by month_number.
inline double days_of_month(int number) {
  return static_cast<double>((sim::month_begin(number + 1) - sim::month_begin(number)) / std::chrono::hours{24});
}

/// Weight of a month; 1 if there is no index.
inline double weight_of_month(const sim::Numbers& season, int number) {
  return season.empty() ? 1 : season[static_cast<std::size_t>(number % 12)];
}

/// The part of a year's amount that falls on the day of `now` [1]; over the days of a year the parts add up to 1.
inline double share_of_day(const sim::Numbers& season, sim::Time now) {
  const int month = sim::month_number(now);
  const int january = month - month % 12;
  double sum = 0;
  for (int m = january; m < january + 12; ++m) sum += weight_of_month(season, m) * days_of_month(m);
  return sum > 0 ? weight_of_month(season, month) / sum : 0;
}

/// Days left in the current season, today included, each weighted relative to today; 0 out of season. A season that never ends
/// counts as a year.
inline double days_left(const sim::Numbers& season, sim::Time now) {
  const int month = sim::month_number(now);
  const double today = weight_of_month(season, month);
  if (today <= 0) return 0;
  double left = static_cast<double>((sim::month_begin(month + 1) - sim::Time{sim::day_of(now)}) / std::chrono::hours{24});
  for (int m = month + 1; m < month + 12 && weight_of_month(season, m) > 0; ++m)
    left += weight_of_month(season, m) / today * days_of_month(m);
  return left;
}

/// Midnight of the next day, or of the next month of the season if that day is out of season.
inline sim::Time next_day_of(const sim::Numbers& season, sim::Time now) {
  const sim::Time tomorrow = sim::Time{sim::day_of(now)} + std::chrono::hours{24};
  int month = sim::month_number(tomorrow);
  if (weight_of_month(season, month) > 0) return tomorrow;
  for (int m = 1; m <= 12; ++m)
    if (weight_of_month(season, month + m) > 0) return sim::month_begin(month + m);
  return sim::never;
}

}  // namespace waste
