#include "models/run/run.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "engine/base/ensemble.h"
#include "engine/base/sha256.h"
#include "engine/base/team.h"
#include "engine/store/file_io.h"
#include "engine/store/journal.h"
#include "engine/store/temporary_files.h"
#include "models/results/guard.h"
#include "models/results/writer.h"
#include "models/run/run_json.h"
#include "models/run/run_worlds.h"
#include "models/world/flow_network.h"
#include "models/world/scenario_tree.h"
#include "models/world/world.h"

namespace waste {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::int64_t peak_rss_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

/// The scenario with the seed and the number of replicas of a run written into it.
Scenario of_run(const Scenario& scenario, std::uint64_t seed, int replicas) {
  std::vector<std::pair<std::string, std::string>> changes;
  for (const auto& [key, text] : {std::pair{"seed", std::to_string(seed)}, {"replicas", std::to_string(replicas)}})
    if (const Node* node = scenario.root().find(key); !node || node->text != text) changes.emplace_back(key, text);
  return scenario.with(changes);
}

[[noreturn]] void refuse(const sim::Message& message) { throw sim::Error(sim::Exit::usage, message); }

/// Everything one run needs, from the scenarios to the journal.
class Run {
 public:
  Run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options) : options_(options) {
    if (worlds.empty())
      refuse({"没有给出情景，如 wufei run scenarios/baseline.yaml", "no scenario given; e.g. wufei run scenarios/baseline.yaml"});
    for (auto& world : worlds) add(std::move(world));
    guard_results(options.output);
    make_folder();
    sim::remove_stale_temporaries(sim::folder_of(options.output));
    fix_replicas();
  }

  RunSummary go();

 private:
  /// What is to be simulated.
  struct Work {
    std::size_t width = 1;                                   // scenarios in one task
    std::vector<ScenarioTree> trees;                         // of `width` scenarios each
    std::vector<std::pair<std::size_t, std::size_t>> tasks;  // replica, tree
  };

  void add(std::unique_ptr<World> world);
  void make_folder() const;
  void fix_replicas();
  std::string fingerprint() const;
  std::string journal_path() const { return options_.output + ".journal"; }
  std::size_t items() const { return worlds_.size() * static_cast<std::size_t>(replicas_); }
  sim::JournalWriter open_journal() const;
  void keep(const sim::JournalRecord& record, RunSummary& summary);
  bool whole(std::size_t replica, std::size_t first_scenario, std::size_t count) const;
  Work work_left(unsigned threads) const;
  void simulate(sim::JournalWriter& journal, RunSummary& summary);
  void take(const ReplicaResult& result, std::size_t item, sim::JournalWriter& journal, RunSummary& summary);
  bool write(RunSummary& summary);
  void tidy_up(const RunSummary& summary) const;

  const std::atomic<bool>& stop() const {
    static const std::atomic<bool> never_stop{false};
    return options_.stop ? *options_.stop : never_stop;
  }
  unsigned threads() const { return options_.threads > 0 ? options_.threads : sim::hardware_threads(); }
  void enter(RunPhase phase) const {
    if (options_.entered) options_.entered(phase);
  }

  RunOptions options_;
  std::vector<std::unique_ptr<World>> worlds_;
  int replicas_ = 0;
  std::string mark_;  // of the journal
  // [replica * scenarios + scenario], so that replicas finish one by one over all scenarios; none: not finished
  std::vector<std::optional<sim::JournalRecord>> finished_;
};

void Run::add(std::unique_ptr<World> world) {
  if (options_.seed) world->seed = *options_.seed;
  check_goes_with(*world, worlds_);
  worlds_.push_back(std::move(world));
}

void Run::make_folder() const {
  const auto folder = std::filesystem::path(options_.output).parent_path();
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::string name = folder.string();
  if (error)
    throw sim::FileError(sim::joined({"无法新建文件夹“" + name + "”", "cannot make the folder '" + name + "'"},
                                     sim::reason_of(error.value())),
                         name, error.value());
}

void Run::fix_replicas() {
  replicas_ = options_.replicas > 0 ? options_.replicas : worlds_.front()->replicas;
  mark_ = fingerprint();
  for (auto& world : worlds_) world->scenario = of_run(world->scenario, world->seed, replicas_);
  finished_.resize(items());
}

// Taken for one replica: a longer run may continue from the journal of a shorter one.
std::string Run::fingerprint() const {
  std::string text = "wufei " WUFEI_VERSION "\n";
  for (const auto& world : worlds_) {
    const Scenario scenario = of_run(world->scenario, world->seed, 1);
    text += scenario.name() + "\n" + scenario.sha256() + "\n" + scenario.data_sha256() + "\n";
  }
  return sim::sha256(text).substr(0, sim::fingerprint_size);
}

sim::JournalWriter Run::open_journal() const {
  if (options_.resume && options_.discard)
    refuse({"--resume 继续已完成的工作，--discard 放弃它；只能用一个",
            "--resume goes on with finished work, --discard drops it; give one of them"});
  using sim::Finished;
  return {journal_path(), mark_, options_.resume ? Finished::resume : options_.discard ? Finished::discard : Finished::refuse};
}

RunSummary Run::go() {
  const auto begin = Clock::now();
  const double cpu_begin = cpu_seconds();
  RunSummary summary;
  auto journal = open_journal();
  summary.damaged = journal.damaged();
  for (const auto& record : journal.records()) keep(record, summary);
  enter(RunPhase::simulating);
  simulate(journal, summary);
  journal.sync();
  for (std::size_t replica = 0; replica < static_cast<std::size_t>(replicas_); ++replica)
    summary.replicas += whole(replica, 0, worlds_.size()) ? 1 : 0;
  if (summary.results == items()) {
    const auto write_begin = Clock::now();
    summary.complete = write(summary);
    summary.write_s = seconds_since(write_begin);
  }
  summary.wall_s = seconds_since(begin);
  summary.cpu_s = cpu_seconds() - cpu_begin;
  summary.peak_rss_bytes = peak_rss_bytes();
  if (summary.complete) tidy_up(summary);
  return summary;
}

void Run::keep(const sim::JournalRecord& record, RunSummary& summary) {
  if (record.index >= items()) {
    ++summary.longer;
    return;
  }
  auto& place = finished_[record.index];
  summary.results += place ? 0 : 1;
  place = record;
}

/// Whether nothing is missing of a replica in a range of scenarios.
bool Run::whole(std::size_t replica, std::size_t first_scenario, std::size_t count) const {
  const auto begin = finished_.begin() + static_cast<std::ptrdiff_t>(replica * worlds_.size() + first_scenario);
  return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](const auto& record) { return record.has_value(); });
}

// A task is one replica of all scenarios, which share a common prefix; with too few replicas for the threads, it is one replica of
// one scenario. What a damaged journal lost is simulated again, wherever it stood.
Run::Work Run::work_left(unsigned threads) const {
  std::vector<std::size_t> replicas;
  for (std::size_t replica = 0; replica < static_cast<std::size_t>(replicas_); ++replica)
    if (!whole(replica, 0, worlds_.size())) replicas.push_back(replica);
  Work work;
  work.width = replicas.size() < 2 * std::size_t{threads} ? 1 : worlds_.size();
  for (std::size_t begin = 0; begin < worlds_.size(); begin += work.width) {
    std::vector<const World*> worlds;
    for (std::size_t i = begin; i < begin + work.width; ++i) worlds.push_back(worlds_[i].get());
    work.trees.emplace_back(std::move(worlds));
  }
  for (const std::size_t replica : replicas)
    for (std::size_t tree = 0; tree < work.trees.size(); ++tree)
      if (!whole(replica, tree * work.width, work.width)) work.tasks.emplace_back(replica, tree);
  return work;
}

void Run::simulate(sim::JournalWriter& journal, RunSummary& summary) {
  const Work work = work_left(threads());
  // With fewer tasks than threads, all threads work on one replica of many districts.
  const auto districts = static_cast<std::size_t>(worlds_.front()->district.districts);
  const bool together = districts > 1 && work.tasks.size() < threads();
  summary.threads = static_cast<unsigned>(std::clamp<std::size_t>(together ? districts : work.tasks.size(), 1, threads()));
  std::optional<sim::Team> team;
  if (together && !work.tasks.empty()) team.emplace(summary.threads);
  using Results = std::vector<ReplicaResult>;
  sim::run_ensemble<Results>(
      work.tasks.size(), together ? 1 : summary.threads,
      [&](std::size_t at) {
        const auto [replica, tree] = work.tasks[at];
        return work.trees[tree].simulate(replica, stop(), team ? &*team : nullptr);
      },
      [&](std::size_t at, Results&& results) {
        std::size_t item = work.tasks[at].first * worlds_.size() + work.tasks[at].second * work.width;
        for (ReplicaResult& result : results) {
          result.scenario = static_cast<std::uint32_t>(item % worlds_.size());
          take(result, item++, journal, summary);
        }
      },
      stop());
}

void Run::take(const ReplicaResult& result, std::size_t item, sim::JournalWriter& journal, RunSummary& summary) {
  if (finished_[item]) return;  // it was in the journal of a resumed run
  summary.events += result.events;
  summary.replica_bytes = std::max(summary.replica_bytes, static_cast<std::int64_t>(result.bytes));
  journal.append(0, item, to_bytes(result));
  keep(journal.records().back(), summary);
  if (options_.progress) options_.progress(summary.results, items());
}

/// False if stopped.
bool Run::write(RunSummary& summary) {
  const sim::JournalReader reader(journal_path(), mark_);
  std::vector<std::int64_t> errors(items());  // [g] per item, written by the thread that read it
  const auto index = [&](std::uint32_t scenario, std::size_t replica) { return replica * worlds_.size() + scenario; };
  const auto heads = [&](std::uint32_t scenario, std::size_t replica) {
    const std::size_t item = index(scenario, replica);
    ReplicaResult head = head_from_bytes(reader.read(*finished_[item]));
    errors[item] = head.books.closing_error;
    return head;
  };
  const auto source = [&](std::uint32_t scenario, std::size_t replica) {
    return result_from_bytes(reader.read(*finished_[index(scenario, replica)]));
  };
  std::vector<const World*> worlds;
  for (const auto& world : worlds_) worlds.push_back(world.get());
  const ResultsHead head{worlds_.front()->seed, replicas_, true, threads(), options_.stop};
  if (!write_results(options_.output, worlds, head, source, heads)) return false;
  enter(RunPhase::written);
  summary.mass_closure_g = *std::max_element(errors.begin(), errors.end());
  return true;
}

/// What is left to do when the results stand. A journal that a longer run began stays for that run.
void Run::tidy_up(const RunSummary& summary) const {
  try {
    write_run_json(options_.output, summary, worlds_.size());
    if (summary.longer == 0) sim::remove(journal_path());
  } catch (const sim::FileError& error) {
    throw sim::FileError({"“" + options_.output + "”已完整写出，但" + error.zh(),
                          "'" + options_.output + "' is complete, but " + error.what()},
                         error.path(), error.number());
  }
}

}  // namespace

RunSummary run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options) { return Run(std::move(worlds), options).go(); }

RunSummary run(const std::vector<Scenario>& scenarios, const RunOptions& options) {
  std::vector<std::unique_ptr<World>> worlds;
  for (const Scenario& scenario : scenarios) {
    worlds.push_back(build_world(scenario));
    if (auto errors = network_errors(*worlds.back()); !errors.empty()) throw sim::InputError(std::move(errors));
  }
  return run(std::move(worlds), options);
}

RunSummary run(const std::vector<std::string>& scenario_paths, const RunOptions& options) {
  std::vector<Scenario> scenarios;
  for (const auto& path : scenario_paths) scenarios.push_back(Scenario::read(path, options.overrides));
  return run(scenarios, options);
}

}  // namespace waste
