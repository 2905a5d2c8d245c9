// Runs the benchmarks and ends with a table of goals beside figures. A goal that is missed is shown, not an error: figures depend
// on the machine and on what else it does.
#include <cstdio>
#include <vector>

#include "tests/bench/goals.h"

namespace {

class Goals final : public benchmark::ConsoleReporter {
 public:
  Goals() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) collect(run);
    ConsoleReporter::ReportRuns(runs);
  }

  void Finalize() override {
    std::printf("\n%-44s %-16s %12s %14s\n", "benchmark", "figure", "", "goal");
    for (const Row& row : rows_)
      std::printf("%-44s %-16s %12.4g %3s%11.4g  %s\n", row.benchmark.c_str(), row.what.c_str(), row.figure,
                  row.least ? ">=" : "<=", row.goal, (row.least ? row.figure >= row.goal : row.figure <= row.goal) ? "met" : "missed");
    ConsoleReporter::Finalize();
  }

 private:
  struct Row {
    std::string benchmark, what;
    double figure, goal;
    bool least;
  };

  /// Google Benchmark 1.8 renamed the member.
  template <class Any>
  static bool failed(const Any& run) {
    if constexpr (requires { run.error_occurred; }) return run.error_occurred;
    else return static_cast<bool>(run.skipped);
  }

  // When a benchmark is repeated, the median speaks for it.
  void collect(const Run& run) {
    if (failed(run) || (run.run_type == Run::RT_Aggregate ? run.aggregate_name != "median" : run.repetitions > 1)) return;
    for (const auto& [name, goal] : run.counters)
      for (const std::string& sign : {goals::least, goals::most}) {
        if (name.rfind(sign, 0) != 0) continue;
        const std::string what = name.substr(sign.size());
        const auto counter = run.counters.find(what);
        const double seconds = run.GetAdjustedRealTime() / benchmark::GetTimeUnitMultiplier(run.time_unit);
        rows_.push_back({run.benchmark_name(), what, counter == run.counters.end() ? seconds : counter->second.value, goal.value,
                         sign == goals::least});
      }
  }

  std::vector<Row> rows_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  Goals reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
}
