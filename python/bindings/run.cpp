// The run has a separate thread without the interpreter lock (GIL). The calling thread wakes twenty times a second to handle
// Ctrl-C and to report progress, so that no simulating thread ever waits for Python.
#include "models/run/run.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <future>
#include <thread>
#include <utility>

#include "engine/base/error.h"
#include "models/run/evaluate.h"
#include "models/run/merge.h"
#include "models/run/reproduce.h"
#include "models/run/until.h"
#include "python/bindings/arrays.h"
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

/// Waits with the lock released; throws nb::python_error on Ctrl-C or when `report` raises, and sim::Error(interrupted) when `stopped()`
/// is true, which is asked twenty times a second.
template <class Result>
void wait(const std::future<Result>& future, const nb::object& report, const Progress& progress, const nb::object& stopped) {
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
    if (!ready && !stopped.is_none() && nb::cast<bool>(stopped())) throw sim::Error(sim::Exit::interrupted, {"已停止", "stopped"});
  }
}

nb::dict to_python(const RunSummary& summary) {
  nb::dict fields;
  fields["written"] = summary.written;
  fields["first"] = summary.simulated.first;
  fields["end"] = summary.simulated.end;
  fields["replicas"] = summary.replicas;
  fields["results"] = summary.results;
  fields["complete"] = summary.complete;
  fields["half_width"] = summary.half_width;
  fields["reached"] = summary.reached;
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
auto watched(RunOptions options, const nb::object& report, Work work, const nb::object& stopped = nb::none()) {
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
    wait(future, report, progress, stopped);
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

/// The part of a run, as (number, of).
using PartNumbers = std::optional<std::pair<std::size_t, std::size_t>>;

/// A rule and the largest number of replicas.
using UntilWords = std::optional<std::pair<std::string, std::size_t>>;

Until until_of(const UntilWords::value_type& words) {
  auto until = until_from(words.first);
  if (!until)
    throw sim::Error(sim::Exit::usage, {"until 的值“" + words.first + "”无效：应形如“11 half-width < 0.5”",
                                        "until cannot be '" + words.first + "': expected e.g. '11 half-width < 0.5'"});
  until->most = words.second;
  return *until;
}

nb::dict run_scenarios(const std::vector<Scenario>& scenarios, int replicas, std::optional<std::uint64_t> seed, unsigned threads,
                       const std::string& output, bool resume, bool discard, PartNumbers part, int add, const UntilWords& until,
                       const nb::object& report, const nb::object& stopped) {
  RunOptions options;
  options.replicas = replicas;
  options.seed = seed;
  options.threads = threads;
  options.output = output;
  options.resume = resume;
  options.discard = discard;
  if (part) options.part = Part{part->first, part->second};
  options.add = add;
  if (until) options.until = until_of(*until);
  return to_python(watched(options, report, [&](const RunOptions& own) { return run(scenarios, own); }, stopped));
}

nb::dict merge_parts(const std::vector<std::string>& parts, const std::string& output, unsigned threads) {
  RunOptions options;
  options.output = output;
  options.threads = threads;
  return to_python(watched(options, nb::none(), [&](const RunOptions& own) { return merge(parts, own); }));
}

nb::list to_python(const std::vector<EvaluatedTask>& tasks) {
  nb::list all;
  for (const EvaluatedTask& task : tasks) {
    nb::dict fields;
    fields["id"] = task.id;
    fields["name_zh"] = task.name.zh;
    fields["name_en"] = task.name.en;
    fields["owner"] = task.owner;
    fields["active"] = task.active;
    fields["shift_s"] = task.shift;
    fields["strength"] = task.strength;
    fields["spent"] = task.spent;
    all.append(fields);
  }
  return all;
}

void add_lines(nb::dict& fields, const std::vector<EvaluatedLine>& lines) {
  nb::list keys, units, names_zh, names_en, simulated, scored, mandatory;
  for (const EvaluatedLine& line : lines) {
    keys.append(line.key), units.append(line.own_unit), names_zh.append(line.name.zh), names_en.append(line.name.en);
    simulated.append(line.simulated), scored.append(line.scored), mandatory.append(line.mandatory);
  }
  fields["keys"] = keys;
  fields["units"] = units;
  fields["names_zh"] = names_zh;
  fields["names_en"] = names_en;
  fields["simulated"] = simulated;
  fields["scored"] = scored;
  fields["mandatory"] = mandatory;
}

nb::dict to_python(Evaluation&& evaluation) {
  nb::dict fields;
  add_lines(fields, evaluation.lines);
  fields["years"] = evaluation.years;
  fields["target_year"] = evaluation.target_year;
  fields["tasks"] = to_python(evaluation.tasks);
  nb::list figures;
  for (const KnownFigure& figure : evaluation.figures)
    figures.append(nb::make_tuple(figure.id, figure.own_unit, figure.name.zh, figure.name.en, figure.stated, figure.tolerance, figure.sd));
  fields["figures"] = figures;
  const std::size_t lines = evaluation.lines.size(), years = evaluation.years.size(), rows = evaluation.figures.size();
  const std::size_t replicas = years == 0 ? 0 : evaluation.operating.size() / years;
  const std::size_t equal = evaluation.weights.size(), judged = evaluation.met.empty() ? 0 : replicas;
  fields["annual"] = as_array(std::move(evaluation.annual), {replicas, years, lines});
  fields["known"] = as_array(std::move(evaluation.known), {replicas, rows});
  fields["weighs"] = evaluation.weighs;
  fields["weights"] = as_array(std::move(evaluation.weights), {equal});
  fields["margins"] = as_array(std::move(evaluation.margins), {judged, lines});
  fields["met"] = as_array(std::move(evaluation.met), {judged, lines});
  fields["operating"] = as_array(std::move(evaluation.operating), {replicas, years});
  return fields;
}

nb::list evaluate_scenarios(const std::vector<const Scenario*>& scenarios, int replicas, std::optional<std::uint64_t> seed,
                            unsigned threads, PartNumbers part, const nb::object& report) {
  RunOptions options;
  options.replicas = replicas;
  options.seed = seed;
  options.threads = threads;
  if (part) options.part = Part{part->first, part->second};
  nb::list all;
  for (Evaluation& one : watched(options, report, [&](const RunOptions& own) { return evaluate(scenarios, own); }))
    all.append(to_python(std::move(one)));
  return all;
}

nb::object weights_of_figures(const std::vector<double>& stated, const std::vector<double>& sd, const std::vector<double>& known) {
  std::vector<KnownFigure> figures(stated.size());
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].stated = stated[i], figures[i].sd = sd.at(i);
  auto weights = weights_of(figures, known);
  const std::size_t replicas = weights.size();
  return as_array(std::move(weights), {replicas});
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
             nb::arg("output"), nb::arg("resume"), nb::arg("discard"), nb::arg("part").none(), nb::arg("add"), nb::arg("until").none(),
             nb::arg("progress").none(), nb::arg("stopped").none() = nb::none(),
             "Runs scenarios on common random numbers and writes a results file; progress(done, all) is called now and then, and the run "
             "ends when stopped() says so.");
  module.def("merge", &merge_parts, nb::arg("parts"), nb::arg("output"), nb::arg("threads"),
             "Puts the parts of a run together; an empty output is named as the parts are.");
  module.def("evaluate", &evaluate_scenarios, nb::arg("scenarios"), nb::arg("replicas"), nb::arg("seed").none(), nb::arg("threads"),
             nb::arg("part").none(), nb::arg("progress").none(),
             "Annual values of the indicators, margins to the targets and money of scenarios, simulated in memory.");
  module.def("weights_of", &weights_of_figures, nb::arg("stated"), nb::arg("sd"), nb::arg("known"),
             "Weights of all replicas, from the figures of the base year that the parts of an evaluation simulated.");
  module.def("reproduce", &reproduce_results, nb::arg("results"), nb::arg("threads"), nb::arg("progress").none(),
             "Runs a results file again, from the file alone, and compares every number.");
}

}  // namespace waste::python
