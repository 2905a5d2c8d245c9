#include "models/assessment/score.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/models/results/results_world.h"

using namespace waste;

namespace {

struct Judged {
  ResultsWorld small;
  std::vector<IndicatorLine> lines;
  std::vector<std::vector<bool>> met;

  Judged() {
    small.world.plan.indicators = {ResultsWorld::indicator(7, "<=", 100), ResultsWorld::indicator(11, ">=", 50),
                                   ResultsWorld::indicator(12, ">", 7)};
    small.world.plan.indicators[1].also = {"text"};
    small.world.plan.indicators[2].also = {"formula"};
    small.world.plan.indicators[0].mandatory = small.world.plan.indicators[1].mandatory = true;
    small.world.plan.indicator_groups = {
        {"source", {"源头", "source"}, 1, 10}, {"use", {"利用", "use"}, 11, 19}, {"none", {"无", "none"}, 20, 25}};
    lines = indicator_lines(small.world.plan);  // 7, 11.annex, 11.text, 12.annex, 12.formula
    met = {{true, true, false, true}, {true, false, true, true}, {false, false, false, false}, {true, true, true, false}, {}};
  }
};

}  // namespace

TEST_CASE("targets are met together replica by replica, by the definitions that are scored", "[score]") {
  const Judged judged;
  const auto scores = score(judged.small.world.plan, judged.lines, judged.met);
  REQUIRE(scores.size() == 4);
  CHECK(scores[0].id == "all");
  CHECK(scores[0].mandatory.judged == 2);
  CHECK(scores[0].mandatory.together == 0.5);   // replicas 0 and 3; 11.text is not scored
  CHECK(scores[0].all.together == 0.25);        // replica 0 alone
  CHECK(scores[1].mandatory.together == 0.75);
  CHECK(scores[2].all.judged == 2);
  CHECK(scores[2].all.together == 0.5);
}

TEST_CASE("a chapter without judged indicators has no probability", "[score]") {
  Judged judged;
  judged.met[0].clear();
  const auto scores = score(judged.small.world.plan, judged.lines, judged.met);
  CHECK(scores[1].mandatory.judged == 0);
  CHECK(scores[1].mandatory.open == 1);
  CHECK(std::isnan(scores[1].mandatory.together));
  CHECK(std::isnan(scores[3].all.together));
  CHECK(scores[3].all.open == 0);
}
