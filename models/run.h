// One run: scenarios times replicas on common random numbers, journaled as they finish, written to one results file.
//
// The same bytes come out for any number of threads, whole or resumed, for a replica alone or in an ensemble.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/kernel/simulation.h"
#include "models/books/ledger.h"
#include "models/world/partition.h"
#include "models/scenario/scenario.h"

namespace waste {

struct World;
class Rules;

/// A replica that runs: facilities cloned from the world, under rules of its own.
class Replica {
 public:
  Replica(const World& world, std::uint64_t number);
  /// Under these rules, or under its own when there are none. Divided into regions, which may run at the same time, the books are
  /// the same; the division must outlive the replica.
  Replica(const World& world, std::uint64_t number, std::shared_ptr<const Rules> rules, const Division* division = nullptr);

  /// A copy that goes on in another world, which may differ in its policies only, and under its rules.
  Replica under(const World& world, std::shared_ptr<const Rules> rules) const;

  /// Runs to `end`, or to the end of the world's period; checks the mass of every site and stream at every midnight. Returns
  /// false when `stop` became true on the way. Throws sim::Error(mass) or sim::Error(model). A team runs regions at the same time,
  /// on the days on which that is faster than one thread: it is tried, and tried again now and then.
  bool run_until(sim::Time end, const std::atomic<bool>& stop, sim::Team* team = nullptr);

  /// Runs to the end and hands over the books; nothing when stopped.
  std::optional<Books> finish(const std::atomic<bool>& stop, sim::Team* team = nullptr);

  /// What a midnight does: every site's stocks and the road against the books.
  void check_mass(sim::Team* team = nullptr);

  sim::Simulation& simulation() { return simulation_; }
  const sim::Simulation& simulation() const { return simulation_; }
  const Rules& rules() const { return *rules_; }

  /// Bytes that belong to this replica alone: events, payloads, random streams, books; what facilities allocate is not counted.
  std::size_t memory_bytes() const;

  /// Vehicles on the road and standing anywhere, and vehicles owned: equal at every instant.
  std::pair<std::int64_t, std::int64_t> vehicles() const;

 private:
  Replica(std::shared_ptr<const World> world, std::uint64_t number, std::shared_ptr<const Rules> rules, const Division* division);
  bool together_is_faster() const;
  void run_day(sim::Time end, sim::Team* team);
  std::vector<Ledger*> ledgers();  // [region]
  void check_sites(Ledger& ledger, std::size_t region) const;

  std::shared_ptr<const World> world_;  // its own where parameters are uncertain, else the one it was given
  // Shared because a copy of a replica lives under the same rules, and either may end first.
  std::shared_ptr<const Rules> rules_;
  sim::Simulation simulation_;
  const Division* division_ = nullptr;  // nullptr: one region
  int month_ = 0;  // closed so far
  std::array<double, 2> pace_{};   // an event of the last day on one thread, and with a team; 0: not tried [s]
  unsigned days_ = 0;              // simulated where there was a team
  std::size_t ledger_bytes_ = 0;   // when the books were handed over
};

/// What one replica of one scenario leaves: the unit of journaling.
struct ReplicaResult {
  std::uint32_t scenario = 0;  // index in the run
  std::uint32_t replica = 0;
  std::uint64_t events = 0;
  Books books;
  std::size_t bytes = 0;  // that it held at its end; a figure of the run, not kept in the journal
};

/// To and from the bytes of a journal record; reading throws sim::Error(results) when they make no sense.
std::string to_bytes(const ReplicaResult& result);
ReplicaResult result_from_bytes(const std::string& bytes);
/// The same without the numbers of the books: rows, alarms and counts, which stand in front.
ReplicaResult head_from_bytes(const std::string& bytes);

struct RunOptions {
  int replicas = 0;             // 0: as many as the first scenario says
  std::optional<std::uint64_t> seed;  // none: the first scenario's
  unsigned threads = 0;         // 0: all
  std::string output = "out/results.h5";
  bool resume = false;          // go on with the journal of a run that was stopped
  std::vector<std::string> overrides;  // path=value, for every scenario
  std::function<void(std::size_t done, std::size_t all)> progress;  // called in order, from one thread at a time
  const std::atomic<bool>* stop = nullptr;
};

struct RunSummary {
  std::size_t replicas = 0;   // finished, of each scenario
  std::size_t results = 0;    // finished, scenarios times replicas
  bool complete = false;
  std::uint64_t events = 0;
  unsigned threads = 0;
  double wall_s = 0, cpu_s = 0, write_s = 0;
  std::int64_t peak_rss_bytes = 0;
  std::int64_t replica_bytes = 0;  // most that one replica held at its end, of its own; 0 when none ran
  std::int64_t mass_closure_g = 0;
};

/// Runs scenarios and writes `options.output` and `X.run.json` beside it. When stopped, keeps the journal `X.h5.journal`, so that
/// the same call with `resume` goes on. All scenarios must share period, seed and streams of random numbers.
RunSummary run(const std::vector<std::string>& scenario_paths, const RunOptions& options);
RunSummary run(const std::vector<Scenario>& scenarios, const RunOptions& options);
RunSummary run(std::vector<std::unique_ptr<World>> worlds, const RunOptions& options);

}  // namespace waste
