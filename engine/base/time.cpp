#include "engine/base/time.h"

#include <cstdio>

namespace sim {
namespace {

/// Reads exactly `digits` decimal digits at the front of `text` and consumes them.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

/// Reads `mark` and two digits; nothing if they are missing or above `most`.
std::optional<int> take_pair(std::string_view& text, char mark, int most) {
  if (text.empty() || text.front() != mark) return std::nullopt;
  text.remove_prefix(1);
  const auto value = take_digits(text, 2);
  return value && *value <= most ? value : std::nullopt;
}

/// " 07:30" or " 07:30:00".
std::optional<Duration> take_clock(std::string_view& text) {
  const auto hour = take_pair(text, ' ', 23);
  if (!hour) return std::nullopt;
  const auto minute = take_pair(text, ':', 59);
  if (!minute) return std::nullopt;
  Duration clock = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
  if (text.empty()) return clock;
  const auto second = take_pair(text, ':', 59);
  if (!second) return std::nullopt;
  return clock + Duration{*second};
}

std::optional<Time> midnight(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Time{std::chrono::sys_days{date}};
}

}  // namespace

std::string to_string(Time time) {
  if (time == never) return "never";
  const std::chrono::year_month_day date{day_of(time)};
  char text[64];
  const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()));
  std::string result(text, static_cast<std::size_t>(length));
  const int clock = static_cast<int>(time_of_day(time).count());
  if (clock == 0) return result;
  std::snprintf(text, sizeof text, " %02d:%02d:%02d", clock / 3600, clock / 60 % 60, clock % 60);
  return result + text;
}

std::optional<Time> parse_time(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year) return std::nullopt;
  if (text.empty()) return midnight(*year, 1, 1);
  const auto month = take_pair(text, '-', 12);
  if (!month) return std::nullopt;
  if (text.empty()) return midnight(*year, *month, 1);
  const auto day = take_pair(text, '-', 31);
  if (!day) return std::nullopt;
  const auto date = midnight(*year, *month, *day);
  if (!date || text.empty()) return date;
  const auto clock = take_clock(text);
  if (!clock || !text.empty()) return std::nullopt;
  return *date + *clock;
}

}  // namespace sim
