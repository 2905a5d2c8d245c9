// The table of units, and the parser of composed units.
#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/quantity.h"
#include "engine/base/utf8.h"

namespace sim {
namespace {

struct Row {
  std::string_view names;  // separated by blanks; the first is the one shown in messages
  Dimension dimension;
  std::int64_t numerator = 1, denominator = 1;  // to base units
};

constexpr Dimension mass{.mass = 1}, span{.time = 1}, money{.money = 1}, length{.length = 1}, area{.length = 2}, volume{.length = 3},
    energy{.energy = 1}, power{.time = -1, .energy = 1}, count{.count = 1};

constexpr Row table[] = {
    {"1", {}},
    {"%", {}, 1, 100},
    {"‰", {}, 1, 1000},
    {"mg 毫克", mass, 1, 1000},
    {"g 克", mass},
    {"kg 千克 公斤", mass, 1000},
    {"t 吨", mass, 1'000'000},
    {"kt 千吨", mass, 1'000'000'000},
    {"s 秒", span},
    {"min 分钟 分", span, 60},
    {"h 小时 时 hour hours", span, 3600},
    {"d 天 日 day days", span, 86'400},
    {"week weeks 周", span, 604'800},
    {"a 年 year years", span, 31'536'000},
    {"fen", money},
    {"CNY 元 yuan", money, 100},
    {"m 米", length},
    {"km 千米 公里", length, 1000},
    {"m2 m² 平方米", area},
    {"km2 km² 平方公里 平方千米", area, 1'000'000},
    {"ha 公顷", area, 10'000},
    {"mu 亩", area, 2000, 3},
    {"m3 m³ 立方米", volume},
    {"J", energy},
    {"kJ", energy, 1000},
    {"MJ", energy, 1'000'000},
    {"GJ", energy, 1'000'000'000},
    {"kWh 千瓦时", energy, 3'600'000},
    {"MWh", energy, 3'600'000'000},
    {"kW 千瓦", power, 1000},
    {"MW 兆瓦", power, 1'000'000},
    {"persons person 人 people cap", count},
    {"vehicles vehicle 辆 trucks truck", count},
    {"firms firm 家", count},
    {"lines line 条", count},
    {"bays bay", count},
    {"sites site 座 处 个", count},
    {"machines machine 台", count},
    {"households household 户", count},
    {"beds bed 床 张", count},
    {"projects project 项", count},
    {"trips trip 次", count},
    {"loads load 车", count},
    {"heads head 头", count},
    {"mines mine", count},
    {"count", count},
};

using Kind = QuantityError::Kind;

/// Calls `use(name)` for every blank-separated name.
template <class Use>
void each_name(std::string_view names, Use use) {
  while (!names.empty()) {
    const auto blank = std::min(names.find(' '), names.size());
    use(names.substr(0, blank));
    names.remove_prefix(std::min(blank + 1, names.size()));
  }
}

/// Index from name to row: a scenario looks up thousands of units.
std::map<std::string_view, const Row*> rows_by_name() {
  std::map<std::string_view, const Row*> rows;
  for (const Row& row : table) each_name(row.names, [&](std::string_view name) { rows.emplace(name, &row); });
  return rows;
}

const Row* find_row(std::string_view name) {
  static const std::map<std::string_view, const Row*> rows = rows_by_name();
  const auto at = rows.find(name);
  return at == rows.end() ? nullptr : at->second;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const Row& row : table) each_name(row.names, [&](std::string_view name) { names.emplace_back(name); });
  return names;
}

std::string shown_names() {
  std::string text;
  for (const Row& row : table) {
    if (!text.empty()) text += ", ";
    text += row.names.substr(0, row.names.find(' '));
  }
  return text;
}

[[noreturn]] void unknown_unit(std::string_view name) {
  const std::string text{name};
  const std::string message = "unknown unit '" + text + "'";
  for (const char* month : {"month", "months", "月", "个月"})
    if (text == month)
      throw QuantityError(Kind::unit, message, "a month has 28 to 31 days and is no unit: write days ('d') or years ('a')");
  if (text.find("％") != std::string::npos) throw QuantityError(Kind::unit, message, "the percent sign is full-width: write '%'");
  if (!text.empty() && text[0] >= '0' && text[0] <= '9')
    throw QuantityError(Kind::unit, message, "no blanks inside a number: write 1000 or 1_000");
  const std::string near = nearest(text, all_names());
  throw QuantityError(Kind::unit, message,
                      (near.empty() ? "" : "did you mean '" + near + "'? ") + std::string("known units: ") + shown_names());
}

/// Consumes a leading 万 or 亿.
std::int64_t take_multiplier(std::string_view& name) {
  for (const auto& [word, factor] : {std::pair<std::string_view, std::int64_t>{"万", 10'000}, {"亿", 100'000'000}}) {
    if (!name.starts_with(word)) continue;
    name.remove_prefix(word.size());
    return factor;
  }
  return 1;
}

void multiply(std::int64_t& into, std::int64_t factor, std::string_view text) {
  if (__builtin_mul_overflow(into, factor, &into))
    throw QuantityError(Kind::overflow, "unit '" + std::string(text) + "' is too large to be exact", "use smaller units");
}

void add(std::int8_t& exponent, std::int8_t other, int sign) {
  exponent = static_cast<std::int8_t>(std::clamp(exponent + sign * other, -100, 100));
}

void combine(Unit& unit, const Unit& factor, bool divide, std::string_view text) {
  std::int64_t up = divide ? factor.denominator : factor.numerator;
  std::int64_t down = divide ? factor.numerator : factor.denominator;
  const auto reduce = [](std::int64_t& a, std::int64_t& b) {
    const std::int64_t common = std::gcd(a, b);
    a /= common;
    b /= common;
  };
  reduce(up, unit.denominator);
  reduce(unit.numerator, down);
  multiply(unit.numerator, up, text);
  multiply(unit.denominator, down, text);
  const int sign = divide ? -1 : 1;
  Dimension& into = unit.dimension;
  add(into.mass, factor.dimension.mass, sign);
  add(into.time, factor.dimension.time, sign);
  add(into.money, factor.dimension.money, sign);
  add(into.length, factor.dimension.length, sign);
  add(into.energy, factor.dimension.energy, sign);
  add(into.count, factor.dimension.count, sign);
}

Unit parse_name(std::string_view name) {
  std::string_view rest = name;
  const Row* row = find_row(name);
  const std::int64_t factor = row ? 1 : take_multiplier(rest);
  if (!row) row = find_row(rest);
  if (!row) unknown_unit(name);
  Unit unit{row->dimension, row->numerator, row->denominator};
  if (factor > 1) combine(unit, Unit{{}, factor, 1}, false, name);
  return unit;
}

/// Names joined by blanks or '·', all on the same side of the '/'.
void parse_product(std::string_view text, bool divide, Unit& unit, std::string_view whole) {
  constexpr std::string_view dot = "·";
  text = trim(text);
  if (text.empty())
    throw QuantityError(Kind::unit, "unit '" + std::string(whole) + "' has nothing on one side of '/'", "write it as 't/d' or '1/a'");
  while (!text.empty()) {
    const auto end = std::min({text.find(' '), text.find(dot), text.size()});
    combine(unit, parse_name(text.substr(0, end)), divide, whole);
    text.remove_prefix(end);
    if (text.starts_with(dot)) text.remove_prefix(dot.size());
    text = trim(text);
  }
}

std::string noun(std::string_view name, int exponent) {
  if (name == "length" && exponent == 2) return "area";
  if (name == "length" && exponent == 3) return "volume";
  std::string text{name};
  for (int i = 1; i < exponent; ++i) text += " times " + std::string(name);
  return text;
}

}  // namespace

Unit parse_unit(std::string_view text) {
  text = trim(text);
  const std::string_view whole = text;
  if (text.empty()) throw QuantityError(Kind::unit, "unit missing", "known units: " + shown_names());
  Unit unit;
  for (bool divide = false;; divide = true) {
    const auto slash = text.find('/');
    parse_product(text.substr(0, slash), divide, unit, whole);
    if (slash == std::string_view::npos) return unit;
    text.remove_prefix(slash + 1);
  }
}

std::string describe(const Dimension& dimension) {
  const std::pair<const char*, int> parts[] = {{"mass", dimension.mass},     {"money", dimension.money}, {"energy", dimension.energy},
                                               {"length", dimension.length}, {"count", dimension.count}, {"time", dimension.time}};
  std::string above, below;
  for (const auto& [name, exponent] : parts) {
    if (exponent > 0) above += (above.empty() ? "" : " times ") + noun(name, exponent);
    if (exponent < 0) below += " per " + noun(name, -exponent);
  }
  if (above.empty() && below.empty()) return "number";
  return above.empty() ? "number" + below : above + below;
}

std::string example_of(const Dimension& dimension) {
  for (const char* text : {"2400 t/d", "150 t",   "30 min",           "3000 万元",   "120 CNY/t", "500 万元/a", "12 km", "40 km/h",
                           "20 ha",    "3000 m3", "13 万m3/a",        "1.4 t/m3",    "560 kWh/t", "90 MJ",      "18 MW", "5 %",
                           "2 %/a",    "140",     "1.08 kg/person/d", "0.33 t/万元", "4 CNY/km",  "3 firms/a"}) {
    const Quantity quantity = parse_quantity(text);
    const Unit unit = quantity.unit_text.empty() ? Unit{count, 1, 1} : quantity.unit;
    if (unit.dimension == dimension) return text;
  }
  return "";
}

}  // namespace sim
