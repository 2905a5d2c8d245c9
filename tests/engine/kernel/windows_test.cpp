#include "engine/kernel/windows.h"

#include <set>
#include <string>

#include "tests/catch.h"
#include "tests/engine/kernel/recorders.h"

using sim::Context;
using sim::Duration;
using sim::EntityId;
using sim::Simulation;
using sim::Time;
using namespace std::chrono_literals;

namespace {

constexpr Time start_time = sim::Time{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};
constexpr Duration shortest{45};  // message

struct Parcelled {
  static constexpr std::uint16_t id = 3;
  std::int64_t hops = 0;
  EntityId from = 0;
};

/// Wakes, draws, cancels, schedules at once, and sends to anybody.
class Station final : public sim::Entity {
 public:
  explicit Station(EntityId stations) : stations_(stations) {}
  const sim::EntityType& type() const override { return sim::entity_type<Station>; }
  void start(Context& context) override {
    wake(context);
    pass_on({3, context.self()}, context);  // a message can be sent before anything has happened
  }
  void wake(Context& context) {
    context.record({0, 0, 1, 0, static_cast<std::int64_t>(context.random(0).below(1'000)), ++woken_});
    if (woken_ % 3 == 0) context.cancel(alarm_);
    alarm_ = context.after(Duration{context.random(1).below(300)}, &Station::ring);
    if (woken_ % 5 == 0) context.after(0s, &Station::ring);
    if (woken_ % 2 == 0) pass_on({5, context.self()}, context);
    context.after(Duration{1 + context.random(0).below(200)}, &Station::wake);
  }
  void ring(Context& context) { context.record({0, 0, 2, 0, woken_}); }
  void deliver(std::uint16_t message, const void* payload, Context& context) override {
    Parcelled remote = *static_cast<const Parcelled*>(payload);
    context.record({0, remote.from, message, 0, remote.hops});
    if (--remote.hops > 0) pass_on({remote.hops, context.self()}, context);
  }
  static constexpr std::array events{sim::Handler<Station>{"wake", &Station::wake}, sim::Handler<Station>{"ring", &Station::ring}};

 private:
  void pass_on(Parcelled remote, Context& context) {
    const auto to = static_cast<EntityId>(context.random(2).below(stations_));
    context.send(to, shortest + Duration{context.random(2).below(100)}, remote);
  }

  EntityId stations_;
  std::int64_t woken_ = 0;
  sim::EventId alarm_;
};

constexpr EntityId stations = 23;

Simulation undivided() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (EntityId i = 0; i < stations; ++i) list.push_back("station " + std::to_string(i));
    return list;
  }();
  Simulation simulation({11, 2}, start_time, hash_recorder());
  for (EntityId i = 0; i < stations; ++i) simulation.add(std::make_unique<Station>(stations), names[i]);
  return simulation;
}

std::vector<std::unique_ptr<sim::Recorder>> recorders(std::size_t regions) {
  std::vector<std::unique_ptr<sim::Recorder>> list;
  for (std::size_t i = 0; i < regions; ++i) list.push_back(hash_recorder());
  return list;
}

/// Entities dealt out at random; some regions may stay empty.
Simulation divided(std::uint32_t regions, std::uint64_t how) {
  Simulation simulation = undivided();
  sim::Random random(how, 0, 0, 0);
  std::vector<std::uint32_t> region_of;
  for (EntityId i = 0; i < stations; ++i) region_of.push_back(static_cast<std::uint32_t>(random.below(regions)));
  simulation.partition(region_of, shortest, recorders(regions));
  return simulation;
}

/// Hash of what each entity recorded, in its order.
std::map<EntityId, std::uint64_t> records(const Simulation& simulation) {
  std::map<EntityId, std::uint64_t> all;
  for (std::size_t region = 0; region < simulation.regions(); ++region)
    for (const auto& [entity, hash] : static_cast<const HashRecorder&>(simulation.recorder(region)).of) all[entity] = hash;
  return all;
}

constexpr Time end_time = start_time + 4h;

Simulation finished(Simulation simulation, sim::Team* team = nullptr) {
  simulation.start();
  for (Time t = start_time + 1h; t <= end_time; t += 1h) simulation.run_until(t, team);
  return simulation;
}

/// Fails at a time of its own.
class Failing final : public sim::Entity {
 public:
  explicit Failing(Duration when) : when_(when) {}
  const sim::EntityType& type() const override { return sim::entity_type<Failing>; }
  void start(Context& context) override { context.after(when_, &Failing::fail); }
  void fail(Context& context) { context.at(context.now() - 1s, &Failing::fail); }
  static constexpr std::array events{sim::Handler<Failing>{"fail", &Failing::fail}};

 private:
  Duration when_;
};

/// Sends sooner than it may.
class Hasty final : public sim::Entity {
 public:
  const sim::EntityType& type() const override { return sim::entity_type<Hasty>; }
  void start(Context& context) override { context.after(1h, &Hasty::hurry); }
  void hurry(Context& context) { context.send(1, 29s, Parcelled{}); }
  static constexpr std::array events{sim::Handler<Hasty>{"hurry", &Hasty::hurry}};
};

std::string error_of(Simulation& simulation, sim::Team* team) {
  simulation.start();
  try {
    simulation.run_until(end_time, team);
  } catch (const sim::Error& error) {
    CHECK(error.exit() == sim::Exit::model);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a simulation gives the same bits for any division into regions and any number of threads") {
  const Simulation whole = finished(undivided());
  REQUIRE(whole.events() > 5'000);
  const auto expected = records(whole);
  for (const unsigned threads : {1u, 2u, 5u}) {
    sim::Team team(threads);
    for (const std::uint32_t regions : {1u, 2u, 5u, 23u, 40u})
      for (std::uint64_t how = 0; how < 2; ++how) {
        const Simulation parts = finished(divided(regions, how), &team);
        INFO(threads << " threads, " << regions << " regions, division " << how);
        CHECK(records(parts) == expected);
        CHECK(parts.events() == whole.events());
        CHECK(parts.pending() == whole.pending());
        CHECK(parts.now() == whole.now());
        CHECK((parts.windows() > 0) == (regions > 1));
      }
  }
}

TEST_CASE("windows on one thread without a team give the same bits") {
  CHECK(records(finished(divided(4, 9))) == records(finished(undivided())));
}

TEST_CASE("a copy of a divided simulation taken at any date goes on with the same bits") {
  sim::Team team(2);
  const auto expected = records(finished(undivided()));
  Simulation original = divided(3, 1);
  original.start();
  original.run_until(start_time + 2h + 13s, &team);
  Simulation copy = original;
  copy.run_until(end_time, &team);
  original.run_until(start_time + 3h);
  original.run_until(end_time, &team);
  CHECK(records(copy) == expected);
  CHECK(records(original) == expected);
}

TEST_CASE("messages between regions can be visited when a run pauses, wherever they are") {
  sim::Team team(3);
  const auto in_flight = [](const Simulation& simulation) {
    std::multiset<std::pair<EntityId, std::int64_t>> list;
    simulation.for_each_message([&](EntityId receiver, std::uint16_t, const std::byte* payload) {
      list.insert({receiver, reinterpret_cast<const Parcelled*>(payload)->hops});
    });
    return list;
  };
  Simulation whole = undivided(), parts = divided(6, 4);
  whole.start();
  parts.start();
  CHECK(in_flight(parts) == in_flight(whole));
  for (Time t = start_time + 10min; t < start_time + 2h; t += 7min) {
    whole.run_until(t);
    parts.run_until(t, &team);
    REQUIRE(in_flight(parts) == in_flight(whole));
    REQUIRE_FALSE(in_flight(parts).empty());
  }
}

TEST_CASE("a message to another region that takes less than the lookahead is an error that names both") {
  Simulation simulation({1, 0}, start_time, hash_recorder());
  simulation.add(std::make_unique<Hasty>(), "hasty");
  simulation.add(std::make_unique<Station>(2), "far away");
  simulation.partition({0, 1}, 30s, recorders(2));
  sim::Team team(2);
  const std::string text = error_of(simulation, &team);
  INFO(text);
  CHECK(text.find("lookahead of 30 s") != std::string::npos);
  CHECK(text.find("hasty") != std::string::npos);
  CHECK(text.find("far away") != std::string::npos);
}

TEST_CASE("of errors in several regions the earliest is reported, for any number of threads") {
  for (const unsigned threads : {1u, 2u, 3u}) {
    Simulation simulation({1, 0}, start_time, hash_recorder());
    simulation.add(std::make_unique<Failing>(61s), "second");
    simulation.add(std::make_unique<Failing>(60s), "first");
    simulation.add(std::make_unique<Failing>(2h), "never");
    simulation.partition({0, 1, 2}, 1h, recorders(3));
    sim::Team team(threads);
    CHECK(error_of(simulation, &team).find("'first'") != std::string::npos);
  }
}
