#include "models/run/run.h"

#include <fstream>

#include "models/results/reader.h"
#include "models/world/replica_world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {

TEST_CASE("a run with uncertain parameters is the same for any number of threads, and holds its draws", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto bytes_of = [&](unsigned threads) {
    RunOptions options;
    options.replicas = 3;
    options.threads = threads;
    options.output = folder / ("threads" + std::to_string(threads) + ".h5");
    run(std::vector<Scenario>{scenario("baseline", {"uncertainty=parameters"}, "2020-02-01"),
                              scenario("plan", {"uncertainty=parameters"}, "2020-02-01")},
        options);
    std::ifstream file(options.output, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string one = bytes_of(1);
  CHECK(one == bytes_of(2));
  const auto results = read_results(folder / "threads1.h5");
  CHECK(results.scenarios.front().uncertain == district("baseline", {"uncertainty=parameters"}, "2020-02-01")->uncertain.size());
}

}  // namespace waste::testing
