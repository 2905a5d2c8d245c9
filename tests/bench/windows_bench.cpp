// Goals: a thousand districts in one run on two threads at least 1.6 times as fast as on one; and where windows cannot win, a run
// that is offered two threads is no slower than on one.
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/base/team.h"
#include "models/scenario/synthetic.h"
#include "models/world/partition.h"
#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/bench/goals.h"
#include "tests/paths.h"

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Median of what was measured; the list is reordered.
double median(std::vector<double>& list) {
  std::nth_element(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2), list.end());
  return list[list.size() / 2];
}

// --- from how many events a window on two threads are faster -----------------------------------------------------------------

class Nothing final : public sim::Recorder {
 public:
  void record(sim::Time, const sim::Fact& fact) override { benchmark::DoNotOptimize(fact.amount); }
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Nothing>(*this); }
};

struct Greeting {
  static constexpr std::uint16_t id = 1;
  std::int64_t number = 0;
};

/// Wakes about once a minute, and now and then writes to the other region.
class Walker final : public sim::Entity {
 public:
  Walker(sim::EntityId friend_of, sim::Duration far) : friend_(friend_of), far_(far) {}
  const sim::EntityType& type() const override { return sim::entity_type<Walker>; }
  void start(sim::Context& context) override { step(context); }
  void step(sim::Context& context) {
    context.record({0, 0, 1, 0, ++steps_});
    if (steps_ % 64 == 0) context.send(friend_, far_, Greeting{steps_});
    context.after(sim::Duration{1 + context.random(0).below(119)}, &Walker::step);
  }
  void deliver(std::uint16_t, const void* payload, sim::Context&) override { steps_ += static_cast<const Greeting*>(payload)->number & 1; }
  static constexpr std::array events{sim::Handler<Walker>{"step", &Walker::step}};

 private:
  sim::EntityId friend_;
  sim::Duration far_;
  std::int64_t steps_ = 0;
};

constexpr sim::EntityId walkers = 1'000;  // about 1000 events a minute

sim::Simulation walk(const std::vector<std::string>& names, sim::Duration lookahead, bool divide) {
  sim::Simulation simulation({1, 0}, {}, std::make_unique<Nothing>());
  std::vector<std::uint32_t> region_of;
  for (sim::EntityId i = 0; i < walkers; ++i) {
    simulation.add(std::make_unique<Walker>((i + walkers / 2) % walkers, lookahead), names[i]);
    region_of.push_back(i < walkers / 2 ? 0 : 1);
  }
  std::vector<std::unique_ptr<sim::Recorder>> recorders;
  for (int region = 0; region < 2; ++region) recorders.push_back(std::make_unique<Nothing>());
  if (divide) simulation.partition(region_of, lookahead, std::move(recorders));
  simulation.start();
  return simulation;
}

/// Rounds of the undivided and the divided simulation alternate, so that a busy machine is busy for both.
void events_a_window(benchmark::State& state) {
  std::vector<std::string> names;
  for (sim::EntityId i = 0; i < walkers; ++i) names.push_back("walker " + std::to_string(i));
  const sim::Duration lookahead{state.range(0)};
  sim::Simulation whole = walk(names, lookahead, false), parts = walk(names, lookahead, true);
  sim::Team team(2);
  std::vector<double> alone, together;
  const auto step = [&](sim::Simulation& simulation, sim::Team* with, std::vector<double>& times) {
    const auto begin = Clock::now();
    simulation.run_until(simulation.now() + 6h, with);
    times.push_back(seconds_since(begin));
  };
  for (auto _ : state) {
    step(whole, nullptr, alone);
    step(parts, &team, together);
    state.SetIterationTime(together.back());
  }
  const double one = median(alone), two = median(together);
  state.counters["events a window"] = static_cast<double>(walkers) / 60 * static_cast<double>(lookahead.count());
  state.counters["speedup"] = one / two;
  state.counters["s/event"] = two / (static_cast<double>(whole.events()) / static_cast<double>(alone.size()));
}
BENCHMARK(events_a_window)->Arg(1)->Arg(4)->Arg(15)->Arg(60)->Arg(240)->Arg(3'600)->UseManualTime()->Unit(benchmark::kMillisecond);

// --- many districts in one run -----------------------------------------------------------------------------------------------

const waste::World& districts(int number) {
  static std::map<int, std::unique_ptr<waste::World>> worlds;
  auto& world = worlds[number];
  if (world) return *world;
  const auto folder = std::filesystem::path(waste::testing::in_project("out/bench"));  // a scenario extends others of its own folder
  std::filesystem::create_directories(folder);
  waste::SynthOptions options;
  options.districts = number;
  options.base = "../../scenarios/baseline.yaml";
  options.table = "districts.csv";
  options.starts = sim::Time{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};
  std::ofstream(folder / "districts.csv") << waste::synth_table(options);
  std::ofstream(folder / "synth.yaml") << waste::synth_scenario(options);
  world = waste::build_world(waste::Scenario::read((folder / "synth.yaml").string()));
  std::filesystem::remove_all(folder);
  return *world;
}

/// About three million events of each, after the first day, in which everything begins at once.
void districts_in_one_run(benchmark::State& state) {
  const auto number = static_cast<int>(state.range(0));
  const waste::World& world = districts(number);
  const waste::Partition division = waste::by_district(world);
  const std::atomic<bool> no_stop{false};
  sim::Team team(2);
  const sim::Duration span = number == 1 ? 720h : number == 10 ? 480h : number == 100 ? 144h : 48h;
  const auto run = [&](bool divide, sim::Team* with, double& events) {
    waste::Replica replica(world, 0, nullptr, divide ? &division : nullptr);
    replica.run_until(world.district.start + 24h, no_stop);
    const auto before = replica.simulation().events();
    const auto begin = Clock::now();
    for (sim::Time midnight = world.district.start + 48h; midnight <= world.district.start + 24h + span; midnight += 24h) {
      replica.simulation().run_until(midnight, with);
      replica.check_mass(with);
    }
    events = static_cast<double>(replica.simulation().events() - before);
    return seconds_since(begin);
  };
  std::vector<double> undivided, one, two;
  double events = 0;
  for (auto _ : state) {
    undivided.push_back(run(false, nullptr, events));
    one.push_back(run(true, nullptr, events));
    two.push_back(run(true, &team, events));
    state.SetIterationTime(two.back());
  }
  const double whole = median(undivided), alone = median(one), together = median(two);
  state.counters["events"] = events;
  state.counters["undivided s/event"] = whole / events;
  state.counters["one thread s/event"] = alone / events;
  state.counters["two threads s/event"] = together / events;
  state.counters["events a window"] = events / static_cast<double>(span.count()) * static_cast<double>(division.lookahead.count());
  state.counters["speedup"] = std::min(whole, alone) / together;
  goals::at_least(state, "speedup", number == 1'000 ? 1.6 : 1);
}
BENCHMARK(districts_in_one_run)->Arg(1)->Arg(10)->Arg(100)->Arg(1'000)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

}  // namespace
