#include "models/results/scoring.h"

#include <cmath>
#include <fstream>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/results/results_world.h"

using waste::Yardstick;

namespace {

const char* const header = "path,year,value,unit,uncertainty,source\n";

struct Scored {
  ResultsWorld small;
  waste::Observations observations;
  std::vector<waste::ScenarioScore> scores;

  explicit Scored(const std::string& rows, const std::string& head = header) {
    const std::string results = small.write("a.h5", small.four());
    observations = waste::read_observations(small.folder.write("facts.csv", head + rows));
    scores = waste::score_results(results, observations);
  }

  const waste::ScoredRow& row(std::size_t i) const { return scores.at(0).rows.at(i); }
};

/// The diagnostics of rows that are refused: "line code message", one a line.
std::string refusals(const std::string& rows, const std::string& head = header) {
  try {
    Scored(rows, head);
  } catch (const sim::InputError& error) {
    std::string text;
    for (const auto& d : error.diagnostics()) text += std::to_string(d.line) + " " + d.code + " " + d.message + "\n";
    return text;
  }
  return "accepted";
}

double skill(const waste::ScoredRow& row, Yardstick yardstick) { return row.against[static_cast<std::size_t>(yardstick)].skill; }

}  // namespace

TEST_CASE("Flows, stocks and indicators of a year are found by their paths, in every replica", "[score]") {
  const Scored scored("flows.received.rubbish,2020,35000,t,500,report\nflows.received.rubbish.plant,2020,35,kt,,report\n"
                      "stocks.rubbish,2020,5,t,,report\nindicators.7,2020,48,t/d,,report\n");
  CHECK(scored.row(0).replicas == 4);
  CHECK(scored.row(0).unit == "t");
  CHECK(scored.row(0).score.mean == Approx(366 * (90 + 95 + 105 + 95) / 4.0));
  CHECK(scored.row(0).sigma == 500);
  CHECK(scored.row(1).observed == Approx(35000));
  CHECK(scored.row(1).score.mean == scored.row(0).score.mean);
  CHECK(scored.row(2).score.mean == Approx(5.000011));
  CHECK(scored.row(3).score.mean == Approx(96.25 / 2));  // half of it is water, and counts as dry
  CHECK(scored.row(3).score.inside_90);
}

TEST_CASE("A year that the results do not cover in full is listed and not scored", "[score]") {
  const Scored scored("flows.received.rubbish,2021,1,t,,report\nindicators.7,2019,96,t/d,,report\nindicators.40,2020,1,t/d,,report\n");
  for (const auto& row : scored.scores.at(0).rows) CHECK(row.replicas == 0);
  CHECK(scored.scores.at(0).unused.rows == 0);
}

TEST_CASE("Earlier observations of the same quantity make the yardsticks", "[score]") {
  const Scored scored(
      "indicators.7,2020,96,t/d,,report\nindicators.7,2016,60,t/d,,report\nindicators.7,2017,66,t/d,,report\nindicators.7,2018,72,t/d,,"
      "report\nindicators.7,2019,78,t/d,,report\n");
  const auto& row = scored.row(0);
  CHECK(row.against[static_cast<std::size_t>(Yardstick::persistence)].value == 78);
  CHECK(row.against[static_cast<std::size_t>(Yardstick::linear)].value == Approx(84));
  CHECK(row.against[static_cast<std::size_t>(Yardstick::grey)].value == Approx(84.8).margin(0.8));
  CHECK(skill(row, Yardstick::persistence) == Approx(1 - row.score.crps / 18));
  CHECK(scored.scores.at(0).unused.compared[static_cast<std::size_t>(Yardstick::persistence)] == 1);
}

TEST_CASE("Observations that the model used are summed up apart", "[score]") {
  const Scored scored("indicators.7,2020,96,t/d,,report,yes\nflows.received.rubbish,2020,35,kt,,report,no\n",
                      "path,year,value,unit,uncertainty,source,used\n");
  CHECK(scored.scores.at(0).used.rows == 1);
  CHECK(scored.scores.at(0).unused.rows == 1);
}

TEST_CASE("Rows that no results file could answer are refused with their line", "[score]") {
  CHECK(refusals("flow.received.rubbish,2020,1,t,,report\n") == "2 E0415 'flow.received.rubbish' is no path of results\n");
  CHECK(refusals("flows.recieved.rubbish,2020,1,t,,report\n") == "2 E0415 no row of flows has the channel 'recieved'\n");
  CHECK(refusals("indicators.99,2020,1,t,,report\n").starts_with("2 E0415 the results have no indicator '99.annex'"));
  CHECK(refusals("stocks.rubbish,2020,1,km,,report\n").starts_with("2 E0408"));
  CHECK(refusals("stocks.rubbish,year,1,t,,report\n") == "2 E0408 'year' is no such number\n");
  CHECK(refusals("stocks.rubbish,2020,1,t,-1,report\n") == "2 E0408 '-1' is no such number\n");
  CHECK(refusals("stocks.rubbish,2020,1,t,,\n") == "2 E0405 the row has no source\n");
  CHECK(refusals("stocks.rubbish,2020,1\n").starts_with("2 E0402"));
  CHECK(refusals("", "path,year\n").starts_with("1 E0403 column 'value' is missing"));
  CHECK(refusals("", "path,year,value,unit,uncertainty,source,colour\n") == "1 E0403 column 'colour' is unknown\n");
}
