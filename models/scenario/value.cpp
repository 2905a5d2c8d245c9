#include "models/scenario/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>
#include <utility>

#include "engine/base/time.h"
#include "engine/base/utf8.h"
#include "models/scenario/merge.h"
#include "models/scenario/ranges.h"

namespace waste {
namespace {

using Kind = sim::QuantityError::Kind;

const char* code_of(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::unit: return "E0104";
    case Kind::missing_unit:
    case Kind::dimension: return "E0105";
    case Kind::overflow: return "E0106";
  }
  return "E0104";
}

/// Six digits at most, "1e13" rather than "1e+13".
std::string short_text(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6).ptr;
  std::string text(buffer, end);
  if (const auto plus = text.find("e+"); plus != std::string::npos) {
    text.erase(plus + 1, 1);
    if (text[plus + 1] == '0') text.erase(plus + 1, 1);
  }
  return text;
}

/// `value`, in `from`, as a multiple of `to`.
double rescale(double value, const sim::Unit& from, const sim::Unit& to) {
  const double up = static_cast<double>(from.numerator) * static_cast<double>(to.denominator);
  const double down = static_cast<double>(from.denominator) * static_cast<double>(to.numerator);
  return value * up / down;
}

}  // namespace

ValueReader::ValueReader(Fields& fields, std::string name)
    : fields_(fields), name_(std::move(name)), ranges_(may_have_ranges(fields.path() + "." + name_)) {}

void ValueReader::error(const Node& node, std::string code, sim::Message message, sim::Message hint, sim::Message note) {
  const int length = static_cast<int>(sim::count_characters(node.text));
  fields_.error(node.place, std::move(code), std::move(message), std::move(hint), std::move(note), length);
}

void ValueReader::refuse(const Node& node, const sim::Message& message, const sim::Message& advice, const std::string& what,
                         const std::string& word, const std::vector<std::string>& known) {
  const sim::Message near = near_hint(word, known);
  error(node, "E0107", message, near.empty() ? advice : near, known_note(what, known));
}

void ValueReader::unknown(const Node& node, const std::string& what, const std::string& name, const std::vector<std::string>& known) {
  const std::string zh = in_chinese(what);
  refuse(node, {name_ + "：未知的" + zh + "“" + name + "”", name_ + ": unknown " + what + " '" + name + "'"},
         {"请写已有的" + zh, "name a " + what + " that exists"}, what + "s", name, known);
}

bool ValueReader::only_keys(const Node& map, const std::vector<std::string>& known) {
  bool all = true;
  for (const auto& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    all = false;
    fields_.error(entry.place, "E0102", unknown_key(entry.key), known_key(entry.key, known), known_note("keys", known),
                  static_cast<int>(sim::count_characters(entry.key)));
  }
  return all;
}

bool ValueReader::text(const Node& node, std::string& value) {
  if (node.type != Node::Type::scalar) {
    error(node, "E0103", {"“" + name_ + "”应是单个值", "'" + name_ + "' must be a single value"},
          {"请写" + name_ + ": value", "write " + name_ + ": value"});
    return false;
  }
  value = node.text;
  return true;
}

template <class Convert>
bool ValueReader::quantity(const Node& node, Convert convert) {
  std::string written;
  if (!text(node, written)) return false;
  try {
    const sim::Quantity quantity = sim::parse_quantity(written);
    return convert(quantity);
  } catch (const sim::QuantityError& problem) {
    const sim::Message& message = problem.message();
    error(node, code_of(problem.kind()), {name_ + "：" + message.zh, name_ + ": " + message.en}, problem.hint());
    return false;
  }
}

template <class Value, class Read>
bool ValueReader::range(const Node& node, Value& value, Read read) {
  ranges_ = false;  // an end is a single value
  std::array<Value, std::size(range_keys)> ends{};
  bool sound = only_keys(node, {std::begin(range_keys), std::end(range_keys)});
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const Node* end = node.find(range_keys[i]);
    if (!end)
      error(node, "E0101",
            {"“" + name_ + "”的范围缺少键“" + range_keys[i] + "”", "the range of '" + name_ + "' lacks key '" + range_keys[i] + "'"},
            sim::typed("{low: 10 %, mode: 35 %, high: 60 %}"));
    end_ = range_keys[i] != std::string_view("mode");
    sound = end && read(*end, ends[i]) && sound;
  }
  ranges_ = true;
  end_ = false;
  if (!sound) return false;
  // Counts may round to the same: 1.6 and 2.4 vehicles.
  const bool apart = ends[0] < ends[2] || (std::is_integral_v<Value> && node.find("low")->text != node.find("high")->text);
  const bool in_order = ends[0] <= ends[1] && ends[1] <= ends[2];
  if (!in_order)
    error(node, "E0111", {name_ + "：low、mode、high顺序不对", name_ + ": low, mode and high are not in order"},
          {"应满足low <= mode <= high", "keep low <= mode <= high"});
  else if (!apart)
    error(node, "E0770", {name_ + "：范围的上下限相同", name_ + ": both ends of the range are the same"},
          {"不确定时请写出范围，否则只写一个值", "two ends that differ, or a single value"});
  else value = ends[1];
  return in_order && apart;
}

bool ValueReader::integer(const Node& node, const char* unit, std::int64_t& value, Limits limits) {
  if (is_range_here(node)) return range(node, value, [&](const Node& end, auto& of_end) { return integer(end, unit, of_end, limits); });
  return quantity(node, [&](const sim::Quantity& quantity) {
    const std::int64_t whole = sim::to_integer(quantity, unit);
    const sim::Dimension dimension = sim::parse_unit(unit).dimension;
    const bool things = dimension == sim::Dimension{} || sim::is_count(dimension);
    if (things && !end_ && !sim::is_whole(quantity, unit)) {
      error(node, "E0110", {name_ + "：“" + node.text + "”不是整数", name_ + ": '" + node.text + "' is not a whole number"},
            {"请写" + std::to_string(whole), "write " + std::to_string(whole)});
      return false;
    }
    if (!within_limits(node, quantity, sim::to_double(quantity, unit), unit, limits)) return false;
    value = whole;
    return true;
  });
}

bool ValueReader::number(const Node& node, const char* unit, double& value, Limits limits) {
  if (is_range_here(node)) return range(node, value, [&](const Node& end, auto& of_end) { return number(end, unit, of_end, limits); });
  return quantity(node, [&](const sim::Quantity& quantity) {
    const double number = sim::to_double(quantity, unit);
    if (!within_limits(node, quantity, number, unit, limits)) return false;
    value = number;
    return true;
  });
}

bool ValueReader::within_limits(const Node& node, const sim::Quantity& quantity, double value, const char* unit, Limits limits) {
  SIM_ASSERT(limits.low < limits.high);
  const bool bare = quantity.unit_text.empty(), pure = std::string_view(unit) == "1";
  const bool inside = end_ || (value >= limits.low && value <= limits.high);
  if (inside && !(bare && value > limits.bare_high)) return true;
  if (inside) {
    const std::string multiple = short_text(100 * value) + " %";
    error(node, "E0115",
          {name_ + "：" + node.text + "没有单位，也许是百分数", name_ + ": " + node.text + " without a unit may be a percentage"},
          {"请写“" + node.text + " %”或“" + multiple + "”", "write '" + node.text + " %' or '" + multiple + "', whichever is meant"});
    return false;
  }
  const sim::Unit own = sim::parse_unit(unit);
  const sim::Unit shown = bare ? own : sim::parse_unit(quantity.unit_text);
  const std::string suffix = bare ? (pure ? "" : " " + std::string(unit)) : " " + quantity.unit_text;
  const std::string low = short_text(rescale(limits.low, own, shown)), high = short_text(rescale(limits.high, own, shown)) + suffix;
  sim::Message hint{"请改为两者之间的值", "choose a value between the two"};
  if (bare && pure && value > 1 && value / 100 <= limits.high)  // 35 was meant as a share
    hint = {"百分数请写 " + node.text + " %", "write " + node.text + " % if it is a percentage"};
  error(node, "E0106",
        {name_ + "应在" + low + "与" + high + "之间，不能是" + node.text,
         name_ + " must be between " + low + " and " + high + ", not " + node.text},
        hint);
  return false;
}

bool ValueReader::date(const Node& node, sim::Time& value) {
  if (is_range_here(node))
    return range(node, value, [&](const Node& end, auto& of_end) {
      const bool sound = date(end, of_end);
      if (sound && of_end == sim::never)
        error(end, "E0771", {name_ + "：never（永不）不是日期范围的一端", name_ + ": 'never' is no end of a range of dates"},
              {"写日期；不实施请只写 never", "a date; or 'never' alone for what does not begin"});
      return sound && of_end != sim::never;
    });
  std::string written;
  if (!text(node, written)) return false;
  const auto time = written == "never" ? std::optional(sim::never) : sim::parse_time(written);
  if (time) value = *time;
  else
    error(node, "E0108", {name_ + "：“" + written + "”不是日历上的日期", name_ + ": '" + written + "' is not a date of the calendar"},
          {"请写2023、2023-07、2023-07-15、2023-07-15 07:30或never（从不）", "write 2023, 2023-07, 2023-07-15, 2023-07-15 07:30 or never"});
  return time.has_value();
}

bool ValueReader::yes_no(const Node& node, bool& value) {
  std::string written;
  if (!text(node, written)) return false;
  const bool yes = written == "yes" || written == "true";
  const bool no = written == "no" || written == "false";
  if (yes || no) value = yes;
  else
    error(node, "E0109", {name_ + "：“" + written + "”不是yes或no", name_ + ": '" + written + "' is neither yes nor no"},
          {"请写yes或no（是、否），也可写true或false", "write yes or no (or true, false)"});
  return yes || no;
}

}  // namespace waste
