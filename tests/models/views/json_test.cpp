// JSON as the program writes it.
#include "models/views/json.h"

#include <cmath>

#include "tests/catch.h"

using waste::Json;

TEST_CASE("a document has one member a line, or no blanks at all", "[json]") {
  const auto write = [](Json json) { return json.begin('{').member("a", 1).key("b").begin('[').value(2.5).value("x").end().end().text(); };
  CHECK(write(Json()) == "{\n  \"a\": 1,\n  \"b\": [\n    2.5,\n    \"x\"\n  ]\n}\n");
  CHECK(write(Json(Json::Layout::compact)) == "{\"a\":1,\"b\":[2.5,\"x\"]}");
}

TEST_CASE("numbers keep all their digits, whole ones have none behind the point, and what JSON lacks is null", "[json]") {
  const auto text = [](double number) { return Json(Json::Layout::compact).value(number).text(); };
  CHECK(text(100) == "100");
  CHECK(text(0.1) == "0.1");
  CHECK(text(1.0 / 3) == "0.3333333333333333");
  CHECK(text(-2.5e-7) == "-2.5e-07");
  CHECK(text(std::nan("")) == "null");
  CHECK(text(INFINITY) == "null");
}

TEST_CASE("any bytes give a valid document", "[json]") {
  const auto text = [](const std::string& bytes) { return Json(Json::Layout::compact).value(bytes).text(); };
  CHECK(text("a\"\\\n\x01") == "\"a\\\"\\\\\\n\\u0001\"");
  CHECK(text("\xff") == "\"\xEF\xBF\xBD\"");
  CHECK(text("指标") == "\"指标\"");
}
