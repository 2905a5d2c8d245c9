#include "models/world/world.h"

#include <algorithm>
#include <charconv>

#include "models/assessment/own_indicator.h"
#include "models/district/read_district.h"
#include "models/policies/read_drivers.h"
#include "models/policies/read_policies.h"
#include "models/world/copies.h"
#include "models/world/driver_check.h"
#include "models/world/factors.h"
#include "models/world/policy_check.h"
#include "models/world/policy_warnings.h"
#include "models/world/read_draws.h"
#include "models/world/topic_check.h"

namespace waste {
namespace {

/// A seed has 64 bits without a sign, one more than the numbers of scenarios.
void read_seed(Fields& root, World& world) {
  std::int64_t seed = 1;
  const Node* node = root.map().find("seed");
  if (node && node->type == Node::Type::scalar) {
    const char *begin = node->text.data(), *end = begin + node->text.size();
    if (const auto read = std::from_chars(begin, end, world.seed); read.ec == std::errc{} && read.ptr == end)
      return static_cast<void>(root.get("seed"));
  }
  root.integer("seed", "1", seed, {0, 9e18});
  world.seed = static_cast<std::uint64_t>(seed);
}

void read_head(SectionReader& reader, World& world) {
  Fields& root = reader.root();
  std::int64_t format = 0, replicas = 30;
  root.integer("format", "1", format, {-1e9, 1e9});
  if (format != 1)
    root.error(root.map().place, "E0701",
               {"本程序读取第1版情景格式，文件写的是" + std::to_string(format),
                "this program reads scenario format 1, the file says " + std::to_string(format)},
               {"请写 format: 1", "write 'format: 1'"});
  reader.label(root, "title", world.title);
  reader.label(root, "district", world.name);
  read_seed(root, world);
  root.integer("replicas", "1", replicas, {1, 1e6});
  world.replicas = static_cast<int>(replicas);
  read_uncertainty(reader, world);
}

std::vector<DistrictFacts> read_copies(SectionReader& reader, World& world) {
  Fields& root = reader.root();
  root.parameter(
      {"notice_between", "s", {"通知到达其他区所需的最短时间", "a notice to another district takes at least this long"}, 60, 1e7},
      &world.district.notice_between, reader.names());
  std::vector<DistrictFacts> copies;
  reader.read_facts("districts", copies, read_copy);
  if (copies.empty()) return copies;
  Fields section(reader.scenario(), *root.map().find("districts"), "districts", reader.diagnostics());
  check_districts(copies, section);
  return copies;
}

enum class Copies { all, none };

/// Turns a scenario into a world, collecting all errors.
std::unique_ptr<World> build(const Scenario& scenario, const World* common, Copies copies) {
  auto world = std::make_unique<World>(common);
  world->scenario = scenario;
  const std::optional<Scenario> multiplied = with_factors(scenario);
  SectionReader reader(multiplied ? *multiplied : world->scenario);
  read_head(reader, *world);
  read_factors(reader);
  read_district(reader, world->district);
  read_plan(reader, world->district, world->plan);
  if (common) reader.stop_on_errors();  // drawn values that contradict each other: no need to read on
  reader.define_all("site", "sites");
  world->facilities = read_sites(reader, world->district);
  world->plan.tariffs = read_tariffs(reader, world->district);
  world->policies = read_policies(reader, world->district.distributions);
  world->policies.drivers = std::make_shared<const std::vector<Driver>>(read_drivers(reader, world->district));
  world->policies.draws_paths = world->draws;
  check_topics(reader, *world);
  check_own_indicators(reader, world->district, sim::Catalogue<Facility>::names());
  const std::vector<DistrictFacts> rows = read_copies(reader, *world);
  reader.root().finish();
  reader.stop_on_errors();
  SectionReader as_written(world->scenario);  // factors are drawn, not applied
  read_draws(as_written, *world);
  as_written.stop_on_errors();
  if (!rows.empty() && copies == Copies::all) instantiate(*world, rows);
  prepare_sites(reader, world->district, world->facilities);
  if (common) return world;  // checked before its values were drawn
  check_policies(reader, *world);
  check_drivers(reader, *world);
  reader.stop_on_errors();
  world->warnings = policy_warnings(*world);
  for (Warning& warning : driver_warnings(*world)) world->warnings.push_back(std::move(warning));
  return world;
}

}  // namespace

std::unique_ptr<World> build_world(const Scenario& scenario) { return build(scenario, nullptr, Copies::all); }

std::unique_ptr<World> build_template(const Scenario& scenario) { return build(scenario, nullptr, Copies::none); }

std::unique_ptr<World> build_world(const Scenario& scenario, const World& common) { return build(scenario, &common, Copies::all); }

}  // namespace waste
