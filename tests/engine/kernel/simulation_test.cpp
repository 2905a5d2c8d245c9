#include "engine/kernel/simulation.h"

#include <cstring>
#include <functional>
#include <limits>
#include <string>

#include "engine/random/inverse_cdf.h"
#include "tests/catch.h"
#include "tests/engine/kernel/recorders.h"

using sim::Context;
using sim::Duration;
using sim::EntityId;
using sim::EventId;
using sim::Simulation;
using sim::Time;
using namespace std::chrono_literals;

namespace {

constexpr Time start_time = sim::Time{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};

/// Passed from node to node; wears off.
struct Token {
  static constexpr std::uint16_t id = 5;
  std::int64_t hops = 0;
  EntityId made_by = 0;
};

/// Draws, waits, cancels, schedules at once, sends and records, as its random stream says.
class Node final : public sim::Entity {
 public:
  explicit Node(std::vector<EntityId> neighbours) : neighbours_(std::move(neighbours)) {}
  const sim::EntityType& type() const override { return sim::entity_type<Node>; }

  void start(Context& context) override { wake(context); }

  void wake(Context& context) {
    ++woken_;
    context.record({0, 0, 1, 0, static_cast<std::int64_t>(context.random(0).below(1'000)), woken_});
    if (woken_ % 3 == 0) context.cancel(alarm_);
    alarm_ = context.after(Duration{context.random(1).below(200)}, &Node::ring);
    if (woken_ % 4 == 0) context.after(0s, &Node::ring);
    if (!neighbours_.empty() && woken_ % 2 == 0) {
      const auto to = neighbours_[context.random(2).below(neighbours_.size())];
      context.send(to, Duration{1 + context.random(0).below(100)}, Token{20, context.self()});
    }
    context.after(Duration{1 + context.random(0).below(120)}, &Node::wake);
  }

  void ring(Context& context) { context.record({0, 0, 2, 0, woken_}); }

  void deliver(std::uint16_t message, const void* payload, Context& context) override {
    Token token = *static_cast<const Token*>(payload);
    context.record({0, token.made_by, message, 0, token.hops});
    if (--token.hops > 0 && !neighbours_.empty()) context.send(neighbours_[token.hops % neighbours_.size()], 7s, token);
  }

  static constexpr std::array events{sim::Handler<Node>{"wake", &Node::wake}, sim::Handler<Node>{"ring", &Node::ring}};

 private:
  std::vector<EntityId> neighbours_;
  std::int64_t woken_ = 0;
  EventId alarm_;
};

constexpr const char* names[] = {"a", "b", "c", "d", "e", "f"};

Simulation ring_of_nodes(std::uint64_t replica = 0) {
  Simulation simulation({7, replica}, start_time, hash_recorder());
  for (EntityId i = 0; i < 5; ++i) simulation.add(std::make_unique<Node>(std::vector<EntityId>{(i + 1) % 5, (i + 2) % 5}), names[i]);
  simulation.start();
  return simulation;
}

/// Runs what a test gives it; the tests below are written as such scripts.
class Actor final : public sim::Entity {
 public:
  using Script = std::function<void(Actor&, Context&)>;
  Actor(Script at_start, Script at_event = {}, Script at_message = {})
      : at_start_(std::move(at_start)), at_event_(std::move(at_event)), at_message_(std::move(at_message)) {}
  const sim::EntityType& type() const override { return sim::entity_type<Actor>; }
  void start(Context& context) override {
    if (at_start_) at_start_(*this, context);
  }
  void deliver(std::uint16_t, const void* payload, Context& context) override {
    message = payload;
    if (at_message_) at_message_(*this, context);
  }
  void act(Context& context) {
    ++acts;
    if (at_event_) at_event_(*this, context);
  }
  void other(Context&) { ++others; }
  void unlisted(Context&) {}
  static constexpr std::array events{sim::Handler<Actor>{"act", &Actor::act}, sim::Handler<Actor>{"other", &Actor::other}};

  int acts = 0, others = 0;
  EventId id;
  std::vector<bool> answers;
  const void* message = nullptr;

 private:
  Script at_start_, at_event_, at_message_;
};

Simulation with_actor(Actor::Script at_start, Actor::Script at_event = {}, Time start = start_time) {
  Simulation simulation({1, 0}, start, hash_recorder());
  simulation.add(std::make_unique<Actor>(std::move(at_start), std::move(at_event)), "actor");
  return simulation;
}

const Actor& actor(const Simulation& simulation, EntityId id = 0) { return static_cast<const Actor&>(simulation.entity(id)); }

/// The model error that a run ends in.
std::string model_error(Simulation simulation) {
  try {
    simulation.start();
    simulation.run_until(start_time + 24h);
  } catch (const sim::Error& error) {
    CHECK(error.exit() == sim::Exit::model);
    return error.what();
  }
  FAIL("no error");
  return {};
}

bool says(const std::string& text, std::initializer_list<const char*> parts) {
  INFO(text);
  bool all = true;
  for (const char* part : parts) {
    CHECK(text.find(part) != std::string::npos);
    all = all && text.find(part) != std::string::npos;
  }
  return all;
}

}  // namespace

TEST_CASE("a run split at any date equals the unsplit run, and so does a copy taken there") {
  Simulation whole = ring_of_nodes();
  const Time end = start_time + 6h;
  whole.run_until(end);
  REQUIRE(hashes(whole).facts > 1'000);
  Simulation original = ring_of_nodes();
  for (const Duration part : {0s, 1s, 59s, 60s, 3'601s, 10'000s, 21'599s}) {
    original.run_until(start_time + part);
    CHECK(original.now() == start_time + part);
    Simulation copy = original;
    CHECK(copy.pending() == original.pending());
    copy.run_until(end);
    CHECK(hashes(copy).all == hashes(whole).all);
    CHECK(copy.events() == whole.events());
    CHECK(copy.pending() == whole.pending());
  }
  original.run_until(end);
  CHECK(hashes(original).all == hashes(whole).all);
}

TEST_CASE("two simulations side by side do not influence each other") {
  Simulation alone = ring_of_nodes(0), other_alone = ring_of_nodes(1);
  alone.run_until(start_time + 3h);
  other_alone.run_until(start_time + 3h);
  CHECK(hashes(alone).all != hashes(other_alone).all);  // replicas differ
  Simulation one = ring_of_nodes(0), two = ring_of_nodes(1);
  for (Duration t = 0s; t <= 3h; t += 100s) {
    one.run_until(start_time + t);
    two.run_until(start_time + t);
  }
  CHECK(hashes(one).all == hashes(alone).all);
  CHECK(hashes(two).all == hashes(other_alone).all);
}

TEST_CASE("an entity that nobody writes to changes nothing for the others") {
  Simulation five = ring_of_nodes();
  Simulation with_hermit({7, 0}, start_time, hash_recorder());
  for (EntityId i = 0; i < 5; ++i) with_hermit.add(std::make_unique<Node>(std::vector<EntityId>{(i + 1) % 5, (i + 2) % 5}), names[i]);
  with_hermit.add(std::make_unique<Node>(std::vector<EntityId>{}), names[5]);
  with_hermit.start();
  five.run_until(start_time + 3h);
  with_hermit.run_until(start_time + 3h);
  for (EntityId i = 0; i < 5; ++i) CHECK(hashes(five).of.at(i) == hashes(with_hermit).of.at(i));
  CHECK(hashes(with_hermit).of.count(5) == 1);
}

TEST_CASE("simulated time may lie before 1970") {
  const Time start = sim::Time{std::chrono::sys_days{std::chrono::year{1969} / 12 / 31}} + 23h;
  Simulation simulation = with_actor([](Actor&, Context& context) { context.after(0s, &Actor::act); },
                                     [](Actor&, Context& context) { context.after(600s, &Actor::act); }, start);
  simulation.start();
  simulation.run_until(start + 2h);  // across the epoch
  CHECK(actor(simulation).acts == 12);
}

TEST_CASE("run_until handles what lies before its end, not what lies on it, and never turns time back") {
  Simulation simulation = with_actor([](Actor&, Context& context) {
    context.after(10s, &Actor::act);
    context.after(11s, &Actor::act);
  });
  simulation.start();
  simulation.run_until(start_time + 11s);
  CHECK(actor(simulation).acts == 1);
  CHECK(simulation.events() == 1);
  simulation.run_until(start_time + 5s);
  CHECK(simulation.now() == start_time + 11s);
  simulation.run_until(start_time + 12s);
  CHECK(actor(simulation).acts == 2);
  CHECK(simulation.pending() == 0);
}

TEST_CASE("cancelling a pending event takes it back once; later cancels change nothing") {
  Simulation simulation = with_actor(
      [](Actor& actor, Context& context) {
        actor.id = context.after(100s, &Actor::other);
        context.after(10s, &Actor::act);
        context.after(50s, &Actor::act);
        context.after(100s, &Actor::act);  // after the id's event at the same time
        context.after(200s, &Actor::act);
      },
      [](Actor& actor, Context& context) { actor.answers.push_back(context.cancel(actor.id)); });
  simulation.start();
  CHECK(simulation.pending() == 5);
  simulation.run_until(start_time + 300s);
  CHECK(actor(simulation).answers == std::vector<bool>{true, false, false, false});
  CHECK(actor(simulation).others == 0);
  CHECK(simulation.pending() == 0);
  CHECK(simulation.events() == 4);  // what was cancelled is no event
}

TEST_CASE("cancelling an event that has happened, or none at all, does nothing and says so") {
  Simulation simulation = with_actor(
      [](Actor& actor, Context& context) {
        actor.answers.push_back(context.cancel(EventId{}));
        actor.id = context.after(10s, &Actor::other);
        context.after(10s, &Actor::act);
        context.after(20s, &Actor::act);
      },
      [](Actor& actor, Context& context) { actor.answers.push_back(context.cancel(actor.id)); });
  simulation.start();
  simulation.run_until(start_time + 1h);
  CHECK(actor(simulation).answers == std::vector<bool>{false, false, false});
  CHECK(actor(simulation).others == 1);
  CHECK(simulation.pending() == 0);
}

TEST_CASE("an event can take itself back no more, and one cancelled between two windows stays cancelled") {
  Simulation simulation = with_actor(
      [](Actor& actor, Context& context) {
        actor.id = context.after(100s, &Actor::other);
        context.after(10s, &Actor::act);
        context.after(60s, &Actor::act);
      },
      [](Actor& actor, Context& context) { actor.answers.push_back(context.cancel(actor.id)); });
  simulation.start();
  simulation.run_until(start_time + 20s);
  simulation.run_until(start_time + 30s);  // looks at the cancelled event, which lies beyond
  simulation.run_until(start_time + 70s);
  CHECK(actor(simulation).answers == std::vector<bool>{true, false});
  CHECK(simulation.pending() == 0);
  simulation.run_until(start_time + 1h);
  CHECK(actor(simulation).others == 0);
}

// A message from a later entity is handled after the receiver's own events of that second would have been: what the receiver
// schedules at once then has a smaller key than the event that is being handled.
TEST_CASE("what is scheduled at once while a message from a later entity is handled can be taken back") {
  for (const bool cancels : {true, false}) {
    Simulation simulation({1, 0}, start_time, hash_recorder());
    simulation.add(std::make_unique<Actor>(Actor::Script{}, Actor::Script{},
                                           [cancels](Actor& actor, Context& context) {
                                             const EventId id = context.after(0s, &Actor::other);
                                             if (cancels) actor.answers = {context.cancel(id), context.cancel(id)};
                                           }),
                   "early");
    simulation.add(std::make_unique<Actor>([](Actor&, Context& context) { context.send(0, 5s, Token{}); }), "late");
    simulation.start();
    simulation.run_until(start_time + 10s);
    CHECK(actor(simulation).others == (cancels ? 0 : 1));
    if (cancels) CHECK(actor(simulation).answers == std::vector<bool>{true, false});
    CHECK(simulation.pending() == 0);
  }
}

TEST_CASE("a copy taken after a cancel drops the same event as the original") {
  Simulation simulation = with_actor(
      [](Actor& actor, Context& context) {
        actor.id = context.after(100s, &Actor::other);
        context.after(10s, &Actor::act);
        context.after(150s, &Actor::act);
      },
      [](Actor& actor, Context& context) { actor.answers.push_back(context.cancel(actor.id)); });
  simulation.start();
  simulation.run_until(start_time + 20s);
  Simulation copy = simulation;
  for (Simulation* each : {&copy, &simulation}) {
    CHECK(each->pending() == 1);
    each->run_until(start_time + 200s);
    CHECK(actor(*each).others == 0);
    CHECK(actor(*each).answers == std::vector<bool>{true, false});
    CHECK(each->pending() == 0);
  }
}

TEST_CASE("a livelock ends in an error that names entity, event and time") {
  const auto error = model_error(with_actor([](Actor&, Context& context) { context.after(90s, &Actor::act); },
                                            [](Actor&, Context& context) { context.after(0s, &Actor::act); }));
  CHECK(says(error, {"livelock", "'actor'", "'act'", "2020-01-01 00:01:30"}));
}

TEST_CASE("a million events in one second are allowed, and counting starts anew in the next second") {
  Simulation simulation = with_actor([](Actor&, Context& context) { context.after(1s, &Actor::act); },
                                     [](Actor& actor, Context& context) {
                                       context.after(actor.acts % 1'000'000 == 0 ? 1s : 0s, &Actor::act);
                                     });
  simulation.start();
  simulation.run_until(start_time + 3s);
  CHECK(actor(simulation).acts == 2'000'000);
}

TEST_CASE("scheduling into the past ends in an error that names entity and event") {
  CHECK(says(model_error(with_actor([](Actor&, Context& context) { context.after(-1s, &Actor::other); })),
             {"past", "'actor'", "'other'", "2020-01-01"}));
  CHECK(says(model_error(with_actor([](Actor&, Context& context) { context.after(1h, &Actor::act); },
                                    [](Actor&, Context& context) { context.at(start_time + 59min, &Actor::other); })),
             {"past", "2020-01-01 00:59:00", "'actor'", "'other'", "2020-01-01 01:00:00"}));
}

TEST_CASE("a message that takes no time ends in an error that names sender and receiver") {
  for (const Duration delay : {0s, -3s}) {
    Simulation simulation({1, 0}, start_time, hash_recorder());
    simulation.add(std::make_unique<Actor>([delay](Actor&, Context& context) { context.send(1, delay, Token{}); }), "impatient");
    simulation.add(std::make_unique<Actor>(Actor::Script{}), "neighbour");
    CHECK(says(model_error(std::move(simulation)), {"at least 1 s", "'impatient'", "'neighbour'", "message 5"}));
  }
}

TEST_CASE("an overflow of time ends in an error that names entity and event") {
  constexpr Duration forever{std::numeric_limits<std::int64_t>::max()};
  CHECK(says(model_error(with_actor([](Actor&, Context& context) { context.after(forever, &Actor::act); })),
             {"overflow of time", "'actor'", "'act'"}));
  CHECK(says(model_error(with_actor([](Actor&, Context& context) { context.at(sim::never, &Actor::act); })),
             {"overflow of time", "'actor'", "'act'"}));
  CHECK(says(model_error(with_actor([](Actor&, Context& context) { context.send(0, forever, Token{}); })),
             {"overflow of time", "'actor'", "message 5"}));
  // Before 1970 the way to `never` is longer than the longest duration.
  Simulation early = with_actor([](Actor&, Context& context) { context.at(sim::never, &Actor::act); }, {}, Time{-1s});
  CHECK_THROWS_AS(early.start(), sim::Error);
}

TEST_CASE("a handler that its class does not list is refused as our own mistake") {
  Simulation simulation = with_actor([](Actor&, Context& context) { context.after(1s, &Actor::unlisted); });
  try {
    simulation.start();
    FAIL("accepted");
  } catch (const sim::Error& error) {
    CHECK(error.exit() == sim::Exit::internal);
  }
}

TEST_CASE("facts carry the entity and the time of their handler, whatever the handler writes into them") {
  class Last final : public sim::Recorder {
   public:
    void record(Time t, const sim::Fact& f) override { time = t, fact = f; }
    std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Last>(*this); }
    Time time{};
    sim::Fact fact;
  };
  Simulation simulation({1, 0}, start_time, std::make_unique<Last>());
  simulation.add(std::make_unique<Actor>(Actor::Script{}), "first");
  simulation.add(std::make_unique<Actor>([](Actor&, Context& context) { context.after(30s, &Actor::act); },
                                         [](Actor&, Context& context) { context.record({99, 4, 5, 6, 7, 8}); }),
                 "second");
  simulation.start();
  simulation.run_until(start_time + 1h);
  const auto& last = static_cast<const Last&>(simulation.recorder());
  CHECK(last.time == start_time + 30s);
  CHECK(last.fact.entity == 1);
  CHECK(last.fact.counterpart == 4);
  CHECK(last.fact.channel == 5);
  CHECK(last.fact.subject == 6);
  CHECK(last.fact.amount == 7);
  CHECK(last.fact.part == 8);
}

TEST_CASE("streams of random numbers belong to the name of the entity, the substream, the seed and the replica") {
  const auto first_draws = [](sim::Seed seed, const char* name) {
    std::vector<std::uint64_t> draws;
    Simulation simulation(seed, start_time, hash_recorder());
    simulation.add(std::make_unique<Actor>([&](Actor&, Context& context) {
                     draws.push_back(context.random(3).next());  // a later substream first: it creates the others
                     draws.push_back(context.random(0).next());
                   }),
                   name);
    simulation.start();
    return draws;
  };
  const auto draws = first_draws({7, 3}, "gate");
  CHECK(draws == std::vector<std::uint64_t>{sim::Random(7, sim::hash_name("gate"), 3, 3).next(),
                                            sim::Random(7, sim::hash_name("gate"), 0, 3).next()});
  CHECK(first_draws({8, 3}, "gate") != draws);
  CHECK(first_draws({7, 4}, "gate") != draws);
  CHECK(first_draws({7, 3}, "gates") != draws);
}

TEST_CASE("messages arrive aligned, whole and in the order of time, sender and count; those in flight can be visited") {
  std::vector<std::int64_t> hops;
  Simulation simulation({1, 0}, start_time, hash_recorder());
  simulation.add(std::make_unique<Actor>(Actor::Script{}, Actor::Script{},
                                         [&](Actor& actor, Context&) {
                                           CHECK(reinterpret_cast<std::uintptr_t>(actor.message) % alignof(Token) == 0);
                                           hops.push_back(static_cast<const Token*>(actor.message)->hops);
                                         }),
                 "receiver");
  for (const EntityId sender : {1u, 2u})
    simulation.add(std::make_unique<Actor>([sender](Actor&, Context& context) {
                     context.send(0, 9s, Token{10 * sender, sender});
                     context.send(0, 9s, Token{10 * sender + 1, sender});
                     context.send(0, 5s, Token{10 * sender + 2, sender});
                   }),
                   names[sender]);
  simulation.start();
  std::int64_t in_flight = 0;
  simulation.for_each_message([&](EntityId receiver, std::uint16_t message, const std::byte* payload) {
    CHECK(receiver == 0);
    CHECK(message == Token::id);
    in_flight += reinterpret_cast<const Token*>(payload)->hops;
  });
  CHECK(in_flight == 10 + 11 + 12 + 20 + 21 + 22);
  simulation.run_until(start_time + 10s);
  CHECK(hops == std::vector<std::int64_t>{12, 22, 10, 11, 20, 21});
}

TEST_CASE("payload slots are reused, and a copy of the pool holds the same payloads in the same slots") {
  sim::PayloadPool pool;
  const auto put = [&](const Token& token) {
    const std::uint32_t slot = pool.take_slot();
    std::memcpy(pool.data(slot), &token, sizeof token);
    return slot;
  };
  const auto a = put({1, 0}), b = put({2, 0});
  CHECK(a != 0);
  CHECK(b != a);
  sim::PayloadPool copy = pool;
  sim::Payload taken;
  pool.take(a, taken);
  CHECK(reinterpret_cast<const Token*>(taken.data())->hops == 1);
  CHECK(pool.in_use() == 1);
  CHECK(put({3, 0}) == a);
  CHECK(pool.capacity() == copy.capacity());
  CHECK(copy.in_use() == 2);
  CHECK(reinterpret_cast<const Token*>(copy[a].data())->hops == 1);
  CHECK(reinterpret_cast<const Token*>(pool[b].data())->hops == 2);
}

TEST_CASE("a long run of messages keeps its memory: nothing is left behind in pool or queue") {
  Simulation simulation = ring_of_nodes();
  simulation.run_until(start_time + 24h);
  const std::size_t day = simulation.memory_bytes();
  simulation.run_until(start_time + 10 * 24h);
  CHECK(simulation.memory_bytes() < 2 * day);
}
