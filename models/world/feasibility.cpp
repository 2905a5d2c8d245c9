#include "models/world/feasibility.h"

#include <algorithm>
#include <set>

#include "models/scenario/graph.h"
#include "models/world/mean_flow.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// "10^9": the order of magnitude, rounded.
std::string about(double value) {
  int power = 0;
  for (; value >= 3.16; value /= 10) ++power;
  return "10^" + std::to_string(power);
}

/// Whole tonnes from ten on, or where nothing is lost; otherwise whole kilograms.
std::string mass_text(std::int64_t grams) {
  constexpr std::int64_t tonne = 1'000'000;
  const bool tonnes = grams >= 10 * tonne || (grams > 0 && grams % tonne == 0);
  return tonnes ? std::to_string(grams / tonne) + " t" : std::to_string(grams / 1000) + " kg";
}

/// The smallest payload among the parameters of a site; 0 if it has none.
std::int64_t own_payload(const World& world, SiteId site) {
  const auto* kind = sim::Catalogue<Facility>::find(world.district.sites[site].kind);
  std::int64_t smallest = 0;
  for (std::size_t i = 0; i < kind->parameters.size(); ++i) {
    if (!kind->parameters[i].is(sim::Trait::payload)) continue;
    const std::int64_t payload = *std::get<std::int64_t*>(kind->slot(*world.facilities[site], i));
    smallest = smallest == 0 ? payload : std::min(smallest, payload);
  }
  return smallest;
}

/// Asks the questions one after the other; each adds its errors.
class Feasibility {
 public:
  Feasibility(const FlowNetwork& network, const PolicySet& policies) : network_(network), world_(*network.world), policies_(policies) {
    for (SiteId site = 0; site < sites(); ++site) payloads_.push_back(payload_of(site));
  }

  std::vector<sim::Diagnostic> errors() {
    for (SiteId site = 0; site < sites(); ++site) {
      check_roads(site);
      check_stores(site);
      check_orders(site);
    }
    check_ends();
    check_loads();
    return std::move(errors_);
  }

 private:
  SiteId sites() const { return static_cast<SiteId>(network_.interfaces.size()); }
  bool known(const FlowInterface::Outlet& outlet) const { return outlet.to < sites() && outlet.stream < world_.district.streams.size(); }
  /// It ends there, so that what leaves again was turned away and stays the load it was.
  bool keeps(SiteId site, StreamId stream) const { return network_.ends(site, stream) || network_.converts(site, stream); }
  const std::string& id(SiteId site) const { return world_.district.sites[site].id; }
  std::uint32_t place(SiteId site) const { return world_.district.placements[site].place; }
  const std::string& place_id(std::uint32_t index) const { return world_.district.network.places()[index].id; }
  bool joined(std::uint32_t a, std::uint32_t b) const { return world_.district.network.travel(a, b) != Network::unreachable; }

  /// Of what leaves the site, by its own vehicles or by those that fetch it: the smaller one.
  std::int64_t payload_of(SiteId site) const;
  /// Of the vehicles that fetch what is there; 0: none, or it is for the site to say.
  std::int64_t fetched_payload(SiteId site) const;
  /// What one load from a site weighs, and the smallest one that comes to a site, which it may turn away; 0: not known.
  std::int64_t load_from(SiteId site) const;
  std::int64_t load_into(SiteId site, StreamId stream) const;
  void complain(SiteId site, const char* key, const char* code, const sim::Message& message, const sim::Message& hint);
  void check_roads(SiteId site);
  void check_road(SiteId site, SiteId other, const sim::Message& role);
  std::string joined_with(std::uint32_t place) const;
  void check_stores(SiteId site);
  void check_orders(SiteId site);
  void check_ends();
  std::vector<bool> idle_for_ever() const;
  bool arises(SiteId site, StreamId stream) const;
  std::vector<bool> leads_out(StreamId stream, const std::vector<bool>& skip) const;
  std::string idle_takers(StreamId stream, const std::vector<bool>& idle) const;
  void check_loads();

  const FlowNetwork& network_;
  const World& world_;
  const PolicySet& policies_;
  std::vector<std::int64_t> payloads_;  // [site]; 0: not known
  std::set<std::pair<std::string, std::string>> gaps_;  // groups of places already reported as apart
  std::vector<sim::Diagnostic> errors_;
};

std::int64_t Feasibility::payload_of(SiteId site) const {
  const FlowInterface& interface = network_.interfaces[site];
  const std::int64_t own = interface.load > 0 ? interface.load : own_payload(world_, site), theirs = fetched_payload(site);
  return own == 0 || theirs == 0 ? std::max(own, theirs) : std::min(own, theirs);
}

std::int64_t Feasibility::load_from(SiteId site) const {
  const std::int64_t fetched = fetched_payload(site);
  return fetched > 0 ? fetched : payloads_[site];
}

std::int64_t Feasibility::load_into(SiteId site, StreamId stream) const {
  std::int64_t smallest = 0;
  for (SiteId from = 0; from < sites(); ++from)
    for (const auto& outlet : network_.interfaces[from].outlets) {
      if (outlet.to != site || outlet.stream != stream || keeps(from, stream) || load_from(from) == 0) continue;
      smallest = smallest == 0 ? load_from(from) : std::min(smallest, load_from(from));
    }
  return smallest;
}

std::int64_t Feasibility::fetched_payload(SiteId site) const {
  std::int64_t largest = 0;
  for (const SiteId home : network_.interfaces[site].fetched_by)
    if (home < sites()) largest = std::max(largest, own_payload(world_, home));
  return largest;
}

void Feasibility::complain(SiteId site, const char* key, const char* code, const sim::Message& message, const sim::Message& hint) {
  const std::string path = "sites." + std::string(world_.district.template_id(site));
  const Node* node = world_.scenario.root().at_path(path + "." + key);
  if (!node) node = world_.scenario.root().at_path(path);
  errors_.push_back(world_.scenario.diagnostic(node ? node->place : Place{}, code, message, hint));
}

void Feasibility::check_roads(SiteId site) {
  const FlowInterface& interface = network_.interfaces[site];
  for (const SiteId home : interface.fetched_by)
    if (home < sites()) check_road(site, home, {"其车辆来此收运", "whose vehicles come for what is there"});
  for (const auto& outlet : interface.outlets)
    if (known(outlet)) {
      const std::string& stream = world_.district.streams[outlet.stream].id;
      check_road(site, outlet.to, {"接收“" + stream + "”", "which takes '" + stream + "'"});
    }
}

/// Names of the places that roads join with this one.
std::string Feasibility::joined_with(std::uint32_t from) const {
  constexpr int enough = 6;
  std::string names;
  int count = 0;
  for (std::uint32_t to = 0; to < world_.district.network.places().size(); ++to)
    if (joined(from, to) && ++count <= enough) names += (names.empty() ? "" : ", ") + place_id(to);
  return count > enough ? names + ", ..." : names;
}

void Feasibility::check_road(SiteId site, SiteId other, const sim::Message& role) {
  const std::uint32_t from = place(site), to = place(other);
  if (joined(from, to)) return;
  const std::string here = joined_with(from), there = joined_with(to);
  if (!gaps_.insert(std::minmax(here, there)).second) return;
  complain(site, "place", "E0760",
           {"场所“" + id(site) + "”所在地点“" + place_id(from) + "”与“" + place_id(to) + "”之间没有道路，后者的“" + id(other) + "”" +
                role.zh + "：没有道路连接 " + here + " 与 " + there,
            "place '" + place_id(from) + "' of site '" + id(site) + "' cannot be reached from '" + place_id(to) + "', where '" + id(other) +
                "' stands, " + role.en + ": no road joins " + here + " with " + there},
           sim::typed("roads: {some_id: {from: " + place_id(from) + ", to: " + place_id(to) + ", length: 10 km, speed: 30 km/h}}"));
}

void Feasibility::check_stores(SiteId site) {
  for (const auto& outlet : network_.interfaces[site].outlets) {
    const std::int64_t room = known(outlet) ? network_.interfaces[outlet.to].largest_load : -1;
    if (room < 0) continue;
    const bool others = keeps(site, outlet.stream) || (outlet.when == FlowInterface::When::refused && !arises(site, outlet.stream));
    const std::int64_t load = others ? load_into(site, outlet.stream) : load_from(site);
    if (load > room)
      complain(outlet.to, "bunker", "E0762",
               {"场所“" + id(outlet.to) + "”只容" + mass_text(room) + "，装不下“" + id(site) + "”的一车" + mass_text(load) +
                    "，车辆将一直等候",
                "site '" + id(outlet.to) + "' holds " + mass_text(room) + ", less than one load of " + mass_text(load) + " from '" +
                    id(site) + "': it would wait at the gate for ever"},
               {"能容几车的贮存量，或较小的车辆", "a store of several loads, or smaller vehicles"});
  }
}

void Feasibility::check_orders(SiteId site) {
  for (const auto& outlet : network_.interfaces[site].outlets) {
    if (!known(outlet) || outlet.when != FlowInterface::When::ordered) continue;
    const auto& asked = network_.interfaces[outlet.to].asks;
    if (std::find(asked.begin(), asked.end(), site) != asked.end()) continue;
    complain(site, "", "E0764",
             {"场所“" + id(site) + "”须经要求才向“" + id(outlet.to) + "”供料，而“" + id(outlet.to) + "”（" +
                  world_.district.sites[outlet.to].kind + "）从不向它要料",
              "site '" + id(site) + "' sends to '" + id(outlet.to) + "' only when asked, and '" + id(outlet.to) + "' (" +
                  world_.district.sites[outlet.to].kind + ") never asks '" + id(site) + "'"},
             asked.empty() ? sim::Message{"请写会按需要料的场所，如dryer或buyer",
                                          "name a site of a kind that orders what it needs, such as a dryer or a buyer"}
                           : sim::Message{"“" + id(outlet.to) + "”向“" + id(asked.front()) + "”要料：两者应互相写明",
                                          "'" + id(outlet.to) + "' asks '" + id(asked.front()) + "': name each other"});
  }
}

/// Sites with a capacity that is 0 throughout, whatever the policies of the scenario bring.
std::vector<bool> Feasibility::idle_for_ever() const {
  std::vector<bool> idle(sites());
  for (SiteId site = 0; site < sites(); ++site) idle[site] = network_.interfaces[site].capacity == 0;
  const District& district = world_.district;
  for (int month = 0; month < district.months(); ++month)
    for (SiteId site = 0; site < sites(); ++site) {
      const sim::Time when = sim::month_begin(district.first_month() + month + 1) - sim::Duration{1};
      idle[site] = idle[site] && world_.facilities[site]->flow_interface(policies_, when).capacity == 0;
    }
  return idle;
}

bool Feasibility::arises(SiteId site, StreamId stream) const {
  const FlowInterface& interface = network_.interfaces[site];
  const auto is_source = [&](const FlowInterface::Source& source) { return source.stream == stream && source.rate > 0; };
  const auto makes = [&](const FlowInterface::Conversion& conversion) { return conversion.to == stream && conversion.yield > 0; };
  return std::any_of(interface.sources.begin(), interface.sources.end(), is_source) ||
         std::any_of(interface.conversions.begin(), interface.conversions.end(), makes);
}

/// [site] a path leads from it to a site where the stream may end; sites with `skip` do not count as ends.
std::vector<bool> Feasibility::leads_out(StreamId stream, const std::vector<bool>& skip) const {
  std::vector<FlowArc> back;
  const std::uint32_t end = sites();
  for (SiteId site = 0; site < sites(); ++site) {
    if (!skip[site] && keeps(site, stream)) back.push_back({end, site, 1});
    for (const auto& outlet : network_.interfaces[site].outlets)
      if (known(outlet) && outlet.stream == stream) back.push_back({outlet.to, site, 1});
  }
  return reachable(end + 1, back, end);
}

void Feasibility::check_ends() {
  const auto idle = idle_for_ever();
  const std::vector<bool> none(sites(), false);
  for (StreamId stream = 0; stream < world_.district.streams.size(); ++stream) {
    const auto anywhere = leads_out(stream, none), working = leads_out(stream, idle);
    for (SiteId site = 0; site < sites(); ++site) {
      if (!anywhere[site] || working[site] || !arises(site, stream)) continue;
      complain(site, "outlet", "E0761",
               {"场所“" + id(site) + "”的“" + world_.district.streams[stream].id + "”只能去往能力始终为0的场所：" +
                    idle_takers(stream, idle),
                "stream '" + world_.district.streams[stream].id + "' of site '" + id(site) +
                    "' can only end at sites whose capacity stays 0: " + idle_takers(stream, idle)},
               {"大于0的能力；没有限额的outlet写`no limit`；或对该场所写new_capacity政策",
                "a capacity above 0, 'no limit' for an outlet without one, or a policy 'new_capacity' that names the site"});
    }
  }
}

std::string Feasibility::idle_takers(StreamId stream, const std::vector<bool>& idle) const {
  std::string names;
  for (SiteId site = 0; site < sites(); ++site)
    if (idle[site] && network_.accepts(site, stream)) names += (names.empty() ? "" : ", ") + id(site);
  return names;
}

void Feasibility::check_loads() {
  std::vector<double> loads(sites(), 0.0), leaves(sites(), 0.0);
  const auto add = [&](SiteId site, double mass, std::int64_t payload) {
    leaves[site] += mass;
    if (payload > 0) loads[site] += mass / static_cast<double>(payload);
  };
  for (const MeanFlow& flow : mean_flows(network_))
    add(flow.from, static_cast<double>(flow.rate), payloads_[flow.from] > 0 ? payloads_[flow.from] : payloads_[flow.to]);
  for (SiteId site = 0; site < sites(); ++site) {
    add(site, static_cast<double>(network_.interfaces[site].waiting), payloads_[site]);
    if (loads[site] <= static_cast<double>(max_loads_per_day)) continue;
    const std::int64_t each = static_cast<std::int64_t>(leaves[site] / loads[site] + 0.5);
    complain(site, "payload", "E0763",
             {"场所“" + id(site) + "”每天约" + about(loads[site]) + "车（" + mass_text(static_cast<std::int64_t>(leaves[site])) + "，每车" +
                  mass_text(each) + "），超出一次模拟所能跟踪的数量",
              "about " + about(loads[site]) + " loads a day at site '" + id(site) + "' (" +
                  mass_text(static_cast<std::int64_t>(leaves[site])) + " in loads of " + mass_text(each) + "): more than a run can follow"},
             {"加大每车载重、减小产生量，或分成几个场所；每个场所每天至多" + about(static_cast<double>(max_loads_per_day)) + "车",
              "larger loads, a smaller rate, or several sites; at most " + about(static_cast<double>(max_loads_per_day)) +
                  " loads a day at a site"});
  }
}

}  // namespace

std::vector<sim::Diagnostic> feasibility_errors(const FlowNetwork& network, const PolicySet& policies) {
  return Feasibility(network, policies).errors();
}

}  // namespace waste
