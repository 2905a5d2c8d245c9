#include "models/run/setup.h"

#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/store/journal.h"
#include "models/run/build.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"

namespace waste {
namespace {

[[noreturn]] void refuse(const sim::Message& message) { throw sim::Error(sim::Exit::usage, message); }

void check(const World& world, const World& first) {
  if (world.seed != first.seed)
    refuse({"一次运行的各情景共用随机数，而它们的种子不同；请给出 --seed",
            "scenarios of one run share their random numbers, but their seeds differ; give --seed"});
  if (world.district.start != first.district.start || world.district.end != first.district.end)
    refuse({"一次运行的各情景时段应相同", "scenarios of one run must cover the same period"});
}

void check_uncertainty(const World& world) {
  const Node* uncertainty = world.scenario.root().find("uncertainty");
  if (uncertainty && uncertainty->text == "parameters" && world.uncertain.empty())
    refuse({"“" + world.scenario.name() + "”写了uncertainty: parameters，而其中没有数值有范围",
            "'" + world.scenario.name() + "' asks for uncertainty: parameters, but no value in it has a range"});
}

}  // namespace

Setup::Setup(std::vector<std::unique_ptr<World>> worlds, std::optional<std::uint64_t> seed) : worlds_(std::move(worlds)) {
  if (worlds_.empty())
    refuse({"没有给出情景，如 wufei run scenarios/baseline.yaml", "no scenario given; e.g. wufei run scenarios/baseline.yaml"});
  for (std::size_t i = 0; i < worlds_.size(); ++i) {
    World& world = *worlds_[i];
    if (seed) world.seed = *seed;
    check(world, *worlds_.front());
    check_uncertainty(world);
    for (std::size_t other = 0; other < i; ++other)
      if (worlds_[other]->scenario.name() == world.scenario.name())
        refuse({"有两个情景都叫“" + world.scenario.name() + "”", "two scenarios are called '" + world.scenario.name() + "'"});
  }
}

Setup::Setup(Setup&&) noexcept = default;
Setup::~Setup() = default;

void Setup::set_replicas(std::size_t replicas) {
  replicas_ = replicas;
  if (read_.empty())
    for (const auto& world : worlds_) read_.push_back(world->scenario);
  for (std::size_t i = 0; i < worlds_.size(); ++i) worlds_[i]->scenario = scenario(i, replicas);
}

Scenario Setup::scenario(std::size_t i, std::size_t replicas) const {
  const Scenario& as_read = read_.empty() ? worlds_[i]->scenario : read_[i];
  std::vector<std::pair<std::string, std::string>> changes;
  for (const auto& [key, text] : {std::pair{"seed", std::to_string(seed())}, {"replicas", std::to_string(replicas)}})
    if (const Node* node = as_read.root().find(key); !node || node->text != text) changes.emplace_back(key, text);
  return as_read.with(changes);
}

std::string Setup::fingerprint() const {
  std::string text = "wufei " WUFEI_VERSION " " + commit_of_build() + "\n";
  for (std::size_t i = 0; i < worlds_.size(); ++i) {
    const Scenario one = scenario(i, 1);
    text += one.name() + "\n" + one.sha256() + "\n" + one.data_sha256() + "\n";
  }
  return sim::sha256(text).substr(0, sim::fingerprint_size);
}

std::uint64_t Setup::seed() const { return worlds_.front()->seed; }

std::size_t tree_width(std::size_t scenarios, std::size_t replicas, unsigned threads) {
  const bool few = threads > 1 && replicas < 2 * std::size_t{threads};
  return few ? (scenarios + threads - 1) / threads : scenarios;
}

std::vector<std::unique_ptr<World>> checked_worlds(const std::vector<const Scenario*>& scenarios) {
  std::vector<std::unique_ptr<World>> worlds;
  for (const Scenario* scenario : scenarios) {
    worlds.push_back(build_world(*scenario));
    if (auto errors = network_errors(*worlds.back()); !errors.empty()) throw sim::InputError(std::move(errors));
  }
  return worlds;
}

std::vector<const Scenario*> pointers_to(const std::vector<Scenario>& scenarios) {
  std::vector<const Scenario*> pointers;
  for (const Scenario& scenario : scenarios) pointers.push_back(&scenario);
  return pointers;
}

}  // namespace waste
