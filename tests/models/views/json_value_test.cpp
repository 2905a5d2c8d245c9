#include "models/views/json_value.h"

#include <cmath>

#include "models/views/json.h"
#include "tests/catch.h"

namespace waste {

TEST_CASE("what the writer of JSON writes is read back") {
  Json json;
  json.begin('{').member("text", "\"中文\"\n").member("number", 0.1).key("nothing").null().key("list").begin('[').value(1).value(true);
  const JsonValue value = JsonValue::parse(json.end().end().text());
  CHECK(value.at("text").text() == "\"中文\"\n");
  CHECK(value.at("number").number() == 0.1);
  CHECK(std::isnan(value.at("nothing").number()));
  CHECK(value.at("list").items().size() == 2);
  CHECK(value.at("list").items()[0].number() == 1);
}

TEST_CASE("what is no JSON, too deep, or of another type is a fault") {
  CHECK_THROWS_AS(JsonValue::parse("{"), JsonFault);
  CHECK_THROWS_AS(JsonValue::parse(std::string(1000, '[') + std::string(1000, ']')), JsonFault);
  const JsonValue value = JsonValue::parse(R"({"a": "text", "b": [true]})");
  CHECK_THROWS_AS(value.at("c"), JsonFault);
  CHECK_THROWS_AS(value.at("a").number(), JsonFault);
  CHECK_THROWS_AS(value.at("a").items(), JsonFault);
  CHECK_THROWS_AS(value.at("b").text(), JsonFault);
}

}  // namespace waste
