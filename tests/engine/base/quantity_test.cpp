#include "engine/base/quantity.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/catch.h"

using namespace sim;
using Kind = QuantityError::Kind;

namespace {

std::int64_t whole(const char* text, const char* unit) { return to_integer(parse_quantity(text), unit); }
double real(const char* text, const char* unit) { return to_double(parse_quantity(text), unit); }

/// What a text is refused for, in words; the hint must never be empty.
std::string refusal(const char* text, const char* unit, Kind kind) {
  try {
    to_double(parse_quantity(text), unit);
  } catch (const QuantityError& error) {
    CHECK(error.kind() == kind);
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  FAIL("accepted: " << text);
  return "";
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Units are exact ratios of base units") {
  const Unit rate = parse_unit("t/d");
  CHECK((rate.dimension == Dimension{.mass = 1, .time = -1}));
  CHECK(rate.numerator * 86'400 == rate.denominator * 1'000'000);
  const Unit yearly = parse_unit("万吨/年");
  CHECK(yearly.numerator * 31'536'000 == yearly.denominator * 10'000'000'000);
  Dimension each = counting(Thing::person, -1);
  each.mass = 1, each.time = -1;
  CHECK((parse_unit("kg/person/d").dimension == each));
  CHECK(parse_unit("亿元").numerator == 10'000'000'000);
  CHECK((parse_unit("万m3").dimension == Dimension{.length = 3}));
  CHECK(parse_unit("亩").numerator == 2000);
  CHECK(parse_unit("亩").denominator == 3);
  CHECK((parse_unit("1").dimension == Dimension{}));
  CHECK((parse_unit("t·km").dimension == parse_unit("t km").dimension));
  CHECK((parse_unit("CNY/t km").dimension == Dimension{.mass = -1, .money = 1, .length = -1}));
}

TEST_CASE("English and Chinese spellings of a unit are the same unit") {
  const std::pair<const char*, const char*> pairs[] = {{"t", "吨"},
                                                       {"kg", "千克"},
                                                       {"kg", "公斤"},
                                                       {"d", "天"},
                                                       {"a", "年"},
                                                       {"h", "小时"},
                                                       {"min", "分钟"},
                                                       {"CNY", "元"},
                                                       {"m3", "立方米"},
                                                       {"km", "公里"},
                                                       {"persons", "人"},
                                                       {"vehicles", "辆"},
                                                       {"CNY/t", "元/吨"},
                                                       {"万m3", "万立方米"},
                                                       {"t", "tonnes"},
                                                       {"a", "yr"},
                                                       {"CNY", "¥"},
                                                       {"CNY", "￥"},
                                                       {"CNY", "RMB"},
                                                       {"Mt", "百万吨"},
                                                       {"kg/person/d", "千克/(人·日)"},
                                                       {"t/person/a", "吨/人·年"},
                                                       {"households", "户"},
                                                       {"kg/cap/d", "kg/人/天"},
                                                       {"t·km", "t*km"}};
  for (const auto& [english, chinese] : pairs) {
    INFO(english);
    CHECK(parse_unit(english).numerator == parse_unit(chinese).numerator);
    CHECK(parse_unit(english).denominator == parse_unit(chinese).denominator);
    CHECK((parse_unit(english).dimension == parse_unit(chinese).dimension));
  }
}

TEST_CASE("Quantities are read as a person writes them and converted exactly") {
  CHECK(whole("2400 t/d", "g/d") == 2'400'000'000);
  CHECK(whole("30万吨/年", "t/a") == 300'000);
  CHECK(whole("30 万吨/年", "g/a") == 300'000'000'000);
  CHECK(whole("3000 万元", "fen") == 3'000'000'000);
  CHECK(whole("1.5 亿元", "CNY") == 150'000'000);
  CHECK(whole("40 km/h", "m/h") == 40'000);
  CHECK(whole("90 min", "s") == 5400);
  CHECK(whole("1_000_000 t", "t") == 1'000'000);
  CHECK(whole("1e6 g", "t") == 1);
  CHECK(whole("2.5E-1 t", "kg") == 250);
  CHECK(whole("-1", "1") == -1);
  CHECK(whole("+7", "1") == 7);
  CHECK(whole("10万", "1") == 100'000);
  CHECK(whole("0 t", "g") == 0);
  CHECK(whole(" 5 t ", "kg") == 5000);
  CHECK(whole("692万立方米", "m3") == 6'920'000);
}

TEST_CASE("A leading zero does not make a number octal") {
  CHECK(whole("010", "1") == 10);
  CHECK(real("010 %", "1") == 0.1);
}

TEST_CASE("Whole numbers round half away from zero") {
  CHECK(whole("0.5 g", "g") == 1);
  CHECK(whole("-0.5 g", "g") == -1);
  CHECK(whole("0.4999999 g", "g") == 0);
  CHECK(whole("1 t/a", "g/d") == 2740);  // 1e6 / 365 = 2739.73
  CHECK(whole("2500 g", "t") == 0);
  CHECK(whole("1.5 t", "t") == 2);
}

TEST_CASE("Doubles equal the literal to the last bit") {
  CHECK(real("5 %", "1") == 0.05);
  CHECK(real("61.2 %", "1") == 0.612);
  CHECK(real("3 ‰", "1") == 0.003);
  CHECK(real("0.1", "1") == 0.1);
  CHECK(real("1e-7", "1") == 1e-7);
  CHECK(real("123456789012345678", "1") == 123456789012345678.0);
  CHECK(real("1.23456789012345678", "1") == 1.23456789012345678);
  CHECK(real("9007199254740993", "1") == 9007199254740992.0);  // ties to even
  CHECK(real("2.2250738585072014e-12", "1") == 2.2250738585072014e-12);
  CHECK(real("-7.1 %", "1") == -0.071);
  CHECK(real("1 t/a", "g/d") == 1e6 / 365);
  CHECK(real("0.33 t/万元", "t/万元") == 0.33);
}

TEST_CASE("A number without unit is taken where things are counted, and nowhere else") {
  CHECK(whole("140", "vehicles") == 140);
  CHECK(whole("140 辆", "vehicles") == 140);
  CHECK(whole("12万人", "persons") == 120'000);
  CHECK(has(refusal("140", "t", Kind::missing_unit), "unit missing; expected mass such as '150 t'"));
  CHECK(has(refusal("5", "%", Kind::missing_unit), "5 %"));
  CHECK(has(refusal("0", "g/d", Kind::missing_unit), "2400 t/d"));
}

TEST_CASE("A wrong dimension names both dimensions and an example") {
  const std::string text = refusal("3000 万元", "g/d", Kind::dimension);
  CHECK(has(text, "expected mass per time such as '2400 t/d', got money ('万元')"));
  CHECK(has(refusal("5 %", "vehicles", Kind::dimension), "expected vehicles such as '140 vehicles', got number ('%')"));
  CHECK(has(refusal("5 km", "h", Kind::dimension), "expected time such as '30 min', got length"));
  CHECK(has(refusal("5 t", "m3", Kind::dimension), "expected volume"));
}

TEST_CASE("Look-alikes of numbers are refused with a remedy") {
  CHECK(has(refusal("２４００ t/d", "g/d", Kind::number), "full-width digits"));
  CHECK(has(refusal("5％", "1", Kind::number), "full-width percent"));
  CHECK(has(refusal("5．5 t", "t", Kind::number), "full-width punctuation"));
  CHECK(has(refusal("1，000 t", "t", Kind::number), "full-width punctuation"));
  CHECK(has(refusal("5：1", "1", Kind::number), "full-width punctuation"));
  CHECK(has(refusal("1,000 t", "t", Kind::number), "1_000"));
  CHECK(has(refusal("0,7", "1", Kind::number), "decimal comma"));
  CHECK(has(refusal("12,50 t", "t", Kind::number), "decimal comma"));
  CHECK(has(refusal("5\u00A0t", "t", Kind::number), "no-break space"));
  CHECK(has(refusal("5\u200Bt", "t", Kind::number), "zero-width"));
  CHECK(has(refusal("1 000 t", "t", Kind::number), "blank inside the number"));
  CHECK(has(refusal("−5 t", "t", Kind::number), "typographic minus"));
  for (const char* text : {"NaN", ".nan", "nan", "Inf", "-.inf", "infinity"})
    CHECK(has(refusal(text, "1", Kind::number), "not a finite number"));
  CHECK(has(refusal("0x10", "1", Kind::number), "hexadecimal"));
  CHECK(has(refusal(".5", "1", Kind::number), "0.5"));
  CHECK(has(refusal("5. t", "t", Kind::number), "5.0"));
  CHECK(has(refusal("about 5 t", "t", Kind::number), "does not begin with a number"));
  CHECK(has(refusal("", "t", Kind::number), "number missing"));
  CHECK(has(refusal("1__0 t", "t", Kind::unit), "unknown unit"));
  CHECK(has(refusal("1234567890123456789 t", "t", Kind::number), "18 digits"));
  CHECK(has(refusal("1e400", "1", Kind::number), "exponent"));
}

TEST_CASE("Unknown units are answered with the nearest and the known ones") {
  CHECK(has(refusal("5 sacks", "t", Kind::unit), "known units: 1, %"));
  CHECK(has(refusal("5 tons", "t", Kind::unit), "write t for tonnes"));
  CHECK(has(refusal("5 vehicels", "vehicles", Kind::unit), "did you mean 'vehicles'?"));
  CHECK(has(refusal("5 months", "s", Kind::unit), "no unit"));
  CHECK(has(refusal("5 t/", "t", Kind::unit), "nothing on one side"));
  CHECK_THROWS_AS(parse_unit(""), QuantityError);
}

TEST_CASE("What does not fit 64 bits is refused, and the largest value is kept") {
  CHECK(whole("922337203685477580", "1") == 922337203685477580);
  CHECK(whole("9.22337203685477580e18", "1") == 9223372036854775800);
  CHECK_THROWS_AS(whole("1e19", "1"), QuantityError);
  CHECK_THROWS_AS(whole("1e15 t", "g"), QuantityError);
  CHECK_THROWS_AS(parse_unit("kt kt kt"), QuantityError);
}

TEST_CASE("Whole multiples of a unit are told from fractions") {
  CHECK(is_whole(parse_quantity("140"), "vehicles"));
  CHECK(is_whole(parse_quantity("1.40e2"), "vehicles"));
  CHECK_FALSE(is_whole(parse_quantity("140.5"), "vehicles"));
  CHECK_FALSE(is_whole(parse_quantity("1 kg"), "t"));
}

TEST_CASE("Every example in a hint reads back in its own dimension") {
  for (const char* unit :
       {"t/d", "t", "s", "CNY", "CNY/t", "CNY/a", "km", "km/h", "m3", "m3/a", "t/m3", "kWh/t", "%", "vehicles", "kg/person/d", "1/a"}) {
    const Dimension dimension = parse_unit(unit).dimension;
    INFO(unit);
    REQUIRE_FALSE(example_of(dimension).empty());
    CHECK_NOTHROW(to_double(parse_quantity(example_of(dimension)), unit));
  }
  CHECK(describe(parse_unit("kg/person/d").dimension).en == "mass per person per time");
  CHECK(describe(parse_unit("kg/person/d").dimension).zh == "质量/人数/时间");
  CHECK(describe(parse_unit("m3").dimension).zh == "体积");
  CHECK(describe(Dimension{}).en == "number");
}

TEST_CASE("Each counted thing is a dimension of its own") {
  std::vector<std::string> units;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Thing::count_); ++i) {
    const std::string example = example_of(counting(static_cast<Thing>(i)));
    CAPTURE(example);
    REQUIRE(is_count(parse_quantity(example).unit.dimension));
    units.push_back(parse_quantity(example).unit_text);
  }
  for (const std::string& written : units)
    for (const std::string& wanted : units) {
      CAPTURE(written, wanted);
      const std::string text = "5 " + written;
      if (written == wanted) CHECK(whole(text.c_str(), wanted.c_str()) == 5);
      else CHECK(has(refusal(text.c_str(), wanted.c_str(), Kind::dimension), ("expected " + wanted).c_str()));
    }
  CHECK(has(refusal("18.5136 万户", "person", Kind::dimension), "expected persons such as '140 persons', got households ('万户')"));
}

TEST_CASE("Things may be left out of a unit, but not be others, and a percentage counts none") {
  CHECK(whole("14 kg/d", "g/person/d") == 14'000);
  CHECK(whole("14 kg/person/d", "g/person/d") == 14'000);
  CHECK(whole("40 1/a", "project/a") == 40);
  CHECK(whole("12 个", "line") == 12);
  CHECK(whole("1.2 万个", "head") == 12'000);
  refusal("14 kg/household/d", "g/person/d", Kind::dimension);
  refusal("14 kg/person/d", "g/d", Kind::dimension);
  refusal("40 %/a", "project/a", Kind::dimension);
  refusal("40", "project/a", Kind::missing_unit);
}
