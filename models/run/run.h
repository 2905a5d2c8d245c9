// One run: scenarios times replicas on common random numbers, journaled as they finish and written to one results file.
//
// The bytes are the same for any number of threads, with or without resuming, for a replica alone or in an ensemble.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/run/part.h"
#include "models/scenario/scenario.h"

namespace waste {

struct World;

enum class RunPhase {
  simulating,  // from now on finished replicas are kept, until
  written,     // the results file stands, or the sealed part
};

/// "11 half-width < 0.5": the run goes on until it holds, or there are `most` replicas.
struct Until {
  std::string indicator;  // "11" or "11.text"
  double half_width = 0;  // of the 95 % interval of its mean, in its unit
  std::size_t most = 1000;
};

struct RunOptions {
  int replicas = 0;             // 0: as set in the first scenario
  std::optional<std::uint64_t> seed;  // none: the first scenario's
  unsigned threads = 0;         // 0: all
  std::string output = "out/results.h5";
  bool resume = false;          // continue from the journal of a stopped run
  bool discard = false;         // drop finished work in the journal of any other; without either it is refused
  std::optional<Part> part;     // simulate this part alone, into `output`.part-03-of-16
  int add = 0;                  // so many replicas more than the results file `output` has, instead of `replicas`
  std::optional<Until> until;   // look first at `replicas`, then at more and more (until.h)
  std::vector<std::string> overrides;  // path=value, for every scenario
  std::function<void(std::size_t done, std::size_t all)> progress;  // called in order, from one thread at a time
  std::function<void(RunPhase)> entered;  // called once for each phase
  const std::atomic<bool>* stop = nullptr;
};

struct RunSummary {
  std::string written;        // the results file, or the part
  ReplicaRange simulated;     // that this run was to simulate
  double half_width = 0;      // with `until`: when it stopped
  bool reached = true;        // with `until`: the half-width is below its limit
  std::size_t replicas = 0;   // finished, per scenario
  std::size_t results = 0;    // finished, scenarios times replicas
  std::size_t longer = 0;     // finished by a longer run, and left in the journal
  bool damaged = false;       // the journal was, so that some was simulated again
  bool complete = false;      // the results file is written
  std::uint64_t events = 0;
  unsigned threads = 0;       // at most as many as there was work for
  double wall_s = 0, cpu_s = 0, write_s = 0;
  std::int64_t peak_rss_bytes = 0;
  std::int64_t replica_bytes = 0;  // largest memory owned by one replica at its end; 0 if none ran
  std::int64_t mass_closure_g = 0;
};

/// Runs scenarios and writes `options.output` and `X.run.json` beside it, or a sealed part of the run (part.h). If stopped, keeps the
/// journal `X.h5.journal`, so that the same call with `resume` continues. All scenarios must share the period, the seed and the random
/// streams. The text of a scenario in the results says the seed and the number of replicas of this run, whatever the scenario itself says.
RunSummary run(const std::vector<std::string>& scenario_paths, const RunOptions& options);
RunSummary run(const std::vector<Scenario>& scenarios, const RunOptions& options);
RunSummary run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options);

}  // namespace waste
