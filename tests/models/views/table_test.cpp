#include "models/views/table.h"

#include "tests/catch.h"

using waste::csv_line;

TEST_CASE("cells of CSV are quoted where commas, quotes or line ends ask for it") {
  CHECK(csv_line({"a", "b,c", "say \"x\"", "", "two\nlines"}) == "a,\"b,c\",\"say \"\"x\"\"\",,\"two\nlines\"\n");
}

TEST_CASE("no cell of CSV is run by a spreadsheet, and numbers stay numbers") {
  CHECK(csv_line({"=1+1", "+x", "-x", "@sum(a)", "\tx"}) == "'=1+1,'+x,'-x,'@sum(a),'\tx\n");
  CHECK(csv_line({"=cmd|' /C calc'!A0,1"}) == "\"'=cmd|' /C calc'!A0,1\"\n");
  CHECK(csv_line({"-5", "-0.25", "-1e-9", "5", "–", ">= 5"}) == "-5,-0.25,-1e-9,5,–,>= 5\n");
  CHECK(csv_line({"="}) == "'=\n");  // the rule of an indicator
}
