#include "models/world/drawn_part.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/error.h"
#include "models/assessment/climate_factors.h"
#include "models/district/no_tables.h"
#include "models/district/read_district.h"
#include "models/facilities/prepare_sites.h"
#include "models/policies/read_drivers.h"
#include "models/policies/read_policies.h"
#include "models/scenario/bundle.h"
#include "models/world/factors.h"

namespace waste {
namespace {

constexpr std::array<const char*, 9> of_district{"base_year", "calendar", "driving", "economy", "period",
                                                 "places",    "roads",    "streams", "streets"};
constexpr std::array<const char*, 10> of_plan{"all_tasks",  "balances", "claims",     "hindcast",    "indicator_groups",
                                              "indicators", "projects", "statistics", "target_year", "tasks"};
constexpr std::array<const char*, 3> of_tariffs{"account", "chains", "tariffs"};
constexpr std::array<const char*, 2> of_drivers{"drivers", "economy"};

template <class Names>
bool among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The first `count` keys of a path, or all of them.
std::string first_keys(const std::string& path, int count) {
  std::size_t end = 0;
  for (; count > 0 && end != std::string::npos; --count) end = path.find('.', end == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

/// The entry of a map, made where it is missing; a copy of `like` without what stands in it.
Node& entry_like(Node& map, const Node::Entry& like) {
  const auto at = std::lower_bound(map.entries.begin(), map.entries.end(), like.key,
                                   [](const Node::Entry& entry, const std::string& key) { return entry.key < key; });
  if (at != map.entries.end() && at->key == like.key) return at->value;
  Node::Entry entry{like.key, like.place, {}};
  entry.value.type = like.value.type, entry.value.quoted = like.value.quoted, entry.value.place = like.value.place;
  return map.entries.insert(at, std::move(entry))->value;
}

const Node::Entry* entry_of(const Node& map, std::string_view key) {
  const auto at = std::find_if(map.entries.begin(), map.entries.end(), [&](const Node::Entry& entry) { return entry.key == key; });
  return at == map.entries.end() ? nullptr : &*at;
}

/// Copies what stands at a path of `whole`.
void keep(Node& part, const Node& whole, const std::string& path) {
  const auto dot = path.find('.');
  const Node::Entry* entry = entry_of(whole, path.substr(0, dot));
  if (!entry) return;
  Node& kept = entry_like(part, *entry);
  if (dot == std::string::npos) kept = entry->value;
  else keep(kept, entry->value, path.substr(dot + 1));
}

/// The names that values may refer to, numbered as in the common world.
void define_names(SectionReader& reader, const World& common) {
  for (const Locality& place : common.district.network.places()) reader.define("place", place.id);
  for (const Stream& stream : common.district.streams) reader.define("stream", stream.id);
  for (const Site& site : common.district.sites) reader.define("site", site.id);
  for (const TaskFacts& task : common.plan.tasks) reader.define("task", task.id);
  for (const ProjectFacts& project : common.plan.projects) reader.define("project", project.id);
}

/// All of a district but its distributions, and what its facilities say of themselves once they are prepared.
void copy_facts(const District& from, District& to) {
  to.base = from.base, to.start = from.start, to.end = from.end;
  to.districts = from.districts, to.notice_between = from.notice_between;
  to.streams = from.streams;
  to.sites = from.sites, to.placements = from.placements, to.owners = from.owners;
  to.network = from.network;
  to.economy = from.economy;
  to.festival = from.festival;
  to.travel_factor = from.travel_factor;
  for (Site& site : to.sites) site.accepts.clear(), site.ends.clear(), site.capacity = Site{}.capacity;
}

std::unique_ptr<Facility> copy_of(const Facility& prototype) {
  auto copy = prototype.type().clone(prototype);
  return std::unique_ptr<Facility>(static_cast<Facility*>(copy.release()));
}

}  // namespace

DrawnPart::DrawnPart(const World& common) : common_(common) {
  const Node& whole = common.scenario.root();
  SIM_ASSERT(!common.uncertain.empty() && !whole.find("districts"));
  Node part;
  part.type = Node::Type::map, part.place = whole.place;
  for (const UncertainValue& value : common.uncertain) touch(value.path, part);
  if (const Node* factors = whole.find("factors")) {
    keep(part, whole, "factors");
    for (const auto& factor : factors->entries)
      if (const Node* of = factor.value.find("of"))
        for (const std::string& path : matching_paths(whole, of->text)) touch(path, part);
  }
  keep_sections(part);
  part_ = ScenarioBytes::part_of(common.scenario, std::move(part));
  read_prototypes();
}

void DrawnPart::touch(const std::string& path, Node& part) {
  const std::string section = path.substr(0, path.find('.'));
  if (section == "sites") {
    keep(part, common_.scenario.root(), first_keys(path, 2) + ".kind");
    keep(part, common_.scenario.root(), first_keys(path, 3));
  } else if (section == "roads" || section == "streets") {
    touched_.district = true;
  } else if (among(of_district, section)) {  // what all the rest may look at
    touched_ = {true, true, true, true, true};
  } else {
    touched_.plan = touched_.plan || among(of_plan, section);
    touched_.climate = touched_.climate || section == "climate";
    touched_.tariffs = touched_.tariffs || among(of_tariffs, section);
    touched_.drivers = touched_.drivers || among(of_drivers, section);
  }
}

void DrawnPart::keep_sections(Node& part) const {
  const auto keep_all = [&](const auto& sections) {
    for (const char* section : sections) keep(part, common_.scenario.root(), section);
  };
  if (touched_.district) keep_all(of_district);
  if (touched_.plan) keep_all(of_plan);
  if (touched_.climate) keep_all(std::array{"climate"});
  if (const Node::Entry* sites = entry_of(common_.scenario.root(), "sites"); touched_.climate && sites)
    for (const auto& site : sites->value.entries) entry_like(entry_like(part, *sites), site);  // it names some
  if (touched_.tariffs) keep_all(of_tariffs);
  if (touched_.drivers) keep_all(of_drivers);
  keep_all(std::array{"policies"});
}

void DrawnPart::read_prototypes() {
  const std::optional<Scenario> multiplied = with_factors(common_.scenario);
  SectionReader reader(multiplied ? *multiplied : common_.scenario);
  define_names(reader, common_);
  District district;
  copy_facts(common_.district, district);
  district.sites.clear(), district.placements.clear();
  prototypes_ = read_sites(reader, district);
  reader.stop_on_errors();
}

DrawnWorld::DrawnWorld(const DrawnPart& part, WorldUse use)
    : part_(part), common_(part.common_), use_(use), world_(std::make_unique<World>(&common_)), prepared_(part.prototypes_.size(), false) {
  world_->title = common_.title, world_->name = common_.name;
  world_->seed = common_.seed, world_->replicas = common_.replicas;
  world_->draws = common_.draws;
  copy_facts(common_.district, world_->district);
  world_->plan = common_.plan;
  world_->scenario = part.part_;
  world_->facilities.resize(prepared_.size());
}

/// Writes the values that are not what they were, and notes what has to be read again.
void DrawnWorld::put(const DrawnTexts& texts) {
  bool all = texts_.empty() || part_.part_.root().find("factors");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts_.empty() && texts[i].second == texts_[i].second) continue;
    const std::string& path = texts[i].first;
    ScenarioBytes::put_text(world_->scenario, path, texts[i].second);
    const std::string section = path.substr(0, path.find('.'));
    if (section == "sites") prepared_[common_.district.site(path.substr(6, path.find('.', 6) - 6))] = false;
    else if (section == "climate" || among(of_plan, section)) plan_ = false;
    else if (section == "policies" || section == "drivers" || section == "tariffs") rules_ = false;
    else all = true;  // a change of the district, at which everything may look
  }
  if (all) district_ = plan_ = rules_ = false, prepared_.assign(prepared_.size(), false);
  texts_ = texts;
}

void DrawnWorld::read_district_again(SectionReader& reader) {
  read_factors(reader);
  if (part_.touched_.district) {
    world_->district.streams.clear(), world_->district.economy = {};
    read_district(reader, world_->district);
  }
  district_ = reader.diagnostics().empty();
}

void DrawnWorld::read_plan_and_climate(SectionReader& reader) {
  Plan& plan = world_->plan;
  if (part_.touched_.plan) {
    plan = {};
    read_plan(reader, world_->district, plan);
    if (!part_.touched_.climate) plan.climate = common_.plan.climate;
    plan.tariffs = common_.plan.tariffs;
    rules_ = false;
  } else if (part_.touched_.climate) {
    plan.climate = read_climate(reader.scenario(), *reader.scenario().root().find("climate"), world_->district, reader.diagnostics());
  }
}

/// Copies of the facilities that are not prepared yet, with the drawn parameters read again.
void DrawnWorld::read_facilities(SectionReader& reader) {
  for (SiteId site = 0; site < prepared_.size(); ++site)
    if (!prepared_[site]) world_->facilities[site] = copy_of(*part_.prototypes_[site]);
  reader.each_entry("sites", [&](const Node::Entry& entry, Fields& fields) {
    const SiteId site = reader.number("site", entry.key);
    if (prepared_[site] || entry.value.entries.empty()) return;
    const auto& kind = *sim::Catalogue<Facility>::find(world_->district.sites[site].kind);
    for (std::size_t i = 0; i < kind.parameters.size(); ++i)
      if (entry.value.find(kind.parameters[i].name))
        fields.parameter(kind.parameters[i], kind.slot(*world_->facilities[site], i), reader.names());
  });
}

void DrawnWorld::read_rules(SectionReader& reader) {
  const auto& touched = part_.touched_;
  if (touched.tariffs) world_->plan.tariffs = read_tariffs(reader, world_->district);
  world_->policies = read_policies(reader, world_->district.distributions);
  world_->policies.drivers = touched.drivers ? std::make_shared<const std::vector<Driver>>(read_drivers(reader, world_->district))
                                             : common_.policies.drivers;
  world_->policies.draws_paths = world_->draws;
}

// In the order in which build_world reads, so that the same errors stop it at the same place.
std::unique_ptr<World> DrawnWorld::read(const DrawnTexts& texts) {
  put(texts);
  const std::optional<Scenario> multiplied = with_factors(world_->scenario);
  SectionReader reader(multiplied ? *multiplied : world_->scenario);
  if (!district_) read_district_again(reader);
  if (!plan_) read_plan_and_climate(reader);
  reader.stop_on_errors();  // values that contradict each other: no need to read on
  plan_ = true;
  define_names(reader, common_);
  read_facilities(reader);
  if (!rules_) read_rules(reader);
  reader.stop_on_errors();
  rules_ = true;
  SectionReader as_written(common_.scenario);  // which has the places of all parameters
  if (use_ == WorldUse::books && !part_.part_.root().find("factors")) world_->district.distributions = Distributions(no_tables());
  prepare_sites(as_written, world_->district, world_->facilities, prepared_);
  return std::move(world_);
}

}  // namespace waste
