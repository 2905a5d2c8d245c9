#include <algorithm>

#include "models/run.h"
#include "models/rules.h"
#include "models/world.h"

namespace waste {
namespace {

sim::Simulation make_simulation(const World& world, const Rules& rules, std::uint64_t number) {
  auto ledger = std::make_unique<Ledger>(world.sites.size(), world.streams.size(), world.first_month(), world.months());
  sim::Simulation simulation({world.seed, number}, world.start, std::move(ledger));
  for (SiteId site = 0; site < world.sites.size(); ++site) {
    const Facility& prototype = *world.facilities[site];
    auto entity = prototype.type().clone(prototype);
    static_cast<Facility&>(*entity).live_under(rules);
    simulation.add(std::move(entity), world.sites[site].id);
  }
  return simulation;
}

Ledger& ledger_of(sim::Simulation& simulation) { return static_cast<Ledger&>(simulation.recorder()); }

}  // namespace

Replica::Replica(const World& world, std::uint64_t number)
    : Replica(world, number, std::make_shared<const Rules>(world, number)) {}

Replica::Replica(const World& world, std::uint64_t number, std::shared_ptr<const Rules> rules)
    : world_(&world), rules_(std::move(rules)), simulation_(make_simulation(world, *rules_, number)) {
  simulation_.start();
}

Replica Replica::under(const World& world, std::shared_ptr<const Rules> rules) const {
  Replica copy = *this;
  copy.world_ = &world;
  copy.rules_ = std::move(rules);
  for (SiteId site = 0; site < world.sites.size(); ++site)
    static_cast<Facility&>(copy.simulation_.entity(site)).live_under(*copy.rules_);
  return copy;
}

bool Replica::run_until(sim::Time end, const std::atomic<bool>& stop) {
  end = std::min(end, world_->end);
  while (simulation_.now() < end) {
    if (stop.load(std::memory_order_relaxed)) return false;
    const sim::Time midnight = sim::Time{sim::day_of(simulation_.now())} + std::chrono::hours{24};
    simulation_.run_until(std::min(midnight, end));
    if (simulation_.now() != midnight) return true;
    check_mass();
    if (midnight == sim::month_begin(world_->first_month() + month_ + 1)) {
      ledger_of(simulation_).close_month();
      ++month_;
    }
  }
  return true;
}

std::optional<Books> Replica::finish(const std::atomic<bool>& stop) {
  if (!run_until(world_->end, stop)) return {};
  Ledger& ledger = ledger_of(simulation_);
  ledger_bytes_ = ledger.memory_bytes();
  return ledger.take();
}

std::size_t Replica::memory_bytes() const {
  const auto& ledger = static_cast<const Ledger&>(simulation_.recorder());
  return simulation_.memory_bytes() + std::max(ledger_bytes_, ledger.memory_bytes());
}

void Replica::check_mass() {
  Ledger& ledger = ledger_of(simulation_);
  std::vector<Holding> held;
  for (SiteId site = 0; site < world_->sites.size(); ++site) {
    held.clear();
    static_cast<const Facility&>(simulation_.entity(site)).holdings(held);
    ledger.check_site(site, held, world_->sites[site].id, world_->streams);
  }
  held.clear();
  simulation_.for_each_message([&](sim::EntityId, std::uint16_t message, const std::byte* payload) {
    if (message != Load::id) return;
    const Load& load = *reinterpret_cast<const Load*>(payload);
    held.push_back({load.stream, load.mass, load.water});
  });
  ledger.check_road(held, world_->streams);
}

std::pair<std::int64_t, std::int64_t> Replica::vehicles() const {
  std::int64_t seen = 0, owned = 0;
  for (SiteId site = 0; site < world_->sites.size(); ++site) {
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
