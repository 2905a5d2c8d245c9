#include "engine/base/quantity.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "engine/base/utf8.h"

namespace sim {
namespace {

__extension__ using Wide = __int128;
using Kind = QuantityError::Kind;

constexpr int longest_exponent = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void refuse(std::string_view text, const Message& reason, const Message& hint) {
  const std::string shown = shortened(std::string(text), 80);
  throw QuantityError(Kind::number, {"“" + shown + "”" + reason.zh, "'" + shown + "' " + reason.en}, hint);
}

/// What input methods, spreadsheets or other programs write in place of a number, and the correct form.
void refuse_lookalikes(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  std::size_t at = ascii ? text.size() : 0;
  while (at < text.size()) {
    const char32_t c = next_character(text, at);
    if (c >= U'０' && c <= U'９')
      refuse(text, {"含有全角数字", "has full-width digits"}, {"请把输入法切换为半角：0-9", "switch the input method to half-width: 0-9"});
    if (c == U'％') refuse(text, {"含有全角百分号", "has a full-width percent sign"}, {"请写 %", "write '%'"});
    if (c == U'．' || c == U'，' || c == U'：' || c == U'　' || c == U'／' || c == U'（' || c == U'）')
      refuse(text, {"含有全角标点", "has full-width punctuation"},
             {"请把输入法切换为半角：. , : / ( )", "switch the input method to half-width: . , : / ( )"});
    if (c == U'−' || c == U'–' || c == U'－') refuse(text, {"的负号不是半角减号", "has a typographic minus"}, {"请写 -", "write '-'"});
    if (c == U'\u00A0' || c == U'\u202F' || c == U'\u2007' || (c >= U'\u200B' && c <= U'\u200F') || c == U'\u2060' || c == U'\uFEFF')
      refuse(text, {"含有不间断空格或零宽字符", "has a no-break space or a zero-width character"},
             {"请删去后重新输入", "delete it and type it anew"});
  }
  const std::size_t first = text.find_first_not_of("+-.");
  if (first == std::string_view::npos || is_digit(text[first])) return;
  std::string word{text.substr(first)};
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (word == "nan" || word == "inf" || word == "infinity")
    refuse(text, {"不是有限的数", "is not a finite number"}, {"请写数值，或删去该键", "write a number, or leave the key out"});
}

/// "1,000" groups thousands; "0,7" has a decimal comma. `digits` stand before the comma.
[[noreturn]] void refuse_comma(std::string_view whole, int digits, std::string_view rest) {
  const std::size_t behind = std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - 1;
  const bool thousands = behind == 3 && digits <= 3 && digits > 0;
  if (thousands)
    refuse(whole, {"的数字中间有逗号（千位分隔符）", "has a comma inside the number (thousands separator)"},
           {"请写 1000 或 1_000；在 Excel 或 WPS 中把单元格格式设为“常规”后另存",
            "write 1000 or 1_000; in Excel set the format of the cells to 'General' and save again"});
  refuse(whole, {"用逗号作小数点", "has a comma inside the number (decimal comma)"},
         {"请用句点作小数点：0.7；在 Windows“区域”设置中把“小数点”改为“.”后另存",
          "write a decimal point: 0.7; set it in the regional settings of Windows and save again"});
}

struct Scanner {
  std::string_view whole, rest;
  Quantity quantity;
  int digits = 0;  // significant ones read

  void digit(char c) {
    if (quantity.mantissa == 0 && c == '0') return;
    if (++digits > 18) refuse(whole, {"超过18位数字", "has more than 18 digits"}, {"请四舍五入", "round it"});
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
    if (rest.starts_with('.')) refuse(whole, {"以小数点开头", "begins with a point"}, {"请在前面写0：0.5", "write a digit before it: 0.5"});
    const int before = run(false);
    if (before == 0)
      refuse(whole, {"不以数字开头", "does not begin with a number"},
             {"请写数值和单位，例如 2400 t/d", "write a number and a unit, such as '2400 t/d'"});
    if (rest.size() > 1 && quantity.mantissa == 0 && (rest[0] == 'x' || rest[0] == 'X'))
      refuse(whole, {"是十六进制数", "is hexadecimal"}, {"请写十进制数", "write it in decimal"});
    if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      if (run(true) == 0)
        refuse(whole, {"的数字以小数点结尾", "ends its number with a point"}, {"请在后面补数字：5.0", "write digits behind it: 5.0"});
    }
    exponent();
    if (negative) quantity.mantissa = -quantity.mantissa;
    if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) refuse_comma(whole, before, rest);
    if (std::abs(quantity.exponent) > longest_exponent && quantity.mantissa != 0)
      refuse(whole, {"过大或过小", "is too large or too small"}, {"请检查指数", "check the exponent"});
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
    if (digits_again) refuse(whole, {"的数字中间有空格", "has a blank inside the number"}, {"请写 1000 或 1_000", "write 1000 or 1_000"});
    quantity.unit = parse_unit(rest);
    quantity.unit_text = std::string(multiplier) + std::string(rest);
  }
};

/// A ratio of two whole numbers, in lowest terms; both below 2^126.
struct Ratio {
  Wide up, down;
};

/// Mostly of numbers of 64 bits, which are divided many times faster.
Wide common_divisor(Wide a, Wide b) {
  constexpr Wide word = Wide{1} << 63;
  while (b != 0) {
    if (-word < a && a < word && -word < b && b < word) return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
    a = std::exchange(b, a % b);
  }
  return a < 0 ? -a : a;
}

void scale(Wide& into, Wide& against, Wide factor, std::string_view what) {
  if (factor == 1) return;
  const Wide common = against == 1 ? 1 : common_divisor(factor, against);
  if (common != 1) against /= common;
  constexpr Wide limit = Wide{1} << 126;
  if (__builtin_mul_overflow(into, factor / common, &into) || into >= limit || into <= -limit)
    throw QuantityError(Kind::overflow,
                        {"数值过大，无法用“" + std::string(what) + "”表示", "value in '" + std::string(what) + "' does not fit"},
                        {"请减少位数或改用较小的数", "use fewer digits or a smaller number"});
}

Message expected(const Dimension& dimension, std::string_view unit) {
  std::string example = example_of(dimension);
  if (example.empty()) example = "10 " + std::string(unit);
  const Message wanted = describe(dimension);
  return {"应为" + wanted.zh + "，例如“" + example + "”", "expected " + wanted.en + " such as '" + example + "'"};
}

/// People write 14 kg/d of what one person brings out, and 140 vehicles as 140; a share counts nothing.
bool leaves_things_out(const Unit& written, const Dimension& wanted) {
  if (written.share || written.dimension.things != Dimension{}.things) return false;
  Dimension bare = wanted;
  bare.things = {};
  return written.dimension == bare;
}

void check_dimension(const Quantity& quantity, const Unit& target, std::string_view unit) {
  if (quantity.unit_text.empty()) {
    const bool bare = unit == "1" || is_count(target.dimension);
    if (!bare) throw QuantityError(Kind::missing_unit, {"缺少单位", "unit missing"}, expected(target.dimension, unit));
  } else if (quantity.unit.dimension != target.dimension && !leaves_things_out(quantity.unit, target.dimension)) {
    const Message wanted = expected(target.dimension, unit), got = describe(quantity.unit.dimension), asked = describe(target.dimension);
    throw QuantityError(Kind::dimension,
                        {wanted.zh + "，实为" + got.zh + "（“" + quantity.unit_text + "”）",
                         wanted.en + ", got " + got.en + " ('" + quantity.unit_text + "')"},
                        {"请改用" + asked.zh + "的单位", "give it in a unit of " + asked.en});
  }
}

/// `into` times 10^exponent.
void scale_by_ten(Wide& into, Wide& against, int exponent, std::string_view what) {
  constexpr int digits = 18;  // of 64 bits
  while (exponent > 0) {
    std::int64_t power = 1;
    const int step = std::min(exponent, digits);
    for (int i = 0; i < step; ++i) power *= 10;
    scale(into, against, power, what);
    exponent -= step;
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
  scale_by_ten(ratio.up, ratio.down, quantity.exponent, unit);
  scale_by_ten(ratio.down, ratio.up, -quantity.exponent, unit);
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
  if (scanner.whole.empty())
    throw QuantityError(Kind::number, {"缺少数值", "number missing"},
                        {"请写数值和单位，例如 2400 t/d", "write a number and a unit, such as '2400 t/d'"});
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
    throw QuantityError(Kind::overflow,
                        {"数值过大，以“" + std::string(unit) + "”计超出64位整数",
                         "value in '" + std::string(unit) + "' does not fit 64 bits"},
                        {"请改用较小的数", "use a smaller number"});
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
