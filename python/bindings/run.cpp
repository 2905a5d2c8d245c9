// The run has a separate thread without the interpreter lock (GIL). The calling thread wakes twenty times a second to handle
// Ctrl-C and to report progress, so that no simulating thread ever waits for Python.
#include "models/run/run.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <future>
#include <thread>
#include <utility>

#include "engine/base/error.h"
#include "models/run/reproduce.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

using namespace std::chrono_literals;

/// Progress of a run, written by its thread and read by the calling one.
struct Progress {
  std::atomic<std::size_t> done{0}, all{0};
};

/// Runs in progress, so that the interpreter does not end in the middle of one: a thread that is killed inside the compiled module
/// would abort the process.
std::atomic<int> runs{0};
std::atomic<bool> ending{false};

struct Running {
  Running() { ++runs; }
  ~Running() { --runs; }
};

/// Stops all runs and waits until they have left; called when the interpreter ends.
void end_runs() {
  ending = true;
  while (runs > 0) {
    nb::gil_scoped_release unlocked;
    std::this_thread::sleep_for(10ms);
  }
}

/// Calls `report` if more has finished since the last call.
void report_progress(const nb::object& report, const Progress& progress, std::size_t& reported) {
  const std::size_t done = progress.done;
  if (report.is_none() || done == reported) return;
  reported = done;
  report(done, progress.all.load());
}

/// Waits with the lock released; throws nb::python_error on Ctrl-C or when `report` raises.
void wait(const std::future<RunSummary>& future, const nb::object& report, const Progress& progress) {
  std::size_t reported = 0;
  for (bool ready = false; !ready;) {
    {
      nb::gil_scoped_release unlocked;
      ready = future.wait_for(50ms) == std::future_status::ready;
    }
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (ending)
      throw sim::Error(sim::Exit::interrupted,
                       {"解释器即将结束；已完成的各遍已保存", "the interpreter ends; the finished replicas are kept"});
    report_progress(report, progress, reported);
  }
}

nb::dict to_python(const RunSummary& summary) {
  nb::dict fields;
  fields["replicas"] = summary.replicas;
  fields["results"] = summary.results;
  fields["complete"] = summary.complete;
  fields["events"] = summary.events;
  fields["threads"] = summary.threads;
  fields["wall_s"] = summary.wall_s;
  fields["cpu_s"] = summary.cpu_s;
  fields["write_s"] = summary.write_s;
  fields["peak_rss_bytes"] = summary.peak_rss_bytes;
  fields["mass_closure_g"] = summary.mass_closure_g;
  return fields;
}

/// Does `work` with `options` on a thread of its own, while this one watches over Ctrl-C and reports progress.
template <class Work>
RunSummary watched(RunOptions options, const nb::object& report, Work work) {
  const Running running;
  Progress progress;
  std::atomic<bool> stop{false};
  options.stop = &stop;
  options.progress = [&progress](std::size_t done, std::size_t all) {
    progress.all = all;
    progress.done = done;
  };
  auto future = std::async(std::launch::async, [&] { return work(options); });
  try {
    wait(future, report, progress);
  } catch (...) {
    stop = true;
    {
      nb::gil_scoped_release unlocked;
      future.wait();
    }
    throw;
  }
  return future.get();
}

nb::dict run_scenarios(const std::vector<Scenario>& scenarios, int replicas, std::optional<std::uint64_t> seed, unsigned threads,
                       const std::string& output, bool resume, bool discard, const nb::object& report) {
  RunOptions options;
  options.replicas = replicas;
  options.seed = seed;
  options.threads = threads;
  options.output = output;
  options.resume = resume;
  options.discard = discard;
  return to_python(watched(options, report, [&](const RunOptions& own) { return run(scenarios, own); }));
}

Comparison reproduce_results(const std::string& results, unsigned threads, const nb::object& report) {
  RunOptions options;
  options.threads = threads;
  Comparison comparison;
  watched(options, report, [&](const RunOptions& own) {
    Reproduction reproduction = reproduce(results, own);
    comparison = std::move(reproduction.comparison);
    return reproduction.run;
  });
  return comparison;
}

}  // namespace

void bind_run(nb::module_& module) {
  module.def("end_runs", &end_runs, "Stops all runs of other threads and waits for them; for the end of the interpreter.");
  module.def("run", &run_scenarios, nb::arg("scenarios"), nb::arg("replicas"), nb::arg("seed").none(), nb::arg("threads"),
             nb::arg("output"), nb::arg("resume"), nb::arg("discard"), nb::arg("progress").none(),
             "Runs scenarios on common random numbers and writes a results file; progress(done, all) is called now and then.");
  module.def("reproduce", &reproduce_results, nb::arg("results"), nb::arg("threads"), nb::arg("progress").none(),
             "Runs a results file again, from the file alone, and compares every number.");
}

}  // namespace waste::python
