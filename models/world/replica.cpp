#include "models/world/replica.h"

#include <algorithm>
#include <chrono>

#include "engine/base/event_error.h"
#include "engine/base/team.h"
#include "models/policies/policy_set.h"
#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

std::vector<std::unique_ptr<sim::Recorder>> ledgers_of(const World& world, const Partition& division) {
  std::vector<std::unique_ptr<sim::Recorder>> ledgers;
  for (const auto& sites : division.sites)
    ledgers.push_back(std::make_unique<Ledger>(sites.size(), world.district.streams.size(), world.district.first_month(),
                                               world.district.months(), division.position));
  return ledgers;
}

sim::Simulation make_simulation(const World& world, const PolicySet& policies, std::uint64_t number, const Partition* division) {
  auto ledger = std::make_unique<Ledger>(world.district.sites.size(), world.district.streams.size(), world.district.first_month(),
                                         world.district.months());
  sim::Simulation simulation({world.seed, number}, world.district.start, std::move(ledger));
  for (SiteId site = 0; site < world.district.sites.size(); ++site) {
    const Facility& prototype = *world.facilities[site];
    auto entity = prototype.type().clone(prototype);
    static_cast<Facility&>(*entity).set_policies(policies);
    simulation.add(std::move(entity), world.district.sites[site].id);
  }
  if (division) simulation.partition(division->region_of, division->lookahead, ledgers_of(world, *division));
  return simulation;
}

/// Throws an error again that arose at a site. It names the policies at work there, because one of them may be what the site cannot bear.
[[noreturn]] void blame(const sim::Error& error, const PolicySet& policies, SiteId site, sim::Time when) {
  const std::string at_work = policies.at_work(site, when);
  throw sim::Error(error.exit(), {error.zh() + (at_work.empty() ? "" : "；当时在此起作用的政策：" + at_work),
                                  error.what() + (at_work.empty() ? "" : "; policies at work there: " + at_work)});
}

/// A world owned by someone else.
std::shared_ptr<const World> lent(const World& world) { return {std::shared_ptr<const World>{}, &world}; }

}  // namespace

Replica::Replica(const World& world, std::uint64_t number) : Replica(world_of_replica(world, number), number, nullptr, nullptr) {}

Replica::Replica(const World& world, std::uint64_t number, std::shared_ptr<const PolicySet> policies, const Partition* division)
    : Replica(lent(world), number, std::move(policies), division) {}

Replica::Replica(std::shared_ptr<const World> world, std::uint64_t number, std::shared_ptr<const PolicySet> policies,
                 const Partition* division)
    : world_(std::move(world)),
      policies_(policies ? std::move(policies) : std::make_shared<const PolicySet>(world_->draw_policies(number))),
      simulation_(make_simulation(*world_, *policies_, number, division)), division_(division) {
  simulation_.start();
}

Replica Replica::under(const World& world, std::shared_ptr<const PolicySet> policies) const {
  Replica copy = *this;
  copy.world_ = lent(world);
  copy.policies_ = std::move(policies);
  copy.policies_->go_on_from(*policies_);
  for (SiteId site = 0; site < world.district.sites.size(); ++site)
    static_cast<Facility&>(copy.simulation_.entity(site)).set_policies(*copy.policies_);
  return copy;
}

bool Replica::run_until(sim::Time end, const std::atomic<bool>& stop, sim::Team* team) {
  end = std::min(end, world_->district.end);
  while (simulation_.now() < end) {
    if (stop.load(std::memory_order_relaxed)) return false;
    const sim::Time midnight = sim::Time{sim::day_of(simulation_.now())} + std::chrono::hours{24};
    sim::Team* helpful = team && together_is_faster() ? team : nullptr;
    try {
      if (team) run_day(std::min(midnight, end), helpful);
      else simulation_.run_until(std::min(midnight, end));
    } catch (const sim::EventError& error) {
      blame(error, *policies_, error.entity(), error.time());
    }
    if (simulation_.now() != midnight) return true;
    check_mass(helpful);
    if (midnight == sim::month_begin(world_->district.first_month() + month_ + 1)) {
      for (Ledger* ledger : ledgers()) ledger->close_month();
      ++month_;
    }
  }
  return true;
}

// Measured instead of computed: it depends on the machine and its load.
bool Replica::together_is_faster() const {
  if (simulation_.regions() == 1 || pace_[0] == 0) return false;
  const bool faster = pace_[1] < pace_[0];  // untried counts as fastest
  constexpr unsigned days_between_trials = 16;
  return days_ % days_between_trials == 0 ? !faster : faster;
}

void Replica::run_day(sim::Time end, sim::Team* team) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  const std::uint64_t before = simulation_.events();
  simulation_.run_until(end, team);
  ++days_;
  if (const std::uint64_t events = simulation_.events() - before; events > 0)
    pace_[team ? 1 : 0] = std::chrono::duration<double>(Clock::now() - begin).count() / static_cast<double>(events);
}

std::optional<Books> Replica::finish(const std::atomic<bool>& stop, sim::Team* team) {
  if (!run_until(world_->district.end, stop, team)) return {};
  ledger_bytes_ = memory_bytes() - simulation_.memory_bytes();
  std::vector<Books> parts;
  for (Ledger* ledger : ledgers()) parts.push_back(ledger->take());
  return merge(std::move(parts));
}

std::size_t Replica::memory_bytes() const {
  std::size_t bytes = 0;
  for (std::size_t region = 0; region < simulation_.regions(); ++region)
    bytes += static_cast<const Ledger&>(simulation_.recorder(region)).memory_bytes();
  return simulation_.memory_bytes() + std::max(ledger_bytes_, bytes);
}

std::vector<Ledger*> Replica::ledgers() {
  std::vector<Ledger*> list;
  for (std::size_t region = 0; region < simulation_.regions(); ++region)
    list.push_back(static_cast<Ledger*>(&simulation_.recorder(region)));
  return list;
}

void Replica::check_site(Ledger& ledger, SiteId site, std::span<const Holding> held) const {
  try {
    ledger.check_site(site, held, world_->district.sites[site].id, world_->district.streams);
  } catch (const sim::Error& error) {
    blame(error, *policies_, site, simulation_.now() - sim::Duration{1});  // on the day that has just ended
  }
}

void Replica::check_sites(Ledger& ledger, std::size_t region) const {
  std::vector<Holding> held;
  const auto check = [&](SiteId site) {
    held.clear();
    static_cast<const Facility&>(simulation_.entity(site)).holdings(held);
    check_site(ledger, site, held);
  };
  if (division_)
    for (const SiteId site : division_->sites[region]) check(site);
  else
    for (SiteId site = 0; site < world_->district.sites.size(); ++site) check(site);
}

// The reported error is that of the first region, regardless of threads.
void Replica::check_mass(sim::Team* team) {
  const std::vector<Ledger*> all = ledgers();
  std::vector<std::exception_ptr> errors(all.size());
  const auto check = [&](std::size_t region) {
    try {
      check_sites(*all[region], region);
    } catch (...) {
      errors[region] = std::current_exception();
    }
  };
  const unsigned threads = team ? team->size() : 1;
  const auto work = [&](unsigned worker) {
    for (std::size_t region = worker; region < all.size(); region += threads) check(region);
  };
  if (team) team->run(work);
  else work(0);
  for (const auto& error : errors)
    if (error) std::rethrow_exception(error);
  std::vector<Holding> held;
  simulation_.for_each_message([&](sim::EntityId, std::uint16_t message, const std::byte* payload) {
    if (message != Load::id) return;
    const Load& load = *reinterpret_cast<const Load*>(payload);
    held.push_back({load.stream, load.mass, load.water});
  });
  all.front()->check_road(held, world_->district.streams, std::span(all).subspan(1));
}

std::pair<std::int64_t, std::int64_t> Replica::vehicles() const {
  std::int64_t seen = 0, owned = 0;
  for (SiteId site = 0; site < world_->district.sites.size(); ++site) {
    const auto& facility = static_cast<const Facility&>(simulation_.entity(site));
    seen += facility.vehicles_here();
    owned += facility.vehicles_owned();
  }
  simulation_.for_each_message([&](sim::EntityId, std::uint16_t message, const std::byte* payload) {
    if (message == Load::id && reinterpret_cast<const Load*>(payload)->home != no_site) ++seen;
  });
  return {seen, owned};
}

}  // namespace waste
