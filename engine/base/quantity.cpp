#include "engine/base/quantity.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/base/utf8.h"

namespace sim {
namespace {

__extension__ using Wide = __int128;
using Kind = QuantityError::Kind;

constexpr int longest_exponent = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void refuse(std::string_view text, const std::string& reason, const std::string& hint) {
  throw QuantityError(Kind::number, "'" + std::string(text) + "' " + reason, hint);
}

/// What input methods, spreadsheets or other programs write in place of a number, and the correct form.
void refuse_lookalikes(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const char32_t c = next_character(text, at);
    if (c >= U'０' && c <= U'９') refuse(text, "has full-width digits", "switch the input method to half-width: 0-9");
    if (c == U'％') refuse(text, "has a full-width percent sign", "write '%'");
    if (c == U'．' || c == U'，' || c == U'：' || c == U'　' || c == U'／')
      refuse(text, "has full-width punctuation", "switch the input method to half-width: . , : /");
    if (c == U'−' || c == U'–' || c == U'－') refuse(text, "has a typographic minus", "write '-'");
  }
  std::string word{text.substr(text.find_first_not_of("+-.") == std::string_view::npos ? 0 : text.find_first_not_of("+-."))};
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (word == "nan" || word == "inf" || word == "infinity") refuse(text, "is not a finite number", "write a number, or leave the key out");
}

struct Scanner {
  std::string_view whole, rest;
  Quantity quantity;
  int digits = 0;  // significant ones read

  void digit(char c) {
    if (quantity.mantissa == 0 && c == '0') return;
    if (++digits > 18) refuse(whole, "has more than 18 digits", "round it");
    quantity.mantissa = quantity.mantissa * 10 + (c - '0');
  }

  /// Reads digits, optionally grouped by single '_'; returns how many.
  int run(bool behind_point) {
    int count = 0;
    while (!rest.empty()) {
      const bool grouped = rest[0] == '_' && count > 0 && rest.size() > 1 && is_digit(rest[1]);
      if (grouped) rest.remove_prefix(1);
      if (rest.empty() || !is_digit(rest[0])) break;
      digit(rest[0]);
      if (behind_point) --quantity.exponent;
      rest.remove_prefix(1);
      ++count;
    }
    return count;
  }

  /// "e6", "E-3"; leaves "e" alone when no digit follows, which may begin a unit.
  void exponent() {
    if (rest.empty() || (rest[0] != 'e' && rest[0] != 'E')) return;
    std::size_t at = 1;
    const bool negative = rest.size() > at && rest[at] == '-';
    if (rest.size() > at && (rest[at] == '-' || rest[at] == '+')) ++at;
    if (rest.size() <= at || !is_digit(rest[at])) return;
    int value = 0;
    for (; at < rest.size() && is_digit(rest[at]); ++at) value = std::min(1000, value * 10 + (rest[at] - '0'));
    quantity.exponent += negative ? -value : value;
    rest.remove_prefix(at);
  }

  void number() {
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    if (rest.starts_with('.')) refuse(whole, "begins with a point", "write a digit before it: 0.5");
    if (run(false) == 0) refuse(whole, "does not begin with a number", "write a number and a unit, such as '2400 t/d'");
    if (rest.size() > 1 && quantity.mantissa == 0 && (rest[0] == 'x' || rest[0] == 'X'))
      refuse(whole, "is hexadecimal", "write it in decimal");
    if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      if (run(true) == 0) refuse(whole, "ends its number with a point", "write digits behind it: 5.0");
    }
    exponent();
    if (negative) quantity.mantissa = -quantity.mantissa;
    if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) refuse(whole, "has a comma inside the number", "write 1000 or 1_000");
    if (std::abs(quantity.exponent) > longest_exponent && quantity.mantissa != 0)
      refuse(whole, "is too large or too small", "check the exponent");
  }

  /// Reads 万 or 亿 after the number, then the unit.
  void unit() {
    rest = trim(rest);
    const std::string_view written = rest;
    std::string_view multiplier;
    for (const auto& [word, zeros] : {std::pair<std::string_view, int>{"万", 4}, {"亿", 8}}) {
      if (!multiplier.empty() || !rest.starts_with(word)) continue;
      multiplier = written.substr(0, word.size());
      rest = trim(rest.substr(word.size()));
      quantity.exponent += zeros;
    }
    if (rest.empty()) return;
    const bool digits_again = is_digit(rest[0]) && !rest.starts_with("1/");
    if (digits_again) refuse(whole, "has a blank inside the number", "write 1000 or 1_000");
    quantity.unit = parse_unit(rest);
    quantity.unit_text = std::string(multiplier) + std::string(rest);
  }
};

/// A ratio of two whole numbers, in lowest terms; both below 2^126.
struct Ratio {
  Wide up, down;
};

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a < 0 ? -a : a;
}

void scale(Wide& into, Wide& against, Wide factor, std::string_view what) {
  const Wide common = common_divisor(factor, against);
  against /= common;
  constexpr Wide limit = Wide{1} << 126;
  if (__builtin_mul_overflow(into, factor / common, &into) || into >= limit || into <= -limit)
    throw QuantityError(Kind::overflow, "value in '" + std::string(what) + "' does not fit", "use fewer digits or a smaller number");
}

bool is_count(const Dimension& dimension) { return dimension == Dimension{.count = 1}; }

std::string expected(const Dimension& dimension, std::string_view unit) {
  std::string example = example_of(dimension);
  if (example.empty()) example = "10 " + std::string(unit);
  return "expected " + describe(dimension) + " such as '" + example + "'";
}

void check_dimension(const Quantity& quantity, const Unit& target, std::string_view unit) {
  if (quantity.unit_text.empty()) {
    const bool bare = unit == "1" || is_count(target.dimension);
    if (!bare) throw QuantityError(Kind::missing_unit, "unit missing", expected(target.dimension, unit));
  } else if (!(quantity.unit.dimension == target.dimension)) {
    const std::string got = "got " + describe(quantity.unit.dimension) + " ('" + quantity.unit_text + "')";
    throw QuantityError(Kind::dimension, expected(target.dimension, unit) + ", " + got,
                        "give it in a unit of " + describe(target.dimension));
  }
}

Ratio convert(const Quantity& quantity, std::string_view unit) {
  const Unit target = parse_unit(unit);
  check_dimension(quantity, target, unit);
  Ratio ratio{quantity.mantissa, 1};
  if (ratio.up == 0) return ratio;
  scale(ratio.down, ratio.up, quantity.unit.denominator, unit);
  scale(ratio.up, ratio.down, quantity.unit.numerator, unit);
  // A bare count is in the target's own unit, so only a written unit is divided by it.
  if (!quantity.unit_text.empty()) {
    scale(ratio.down, ratio.up, target.numerator, unit);
    scale(ratio.up, ratio.down, target.denominator, unit);
  }
  for (int i = 0; i < quantity.exponent; ++i) scale(ratio.up, ratio.down, 10, unit);
  for (int i = 0; i > quantity.exponent; --i) scale(ratio.down, ratio.up, 10, unit);
  return ratio;
}

/// The nearest double, ties to even: from 55 bits of the quotient and a sticky bit.
double nearest_double(Wide up, Wide down) {
  constexpr Wide exact = Wide{1} << 53;
  if (up <= exact && down <= exact) return static_cast<double>(up) / static_cast<double>(down);
  Wide quotient = up / down;
  Wide rest = up % down;
  int shift = 0;
  while (quotient < (Wide{1} << 55)) {
    rest *= 2;
    quotient = quotient * 2 + (rest >= down ? 1 : 0);
    if (rest >= down) rest -= down;
    --shift;
  }
  bool more = rest != 0;
  while (quotient >= (Wide{1} << 56)) {
    more = more || (quotient & 1) != 0;
    quotient /= 2;
    ++shift;
  }
  const auto bits = static_cast<std::int64_t>(quotient) * 2 + (more ? 1 : 0);  // 57 bits: the hardware rounds them once
  return std::ldexp(static_cast<double>(bits), shift - 1);
}

}  // namespace

Quantity parse_quantity(std::string_view text) {
  Scanner scanner{trim(text), trim(text), {}};
  if (scanner.whole.empty()) throw QuantityError(Kind::number, "number missing", "write a number and a unit, such as '2400 t/d'");
  refuse_lookalikes(scanner.whole);
  scanner.number();
  scanner.unit();
  return scanner.quantity;
}

std::int64_t to_integer(const Quantity& quantity, std::string_view unit) {
  const auto [up, down] = convert(quantity, unit);
  const Wide size = up < 0 ? -up : up;
  const Wide remainder = size % down;
  const Wide rounded = size / down + (remainder >= down - remainder ? 1 : 0);
  constexpr Wide largest = (Wide{1} << 63) - 1;
  if (rounded > largest)
    throw QuantityError(Kind::overflow, "value in '" + std::string(unit) + "' does not fit 64 bits", "use a smaller number");
  return static_cast<std::int64_t>(up < 0 ? -rounded : rounded);
}

double to_double(const Quantity& quantity, std::string_view unit) {
  const auto [up, down] = convert(quantity, unit);
  return up < 0 ? -nearest_double(-up, down) : nearest_double(up, down);
}

bool is_whole(const Quantity& quantity, std::string_view unit) {
  const auto [up, down] = convert(quantity, unit);
  return up % down == 0;
}

}  // namespace sim
