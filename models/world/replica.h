// One replica: the district simulated once, under policies with sampled dates and steps.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/kernel/simulation.h"
#include "models/books/ledger.h"
#include "models/policies/policy_set.h"
#include "models/world/partition.h"

namespace waste {

struct World;

/// A running replica: facilities cloned from the world, with its own policies.
class Replica {
 public:
  Replica(const World& world, std::uint64_t number);
  /// Under these policies, or under its own when there are none. Divided into regions, which may run at the same time, the books are
  /// the same; the division must outlive the replica.
  Replica(const World& world, std::uint64_t number, std::shared_ptr<const PolicySet> policies, const Partition* division = nullptr);

  /// A copy that continues in another world, which may differ in policies only, under that world's policies.
  Replica under(const World& world, std::shared_ptr<const PolicySet> policies) const;

  /// Runs to `end`, or to the end of the world's period; checks the mass of every site and stream at every midnight. Returns
  /// false if `stop` became true. Throws sim::Error(mass) or sim::Error(model). A team runs regions in parallel on days on which
  /// that is faster than one thread, as measured now and then.
  bool run_until(sim::Time end, const std::atomic<bool>& stop, sim::Team* team = nullptr);

  /// Runs to the end and returns the books; nothing if stopped.
  std::optional<Books> finish(const std::atomic<bool>& stop, sim::Team* team = nullptr);

  /// The check at midnight: stocks of every site and mass in transit against the books.
  void check_mass(sim::Team* team = nullptr);

  sim::Simulation& simulation() { return simulation_; }
  const sim::Simulation& simulation() const { return simulation_; }
  const PolicySet& policies() const { return *policies_; }

  /// Bytes owned by this replica: events, payloads, random streams, books; allocations of facilities are not counted.
  std::size_t memory_bytes() const;

  /// Vehicles in transit or at sites, and vehicles owned: equal at all times.
  std::pair<std::int64_t, std::int64_t> vehicles() const;

 private:
  Replica(std::shared_ptr<const World> world, std::uint64_t number, std::shared_ptr<const PolicySet> policies, const Partition* division);
  bool together_is_faster() const;
  void run_day(sim::Time end, sim::Team* team);
  std::vector<Ledger*> ledgers();  // [region]
  void check_site(Ledger& ledger, SiteId site, std::span<const Holding> held) const;
  void check_sites(Ledger& ledger, std::size_t region) const;

  std::shared_ptr<const World> world_;  // a separate one if parameters are uncertain, otherwise the given one
  // Shared because a copy of a replica has the same policies, and either may end first.
  std::shared_ptr<const PolicySet> policies_;
  sim::Simulation simulation_;
  const Partition* division_ = nullptr;  // nullptr: one region
  int month_ = 0;  // closed so far
  std::array<double, 2> pace_{};   // time per event on the last day, on one thread and with a team; 0: not tried [s]
  unsigned days_ = 0;              // simulated with a team available
  std::size_t ledger_bytes_ = 0;   // when the books were returned
};

}  // namespace waste
