// Scenario files: read, built, checked and, if they are small and sound, simulated for a month with every balance checked.
#include "models/scenario/scenario.h"

#include <atomic>
#include <filesystem>

#include "models/world/flow_network.h"
#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/fuzz/small_district.h"
#include "tests/fuzz/target.h"

namespace fuzz {
namespace {

const std::atomic<bool> go_on{false};

void live(const waste::World& world) {
  if (!waste::network_errors(world).empty() || world.district.months() > 1) return;
  waste::Replica(world, 0).finish(go_on);
}

std::string file_of(std::string_view name, std::string_view text) {
  static const std::string folder = [] {
    std::filesystem::create_directories(scratch() + "/data");
    return scratch();
  }();
  const std::string path = folder + "/" + std::string(name);
  place(path, text);
  return path;
}

const Registered whole{"scenario", [](std::string_view input) {
                         live(*waste::build_world(waste::Scenario::read(file_of("plan.yaml", input), {"period.ends=2020-02-01"})));
                       }};

const Registered change{"override", [](std::string_view input) {
                          static const std::string path = file_of("small.yaml", small_district);
                          live(*waste::build_world(waste::Scenario::read(path, {std::string(input), "period.ends=2020-02-01"})));
                        }};

}  // namespace
}  // namespace fuzz
