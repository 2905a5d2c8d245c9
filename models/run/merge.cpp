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

[[noreturn]] void refuse(const sim::Message& message) { throw sim::Error(sim::Exit::results, message); }

std::string program_of(const PartHead& head) { return head.version + ", commit " + head.commit; }

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

/// What tells two runs apart, as a sentence about both.
sim::Message difference(const PartFile& a, const PartFile& b) {
  const auto sentence = [&](const sim::Message& what, const std::string& first, const std::string& second) {
    return sim::Message{"“" + a.path() + "”与“" + b.path() + "”属于不同的运行：" + what.zh + "为" + first + "和" + second,
                        "'" + a.path() + "' and '" + b.path() + "' are of different runs: " + what.en + " " + first + " and " + second};
  };
  const PartHead &one = a.head(), &other = b.head();
  if (program_of(one) != program_of(other)) return sentence({"版本", "version"}, program_of(one), program_of(other));
  if (one.seed != other.seed) return sentence({"种子", "seed"}, std::to_string(one.seed), std::to_string(other.seed));
  if (one.names != other.names) return sentence({"情景", "scenarios"}, joined(one.names), joined(other.names));
  if (a.fingerprint() != b.fingerprint())
    return {"“" + a.path() + "”与“" + b.path() + "”属于不同的运行：情景" + joined(one.names) + "的内容或数据不同",
            "'" + a.path() + "' and '" + b.path() + "' are of different runs: texts or data of " + joined(one.names) + " differ"};
  if (one.replicas != other.replicas) return sentence({"遍数", "replicas"}, std::to_string(one.replicas), std::to_string(other.replicas));
  return {};
}

sim::Message replicas_text(const ReplicaRange& range) {
  const std::string first = std::to_string(range.first), last = std::to_string(range.end - 1);
  if (range.size() == 1) return {"第" + first + "遍", "replica " + first};
  return {"第" + first + "至" + last + "遍", "replicas " + first + " ... " + last};
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
      const sim::Message both = replicas_text({b.first, std::min(a.end, b.end)});
      const std::string &one = files_[i - 1].path(), &other = files_[i].path();
      refuse({"“" + one + "”与“" + other + "”都含有" + both.zh + "；每遍只能给出一次",
              "'" + one + "' and '" + other + "' both hold " + both.en + "; give each of them once"});
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

  /// Why a part without a seal is not taken.
  static sim::Message unfinished(const PartFile& file) {
    const std::string done = std::to_string(file.records().size()), all = std::to_string(file.items());
    if (done == all) return {"没有封存标记：运行被中断，或末尾损坏", "it has no seal: it was stopped, or its end is damaged"};
    return {all + "个结果完成了" + done + "个", done + " of " + all + " results are finished"};
  }

  void refuse_holes() const {
    sim::Message missing;
    std::size_t next = 0;
    const auto gap = [&](std::size_t until) {
      if (next >= until) return;
      const sim::Message range = replicas_text({next, until});
      missing.zh += "\n  " + range.zh + name_of({next, until}), missing.en += "\n  " + range.en + name_of({next, until});
    };
    for (const auto& file : files_) {
      gap(file.head().range.first);
      next = file.head().range.end;
      if (file.sealed()) continue;
      const sim::Message why = unfinished(file);
      missing.zh += "\n  " + file.path() + "：" + why.zh + "；请用 --resume 再次运行";
      missing.en += "\n  " + file.path() + ": " + why.en + "; run it again with --resume";
    }
    gap(head().replicas);
    const std::string all = std::to_string(head().replicas);
    if (!missing.empty())
      throw sim::Error(sim::Exit::no, {all + "遍中缺少：" + missing.zh, "of " + all + " replicas are missing:" + missing.en});
  }

  std::vector<PartFile> files_;
};

/// The run that the parts are of, built anew from what they say.
Setup setup_of(const Parts& parts) {
  const PartHead& head = parts.head();
  const std::string own = WUFEI_VERSION ", commit " + commit_of_build();
  if (head.version != WUFEI_VERSION || head.commit != commit_of_build())
    refuse({"“" + parts.first().path() + "”由版本" + program_of(head) + "写出，本程序为版本" + own + "；请用写出它的程序合并",
            "'" + parts.first().path() + "' was made by version " + program_of(head) + ", this program is version " + own +
                "; merge with the program that made it"});
  std::vector<Scenario> scenarios;
  for (const auto& bytes : head.scenarios) scenarios.push_back(ScenarioBytes::read(bytes));
  Setup setup(checked_worlds(pointers_to(scenarios)), head.seed);
  if (setup.fingerprint() != parts.first().fingerprint())
    refuse({"“" + parts.first().path() + "”已损坏：其中的情景与各遍不符",
            "'" + parts.first().path() + "' is damaged: its scenarios are not those of its replicas"});
  setup.set_replicas(head.replicas);
  return setup;
}

}  // namespace

RunSummary merge(const std::vector<std::string>& paths, RunOptions options) {
  const Cost cost;
  const Parts parts(paths);
  if (options.output.empty()) options.output = results_of_part(parts.first().path());
  if (options.output.empty())
    throw sim::Error(sim::Exit::usage, {"“" + parts.first().path() + "”的名称不是部分文件的；请给出结果文件（-o）",
                                        "'" + parts.first().path() + "' is not named as a part; give the output (-o)"});
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
  if (summary.complete) when_written(options.output, [&] { write_run_json(options.output, summary, setup.scenarios()); });
  return summary;
}

}  // namespace waste
