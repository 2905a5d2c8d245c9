#include "models/views/format.h"

#include <cmath>

#include "tests/catch.h"

using waste::Language;

TEST_CASE("numbers keep four digits that count and no more") {
  CHECK(waste::number(0.33124) == "0.3312");
  CHECK(waste::number(80.2) == "80.2");
  CHECK(waste::number(1286.4) == "1286");
  CHECK(waste::number(-0.5) == "-0.5");
  CHECK(waste::number(0) == "0");
  CHECK(waste::number(100) == "100");
  CHECK(waste::number(std::nan("")) == "–");
}

TEST_CASE("large masses and money are 万吨 and 亿元 in Chinese, kt and million CNY in English") {
  CHECK(waste::quantity(425e9, "g", Language::zh) == "42.5 万吨");
  CHECK(waste::quantity(425e9, "g", Language::en) == "425 kt");
  CHECK(waste::quantity(3e9, "fen", Language::zh) == "3000 万元");
  CHECK(waste::quantity(3e10, "fen", Language::zh) == "3 亿元");
  CHECK(waste::quantity(3e9, "fen", Language::en) == "30 million CNY");
  CHECK(waste::quantity(1100e6, "g/d", Language::zh) == "1100 吨/日");
  CHECK(waste::quantity(7200, "s", Language::en) == "2 h");
  CHECK(waste::quantity(5, "furlong", Language::en) == "5 furlong");
}

TEST_CASE("a label that lacks one language is shown in the other") {
  CHECK(waste::in(Language::zh, waste::Label{"", "slag"}) == "slag");
  CHECK(waste::in(Language::en, waste::Label{"炉渣", ""}) == "炉渣");
  CHECK(waste::in(Language::en, waste::Label{"炉渣", "slag"}) == "slag");
}
