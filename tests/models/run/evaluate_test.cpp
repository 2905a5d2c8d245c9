#include "models/run/evaluate.h"

#include <cmath>

#include "models/results/reader.h"
#include "models/run/setup.h"
#include "models/scenario/bundle.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("an evaluation has the values and weights of a results file, for any number of threads", "[evaluate]") {
  const ScenarioFolder folder;
  const Scenario plan = scenario("plan", {"uncertainty=parameters"}, "2021-02-01");
  const std::vector<Scenario> variants{plan, ScenarioBytes::under_name(plan.with({{"policies.gypsum_market.change", "60 %"}}), "more")};
  RunOptions options;
  options.replicas = 3;
  options.output = folder / "run.h5";
  run(variants, options);
  const auto written = read_results(options.output);
  for (const unsigned threads : {1u, 2u}) {
    options.threads = threads;
    const auto evaluated = evaluate(pointers_to(variants), options);
    REQUIRE(evaluated.size() == 2);
    for (std::size_t v = 0; v < 2; ++v) {
      const auto& lines = evaluated[v].lines;
      CHECK(evaluated[v].years == std::vector<std::int32_t>{2020, 2021});
      CHECK(evaluated[v].weights.size() == 3);
      REQUIRE(lines.size() == written.scenarios[v].indicators.size());
      REQUIRE(evaluated[v].annual.size() == 3 * 2 * lines.size());
      for (std::size_t line = 0; line < lines.size(); ++line)
        for (std::size_t cell = 0; cell < 6; ++cell)  // replica * years + year
          if (!same(evaluated[v].annual[cell * lines.size() + line], written.scenarios[v].indicators[line].annual[cell]))
            FAIL(lines[line].key << " differs in cell " << cell);
    }
  }
}

TEST_CASE("parts of an evaluation put together are the whole, weights included", "[evaluate]") {
  const Scenario plan = scenario("plan", {"uncertainty=parameters"}, "2021-01-01");
  RunOptions options;
  options.replicas = 3;
  const Evaluation whole = evaluate(pointers_to({plan}), options).front();
  REQUIRE(whole.weighs);
  std::vector<double> annual, known;
  for (const std::size_t number : {1u, 2u}) {
    options.part = Part{number, 2};
    const Evaluation part = evaluate(pointers_to({plan}), options).front();
    CHECK(part.weights.empty());
    annual.insert(annual.end(), part.annual.begin(), part.annual.end());
    known.insert(known.end(), part.known.begin(), part.known.end());
  }
  REQUIRE(annual.size() == whole.annual.size());
  CHECK(std::equal(annual.begin(), annual.end(), whole.annual.begin(), same));
  CHECK(known.size() == 3 * whole.figures.size());
  CHECK(weights_of(whole.figures, known) == whole.weights);
}

TEST_CASE("an evaluation that is stopped gives nothing", "[evaluate]") {
  std::atomic<bool> stop{true};
  RunOptions options;
  options.stop = &stop;
  CHECK(evaluate(pointers_to({scenario("plan")}), options).empty());
}

}  // namespace waste::testing
