// The table of units, and the parser of composed units.
#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <unordered_map>
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
    energy{.energy = 1}, power{.time = -1, .energy = 1};

constexpr Row table[] = {
    {"1 个 count", {}},  // 个 counts whatever is asked for
    {"% percent", {}, 1, 100},
    {"‰", {}, 1, 1000},
    {"mg 毫克", mass, 1, 1000},
    {"g 克 gram grams", mass},
    {"kg 千克 公斤", mass, 1000},
    {"t 吨 tonne tonnes", mass, 1'000'000},
    {"kt 千吨", mass, 1'000'000'000},
    {"Mt 百万吨", mass, 1'000'000'000'000},
    {"s 秒 sec second seconds", span},
    {"min 分钟 分 minute minutes", span, 60},
    {"h 小时 时 hr hour hours", span, 3600},
    {"d 天 日 day days", span, 86'400},
    {"week 周 weeks", span, 604'800},
    {"a 年 yr year years", span, 31'536'000},
    {"fen", money},
    {"CNY 元 yuan RMB 人民币 ¥ ￥", money, 100},
    {"m 米", length},
    {"km 千米 公里", length, 1000},
    {"m2 m² 平方米", area},
    {"km2 km² 平方公里 平方千米", area, 1'000'000},
    {"ha 公顷", area, 10'000},
    {"mu 亩", area, 2000, 3},
    {"L 升", volume, 1, 1000},
    {"m3 m³ 立方米 方", volume},
    {"J", energy},
    {"kJ", energy, 1000},
    {"MJ", energy, 1'000'000},
    {"GJ", energy, 1'000'000'000},
    {"kWh 千瓦时 度", energy, 3'600'000},
    {"MWh", energy, 3'600'000'000},
    {"kW 千瓦", power, 1000},
    {"MW 兆瓦", power, 1'000'000},
    {"persons 人 person people cap capita", counting(Thing::person)},
    {"households 户 household", counting(Thing::household)},
    {"vehicles 辆 vehicle trucks truck", counting(Thing::vehicle)},
    {"firms 家 firm enterprises enterprise institutions institution 所", counting(Thing::firm)},
    {"lines 条 line", counting(Thing::line)},
    {"bays bay", counting(Thing::bay)},
    {"sites 座 处 site", counting(Thing::site)},
    {"machines 台 machine", counting(Thing::machine)},
    {"beds 床 张 bed", counting(Thing::bed)},
    {"projects 项 project", counting(Thing::project)},
    {"trips 次 trip", counting(Thing::trip)},
    {"loads 车 load", counting(Thing::load)},
    {"heads 头 head", counting(Thing::head)},
    {"mines mine", counting(Thing::mine)},
};

struct ThingName {
  const char *one, *several, *zh;
};

constexpr std::array<ThingName, static_cast<std::size_t>(Thing::count_)> thing_names{{{"person", "persons", "人数"},
                                                                                      {"household", "households", "户数"},
                                                                                      {"vehicle", "vehicles", "车辆数"},
                                                                                      {"firm", "firms", "单位数"},
                                                                                      {"line", "lines", "生产线数"},
                                                                                      {"bay", "bays", "卸料位数"},
                                                                                      {"site", "sites", "设施数"},
                                                                                      {"machine", "machines", "设备台数"},
                                                                                      {"bed", "beds", "床位数"},
                                                                                      {"project", "projects", "项目数"},
                                                                                      {"trip", "trips", "次数"},
                                                                                      {"load", "loads", "车数"},
                                                                                      {"head", "heads", "头数"},
                                                                                      {"mine", "mines", "矿山数"}}};

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
std::unordered_map<std::string_view, const Row*> rows_by_name() {
  std::unordered_map<std::string_view, const Row*> rows;
  for (const Row& row : table) each_name(row.names, [&](std::string_view name) { rows.emplace(name, &row); });
  return rows;
}

const Row* find_row(std::string_view name) {
  static const std::unordered_map<std::string_view, const Row*> rows = rows_by_name();
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
  const Message message{"不认识单位“" + text + "”", "unknown unit '" + text + "'"};
  for (const char* month : {"month", "months", "月", "个月"})
    if (text == month)
      throw QuantityError(Kind::unit, message,
                          {"每月天数不等，月不能作单位：请用天（d）或年（a）",
                           "a month has 28 to 31 days and is no unit: write days ('d') or years ('a')"});
  for (const char* ton : {"ton", "tons"})
    if (text == ton)
      throw QuantityError(Kind::unit, message,
                          {"ton 有长吨、短吨之分；公吨请写 t 或 吨", "there are long and short tons: write t for tonnes"});
  if (text.find("％") != std::string::npos)
    throw QuantityError(Kind::unit, message, {"百分号是全角的：请写 %", "the percent sign is full-width: write '%'"});
  if (!text.empty() && text[0] >= '0' && text[0] <= '9')
    throw QuantityError(Kind::unit, message, {"数字中间不能有空格：请写 1000 或 1_000", "no blanks inside a number: write 1000 or 1_000"});
  const std::string near = nearest(text, all_names());
  throw QuantityError(Kind::unit, message,
                      {(near.empty() ? "" : "是否为“" + near + "”？") + std::string("可用单位：") + shown_names(),
                       (near.empty() ? "" : "did you mean '" + near + "'? ") + std::string("known units: ") + shown_names()});
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
    throw QuantityError(Kind::overflow,
                        {"单位“" + std::string(text) + "”过大，无法精确换算", "unit '" + std::string(text) + "' is too large to be exact"},
                        {"请用较小的单位", "use smaller units"});
}

void add(std::int8_t& exponent, std::int8_t other, int sign) {
  exponent = static_cast<std::int8_t>(std::clamp(exponent + sign * other, -100, 100));
}

void combine(Unit& unit, const Unit& factor, bool divide, std::string_view text) {
  std::int64_t up = divide ? factor.denominator : factor.numerator;
  std::int64_t down = divide ? factor.numerator : factor.denominator;
  const auto reduce = [](std::int64_t& a, std::int64_t& b) {
    if (a == 1 || b == 1) return;
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
  if (factor.dimension.things != Dimension{}.things)
    for (std::size_t i = 0; i < into.things.size(); ++i) add(into.things[i], factor.dimension.things[i], sign);
  unit.share = unit.share || factor.share;
}

Unit parse_name(std::string_view name) {
  std::string_view rest = name;
  const Row* row = find_row(name);
  const std::int64_t factor = row ? 1 : take_multiplier(rest);
  if (!row) row = find_row(rest);
  if (!row) unknown_unit(name);
  const bool share = row->dimension == Dimension{} && row->denominator > 1;
  Unit unit{row->dimension, row->numerator, row->denominator, share};
  if (factor > 1) combine(unit, Unit{{}, factor, 1}, false, name);
  return unit;
}

/// Names joined by blanks, '·' or '*', all on the same side of the '/'; they may stand in parentheses.
void parse_product(std::string_view text, bool divide, Unit& unit, std::string_view whole) {
  constexpr std::array<std::string_view, 4> joints{" ", "·", "⋅", "*"};
  text = trim(text);
  if (text.starts_with('(') && text.ends_with(')')) text = trim(text.substr(1, text.size() - 2));
  if (text.empty())
    throw QuantityError(Kind::unit,
                        {"单位“" + std::string(whole) + "”的“/”一侧是空的",
                         "unit '" + std::string(whole) + "' has nothing on one side of '/'"},
                        {"请写成 t/d 或 1/a", "write it as 't/d' or '1/a'"});
  while (!text.empty()) {
    std::size_t end = text.size(), joint = 0;
    for (const std::string_view each : joints)
      if (const auto at = text.find(each); at < end) end = at, joint = each.size();
    combine(unit, parse_name(text.substr(0, end)), divide, whole);
    text.remove_prefix(end == text.size() ? end : end + joint);
    text = trim(text);
  }
}

/// The word for a power of a dimension.
std::string noun(const std::string& name, int exponent) {
  for (const auto& [length, area, volume] : {std::array{"length", "area", "volume"}, {"长度", "面积", "体积"}}) {
    if (name == length && exponent == 2) return area;
    if (name == length && exponent == 3) return volume;
  }
  std::string text = name;
  for (int i = 1; i < exponent; ++i) text += "×" + name;
  return text;
}

}  // namespace

Unit parse_unit(std::string_view text) {
  text = trim(text);
  const std::string_view whole = text;
  if (text == "1") return {};
  if (text.empty())
    throw QuantityError(Kind::unit, {"缺少单位", "unit missing"}, {"可用单位：" + shown_names(), "known units: " + shown_names()});
  Unit unit;
  for (bool divide = false;; divide = true) {
    const auto slash = text.find('/');
    parse_product(text.substr(0, slash), divide, unit, whole);
    if (slash == std::string_view::npos) return unit;
    text.remove_prefix(slash + 1);
  }
}

bool is_count(const Dimension& dimension) {
  return std::any_of(std::begin(table), std::end(table),
                     [&](const Row& row) { return row.dimension == dimension && row.dimension.things != Dimension{}.things; });
}

Message describe(const Dimension& dimension) {
  Message above, below;
  const auto take = [&](const Message& one, const char* several, int exponent) {
    if (exponent > 0) above.en += (above.empty() ? "" : " times ") + noun(several, exponent);
    if (exponent > 0) above.zh += (above.zh.empty() ? "" : "×") + noun(one.zh, exponent);
    if (exponent < 0) below.en += " per " + noun(one.en, -exponent);
    if (exponent < 0) below.zh += "/" + noun(one.zh, -exponent);
  };
  take({"质量", "mass"}, "mass", dimension.mass);
  take({"金额", "money"}, "money", dimension.money);
  take({"能量", "energy"}, "energy", dimension.energy);
  take({"长度", "length"}, "length", dimension.length);
  for (std::size_t i = 0; i < thing_names.size(); ++i)
    take({thing_names[i].zh, thing_names[i].one}, thing_names[i].several, dimension.things[i]);
  take({"时间", "time"}, "time", dimension.time);
  if (above.empty()) above = Message{below.empty() ? "数值" : "1", "number"};
  return {above.zh + below.zh, above.en + below.en};
}

std::string example_of(const Dimension& dimension) {
  for (const char* text :
       {"2400 t/d", "150 t",         "30 min",           "3000 万元",   "120 CNY/t", "500 万元/a", "12 km",       "40 km/h",
        "20 ha",    "3000 m3",       "13 万m3/a",        "1.4 t/m3",    "560 kWh/t", "90 MJ",      "18 MW",       "5 %",
        "2 %/a",    "30 projects/a", "1.08 kg/person/d", "0.33 t/万元", "4 CNY/km",  "3 firms/a",  "4 kg/head/d", "0.5 kg/bed/d"}) {
    if (parse_quantity(text).unit.dimension == dimension) return text;
  }
  for (std::size_t i = 0; i < thing_names.size(); ++i)
    if (dimension == counting(static_cast<Thing>(i))) return std::string("140 ") + thing_names[i].several;
  return "";
}

}  // namespace sim
