// Quantities as a person writes them — "2400 t/d", "30万吨/年", "5 %" — converted exactly to integers or to doubles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/base/message.h"

namespace sim {

/// What is counted. Each thing is a dimension of its own, so that households are never taken for persons.
enum class Thing : std::uint8_t {
  person,
  household,
  vehicle,
  firm,
  line,
  bay,
  site,
  machine,
  bed,
  project,
  trip,
  load,
  head,
  mine,
  count_
};

/// Exponents of the base dimensions. Base units: gram, second, fen, metre, joule, and one of each thing.
struct Dimension {
  std::int8_t mass = 0, time = 0, money = 0, length = 0, energy = 0;
  std::array<std::int8_t, static_cast<std::size_t>(Thing::count_)> things{};
  bool operator==(const Dimension&) const = default;
};

/// The dimension of one thing, or of so many of them.
constexpr Dimension counting(Thing thing, std::int8_t exponent = 1) {
  Dimension dimension;
  dimension.things[static_cast<std::size_t>(thing)] = exponent;
  return dimension;
}

/// Whether it counts things of one sort and nothing else: persons, but not persons per year.
bool is_count(const Dimension& dimension);

/// A unit is a dimension and an exact ratio to the base units: 1 t/d = 1000000/86400 g/s.
struct Unit {
  Dimension dimension;
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  bool share = false;  // written with '%' or '‰', which count nothing
};

/// What is wrong with a quantity or a unit, and what would be right; what() gives both.
class QuantityError : public std::invalid_argument {
 public:
  enum class Kind { number, unit, missing_unit, dimension, overflow };
  QuantityError(Kind kind, const Message& message, const Message& hint)
      : std::invalid_argument(hint.empty() ? message.en : message.en + "; " + hint.en), kind_(kind), message_(message), hint_(hint) {}
  Kind kind() const { return kind_; }
  const Message& message() const { return message_; }
  const Message& hint() const { return hint_; }

 private:
  Kind kind_;
  Message message_, hint_;
};

/// Reads "t/d", "万吨/年", "km/h", "%", "1", "CNY/t", "元/吨", "kg/person/d", "吨/(人·年)". A year is 365 days ("a", "年"), a month is not
/// a unit. '/' divides by everything after it up to the next '/', also in parentheses; a blank, '·' or '*' multiplies; 万 and 亿 may
/// precede any unit. Throws QuantityError that names the known units and the nearest one.
Unit parse_unit(std::string_view text);

/// "mass per time", "persons", "mass per person per time" for people; "number" for the empty dimension.
Message describe(const Dimension& dimension);

/// A quantity as a person would write it in that dimension, for hints: "2400 t/d"; "" for unusual dimensions.
std::string example_of(const Dimension& dimension);

/// A decimal number with its unit, exact: value = mantissa * 10^exponent of `unit`.
struct Quantity {
  std::int64_t mantissa = 0;
  int exponent = 0;
  Unit unit;
  std::string unit_text;  // as written, with 万 or 亿; empty when none was written
};

/// Reads a number, an optional 万 or 亿, and an optional unit; blanks between them are optional. Digits may be grouped by '_'.
/// Throws QuantityError with what is wrong and what would be right (full-width digits, NaN, thousands commas, ...).
Quantity parse_quantity(std::string_view text);

/// The quantity in multiples of `unit` (e.g. "g/d"), rounded half away from zero to a whole number. A quantity without a unit is
/// taken to be in `unit` only if `unit` is "1" or counts things ("vehicles", "人"): people write `vehicles: 140`. Things may be left out
/// of a written unit too (`14 kg/d` for "g/person/d"), but those that are written must be those of `unit`. Throws QuantityError when the
/// dimension differs (names both) or the value does not fit 64 bits.
std::int64_t to_integer(const Quantity& quantity, std::string_view unit);

/// As to_integer, but as a double, correctly rounded for values below 2^53 (5 % in "1" is 0.05 to the last bit).
double to_double(const Quantity& quantity, std::string_view unit);

/// True when the quantity is a whole multiple of `unit`; the same errors as to_integer.
bool is_whole(const Quantity& quantity, std::string_view unit);

}  // namespace sim
