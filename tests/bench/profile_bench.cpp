// Where the time of a replica goes: events, facts and nanoseconds by kind of facility and handler or message, and the share of
// the checks of mass. The meter lies around each facility and the books, so that a run without it pays nothing.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "models/policies/policy_set.h"
#include "models/world/replica.h"
#include "tests/bench/district.h"
#include "tests/bench/goals.h"

namespace {

const std::atomic<bool> no_stop{false};

struct Row {
  std::uint64_t events = 0, facts = 0, timed = 0, ticks = 0;
};

constexpr std::uint64_t longest = 200'000;  // [ticks] what takes longer was interrupted, and is left out of the times
using Table = std::map<std::string, Row>;  // "kind handler"

/// The counter of the processor; nanoseconds where it is not x86.
std::uint64_t ticks_now() {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// Ticks that reading the counter twice takes of what lies between.
std::uint64_t ticks_of_reading() {
  std::uint64_t least = ~std::uint64_t{0};
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t begin = ticks_now();
    least = std::min<std::uint64_t>(least, ticks_now() - begin);
  }
  return least;
}

struct CountedLedger final : sim::Recorder {
  CountedLedger(waste::Ledger books, std::uint64_t& facts) : ledger(std::move(books)), counted(&facts) {}
  void record(sim::Time time, const sim::Fact& fact) override {
    ++*counted;
    ledger.record(time, fact);
  }
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<CountedLedger>(*this); }

  waste::Ledger ledger;
  std::uint64_t* counted;
};

struct Meter {
  std::string kind;
  Table* table = nullptr;
  const std::uint64_t* facts = nullptr;
  std::vector<Row*> handlers, messages;  // by number

  Row& row(std::vector<Row*>& rows, std::uint16_t number, const char* name) {
    if (rows.size() <= number) rows.resize(number + 1u);
    if (!rows[number]) rows[number] = &(*table)[kind + " " + name];
    return *rows[number];
  }

  template <class Handle>
  void time(Row& row, Handle handle) const {
    const std::uint64_t facts_before = *facts, begin = ticks_now();
    handle();
    if (const std::uint64_t took = ticks_now() - begin; took < longest) row.ticks += took, ++row.timed;
    row.facts += *facts - facts_before;
    ++row.events;
  }
};

/// An entity that hands everything on to the facility inside and times it.
class Metered final : public sim::Entity {
 public:
  Metered(std::unique_ptr<sim::Entity> facility, Meter meter) : facility_(std::move(facility)), meter_(std::move(meter)) {}

  const sim::EntityType& type() const override { return entity_type; }
  const sim::Entity& facility() const { return *facility_; }
  void start(sim::Context& context) override { facility_->start(context); }

 private:
  static void handle(sim::Entity& entity, std::uint16_t what, const void* payload, sim::Context& context) {
    auto& self = static_cast<Metered&>(entity);
    const sim::EntityType& inner = self.facility_->type();
    Row& row = payload ? self.meter_.row(self.meter_.messages, what, what == waste::Load::id ? "<- load" : "<- notice")
                       : self.meter_.row(self.meter_.handlers, what, inner.event_name(what));
    self.meter_.time(row, [&] { inner.handle(*self.facility_, what, payload, context); });
  }
  static std::unique_ptr<sim::Entity> clone(const sim::Entity& entity) {
    const auto& self = static_cast<const Metered&>(entity);
    return std::make_unique<Metered>(self.facility_->type().clone(*self.facility_), self.meter_);
  }
  static constexpr sim::EntityType entity_type{handle, clone, [](std::uint16_t) { return "metered"; }};

  std::unique_ptr<sim::Entity> facility_;
  Meter meter_;
};

void print(const Table& table, double ticks, double nanoseconds_a_tick, double reading) {
  std::vector<std::pair<std::string, Row>> rows(table.begin(), table.end());
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.ticks > b.second.ticks; });
  std::printf("\n%-44s %10s %7s %10s %9s\n", "kind, handler or message", "events", "time/%", "facts/evt", "ns/event");
  double rest = ticks, events = 0, facts = 0;
  const auto line = [&](const char* name, double count, double of_facts, double spent) {
    std::printf("%-44s %10.0f %7.2f %10.2f %9.1f\n", name, count, 100 * spent / ticks, of_facts / count,
                spent * nanoseconds_a_tick / count);
  };
  for (const auto& [name, row] : rows) {
    const auto count = static_cast<double>(row.events);
    const double mean = static_cast<double>(row.ticks) / static_cast<double>(std::max<std::uint64_t>(row.timed, 1)) - reading;
    const double spent = mean * count;
    line(name.c_str(), count, static_cast<double>(row.facts), spent);
    rest -= spent;
    events += count;
    facts += static_cast<double>(row.facts);
  }
  line("all handlers", events, facts, ticks - rest);
  line("queue, dispatch, and this meter", events, 0, rest);
}

/// One replica under the meter; mass is not checked here.
void profile_by_kind(benchmark::State& state) {
  const waste::World& world = district::plan();
  Table table;
  double ticks = 0, nanoseconds_a_tick = 0, facts_in_all = 0;
  for (auto _ : state) {
    table.clear();
    const waste::PolicySet policies = world.draw_policies(0);
    std::uint64_t facts = 0;
    sim::Simulation simulation({world.seed, 0}, world.district.start,
                               std::make_unique<CountedLedger>(waste::Ledger(world.district.sites.size(), world.district.streams.size(),
                                                                             world.district.first_month(), world.district.months()),
                                                               facts));
    for (waste::SiteId site = 0; site < world.district.sites.size(); ++site) {
      auto entity = world.facilities[site]->type().clone(*world.facilities[site]);
      static_cast<waste::Facility&>(*entity).set_policies(policies);
      simulation.add(std::make_unique<Metered>(std::move(entity), Meter{world.district.sites[site].kind, &table, &facts, {}, {}}),
                     world.district.sites[site].id);
    }
    simulation.start();
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    const std::uint64_t first = ticks_now();
    simulation.run_until(world.district.end);
    const auto wall_ticks = static_cast<double>(ticks_now() - first);
    nanoseconds_a_tick = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count() / wall_ticks;
    ticks = static_cast<double>(std::clock() - cpu) * 1e9 / CLOCKS_PER_SEC / nanoseconds_a_tick;
    facts_in_all = static_cast<double>(facts);
  }
  print(table, ticks, nanoseconds_a_tick, static_cast<double>(ticks_of_reading()));
  state.counters["facts"] = facts_in_all;
}
BENCHMARK(profile_by_kind)->Unit(benchmark::kMillisecond)->Iterations(1);

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Seconds of a replica that checks the mass so many times more at every midnight than it does anyway.
double seconds_with(int more_checks, const waste::World& world) {
  waste::Replica replica(world, 0);
  const double begin = cpu_seconds();
  for (sim::Time day = world.district.start; day < world.district.end; day += std::chrono::hours{24}) {
    replica.run_until(day + std::chrono::hours{24}, no_stop);
    for (int i = 0; i < more_checks; ++i) replica.check_mass();
  }
  return cpu_seconds() - begin;
}

/// Share of a replica's time that checking the mass takes: what four checks more at every midnight cost, by four. Settling the
/// books belongs to recording and is not counted.
void share_of_mass_checks(benchmark::State& state) {
  constexpr int more = 4;
  double plain = 0, checking = 0;
  for (auto _ : state) {
    plain += seconds_with(0, district::plan());
    checking += seconds_with(more, district::plan());
  }
  state.counters["share"] = (checking - plain) / more / plain;
  goals::at_most(state, "share", 0.05);
}
BENCHMARK(share_of_mass_checks)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
