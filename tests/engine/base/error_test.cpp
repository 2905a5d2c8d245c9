#include "engine/base/error.h"

#include "engine/base/utf8.h"
#include "tests/catch.h"

using namespace sim;

TEST_CASE("A diagnostic shows place, line, underline, hint and note") {
  Diagnostic diagnostic;
  diagnostic.file = "scenarios/plan.yaml";
  diagnostic.line = 41;
  diagnostic.column = 7;
  diagnostic.length = 7;
  diagnostic.code = "E0102";
  diagnostic.message = "unknown key 'capcity'";
  diagnostic.hint = "did you mean 'capacity'?";
  diagnostic.note = "keys known here: availability, capacity";
  diagnostic.source_line = "      capcity: 1200 t/d";
  CHECK(format(diagnostic) == "scenarios/plan.yaml:41:7: error[E0102]: unknown key 'capcity'\n"
                              "   41 |       capcity: 1200 t/d\n"
                              "      |       ^^^^^^^ did you mean 'capacity'?\n"
                              "      = keys known here: availability, capacity\n");
}

TEST_CASE("The underline of Chinese text is as wide as the text") {
  Diagnostic diagnostic;
  diagnostic.file = "a.yaml";
  diagnostic.line = 1;
  diagnostic.column = 3;
  diagnostic.length = 2;
  diagnostic.code = "E0104";
  diagnostic.message = "x";
  diagnostic.source_line = "名:厨余";
  CHECK(format(diagnostic) == "a.yaml:1:3: error[E0104]: x\n    1 | 名:厨余\n      |    ^^^^\n");
}

TEST_CASE("A diagnostic cannot drive the terminal") {
  Diagnostic diagnostic;
  diagnostic.file = "a\x1b[2J.yaml";
  diagnostic.line = 1;
  diagnostic.message = "bad \x07";
  diagnostic.source_line = "\xFF\x1b[31m";
  const std::string text = format(diagnostic);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK_FALSE(invalid_utf8(text));
}

TEST_CASE("A diagnostic without line names the file and keeps its hint") {
  Diagnostic diagnostic;
  diagnostic.file = "a.yaml";
  diagnostic.code = "E0208";
  diagnostic.message = "too large";
  diagnostic.hint = "split it";
  CHECK(format(diagnostic) == "a.yaml: error[E0208]: too large\n      = split it\n");
}

TEST_CASE("An input error keeps twenty diagnostics and says them all") {
  std::vector<Diagnostic> many(25);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].message = "number " + std::to_string(i);
  const InputError error(many);
  CHECK(error.diagnostics().size() == 20);
  CHECK(error.exit() == Exit::input);
  CHECK(std::string(error.what()).find("number 19") != std::string::npos);
  CHECK(std::string(error.what()).find("number 20") == std::string::npos);
}

TEST_CASE("The nearest name is found through a typo, a swap and a missing letter, but not further") {
  const std::vector<std::string> known = {"availability", "capacity", "cost", "opens", "厨余垃圾"};
  CHECK(nearest("capcity", known) == "capacity");
  CHECK(nearest("capactiy", known) == "capacity");
  CHECK(nearest("costs", known) == "cost");
  CHECK(nearest("厨余拉圾", known) == "厨余垃圾");
  CHECK(nearest("zebra", known).empty());
  CHECK(nearest("", known).empty());
  CHECK(nearest("x", {"y"}).empty());
  CHECK(nearest(std::string(1'000'000, 'x'), known).empty());
}

TEST_CASE("A failed assertion is our defect, not the user's") {
  const auto fail = [] { SIM_ASSERT(1 + 1 == 3); };
  try {
    fail();
    FAIL("not thrown");
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::internal);
    CHECK(std::string(error.what()).find("1 + 1 == 3") != std::string::npos);
  }
}

TEST_CASE("UTF-8 is checked as strictly as the standard asks") {
  CHECK_FALSE(invalid_utf8("厨余 kitchen é 😀"));
  CHECK(invalid_utf8("ab\xC0\x80") == 2u);          // overlong
  CHECK(invalid_utf8("\xED\xA0\x80") == 0u);        // surrogate
  CHECK(invalid_utf8("\xF4\x90\x80\x80") == 0u);    // beyond Unicode
  CHECK(invalid_utf8("a\xE5\x8E") == 1u);           // cut off
  CHECK(invalid_utf8("\xB3\xF8\xD3\xE0") == 0u);    // 厨余 in GBK
  CHECK(count_characters("厨余 1") == 4);
  CHECK(display_width("厨余 1") == 6);
}
