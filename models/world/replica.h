// One replica: the district simulated once, under policies whose dates and steps were drawn for it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/kernel/simulation.h"
#include "models/books/ledger.h"
#include "models/policies/policy_set.h"
#include "models/world/partition.h"

namespace waste {

struct World;

/// A replica that runs: facilities cloned from the world, under policies of its own.
class Replica {
 public:
  Replica(const World& world, std::uint64_t number);
  /// Under these policies, or under its own when there are none. Divided into regions, which may run at the same time, the books are
  /// the same; the division must outlive the replica.
  Replica(const World& world, std::uint64_t number, std::shared_ptr<const PolicySet> policies, const Partition* division = nullptr);

  /// A copy that goes on in another world, which may differ in its policies only, and under its policies.
  Replica under(const World& world, std::shared_ptr<const PolicySet> policies) const;

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
  const PolicySet& policies() const { return *policies_; }

  /// Bytes that belong to this replica alone: events, payloads, random streams, books; what facilities allocate is not counted.
  std::size_t memory_bytes() const;

  /// Vehicles on the road and standing anywhere, and vehicles owned: equal at every instant.
  std::pair<std::int64_t, std::int64_t> vehicles() const;

 private:
  Replica(std::shared_ptr<const World> world, std::uint64_t number, std::shared_ptr<const PolicySet> policies, const Partition* division);
  bool together_is_faster() const;
  void run_day(sim::Time end, sim::Team* team);
  std::vector<Ledger*> ledgers();  // [region]
  void check_sites(Ledger& ledger, std::size_t region) const;

  std::shared_ptr<const World> world_;  // its own where parameters are uncertain, else the one it was given
  // Shared because a copy of a replica lives under the same policies, and either may end first.
  std::shared_ptr<const PolicySet> policies_;
  sim::Simulation simulation_;
  const Partition* division_ = nullptr;  // nullptr: one region
  int month_ = 0;  // closed so far
  std::array<double, 2> pace_{};   // an event of the last day on one thread, and with a team; 0: not tried [s]
  unsigned days_ = 0;              // simulated where there was a team
  std::size_t ledger_bytes_ = 0;   // when the books were handed over
};

}  // namespace waste
