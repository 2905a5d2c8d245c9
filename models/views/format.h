// How numbers and labels look to people, in both languages: 万吨 and 亿元 in Chinese, kt and million CNY in English. The only
// place that rounds for reading; files for machines get all digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/catalogue.h"
#include "models/district/stream.h"

namespace waste {

enum class Language { en, zh };

/// The label in a language, or in the other one when it has none.
const std::string& in(Language language, const Label& label);
/// A text of the catalogue, which is there in both.
inline const char* in(Language language, const sim::Text& text) { return language == Language::zh ? text.zh : text.en; }

/// Four significant digits, whole from 1000 on, never an exponent below 10^15: "0.3312", "80.2", "1286". "–" for NaN.
std::string number(double value);

/// A unit as it is shown, and what a value must be multiplied with: grams become 万吨 or kt.
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
