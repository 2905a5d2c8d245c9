#include "models/world/copies.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "models/world/world.h"

namespace waste {
namespace {

constexpr std::array levels{Sharing::none, Sharing::city, Sharing::province, Sharing::country};
const char* const country = "country";  // the owner of sites shared by all

bool names_site(const sim::ParameterInfo& info) { return std::string_view(info.unit) == "site"; }

/// Calls `visit` with every site reference in a slot.
template <class Visit>
void each_reference(const sim::Slot& slot, Visit visit) {
  if (auto* const* one = std::get_if<SiteRef*>(&slot)) visit(**one);
  if (auto* const* list = std::get_if<SiteRefs*>(&slot))
    for (SiteRef& each : **list) visit(each);
  if (auto* const* shares = std::get_if<SiteShares*>(&slot))
    for (auto& each : **shares) visit(each.first);
}

void scale(const sim::Slot& slot, double size) {
  if (auto* const* whole = std::get_if<std::int64_t*>(&slot); whole && **whole != sim::no_limit) **whole = scaled(**whole, size);
  if (auto* const* number = std::get_if<double*>(&slot)) **number *= size;
}

/// The parameters of a kind that copying changes.
struct Changing {
  const sim::Kind<Facility>* kind = nullptr;
  std::vector<std::size_t> references, extensive;

  explicit Changing(const std::string& name) : kind(sim::Catalogue<Facility>::find(name)) {
    for (std::size_t i = 0; i < kind->parameters.size(); ++i) {
      if (names_site(kind->parameters[i])) references.push_back(i);
      if (kind->parameters[i].extensive) extensive.push_back(i);
    }
  }
};

class Copier {
 public:
  Copier(World& world, const std::vector<DistrictFacts>& rows) : world_(world), rows_(rows) {
    for (const Site& site : world.district.sites) changing_.emplace_back(site.kind);
  }

  void copy() {
    find_shared();
    name_owners();
    std::vector<Site> sites = std::move(world_.district.sites);
    std::vector<std::unique_ptr<Facility>> facilities = std::move(world_.facilities);
    world_.district.sites.clear(), world_.facilities.clear(), world_.district.placements.clear();
    for (std::uint32_t owner = 0; owner < world_.district.owners.size(); ++owner) place_sites(owner, sites);
    for (SiteId site = 0; site < world_.district.sites.size(); ++site)
      world_.facilities.push_back(copy_of(*facilities[world_.district.placements[site].template_site], site));
    world_.district.districts = static_cast<std::uint32_t>(rows_.size());
  }

 private:
  void find_shared();
  bool depends_on_narrower(SiteId source);
  void name_owners();
  const std::string& owner_id(const DistrictFacts& row, Sharing level) const;
  void place_sites(std::uint32_t owner, const std::vector<Site>& templates);
  std::unique_ptr<Facility> copy_of(const Facility& source, SiteId site) const;
  SiteId number(std::uint32_t owner, SiteId source) const;

  World& world_;
  const std::vector<DistrictFacts>& rows_;
  std::vector<Changing> changing_;             // [source]
  std::vector<Sharing> level_;                 // [source]
  std::vector<std::array<std::uint32_t, levels.size()>> owner_of_;  // [district][level]
  std::vector<std::vector<SiteId>> numbers_;   // [owner][source]; no_site if it has no such site
};

/// A shared site must not depend on a site shared by fewer districts: it would be undefined on which copy.
void Copier::find_shared() {
  for (const Site& site : world_.district.sites) level_.push_back(world_.district.network.places()[site.place].shared);
  for (bool changed = true; changed;) {
    changed = false;
    for (SiteId source = 0; source < level_.size(); ++source) {
      if (level_[source] == Sharing::none || !depends_on_narrower(source)) continue;
      level_[source] = Sharing::none;
      changed = true;
    }
  }
}

bool Copier::depends_on_narrower(SiteId source) {
  bool narrower = false;
  for (const std::size_t i : changing_[source].references)
    each_reference(changing_[source].kind->slot(*world_.facilities[source], i),
                   [&](const SiteRef& to) { narrower = narrower || (to && level_[to.index] < level_[source]); });
  return narrower;
}

const std::string& Copier::owner_id(const DistrictFacts& row, Sharing level) const {
  static const std::string all = country;
  return level == Sharing::none ? row.id : level == Sharing::city ? row.city : level == Sharing::province ? row.province : all;
}

void Copier::name_owners() {
  std::map<std::string, Owner> owners;
  for (std::uint32_t district = 0; district < rows_.size(); ++district)
    for (const Sharing level : levels) {
      const DistrictFacts& row = rows_[district];
      const std::string& id = owner_id(row, level);
      auto [it, created] = owners.try_emplace(id,
                                              Owner{id, {id, id}, level, district, 0, static_cast<std::int64_t>(row.distance * 1e6 + 0.5)});
      if (created && level == Sharing::none && !row.name.zh.empty()) it->second.name = row.name;
      it->second.size += row.size;
    }
  world_.district.owners.clear();
  std::map<std::string, std::uint32_t> index;
  for (auto& [id, owner] : owners) {
    index.emplace(id, static_cast<std::uint32_t>(index.size()));
    world_.district.owners.push_back(std::move(owner));
  }
  for (const DistrictFacts& row : rows_) {
    auto& of_level = owner_of_.emplace_back();
    for (const Sharing level : levels) of_level[static_cast<std::size_t>(level)] = index.at(owner_id(row, level));
  }
}

// Owners and templates are sorted, and an id never holds a full stop, so the sites come out sorted by id.
void Copier::place_sites(std::uint32_t owner, const std::vector<Site>& templates) {
  const Owner& whose = world_.district.owners[owner];
  auto& numbers = numbers_.emplace_back(templates.size(), no_site);
  for (SiteId source = 0; source < templates.size(); ++source) {
    if (level_[source] != whose.level) continue;
    numbers[source] = static_cast<SiteId>(world_.district.sites.size());
    Site site = templates[source];
    site.id = whose.id + "." + site.id;
    site.label = {whose.name.zh + " " + site.label.zh, whose.name.en + " " + site.label.en};
    site.district = whose.district;
    world_.district.placements.push_back({site.place, owner, source});
    world_.district.sites.push_back(std::move(site));
  }
}

SiteId Copier::number(std::uint32_t owner, SiteId source) const {
  const auto level = static_cast<std::size_t>(level_[source]);
  return numbers_[owner_of_[world_.district.owners[owner].district][level]][source];
}

std::unique_ptr<Facility> Copier::copy_of(const Facility& source, SiteId site) const {
  auto entity = source.type().clone(source);
  std::unique_ptr<Facility> copy(static_cast<Facility*>(entity.release()));
  const Placement& standing = world_.district.placements[site];
  const Changing& changing = changing_[standing.template_site];
  for (const std::size_t i : changing.references)
    each_reference(changing.kind->slot(*copy, i), [&](SiteRef& to) {
      if (to) to.index = number(standing.owner, to.index);
    });
  for (const std::size_t i : changing.extensive) scale(changing.kind->slot(*copy, i), world_.district.owners[standing.owner].size);
  copy->set_site(site);
  return copy;
}

/// Rewords statements about the one district for all districts; figures and targets of one district do not apply to many.
void sum_up(World& world) {
  const double size = world.district.size();
  world.district.economy.value_added = scaled(world.district.economy.value_added, size);
  world.district.economy.recovered_before = scaled(world.district.economy.recovered_before, size);
  for (auto& policy : world.policies.list) policy->investment = scaled(policy->investment, size);
  world.plan.hindcast.clear();
  for (IndicatorFacts& row : world.plan.indicators) {
    if (!row.extensive) continue;
    row.has_baseline = row.has_target = false;
    row.rule = {};
    for (std::string* printed : {&row.baseline_text, &row.target_text})
      if (!printed->empty()) *printed += "/区";  // per district
  }
}

}  // namespace

DistrictFacts read_copy(const Node::Entry& entry, Fields& fields) {
  const Fields::Names none;
  DistrictFacts row;
  row.id = entry.key;
  fields.text("city", row.city);
  fields.text("province", row.province);
  fields.number("size", "1", row.size, {0.01, 100, 10});  // against the district of the scenario
  fields.parameter({"distance", "1", {"到共用设施的路程系数", "factor on the way to what is shared"}, 0.1, 5}, &row.distance, none);
  return row;
}

void check_districts(const std::vector<DistrictFacts>& districts, Fields& fields) {
  const Node& map = fields.map();
  std::map<std::string, std::string> province_of;
  std::map<std::string, sim::Message> use_of{{country, {"国家", "the country"}}};
  const auto one_use = [&](const DistrictFacts& row, const std::string& id, const sim::Message& use) {
    const auto& first = use_of.emplace(id, use).first->second;
    if (first.en != use.en)
      fields.error(map.find(row.id)->place, "E0731",
                   {"“" + id + "”既是" + first.zh + "又是" + use.zh, "'" + id + "' names both " + first.en + " and " + use.en},
                   {"区、市、省各用自己的名称", "a name of its own for each district, city and province"});
  };
  for (const DistrictFacts& row : districts) {
    if (row.city.empty() || row.province.empty()) {
      const std::string key = row.city.empty() ? "city" : "province";
      fields.error(map.find(row.id)->place, "E0101",
                   {"区“" + row.id + "”缺少键“" + key + "”", "district '" + row.id + "' lacks '" + key + "'"},
                   {"与之共用接收单位的市和省", "the city and the province it shares receivers with"});
      continue;
    }
    one_use(row, row.id, {"区", "a district"}), one_use(row, row.city, {"市", "a city"}), one_use(row, row.province, {"省", "a province"});
    const auto& province = province_of.emplace(row.city, row.province).first->second;
    if (province != row.province)
      fields.error(map.find(row.id)->place, "E0730",
                   {"市“" + row.city + "”同时属于“" + province + "”和“" + row.province + "”",
                    "city '" + row.city + "' lies in '" + province + "' and in '" + row.province + "'"},
                   {"同一市的各区应属同一省", "one province for all districts of a city"});
  }
}

void instantiate(World& world, const std::vector<DistrictFacts>& districts) {
  Copier(world, districts).copy();
  sum_up(world);
}

}  // namespace waste
