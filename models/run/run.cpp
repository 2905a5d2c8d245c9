#include "models/run/run.h"

#include <algorithm>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "engine/base/team.h"
#include "engine/store/file_io.h"
#include "engine/store/journal.h"
#include "engine/store/temporary_files.h"
#include "models/results/guard.h"
#include "models/run/build.h"
#include "models/run/cost.h"
#include "models/run/earlier.h"
#include "models/run/finish.h"
#include "models/run/run_json.h"
#include "models/run/setup.h"
#include "models/run/until.h"
#include "models/scenario/bundle.h"
#include "models/world/scenario_tree.h"
#include "models/world/world.h"

namespace waste {
namespace {

[[noreturn]] void refuse(const sim::Message& message) { throw sim::Error(sim::Exit::usage, message); }

void check(const RunOptions& options) {
  if (options.resume && options.discard)
    refuse({"--resume 继续已完成的工作，--discard 放弃它；只能用一个",
            "--resume goes on with finished work, --discard drops it; give one of them"});
  if (options.add > 0 && options.part)
    refuse({"--add 与 --part 不能同时使用：请在合并后的结果上增加",
            "--add and --part exclude each other: add to the results of merged parts"});
  if (options.add > 0 && options.replicas > 0)
    refuse({"--add 是增加的遍数，--replicas 是总遍数；只能用一个",
            "--add says how many replicas are added, --replicas how many there are; give one of them"});
  if (options.until && (options.add > 0 || options.part))
    refuse({"--until 需要一次运行的全部各遍，不能与 --add 或 --part 同时使用",
            "--until needs all replicas of a run: without --add and --part"});
}

/// Everything one run needs, from the scenarios to the journal.
class Run {
 public:
  Run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options)
      : options_(options), setup_(std::move(worlds), options.seed), mark_(setup_.fingerprint()) {
    check(options);
    guard_results(options.output);
    make_folder_of(options.output);
    sim::remove_stale_temporaries(sim::folder_of(options.output));
    fix_replicas();
  }

  RunSummary go();

 private:
  /// What is to be simulated.
  struct Work {
    std::size_t width = 1;                                   // scenarios in one task
    std::vector<ScenarioTree> trees;                         // of `width` scenarios each, the last of what is left
    std::vector<std::pair<std::size_t, std::size_t>> tasks;  // replica, tree
  };

  void fix_replicas();
  std::string journal_path() const { return options_.part ? part_path(options_.output, *options_.part) : options_.output + ".journal"; }
  std::optional<sim::JournalRecord>& place(std::size_t item) { return finished_[item - first_item()]; }
  std::size_t first_item() const { return range_.first * setup_.scenarios(); }
  std::size_t items() const { return range_.size() * setup_.scenarios(); }

  sim::JournalWriter open_journal() const;
  void begin_part(sim::JournalWriter& journal) const;
  void seal_part(sim::JournalWriter& journal) const;
  void keep(const sim::JournalRecord& record, RunSummary& summary);
  bool whole(std::size_t replica, std::size_t first_scenario, std::size_t count) const;
  Work work_left(unsigned threads, std::size_t end) const;
  void simulate(sim::JournalWriter& journal, RunSummary& summary, std::size_t end);
  void take(const ReplicaResult& result, std::size_t item, sim::JournalWriter& journal, RunSummary& summary);
  void simulate_until(sim::JournalWriter& journal, RunSummary& summary);
  ItemReader reader() const;
  void tidy_up(const RunSummary& summary) const;

  void enter(RunPhase phase) const {
    if (options_.entered) options_.entered(phase);
  }

  RunOptions options_;
  Setup setup_;
  std::string mark_;  // of the journal
  ReplicaRange range_;
  std::size_t first_look_ = 0;  // replicas at which an `until` is looked at first
  std::unique_ptr<EarlierResults> earlier_;  // of replicas before the range
  // [(replica - first) * scenarios + scenario], so that replicas finish one by one over all scenarios; none: not finished
  std::vector<std::optional<sim::JournalRecord>> finished_;
};

void Run::fix_replicas() {
  std::size_t replicas = static_cast<std::size_t>(options_.replicas > 0 ? options_.replicas : setup_.worlds().front()->replicas);
  if (options_.add > 0) {
    earlier_ = std::make_unique<EarlierResults>(options_.output, setup_);
    replicas = earlier_->replicas() + static_cast<std::size_t>(options_.add);
    if (replicas > 1'000'000) refuse({"超过1000000遍", "more than 1000000 replicas"});
  }
  first_look_ = replicas;
  if (options_.until) replicas = options_.until->most;
  range_ = {earlier_ ? earlier_->replicas() : 0, replicas};
  if (options_.part) {
    range_ = range_of(*options_.part, replicas);
    if (options_.part->of > replicas)
      refuse({std::to_string(replicas) + "遍不能分成" + std::to_string(options_.part->of) + "份",
              std::to_string(replicas) + " replicas cannot be cut into " + std::to_string(options_.part->of) + " parts"});
  }
  setup_.set_replicas(replicas);
  finished_.resize(items());
}

sim::JournalWriter Run::open_journal() const {
  using sim::Finished;
  return {journal_path(), mark_, options_.resume ? Finished::resume : options_.discard ? Finished::discard : Finished::refuse};
}

RunSummary Run::go() {
  const Cost cost;
  RunSummary summary;
  summary.written = options_.part ? journal_path() : options_.output, summary.simulated = range_;
  auto journal = open_journal();
  summary.damaged = journal.damaged();
  if (options_.part) begin_part(journal);
  for (const auto& record : journal.records()) keep(record, summary);
  enter(RunPhase::simulating);
  if (options_.until) simulate_until(journal, summary);
  else simulate(journal, summary, range_.end);
  for (std::size_t replica = range_.first; replica < range_.end; ++replica)
    summary.replicas += whole(replica, 0, setup_.scenarios()) ? 1 : 0;
  summary.complete = summary.results == items();
  if (summary.complete && options_.part) seal_part(journal);
  journal.sync();
  if (summary.complete && !options_.part) write_items(setup_, options_, reader(), summary);
  if (summary.complete) enter(RunPhase::written);
  cost.put(summary);
  if (summary.complete && !options_.part) tidy_up(summary);
  return summary;
}

/// Writes the head of a new part; that of an old one must say the same.
void Run::begin_part(sim::JournalWriter& journal) const {
  PartHead head{WUFEI_VERSION, commit_of_build(), setup_.seed(), setup_.replicas(), range_, *options_.part, {}, {}};
  for (const auto& record : journal.records()) {
    if (record.kind != static_cast<std::uint32_t>(RecordKind::head)) continue;
    const PartHead found = part_head_from_bytes(sim::JournalReader(journal_path(), mark_).read(record));
    if (found.range == head.range && found.replicas == head.replicas) return;
    refuse({"“" + journal_path() + "”是" + std::to_string(found.replicas) + "遍运行的一部分，本次运行为" + std::to_string(head.replicas) +
                "遍；请给本次运行另一个输出文件（-o），或加 --discard 放弃已有结果",
            "'" + journal_path() + "' is a part of " + std::to_string(found.replicas) + " replicas, this run has " +
                std::to_string(head.replicas) + "; give this run another output (-o), or add --discard to drop that work"});
  }
  for (const auto& world : setup_.worlds()) {
    head.names.push_back(world->scenario.name());
    head.scenarios.push_back(ScenarioBytes::write(world->scenario));
  }
  journal.append(static_cast<std::uint32_t>(RecordKind::head), 0, to_bytes(head));
}

/// The seal is the last record, also when a damaged part was made whole again.
void Run::seal_part(sim::JournalWriter& journal) const {
  constexpr auto seal = static_cast<std::uint32_t>(RecordKind::seal);
  if (journal.records().back().kind != seal) journal.append(seal, items(), "");
}

void Run::keep(const sim::JournalRecord& record, RunSummary& summary) {
  if (record.kind != static_cast<std::uint32_t>(RecordKind::replica) || record.index < first_item()) return;
  if (record.index >= first_item() + items()) {
    ++summary.longer;
    return;
  }
  auto& found = place(record.index);
  summary.results += found ? 0 : 1;
  found = record;
}

/// Whether nothing is missing of a replica in a range of scenarios.
bool Run::whole(std::size_t replica, std::size_t first_scenario, std::size_t count) const {
  const auto begin = finished_.begin() + static_cast<std::ptrdiff_t>((replica - range_.first) * setup_.scenarios() + first_scenario);
  return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](const auto& record) { return record.has_value(); });
}

// A task is one replica of scenarios that share a common prefix. What a damaged journal lost is simulated again, wherever it stood.
Run::Work Run::work_left(unsigned threads, std::size_t end) const {
  const std::size_t scenarios = setup_.scenarios();
  std::vector<std::size_t> replicas;
  for (std::size_t replica = range_.first; replica < end; ++replica)
    if (!whole(replica, 0, scenarios)) replicas.push_back(replica);
  Work work;
  work.width = tree_width(scenarios, replicas.size(), threads);
  for (std::size_t begin = 0; begin < scenarios; begin += work.width) {
    std::vector<const World*> worlds;
    for (std::size_t i = begin; i < std::min(begin + work.width, scenarios); ++i) worlds.push_back(setup_.worlds()[i].get());
    work.trees.emplace_back(std::move(worlds));
  }
  for (const std::size_t replica : replicas)
    for (std::size_t tree = 0, first = 0; first < scenarios; ++tree, first += work.width)
      if (!whole(replica, first, std::min(work.width, scenarios - first))) work.tasks.emplace_back(replica, tree);
  return work;
}

/// Replicas before `end`.
void Run::simulate(sim::JournalWriter& journal, RunSummary& summary, std::size_t end) {
  const unsigned threads = threads_of(options_);
  const Work work = work_left(threads, end);
  // With fewer tasks than threads, all threads work on one replica of many districts.
  const auto districts = static_cast<std::size_t>(setup_.worlds().front()->district.districts);
  const bool together = districts > 1 && work.tasks.size() < threads;
  summary.threads = static_cast<unsigned>(std::clamp<std::size_t>(together ? districts : work.tasks.size(), 1, threads));
  std::optional<sim::Team> team;
  if (together && !work.tasks.empty()) team.emplace(summary.threads);
  using Results = std::vector<ReplicaResult>;
  sim::run_ensemble<Results>(
      work.tasks.size(), together ? 1 : summary.threads,
      [&](std::size_t at) {
        const auto [replica, tree] = work.tasks[at];
        return work.trees[tree].simulate(replica, stop_of(options_), team ? &*team : nullptr);
      },
      [&](std::size_t at, Results&& results) {
        std::size_t item = work.tasks[at].first * setup_.scenarios() + work.tasks[at].second * work.width;
        for (ReplicaResult& result : results) {
          result.scenario = static_cast<std::uint32_t>(item % setup_.scenarios());
          take(result, item++, journal, summary);
        }
      },
      stop_of(options_));
}

void Run::take(const ReplicaResult& result, std::size_t item, sim::JournalWriter& journal, RunSummary& summary) {
  if (place(item)) return;  // it was in the journal of a resumed run
  summary.events += result.events;
  summary.replica_bytes = std::max(summary.replica_bytes, static_cast<std::int64_t>(result.bytes));
  journal.append(static_cast<std::uint32_t>(RecordKind::replica), item, to_bytes(result));
  keep(journal.records().back(), summary);
  if (options_.progress) options_.progress(summary.results, items());
}

ItemReader Run::reader() const {
  const auto journal = std::make_shared<const sim::JournalReader>(journal_path(), mark_);
  return [this, journal](std::size_t at, Extent extent) {
    if (at < first_item()) return earlier_->read(at % setup_.scenarios(), at / setup_.scenarios());
    const std::string bytes = journal->read(*finished_[at - first_item()]);
    return extent == Extent::head ? head_from_bytes(bytes) : result_from_bytes(bytes);
  };
}

/// Simulates more and more replicas until the rule holds; what a longer run left in the journal stays there.
void Run::simulate_until(sim::JournalWriter& journal, RunSummary& summary) {
  StoppingRule rule(setup_, *options_.until);
  const std::size_t most = range_.end;
  for (std::size_t n = std::min(first_look_, most);; n = next_look(n, most)) {
    simulate(journal, summary, n);
    if (stop_of(options_)) return;
    summary.reached = rule.holds(n, reader(), options_);
    summary.half_width = rule.half_width();
    if (stop_of(options_)) return;
    if (!summary.reached && n < most) continue;
    range_.end = summary.simulated.end = n;
    setup_.set_replicas(n);
    const auto beyond = finished_.begin() + static_cast<std::ptrdiff_t>(items());
    const auto more = static_cast<std::size_t>(std::count_if(beyond, finished_.end(),
                                                             [](const auto& record) { return record.has_value(); }));
    summary.longer += more, summary.results -= more;
    finished_.resize(items());
    return;
  }
}

/// What is left to do when the results stand. A journal that a longer run began stays for that run.
void Run::tidy_up(const RunSummary& summary) const {
  when_written(options_.output, [&] {
    write_run_json(options_.output, summary, setup_.scenarios());
    if (summary.longer == 0) sim::remove(journal_path());
  });
}

}  // namespace

RunSummary run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options) { return Run(std::move(worlds), options).go(); }

RunSummary run(const std::vector<Scenario>& scenarios, const RunOptions& options) {
  return run(checked_worlds(pointers_to(scenarios)), options);
}

RunSummary run(const std::vector<std::string>& scenario_paths, const RunOptions& options) {
  std::vector<Scenario> scenarios;
  for (const auto& path : scenario_paths) scenarios.push_back(Scenario::read(path, options.overrides));
  return run(scenarios, options);
}

}  // namespace waste
