// Time is whole seconds of the civil calendar (UTC, proleptic Gregorian), never a double.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

using Time = std::chrono::sys_seconds;
using Duration = std::chrono::seconds;
using Days = std::chrono::days;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""s;

inline constexpr Time never = Time{Duration{std::numeric_limits<std::int64_t>::max()}};

inline constexpr std::int64_t seconds_per_day = 86'400;

/// Midnight at the start of the day of `time`.
constexpr std::chrono::sys_days day_of(Time time) { return std::chrono::floor<Days>(time); }

/// Seconds since midnight, 0 ... 86399.
constexpr Duration time_of_day(Time time) { return time - day_of(time); }

/// Months since January of year 0; differences count calendar months.
constexpr int month_number(std::chrono::year_month_day date) {
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}
constexpr int month_number(Time time) { return month_number(std::chrono::year_month_day{day_of(time)}); }

/// First instant of a month as counted by month_number.
constexpr Time month_begin(int number) {
  const auto year = std::chrono::year{number >= 0 ? number / 12 : (number - 11) / 12};
  const int month = number - static_cast<int>(year) * 12;
  return std::chrono::sys_days{year / std::chrono::month{static_cast<unsigned>(month + 1)} / 1};
}

constexpr int year_of(Time time) { return static_cast<int>(std::chrono::year_month_day{day_of(time)}.year()); }

/// 0 = January ... 11 = December.
constexpr int month_of_year(Time time) {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{day_of(time)}.month())) - 1;
}

/// 0 = Monday ... 6 = Sunday.
constexpr int weekday_of(Time time) { return static_cast<int>(std::chrono::weekday{day_of(time)}.iso_encoding()) - 1; }

constexpr std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }

/// "2020-02-29" or, if it is not midnight, "2020-02-29 07:30:00".
std::string to_string(Time time);

/// Reads "2023", "2023-07", "2023-07-15" or "2023-07-15 07:30[:00]"; gives the first instant of that period.
std::optional<Time> parse_time(std::string_view text);

}  // namespace sim
