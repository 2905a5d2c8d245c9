#include "models/run/run_worlds.h"

#include "engine/base/error.h"

namespace waste {
namespace {

[[noreturn]] void refuse(const sim::Message& message) { throw sim::Error(sim::Exit::usage, message); }

}  // namespace

void check_goes_with(const World& world, const std::vector<std::unique_ptr<World>>& others) {
  const std::string& name = world.scenario.name();
  for (const auto& other : others) {
    if (world.seed != other->seed)
      refuse({"一次运行的各情景共用随机数，而它们的种子不同；请给出 --seed",
              "scenarios of one run share their random numbers, but their seeds differ; give --seed"});
    if (world.district.start != other->district.start || world.district.end != other->district.end)
      refuse({"一次运行的各情景时段应相同", "scenarios of one run must cover the same period"});
  }
  const Node* uncertainty = world.scenario.root().find("uncertainty");
  if (uncertainty && uncertainty->text == "parameters" && world.uncertain.empty())
    refuse({"“" + name + "”写了uncertainty: parameters，而其中没有数值有范围",
            "'" + name + "' asks for uncertainty: parameters, but no value in it has a range"});
  for (const auto& other : others)
    if (other->scenario.name() == name) refuse({"有两个情景都叫“" + name + "”", "two scenarios are called '" + name + "'"});
}

}  // namespace waste
