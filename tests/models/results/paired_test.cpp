#include "models/results/paired.h"

#include <cmath>

#include "models/assessment/statistics.h"
#include "tests/catch.h"

namespace waste {
namespace {

/// A file with one scenario, one year and one indicator of these values.
struct Made {
  explicit Made(std::vector<double> values, std::vector<double> weights = {}, std::uint64_t seed = 7) {
    ScenarioResult scenario;
    scenario.name = "plan";
    scenario.first_year = scenario.target_year = 2025;
    scenario.years = 1;
    scenario.replicas = static_cast<int>(values.size());
    scenario.weights = weights;
    scenario.effective = static_cast<double>(values.size());
    IndicatorResult line;
    line.number = 11;
    line.definition = "annex";
    line.simulated = true;
    line.annual = std::move(values);
    scenario.indicators.push_back(line);
    file.seed = seed;
    file.scenarios.push_back(scenario);
  }
  Side side() const { return {&file, &file.scenarios.front(), "plan"}; }
  const IndicatorResult& line() const { return file.scenarios.front().indicators.front(); }
  ResultsContent file;
};

ShownDifference between(const Made& a, const Made& b) { return difference(a.side(), b.side(), a.line(), b.line(), 2025); }

}  // namespace

TEST_CASE("scenarios on the same random numbers are subtracted replica by replica") {
  const Made a({10, 20, 30, 40}), b({11, 22, 31, 42});
  REQUIRE(paired(a.side(), b.side()));
  const std::vector<double> differences{1, 2, 1, 2};
  const Summary expected = summarise(differences);
  const ShownDifference found = between(a, b);
  CHECK(found.mean == expected.mean);
  CHECK(found.low == expected.low);
  CHECK(found.high == expected.high);
  CHECK(found.higher == 1);
  CHECK(found.high - found.low < 4);  // the spread of the replicas themselves cancels
}

TEST_CASE("differences are weighted as the means are") {
  const std::vector<double> weights{0.7, 0.1, 0.1, 0.1};
  const Made a({10, 20, 30, 40}, weights), b({15, 19, 29, 39}, weights);
  const ShownDifference found = between(a, b);
  CHECK(found.mean == Approx(0.7 * 5 - 0.3));
  CHECK(found.higher == Approx(0.7));
}

TEST_CASE("a replica without a value on either side is left out") {
  const Made a({10, std::nan(""), 30}), b({11, 21, 32});
  CHECK(between(a, b).mean == Approx(1.5));
}

TEST_CASE("scenarios of other seeds are independent: their difference is Welch's") {
  const Made a({10, 20, 30, 40}), b({11, 22, 31, 42}, {}, 8);
  REQUIRE_FALSE(paired(a.side(), b.side()));
  const ShownDifference found = between(a, b);
  CHECK(found.mean == Approx(1.5));
  CHECK(found.high - found.low > 20);
  CHECK(std::isnan(found.higher));
  CHECK_FALSE(paired(a.side(), Made({1, 2, 3}).side()));
}

TEST_CASE("a year that one side lacks has no difference") {
  const Made a({1, 2}), b({2, 3});
  CHECK(std::isnan(difference(a.side(), b.side(), a.line(), b.line(), 2024).mean));
}

}  // namespace waste
