#include "models/run/merge.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "engine/store/temporary_files.h"
#include "models/results/guard.h"
#include "models/run/build.h"
#include "models/run/cost.h"
#include "models/run/finish.h"
#include "models/run/part_file.h"
#include "models/run/run_json.h"
#include "models/run/setup.h"
#include "models/scenario/bundle.h"
#include "models/world/world.h"

namespace waste {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw sim::Error(sim::Exit::results, message); }

std::string program_of(const PartHead& head) { return head.version + ", commit " + head.commit; }

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

/// What tells two runs apart, as a sentence about both.
std::string difference(const PartFile& a, const PartFile& b) {
  const auto sentence = [&](const std::string& what, const std::string& first, const std::string& second) {
    return "'" + a.path() + "' and '" + b.path() + "' are of different runs: " + what + " " + first + " and " + second;
  };
  if (program_of(a.head()) != program_of(b.head())) return sentence("version", program_of(a.head()), program_of(b.head()));
  if (a.head().seed != b.head().seed) return sentence("seed", std::to_string(a.head().seed), std::to_string(b.head().seed));
  if (a.head().names != b.head().names) return sentence("scenarios", joined(a.head().names), joined(b.head().names));
  if (a.fingerprint() != b.fingerprint()) return sentence("texts or data of", joined(a.head().names), "the other's");
  if (a.head().replicas != b.head().replicas)
    return sentence("replicas", std::to_string(a.head().replicas), std::to_string(b.head().replicas));
  return "";
}

std::string replicas_text(const ReplicaRange& range) {
  return range.size() == 1 ? "replica " + std::to_string(range.first)
                           : "replicas " + std::to_string(range.first) + " ... " + std::to_string(range.end - 1);
}

/// The parts of one run in the order of their replicas, sealed, without a gap or an overlap.
class Parts {
 public:
  explicit Parts(const std::vector<std::string>& paths) {
    for (const auto& path : paths) files_.emplace_back(path);
    for (const auto& file : files_)
      if (const auto what = difference(files_.front(), file); !what.empty()) refuse(what);
    std::stable_sort(files_.begin(), files_.end(),
                     [](const PartFile& a, const PartFile& b) { return a.head().range.first < b.head().range.first; });
    refuse_doubles();
    for (const auto& file : files_)
      if (file.sealed()) file.check_whole();
    refuse_holes();
  }

  const PartHead& head() const { return files_.front().head(); }
  const PartFile& first() const { return files_.front(); }

  ReplicaResult read(std::size_t item, Extent extent) const {
    const std::size_t replica = item / head().names.size();
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const PartFile& f) { return replica < f.head().range.end; });
    const std::string bytes = file->read(file->records()[item - file->head().range.first * head().names.size()]);
    return extent == Extent::head ? head_from_bytes(bytes) : result_from_bytes(bytes);
  }

 private:
  void refuse_doubles() const {
    for (std::size_t i = 1; i < files_.size(); ++i) {
      const ReplicaRange &a = files_[i - 1].head().range, &b = files_[i].head().range;
      if (b.first >= a.end) continue;
      refuse("'" + files_[i - 1].path() + "' and '" + files_[i].path() + "' both hold " + replicas_text({b.first, std::min(a.end, b.end)}) +
             "; give each of them once");
    }
  }

  /// The name that the part of a gap would have, where it is one.
  std::string name_of(const ReplicaRange& gap) const {
    const Part& known = head().part;
    std::string names;
    for (std::size_t number = 1; number <= known.of; ++number) {
      const ReplicaRange range = range_of({number, known.of}, head().replicas);
      if (range.first < gap.first || range.end > gap.end) continue;
      const std::string results = results_of_part(first().path());
      names += (names.empty() ? "" : ", ") + part_path(results.empty() ? "part" : results, {number, known.of});
    }
    return names.empty() ? "" : " (" + names + ")";
  }

  void refuse_holes() const {
    std::string missing;
    std::size_t next = 0;
    const auto gap = [&](std::size_t until) {
      if (next < until) missing += "\n  " + replicas_text({next, until}) + name_of({next, until});
    };
    for (const auto& file : files_) {
      gap(file.head().range.first);
      next = file.head().range.end;
      if (file.sealed()) continue;
      const bool ended = file.records().size() == file.items();
      missing += "\n  " + file.path() + ": " +
                 (ended ? "it has no seal: it was stopped, or its end is damaged"
                        : std::to_string(file.records().size()) + " of " + std::to_string(file.items()) + " results are finished") +
                 "; run it again with --resume";
    }
    gap(head().replicas);
    if (!missing.empty()) throw sim::Error(sim::Exit::no, "of " + std::to_string(head().replicas) + " replicas are missing:" + missing);
  }

  std::vector<PartFile> files_;
};

/// The run that the parts are of, built anew from what they say.
Setup setup_of(const Parts& parts) {
  const PartHead& head = parts.head();
  if (head.version != WUFEI_VERSION || head.commit != commit_of_build())
    refuse("'" + parts.first().path() + "' was made by version " + program_of(head) +
           ", this program is version " WUFEI_VERSION ", commit " + commit_of_build() + "; merge with the program that made it");
  std::vector<Scenario> scenarios;
  for (const auto& bytes : head.scenarios) scenarios.push_back(ScenarioBytes::read(bytes));
  Setup setup(checked_worlds(pointers_to(scenarios)), head.seed);
  if (setup.fingerprint() != parts.first().fingerprint())
    refuse("'" + parts.first().path() + "' is damaged: its scenarios are not those of its replicas");
  setup.set_replicas(head.replicas);
  return setup;
}

}  // namespace

RunSummary merge(const std::vector<std::string>& paths, RunOptions options) {
  const Cost cost;
  const Parts parts(paths);
  if (options.output.empty()) options.output = results_of_part(parts.first().path());
  if (options.output.empty())
    throw sim::Error(sim::Exit::usage, "'" + parts.first().path() + "' is not named as a part; give the output (-o)");
  guard_results(options.output);
  make_folder_of(options.output);
  sim::remove_stale_temporaries(sim::folder_of(options.output));
  const Setup setup = setup_of(parts);
  RunSummary summary;
  summary.written = options.output;
  summary.replicas = setup.replicas();
  summary.results = setup.items();
  summary.simulated = {0, setup.replicas()};
  summary.threads = threads_of(options);
  if (options.entered) options.entered(RunPhase::simulating);
  for (std::size_t item = 0; item < setup.items(); ++item) summary.events += parts.read(item, Extent::head).events;
  write_items(setup, options, [&](std::size_t item, Extent extent) { return parts.read(item, extent); }, summary);
  if (summary.complete && options.entered) options.entered(RunPhase::written);
  cost.put(summary);
  if (summary.complete) write_run_json(options.output, summary, setup.scenarios());
  return summary;
}

}  // namespace waste
