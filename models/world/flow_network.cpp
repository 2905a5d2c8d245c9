#include "models/world/flow_network.h"

#include <algorithm>
#include <set>

#include "models/scenario/graph.h"
#include "models/world/feasibility.h"
#include "models/world/world.h"

namespace waste {
namespace {

bool contains(const std::vector<StreamId>& list, StreamId stream) { return std::find(list.begin(), list.end(), stream) != list.end(); }

/// Position where a site's map names `target`, for messages; otherwise the position of the site.
const Node* mention(const Node& node, const std::string& target) {
  if (node.type == Node::Type::scalar) return node.text == target ? &node : nullptr;
  for (const auto& entry : node.entries) {
    if (entry.key == target) return &entry.value;
    if (const Node* found = mention(entry.value, target)) return found;
  }
  return nullptr;
}

/// The states of the network, one per site and stream, and the transitions between them.
class Reach {
 public:
  explicit Reach(const FlowNetwork& network) : network_(network), world_(*network.world) {
    for (SiteId site = 0; site < world_.district.sites.size(); ++site) add_arcs(site);
  }

  std::vector<sim::Diagnostic> errors();

 private:
  std::uint32_t states() const { return static_cast<std::uint32_t>(world_.district.sites.size() * world_.district.streams.size()); }
  std::uint32_t state(SiteId site, StreamId stream) const {
    return static_cast<std::uint32_t>(site * world_.district.streams.size() + stream);
  }
  bool known(StreamId stream) const { return stream < world_.district.streams.size(); }  // false for an omitted optional one
  std::uint32_t source() const { return states(); }
  std::uint32_t end() const { return states() + 1; }

  void add_arcs(SiteId site);
  void add_outlet(SiteId site, const FlowInterface::Outlet& outlet);
  void complain(SiteId site, const Node* place, const char* code, const sim::Message& message, const sim::Message& hint);
  sim::Message known_takers(StreamId stream) const;
  void judge(SiteId site, StreamId stream);

  const FlowNetwork& network_;
  const World& world_;
  std::vector<FlowArc> forward_, backward_;  // backward: from the end to the states that can reach it
  std::vector<std::pair<SiteId, StreamId>> products_;
  std::vector<sim::Diagnostic> errors_;
};

void Reach::add_arcs(SiteId site) {
  const FlowInterface& interface = network_.interfaces[site];
  for (const auto& from : interface.sources)
    if (known(from.stream)) forward_.push_back({source(), state(site, from.stream), 1});
  for (const auto& outlet : interface.outlets) add_outlet(site, outlet);
  for (const StreamId stream : interface.ends)
    if (known(stream)) backward_.push_back({end(), state(site, stream), 1});
  for (const auto& conversion : interface.conversions) {
    if (conversion.yield <= 0 || !known(conversion.from) || !known(conversion.to)) continue;
    forward_.push_back({state(site, conversion.from), state(site, conversion.to), 1});
    backward_.push_back({end(), state(site, conversion.from), 1});  // what it becomes is judged by itself
    products_.emplace_back(site, conversion.to);
  }
}

void Reach::add_outlet(SiteId site, const FlowInterface::Outlet& outlet) {
  if (outlet.to >= world_.district.sites.size() || !known(outlet.stream)) return;
  const std::string &target = world_.district.sites[outlet.to].id, &stream = world_.district.streams[outlet.stream].id;
  if (!network_.accepts(outlet.to, outlet.stream)) {
    const Node* map = world_.scenario.root().at_path("sites." + std::string(world_.district.template_id(site)));
    const std::string& id = world_.district.sites[site].id;
    complain(site, map ? mention(*map, target) : nullptr, "E0602",
             {"场所“" + id + "”把“" + stream + "”送往“" + target + "”，而后者不接收",
              "site '" + id + "' sends '" + stream + "' to '" + target + "', which does not accept it"},
             known_takers(outlet.stream));
    return;
  }
  forward_.push_back({state(site, outlet.stream), state(outlet.to, outlet.stream), 1});
  backward_.push_back({state(outlet.to, outlet.stream), state(site, outlet.stream), 1});
}

sim::Message Reach::known_takers(StreamId stream) const {
  std::string known;
  int count = 0;
  for (SiteId site = 0; site < world_.district.sites.size(); ++site)
    if (network_.accepts(site, stream) && ++count <= 6) known += (known.empty() ? "" : ", ") + world_.district.sites[site].id;
  if (count > 6) known += ", ...";
  if (known.empty())
    return {"没有场所接收它：请增加一个，或让某个场所接收这种废物",
            "no site accepts it: add one, or add the stream to what a site accepts"};
  return {"接收它的场所：" + known, "sites that accept it: " + known};
}

void Reach::complain(SiteId site, const Node* place, const char* code, const sim::Message& message, const sim::Message& hint) {
  if (!place) place = world_.scenario.root().at_path("sites." + std::string(world_.district.template_id(site)));
  const int length = place && place->type == Node::Type::scalar ? static_cast<int>(place->text.size()) : 1;
  errors_.push_back(world_.scenario.diagnostic(place ? place->place : Place{}, code, message, hint, {}, length));
}

void Reach::judge(SiteId site, StreamId stream) {
  const std::string& id = world_.district.streams[stream].id;
  const std::string& from = world_.district.sites[site].id;
  complain(site, nullptr, "E0601",
           {"场所“" + from + "”的“" + id + "”没有可以终结的去处",
            "stream '" + id + "' of site '" + from + "' reaches no site where it may end"},
           known_takers(stream));
}

std::vector<sim::Diagnostic> Reach::errors() {
  const auto arises = reachable(states() + 2, forward_, source());
  const auto can_end = reachable(states() + 2, backward_, end());
  std::set<std::uint32_t> judged;
  const auto check = [&](SiteId site, StreamId stream) {
    const auto at = state(site, stream);
    if (arises[at] && !can_end[at] && judged.insert(at).second) judge(site, stream);
  };
  for (SiteId site = 0; site < world_.district.sites.size(); ++site)
    for (const auto& from : network_.interfaces[site].sources)
      if (known(from.stream)) check(site, from.stream);
  for (const auto& [site, stream] : products_) check(site, stream);
  return std::move(errors_);
}

}  // namespace

FlowNetwork::FlowNetwork(const World& the_world, const PolicySet& policies, sim::Time now) : world(&the_world) {
  for (const auto& facility : the_world.facilities) interfaces.push_back(facility->flow_interface(policies, now));
}

bool FlowNetwork::accepts(SiteId site, StreamId stream) const { return contains(interfaces[site].accepts, stream); }
bool FlowNetwork::ends(SiteId site, StreamId stream) const { return contains(interfaces[site].ends, stream); }
bool FlowNetwork::converts(SiteId site, StreamId stream) const {
  const auto& list = interfaces[site].conversions;
  return std::any_of(list.begin(), list.end(), [&](const FlowInterface::Conversion& conversion) { return conversion.from == stream; });
}

std::vector<sim::Diagnostic> network_errors(const FlowNetwork& network) { return Reach(network).errors(); }

// Copies are connected like their template, so many districts need no larger network.
std::vector<sim::Diagnostic> network_errors(const World& world) {
  if (world.district.districts > 1) return network_errors(*build_template(world.scenario));
  const PolicySet policies = world.draw_policies(0);
  const FlowNetwork network(world, policies, world.district.start);
  auto errors = network_errors(network);
  if (errors.empty()) errors = feasibility_errors(network, policies);
  return errors;
}

}  // namespace waste
