#include "models/views/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace waste {
namespace {

struct Row {
  const char* unit;
  double from;     // smallest value, in `unit`, for which the row is used
  double factor;
  const char* en;
  double from_zh;
  double factor_zh;
  const char* zh;
};

// Larger scales first within one unit.
constexpr Row rows[] = {
    {"g", 1e9, 1e-9, "kt", 1e10, 1e-10, "万吨"},
    {"g", 1e6, 1e-6, "t", 1e6, 1e-6, "吨"},
    {"g", 1e3, 1e-3, "kg", 1e3, 1e-3, "千克"},
    {"g", 0, 1, "g", 0, 1, "克"},
    {"t", 1e3, 1e-3, "kt", 1e4, 1e-4, "万吨"},
    {"t", 0, 1, "t", 0, 1, "吨"},
    {"t/a", 1e3, 1e-3, "kt/a", 1e4, 1e-4, "万吨/年"},
    {"t/a", 0, 1, "t/a", 0, 1, "吨/年"},
    {"g/d", 0, 1e-6, "t/d", 0, 1e-6, "吨/日"},
    {"t/d", 0, 1, "t/d", 0, 1, "吨/日"},
    {"g/a", 0, 1, "g/a", 0, 1e-6, "吨/年"},
    {"g/h", 0, 1, "g/h", 0, 1e-6, "吨/时"},
    {"d", 0, 1, "d", 0, 1, "天"},
    {"m3", 0, 1, "m3", 0, 1, "立方米"},
    {"m2", 0, 1, "m2", 0, 1, "平方米"},
    {"fen", 1e8, 1e-8, "million CNY", 1e10, 1e-10, "亿元"},
    {"fen", 0, 1e-2, "CNY", 1e6, 1e-6, "万元"},
    {"fen", 0, 1e-2, "CNY", 0, 1e-2, "元"},
    {"CNY", 1e6, 1e-6, "million CNY", 1e8, 1e-8, "亿元"},
    {"CNY", 0, 1, "CNY", 1e4, 1e-4, "万元"},
    {"CNY", 0, 1, "CNY", 0, 1, "元"},
    {"fen/t", 0, 1e-2, "CNY/t", 0, 1e-2, "元/吨"},
    {"t/万元", 0, 1, "t/10k CNY", 0, 1, "吨/万元"},
    {"s", 259'200, 1.0 / 86'400, "d", 259'200, 1.0 / 86'400, "天"},
    {"s", 3600, 1.0 / 3600, "h", 3600, 1.0 / 3600, "小时"},
    {"s", 60, 1.0 / 60, "min", 60, 1.0 / 60, "分钟"},
    {"s", 0, 1, "s", 0, 1, "秒"},
    {"h", 0, 1, "h", 0, 1, "小时"},
    {"min", 0, 1, "min", 0, 1, "分钟"},
    {"kWh/t", 0, 1, "kWh/t", 0, 1, "千瓦时/吨"},
    {"vehicle", 0, 1, "vehicles", 0, 1, "辆"},
    {"person", 0, 1, "persons", 0, 1, "人"},
    {"firm", 0, 1, "firms", 0, 1, "家"},
    {"line", 0, 1, "lines", 0, 1, "条"},
    {"bay", 0, 1, "bays", 0, 1, "个"},
    {"bed", 0, 1, "beds", 0, 1, "张"},
    {"head", 0, 1, "heads", 0, 1, "头"},
    {"firm/a", 0, 1, "firms/a", 0, 1, "家/年"},
    {"project/a", 0, 1, "projects/a", 0, 1, "项/年"},
    {"g/person/d", 0, 1e-3, "kg/person/d", 0, 1e-3, "千克/(人·日)"},
    {"g/bed/d", 0, 1e-3, "kg/bed/d", 0, 1e-3, "千克/(床·日)"},
    {"g/head/d", 0, 1e-3, "kg/head/d", 0, 1e-3, "千克/(头·日)"},
    {"g/firm/d", 0, 1e-3, "kg/firm/d", 0, 1e-3, "千克/(家·日)"},
    {"1/a", 0, 100, "%/a", 0, 100, "%/年"},
    {"%/a", 0, 1, "%/a", 0, 1, "%/年"},
    {"percent", 0, 1, "%", 0, 1, "%"},
    {"家", 0, 1, "firms", 0, 1, "家"},
    {"个", 0, 1, "items", 0, 1, "个"},
    {"项", 0, 1, "items", 0, 1, "项"},
    {"人", 0, 1, "persons", 0, 1, "人"},
    {"定性", 0, 1, "words", 0, 1, "定性"},
    {"1", 0, 1, "", 0, 1, ""},
};

}  // namespace

const std::string& in(Language language, const Label& label) {
  const std::string& wanted = language == Language::zh ? label.zh : label.en;
  return !wanted.empty() ? wanted : language == Language::zh ? label.en : label.zh;
}

std::string number(double value) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  if (value == 0) return "0";
  char text[64];
  const double size = std::abs(value);
  if (size >= 1e15 || size < 1e-6) {
    std::snprintf(text, sizeof text, "%.3e", value);
    return text;
  }
  // Decimals such that four digits are significant; rounding may carry into an extra digit, which is harmless.
  const int digits = std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 0, 9);
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string result = text;
  if (result.find('.') != std::string::npos) {
    result.erase(result.find_last_not_of('0') + 1);
    if (result.back() == '.') result.pop_back();
  }
  return result == "-0" ? "0" : result;
}

std::string digits(double value) {
  if (!std::isfinite(value)) return "";
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

double rounded(double value) {
  if (!std::isfinite(value) || value == 0) return value;
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 5).ptr;
  double result = value;
  std::from_chars(text, end, result);
  return result;
}

std::string decimal(double value) {
  if (!std::isfinite(value)) return "";
  char text[400];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr};
}

ReadableUnit readable_unit(std::string_view unit, double largest, Language language) {
  const double size = std::abs(largest);
  for (const Row& row : rows) {
    if (unit != row.unit) continue;
    if (language == Language::zh && !(size < row.from_zh)) return {row.zh, row.factor_zh};
    if (language == Language::en && !(size < row.from)) return {row.en, row.factor};
  }
  return {std::string(unit), 1};
}

std::string quantity(double value, std::string_view unit, Language language) {
  const ReadableUnit shown = readable_unit(unit, value, language);
  return number(value * shown.factor) + (shown.text.empty() ? "" : " " + shown.text);
}

}  // namespace waste
