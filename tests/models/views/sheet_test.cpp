#include "models/views/sheet.h"

#include <cmath>
#include <limits>

#include "models/views/sheet_forms.h"
#include "models/views/workbook.h"
#include "tests/catch.h"

namespace waste {
namespace {

const double nan = std::numeric_limits<double>::quiet_NaN();
const Style chinese{Language::zh, false}, english{Language::en, false};

/// Masses of two sites by year, and a row with a unit of its own.
Sheet masses() {
  Sheet sheet{"masses", {"质量", "masses"}, {{"site", {"场所", "site"}}, {"year", {"年份", "year"}, Holds::whole}}, {}, {}, {}};
  sheet.columns.push_back({"mass", {"质量", "mass"}, Holds::number, "g"});
  sheet.columns.push_back({"met", {"达标概率", "met"}, Holds::share});
  sheet.put({}, Label{"焚烧厂", "plant"}, std::int64_t{2024}, 123456789012.3, 0.25);
  sheet.put({}, Label{"焚烧厂", "plant"}, std::int64_t{2025}, 2e11, nan);
  sheet.put({}, Label{"=填埋场", "=tip"}, std::int64_t{2025}, nan, 1.0);
  return sheet;
}

bool has(const std::string& text, const std::string& part) {
  INFO(text << "\nlacks " << part);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("CSV of a sheet opens in Excel: a mark, headings in the language, rounded numbers in the unit of the heading") {
  CHECK(as_csv(masses(), chinese) ==
        "\xEF\xBB\xBF场所,年份,质量 [万吨],达标概率\n焚烧厂,2024,12.3457,0.25\n焚烧厂,2025,20,\n'=填埋场,2025,,1\n");
  CHECK(as_csv(masses(), english) == "\xEF\xBB\xBFsite,year,mass [kt],met\nplant,2024,123.457,0.25\nplant,2025,200,\n'=tip,2025,,1\n");
}

TEST_CASE("JSON of a sheet has all digits, in the unit as stored") {
  const std::string json = as_json(masses());
  CHECK(has(json, "123456789012.3"));
  CHECK(has(json, "\"unit\": \"g\""));
  CHECK(has(json, "\"mass\": null"));
  CHECK(has(json, "\"table\": \"masses\""));
}

TEST_CASE("text of a sheet shows shares as percentages, and counts the rows it leaves out") {
  const std::string text = as_text(masses(), chinese, 2);
  CHECK(has(text, "12.35"));
  CHECK(has(text, "25 %"));
  CHECK(has(text, "另有1行"));
}

TEST_CASE("a wide sheet has years beside each other, and leaves a cell without a row empty") {
  const Sheet wider = wide(masses(), "year", "mass");
  CHECK(as_csv(wider, english) == "\xEF\xBB\xBFsite,2024 [kt],2025 [kt]\nplant,123.457,200\n'=tip,,\n");
}

TEST_CASE("a row has one unit in all its columns") {
  Sheet sheet{"rows", {"行", "rows"}, {{"unit", {"单位", "unit"}, Holds::unit}}, {}, {}, {}};
  sheet.columns.push_back({"a", {"甲", "a"}, Holds::number, "", true});
  sheet.columns.push_back({"b", {"乙", "b"}, Holds::number, "", true});
  sheet.put({"t"}, Cell{}, 5.0, 50'000.0);
  sheet.put({"%"}, Cell{}, 5.0, 50.0);
  sheet.put({"t", 1e6}, Cell{}, 100.0, 50.0);
  CHECK(as_csv(sheet, chinese) == "\xEF\xBB\xBF单位,甲,乙\n万吨,0.0005,5\n%,5,50\n万吨,0.01,0.005\n");
}

TEST_CASE("numbers of spreadsheets have six digits and no exponent") {
  CHECK(decimal(rounded(1234567.89)) == "1234570");
  CHECK(decimal(rounded(-0.000012345678)) == "-0.0000123457");
  CHECK(decimal(rounded(99.99999)) == "100");
  CHECK(decimal(0).front() == '0');
  CHECK(decimal(nan).empty());
  CHECK(decimal(std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("the same sheets are the same bytes of a workbook") {
  const std::string once = workbook({masses(), masses()}, chinese);
  CHECK(once.substr(0, 2) == "PK");
  CHECK(once == workbook({masses(), masses()}, chinese));
  CHECK(once != workbook({masses(), masses()}, english));
}

}  // namespace waste
