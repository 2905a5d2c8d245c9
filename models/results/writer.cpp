#include "models/results/writer.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <set>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/random/random.h"
#include "models/assessment/accounts.h"
#include "models/results/layout.h"
#include "models/results/table_writer.h"
#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// Writes one scenario of a results file: reads its replicas once for the rows, once for values and indicators.
class ScenarioWriter {
 public:
  ScenarioWriter(sim::Hdf5Writer& file, const World& world) : file_(file), world_(world), replica_worlds_(world) {}

  /// False if stopped.
  bool write(const ResultsHead& head, std::uint32_t scenario, const ResultSource& source, const ResultSource& heads);

 private:
  void take_head(const ReplicaResult& head);
  void write_head();
  ReplicaShare share(const TableWriter& tables, const ReplicaResult& result) const;

  sim::Hdf5Writer& file_;
  const World& world_;
  ReplicaWorlds replica_worlds_;
  RowUnion rows_;
  std::vector<std::int32_t> replicas_;
  std::int64_t largest_error_ = 0;
};

void ScenarioWriter::take_head(const ReplicaResult& head) {
  replicas_.push_back(static_cast<std::int32_t>(head.replica));
  largest_error_ = std::max(largest_error_, head.books.closing_error);
  rows_.add(head.books);
}

void ScenarioWriter::write_head() {
  file_.group(world_.scenario.name(), {{"title_zh", world_.title.zh},
                                       {"title_en", world_.title.en},
                                       {"scenario_sha256", world_.scenario.sha256()},
                                       {"data_sha256", world_.scenario.data_sha256()},
                                       {"mass_closure_g", largest_error_}});
}

ReplicaShare ScenarioWriter::share(const TableWriter& tables, const ReplicaResult& result) const {
  const Books& books = result.books;
  SIM_ASSERT(books.first_month == world_.district.first_month() && books.months == world_.district.months());
  const auto world = replica_worlds_.for_books(result.replica);
  const PolicySet policies = world->draw_policies(result.replica);
  return tables.share({result, *world, Accounts(world->district, policies, books)});
}

bool ScenarioWriter::write(const ResultsHead& head, std::uint32_t scenario, const ResultSource& source, const ResultSource& heads) {
  static const std::atomic<bool> to_the_end{false};
  const std::atomic<bool>& stop = head.stop ? *head.stop : to_the_end;
  const auto replicas = static_cast<std::size_t>(head.replicas);
  sim::run_ensemble<ReplicaResult>(
      replicas, head.threads, [&](std::size_t i) { return heads(scenario, i); },
      [&](std::size_t, ReplicaResult&& result) { take_head(result); }, stop);
  if (stop) return false;
  write_head();
  const Frame frame{world_, replicas_, rows_};
  TableWriter tables(file_, frame, world_.scenario.name());
  sim::run_ensemble<ReplicaShare>(
      replicas, head.threads, [&](std::size_t i) { return share(tables, source(scenario, i)); },
      [&](std::size_t, ReplicaShare&& share) { tables.take(std::move(share)); }, stop);
  if (stop) return false;
  tables.finish();
  return true;
}

/// Fingerprint of the tables of all scenarios: the one they share, or a fingerprint of all of them.
std::string data_fingerprint(const std::vector<const World*>& worlds) {
  std::set<std::string> different;
  std::string all;
  for (const World* world : worlds) {
    different.insert(world->scenario.data_sha256());
    all += world->scenario.data_sha256();
  }
  return different.size() == 1 ? *different.begin() : sim::sha256(all);
}

sim::AttributeValue seed_value(std::uint64_t seed) {
  if (seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::to_string(seed);
  return static_cast<std::int64_t>(seed);
}

void write_root(sim::Hdf5Writer& file, const std::vector<const World*>& worlds, const ResultsHead& head) {
  std::string names, texts;
  for (const World* world : worlds) {
    names += (names.empty() ? "" : " ") + world->scenario.name();
    texts += world->scenario.resolved_text();
  }
  file.group("/", {{"format", results_format},
                   {"format_version", std::to_string(results_major) + "." + std::to_string(results_minor)},
                   {"program", "wufei"},
                   {"version", WUFEI_VERSION},
                   {"scenario_sha256", sim::sha256(texts)},
                   {"data_sha256", data_fingerprint(worlds)},
                   {"seed", seed_value(head.seed)},
                   {"rng", "philox4x64-10 layout " + std::to_string(sim::Random::layout_version)},
                   {"replicas", std::int64_t{head.replicas}},
                   {"complete", std::int64_t{head.complete}},
                   {"scenarios", names}});
}

void require_different_names(const std::vector<const World*>& worlds) {
  std::set<std::string> names;
  for (const World* world : worlds)
    if (!names.insert(world->scenario.name()).second)
      throw sim::Error(sim::Exit::usage, {"一次运行中有两个情景都叫“" + world->scenario.name() + "”；请改一个文件名，或分别运行",
                                          "two scenarios of one run are called '" + world->scenario.name() +
                                              "'; rename one file, or run them into two results files"});
}

}  // namespace

bool write_results(const std::string& path, const std::vector<const World*>& worlds, const ResultsHead& head, const ResultSource& source,
                   const ResultSource& heads) {
  require_different_names(worlds);
  sim::Hdf5Writer file(path);
  write_root(file, worlds, head);
  for (std::size_t i = 0; i < worlds.size(); ++i)
    if (!ScenarioWriter(file, *worlds[i]).write(head, static_cast<std::uint32_t>(i), source, heads ? heads : source)) return false;
  file.finish();
  return true;
}

}  // namespace waste
