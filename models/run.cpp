#include "models/run.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "engine/base/ensemble.h"
#include "engine/base/sha256.h"
#include "engine/base/team.h"
#include "engine/store/file_io.h"
#include "engine/store/journal.h"
#include "models/results/file.h"
#include "models/results/guard.h"
#include "models/views/json.h"
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

[[noreturn]] void refuse(const std::string& message) { throw sim::Error(sim::Exit::usage, message); }

/// Everything one run needs, from the scenarios to the journal.
class Run {
 public:
  Run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options) : options_(options) {
    if (worlds.empty()) refuse("no scenario given; e.g. wufei run scenarios/baseline.yaml");
    for (auto& world : worlds) add(std::move(world));
    replicas_ = options.replicas > 0 ? options.replicas : worlds_.front()->replicas;
    guard_results(options.output);
    make_folder();
  }

  RunSummary go();

 private:
  void add(std::unique_ptr<World> world);
  void make_folder() const;
  std::string fingerprint() const;
  void spare_finished_work(const std::string& mark) const;
  std::string journal_path() const { return options_.output + ".journal"; }
  std::size_t items() const { return worlds_.size() * static_cast<std::size_t>(replicas_); }
  void simulate(sim::JournalWriter& journal, RunSummary& summary);
  void write(const sim::JournalWriter& journal, RunSummary& summary);
  void write_run_json(const RunSummary& summary) const;

  RunOptions options_;
  std::vector<std::unique_ptr<World>> worlds_;
  int replicas_ = 0;
};

void Run::add(std::unique_ptr<World> world) {
  if (options_.seed) world->seed = *options_.seed;
  if (!worlds_.empty()) {
    const World& first = *worlds_.front();
    if (world->seed != first.seed) refuse("scenarios of one run share their random numbers, but their seeds differ; give --seed");
    if (world->district.start != first.district.start || world->district.end != first.district.end)
      refuse("scenarios of one run must cover the same period");
  }
  for (const auto& other : worlds_)
    if (other->scenario.name() == world->scenario.name()) refuse("two scenarios are called '" + world->scenario.name() + "'");
  worlds_.push_back(std::move(world));
}

void Run::make_folder() const {
  const auto folder = std::filesystem::path(options_.output).parent_path();
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw sim::FileError("cannot make the folder '" + folder.string() + "': " + error.message(), folder.string(), error.value());
}

// Excludes the number of replicas: a longer run may continue from the journal of a shorter one.
std::string Run::fingerprint() const {
  std::string text = "wufei " WUFEI_VERSION "\nseed " + std::to_string(worlds_.front()->seed) + "\n";
  for (const auto& world : worlds_)
    text += world->scenario.name() + "\n" + world->scenario.sha256() + "\n" + world->scenario.data_sha256() + "\n";
  return sim::sha256(text).substr(0, sim::fingerprint_size);
}

RunSummary Run::go() {
  const auto begin = Clock::now();
  const double cpu_begin = cpu_seconds();
  RunSummary summary;
  summary.threads = options_.threads > 0 ? options_.threads : sim::hardware_threads();
  const std::string mark = fingerprint();
  if (!options_.resume) spare_finished_work(mark);
  auto journal = options_.resume ? sim::JournalWriter::resume(journal_path(), mark) : sim::JournalWriter::create(journal_path(), mark);
  simulate(journal, summary);
  journal.sync();
  summary.replicas = summary.results / worlds_.size();
  summary.complete = summary.results == items();
  if (summary.complete) {
    const auto write_begin = Clock::now();
    write(journal, summary);
    summary.write_s = seconds_since(write_begin);
  }
  summary.wall_s = seconds_since(begin);
  summary.cpu_s = cpu_seconds() - cpu_begin;
  summary.peak_rss_bytes = peak_rss_bytes();
  if (!summary.complete) return summary;
  write_run_json(summary);
  sim::remove(journal_path());
  return summary;
}

/// Protects finished work: a journal from which this run could continue is not overwritten.
void Run::spare_finished_work(const std::string& mark) const {
  if (!sim::exists(journal_path())) return;
  bool useful = false;
  try {
    useful = sim::JournalReader(journal_path(), mark).next().has_value();
  } catch (const sim::Error&) {
    return;  // of another run, or damaged: useless for this one
  }
  if (useful)
    refuse("an interrupted run left finished replicas in '" + journal_path() + "'; add --resume to go on with them, or remove the file");
}

// Items are ordered by replica, so that finished replicas are complete over all scenarios. A task is one replica of all
// scenarios, which share a common prefix; with too few replicas for the threads, it is one replica of one scenario.
void Run::simulate(sim::JournalWriter& journal, RunSummary& summary) {
  static const std::atomic<bool> never_stop{false};
  const std::atomic<bool>& stop = options_.stop ? *options_.stop : never_stop;
  const std::size_t scenarios = worlds_.size();
  summary.results = std::min(journal.records().size(), items());
  const std::size_t first = summary.results / scenarios;  // replica
  const std::size_t left = static_cast<std::size_t>(replicas_) - first;
  const std::size_t width = left < 2 * summary.threads ? 1 : scenarios;  // scenarios in one task
  std::vector<ScenarioTree> trees;
  for (std::size_t begin = 0; begin < scenarios; begin += width) {
    std::vector<const World*> worlds;
    for (std::size_t i = begin; i < begin + width; ++i) worlds.push_back(worlds_[i].get());
    trees.emplace_back(std::move(worlds));
  }
  // With fewer tasks than threads, all threads work on one replica of many districts.
  const bool together = worlds_.front()->district.districts > 1 && left * trees.size() < summary.threads;
  std::optional<sim::Team> team;
  if (together) team.emplace(summary.threads);
  using Results = std::vector<ReplicaResult>;
  bool gap = false;  // after a stopped replica nothing more is kept, so that the journal has no gaps
  sim::run_ensemble<Results>(
      left * trees.size(), together ? 1 : summary.threads,
      [&](std::size_t task) { return trees[task % trees.size()].simulate(first + task / trees.size(), stop, team ? &*team : nullptr); },
      [&](std::size_t task, Results&& results) {
        std::size_t item = first * scenarios + task * width;
        for (ReplicaResult& result : results) {
          result.scenario = static_cast<std::uint32_t>(item % scenarios);
          if (item++ < summary.results) continue;  // already in the journal of a resumed run
          gap = gap || item != summary.results + 1;
          if (gap) return;
          summary.events += result.events;
          summary.replica_bytes = std::max(summary.replica_bytes, static_cast<std::int64_t>(result.bytes));
          journal.append(0, item - 1, to_bytes(result));
          ++summary.results;
          if (options_.progress) options_.progress(summary.results, items());
        }
      },
      stop);
}

void Run::write(const sim::JournalWriter& journal, RunSummary& summary) {
  const sim::JournalReader reader(journal_path(), fingerprint());
  std::vector<std::int64_t> errors(items());  // [g] per item, written by the thread that read it
  const auto index = [&](std::uint32_t scenario, std::size_t replica) { return replica * worlds_.size() + scenario; };
  const auto heads = [&](std::uint32_t scenario, std::size_t replica) {
    const std::size_t item = index(scenario, replica);
    ReplicaResult head = head_from_bytes(reader.read(journal.records()[item]));
    errors[item] = head.books.closing_error;
    return head;
  };
  const auto source = [&](std::uint32_t scenario, std::size_t replica) {
    return result_from_bytes(reader.read(journal.records()[index(scenario, replica)]));
  };
  std::vector<const World*> worlds;
  for (const auto& world : worlds_) worlds.push_back(world.get());
  write_results(options_.output, worlds, {worlds_.front()->seed, replicas_, true, summary.threads}, source, heads);
  summary.mass_closure_g = *std::max_element(errors.begin(), errors.end());
}

/// Data that may differ between two identical runs goes beside the results, not into them.
void Run::write_run_json(const RunSummary& summary) const {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  Json json;
  json.begin('{').member("events", static_cast<std::int64_t>(summary.events)).member("replicas", replicas_);
  json.member("scenarios", static_cast<std::int64_t>(worlds_.size())).member("threads", static_cast<std::int64_t>(summary.threads));
  json.member("wall_s", summary.wall_s).member("cpu_s", summary.cpu_s).member("write_s", summary.write_s);
  json.member("peak_rss_bytes", static_cast<std::int64_t>(summary.peak_rss_bytes));
  json.member("replica_bytes", static_cast<std::int64_t>(summary.replica_bytes));
  json.member("host", host).member("date", sim::to_string(sim::Time{now})).end();
  const std::filesystem::path output(options_.output);
  sim::write_atomically((output.parent_path() / output.stem()).string() + ".run.json", json.text());
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
