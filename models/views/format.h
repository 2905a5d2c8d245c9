// Formats numbers and labels for people, in both languages: 万吨 and 亿元 in Chinese, kt and million CNY in English. The only place
// that rounds for reading; machine-readable output has full precision.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/catalogue.h"
#include "models/district/stream.h"

namespace waste {

enum class Language { en, zh };

/// The label in a language, or in the other one if missing.
const std::string& in(Language language, const Label& label);
/// A text of the catalogue, which exists in both languages.
inline const char* in(Language language, const sim::Text& text) { return language == Language::zh ? text.zh : text.en; }

/// Four significant digits, integers from 1000 on, never an exponent below 10^15: "0.3312", "80.2", "1286". "–" for NaN.
std::string number(double value);

/// With all digits, for CSV; empty for NaN and infinity.
std::string digits(double value);

/// To six significant digits: what a spreadsheet needs of a simulated number.
double rounded(double value);

/// All digits, never an exponent, so that no spreadsheet takes it for text; empty for NaN and infinity.
std::string decimal(double value);

/// A unit as displayed, and the factor to convert a value to it: grams become 万吨 or kt.
struct ReadableUnit {
  std::string text;
  double factor = 1;
};
ReadableUnit readable_unit(std::string_view unit, double largest, Language language);

/// "1100 t/d", "26.6 万吨", "30 million CNY": a value in `unit` ("g/d", "g", "fen", "s", ...) for people.
std::string quantity(double value, std::string_view unit, Language language);

/// A rate in grams per day: "1100 t/d", "1100 吨/日".
inline std::string rate(std::int64_t grams_per_day, Language language) {
  return quantity(static_cast<double>(grams_per_day), "g/d", language);
}

}  // namespace waste
