#include "models/world/flow_network.h"

#include <algorithm>
#include <set>

#include "models/scenario/graph.h"
#include "models/world/world.h"

namespace waste {
namespace {

bool contains(const std::vector<StreamId>& list, StreamId stream) {
  return std::find(list.begin(), list.end(), stream) != list.end();
}

/// Where a site's map names `target`, to point at in a message; the site itself when it does not.
const Node* mention(const Node& node, const std::string& target) {
  if (node.type == Node::Type::scalar) return node.text == target ? &node : nullptr;
  for (const auto& entry : node.entries) {
    if (entry.key == target) return &entry.value;
    if (const Node* found = mention(entry.value, target)) return found;
  }
  return nullptr;
}

/// The states of the network, one for each site and stream, and what leads from one to another.
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
  bool known(StreamId stream) const { return stream < world_.district.streams.size(); }  // not an optional one left out
  std::uint32_t source() const { return states(); }
  std::uint32_t end() const { return states() + 1; }

  void add_arcs(SiteId site);
  void add_outlet(SiteId site, const Passage::Outlet& outlet);
  void complain(SiteId site, const Node* place, const char* code, const std::string& message, const std::string& hint);
  std::string known_takers(StreamId stream) const;
  void judge(SiteId site, StreamId stream);

  const FlowNetwork& network_;
  const World& world_;
  std::vector<FlowArc> forward_, backward_;  // backward: from the end to what can end
  std::vector<std::pair<SiteId, StreamId>> products_;
  std::vector<sim::Diagnostic> errors_;
};

void Reach::add_arcs(SiteId site) {
  const Passage& passage = network_.passages[site];
  for (const auto& from : passage.sources)
    if (known(from.stream)) forward_.push_back({source(), state(site, from.stream), 1});
  for (const auto& outlet : passage.outlets) add_outlet(site, outlet);
  for (const StreamId stream : passage.ends)
    if (known(stream)) backward_.push_back({end(), state(site, stream), 1});
  for (const auto& change : passage.changes) {
    if (change.yield <= 0 || !known(change.from) || !known(change.to)) continue;
    forward_.push_back({state(site, change.from), state(site, change.to), 1});
    backward_.push_back({end(), state(site, change.from), 1});  // what it becomes is judged by itself
    products_.emplace_back(site, change.to);
  }
}

void Reach::add_outlet(SiteId site, const Passage::Outlet& outlet) {
  if (outlet.to >= world_.district.sites.size() || !known(outlet.stream)) return;
  const std::string &target = world_.district.sites[outlet.to].id, &stream = world_.district.streams[outlet.stream].id;
  if (!network_.accepts(outlet.to, outlet.stream)) {
    const Node* map = world_.scenario.root().at_path("sites." + std::string(world_.district.pattern_id(site)));
    complain(site, map ? mention(*map, target) : nullptr, "E0602",
             "site '" + world_.district.sites[site].id + "' sends '" + stream + "' to '" + target + "', which does not accept it",
             known_takers(outlet.stream));
    return;
  }
  forward_.push_back({state(site, outlet.stream), state(outlet.to, outlet.stream), 1});
  backward_.push_back({state(outlet.to, outlet.stream), state(site, outlet.stream), 1});
}

std::string Reach::known_takers(StreamId stream) const {
  std::string known;
  int count = 0;
  for (SiteId site = 0; site < world_.district.sites.size(); ++site)
    if (network_.accepts(site, stream) && ++count <= 6) known += (known.empty() ? "" : ", ") + world_.district.sites[site].id;
  return known.empty() ? "no site accepts it: add one, or add the stream to what a site accepts"
                       : "sites that accept it: " + known + (count > 6 ? ", ..." : "");
}

void Reach::complain(SiteId site, const Node* place, const char* code, const std::string& message, const std::string& hint) {
  if (!place) place = world_.scenario.root().at_path("sites." + std::string(world_.district.pattern_id(site)));
  const int length = place && place->type == Node::Type::scalar ? static_cast<int>(place->text.size()) : 1;
  errors_.push_back(world_.scenario.diagnostic(place ? place->place : Place{}, code, message, hint, "", length));
}

void Reach::judge(SiteId site, StreamId stream) {
  const std::string& id = world_.district.streams[stream].id;
  complain(site, nullptr, "E0601", "stream '" + id + "' of site '" + world_.district.sites[site].id + "' reaches no site where it may end",
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
    for (const auto& from : network_.passages[site].sources)
      if (known(from.stream)) check(site, from.stream);
  for (const auto& [site, stream] : products_) check(site, stream);
  return std::move(errors_);
}

/// The flow graph of one stream: two nodes a site, joined by an arc of its capacity.
class StreamGraph {
 public:
  StreamGraph(const FlowNetwork& network, StreamId stream) : network_(network), stream_(stream), sites_(static_cast<std::uint32_t>(network.passages.size())),
        better_end_(has_better_end()), stations_(has_stations()) {
    for (SiteId site = 0; site < sites_; ++site) add_site(site);
  }

  bool arises() const { return arises_; }
  Bottleneck solve() const;

 private:
  // Far above any real capacity, and small enough that a sum over thousands of sites fits 64 bits.
  static constexpr std::int64_t unlimited = 1'000'000'000'000'000;  // [g/d]

  std::uint32_t in(SiteId site) const { return 2 * site; }
  std::uint32_t out(SiteId site) const { return 2 * site + 1; }
  std::uint32_t source() const { return 2 * sites_; }
  std::uint32_t sink() const { return 2 * sites_ + 1; }
  bool buries(SiteId site) const { return network_.world->district.sites[site].kind == "landfill"; }
  bool has_better_end() const;
  bool narrows(SiteId site) const;
  bool has_stations() const;
  bool passes(SiteId from, SiteId to) const;
  void add_site(SiteId site);

  const FlowNetwork& network_;
  StreamId stream_;
  std::uint32_t sites_;
  bool better_end_, stations_;
  bool arises_ = false;
  std::int64_t demand_ = 0;
  std::vector<FlowArc> arcs_;
  std::vector<SiteId> through_;  // [arc] site whose capacity it is, or no_site
};

bool StreamGraph::has_better_end() const {
  for (SiteId site = 0; site < sites_; ++site)
    if (!buries(site) && (network_.ends(site, stream_) || network_.changes(site, stream_))) return true;
  return false;
}

/// A station on the way: passes the stream on, up to a limit of its own.
bool StreamGraph::narrows(SiteId site) const {
  return network_.accepts(site, stream_) && network_.passages[site].capacity >= 0 && !network_.ends(site, stream_) &&
         !network_.changes(site, stream_);
}

bool StreamGraph::has_stations() const {
  for (SiteId site = 0; site < sites_; ++site)
    for (const auto& outlet : network_.passages[site].outlets)
      if (outlet.stream == stream_ && outlet.to < sites_ && narrows(outlet.to)) return true;
  return false;
}

// Where a stream has stations, what is brought straight to its end does not count: the question is what they let through.
bool StreamGraph::passes(SiteId from, SiteId to) const {
  if (to >= sites_ || !network_.accepts(to, stream_)) return false;
  return !stations_ || narrows(from) || narrows(to) || !network_.ends(to, stream_);
}

void StreamGraph::add_site(SiteId site) {
  const Passage& passage = network_.passages[site];
  const auto add = [&](std::uint32_t from, std::uint32_t to, std::int64_t capacity, SiteId through) {
    arcs_.push_back({from, to, capacity});
    through_.push_back(through);
  };
  for (const auto& from : passage.sources) {
    if (from.stream != stream_) continue;
    add(source(), out(site), unlimited, no_site);
    demand_ += from.rate;
    arises_ = true;
  }
  if (network_.accepts(site, stream_))
    add(in(site), out(site), passage.capacity < 0 ? unlimited : std::min(passage.capacity, unlimited), passage.capacity < 0 ? no_site : site);
  const bool counts = !buries(site) || !better_end_;
  if (counts && (network_.ends(site, stream_) || network_.changes(site, stream_))) add(out(site), sink(), unlimited, no_site);
  for (const auto& outlet : passage.outlets)
    if (outlet.stream == stream_ && passes(site, outlet.to))
      add(out(site), in(outlet.to), unlimited, no_site);
}

Bottleneck StreamGraph::solve() const {
  Bottleneck result;
  result.stream = stream_;
  result.demand = demand_;
  const MaximumFlow flow = maximum_flow(2 * sites_ + 2, arcs_, source(), sink());
  result.most = flow.value >= unlimited ? Bottleneck::no_limit : flow.value;
  if (result.most == Bottleneck::no_limit) return result;
  for (const std::size_t arc : flow.cut)
    if (through_[arc] != no_site) result.places.push_back({through_[arc], arcs_[arc].capacity});
  return result;
}

/// Follows parcels of mean flow from where they arise to where they end.
class Spreading {
 public:
  explicit Spreading(const FlowNetwork& network) : network_(network) {
    for (SiteId site = 0; site < network.passages.size(); ++site) {
      const Passage& passage = network.passages[site];
      left_.push_back(passage.capacity < 0 ? unlimited : passage.capacity);
      first_arc_.push_back(flows_.size());
      for (const auto& outlet : passage.outlets)
        if (outlet.to < network.passages.size() && outlet.stream < network.world->district.streams.size())
          flows_.push_back({site, outlet.to, outlet.stream, 0});
    }
    first_arc_.push_back(flows_.size());
  }

  std::vector<MeanFlow> run();

 private:
  struct Parcel {
    SiteId site;
    StreamId stream;
    std::int64_t rate;
    bool arose_here;
  };
  static constexpr std::int64_t unlimited = std::int64_t{1} << 60;
  static constexpr std::int64_t least = 1000;          // what is smaller is not followed [g/d]
  static constexpr std::size_t most_parcels = 100'000; // an end even where streams run in circles

  void arrive(const Parcel& parcel);
  void pass_on(SiteId site, StreamId stream, std::int64_t rate);
  std::int64_t send(std::size_t arc, std::int64_t rate);

  const FlowNetwork& network_;
  std::vector<std::int64_t> left_;  // [site] capacity not yet used
  std::vector<std::size_t> first_arc_;  // [site]
  std::vector<MeanFlow> flows_;
  std::vector<Parcel> open_;
};

std::vector<MeanFlow> Spreading::run() {
  for (SiteId site = 0; site < network_.passages.size(); ++site)
    for (const auto& source : network_.passages[site].sources) open_.push_back({site, source.stream, source.rate, true});
  for (std::size_t i = 0; i < open_.size() && i < most_parcels; ++i) arrive(Parcel{open_[i]});
  return std::move(flows_);
}

void Spreading::arrive(const Parcel& parcel) {
  const auto [site, stream, rate, arose_here] = parcel;
  if (rate < least) return;
  if (arose_here) return pass_on(site, stream, rate);
  const std::int64_t taken = std::min(rate, left_[site]);
  if (left_[site] < unlimited) left_[site] -= taken;
  for (const auto& change : network_.passages[site].changes)
    if (change.from == stream)
      open_.push_back({site, change.to, static_cast<std::int64_t>(static_cast<double>(taken) * change.yield), true});
  const bool stays = network_.ends(site, stream) || network_.changes(site, stream);
  pass_on(site, stream, stays ? rate - taken : taken);
}

std::int64_t Spreading::send(std::size_t arc, std::int64_t rate) {
  flows_[arc].rate += rate;
  open_.push_back({flows_[arc].to, flows_[arc].stream, rate, false});
  return rate;
}

void Spreading::pass_on(SiteId site, StreamId stream, std::int64_t rate) {
  if (rate < least) return;
  std::vector<std::size_t> narrow, wide;
  double room = 0;
  for (std::size_t arc = first_arc_[site]; arc < first_arc_[site + 1]; ++arc) {
    if (flows_[arc].stream != stream) continue;
    const std::int64_t left = left_[flows_[arc].to];
    (left < unlimited ? narrow : wide).push_back(arc);
    if (left < unlimited) room += static_cast<double>(left);
  }
  const double share = room > 0 ? std::min(1.0, static_cast<double>(rate) / room) : 0;
  std::int64_t rest = rate;
  for (const std::size_t arc : narrow) rest -= send(arc, static_cast<std::int64_t>(share * static_cast<double>(left_[flows_[arc].to])));
  const auto& last = wide.empty() ? narrow : wide;  // what finds no room waits in front of the narrow ones
  for (std::size_t i = 0; i < last.size(); ++i) send(last[i], rest / static_cast<std::int64_t>(last.size()));
}

}  // namespace

FlowNetwork::FlowNetwork(const World& the_world, const PolicySet& policies, sim::Time now) : world(&the_world) {
  for (const auto& facility : the_world.facilities) passages.push_back(facility->passage(policies, now));
}

bool FlowNetwork::accepts(SiteId site, StreamId stream) const { return contains(passages[site].accepts, stream); }
bool FlowNetwork::ends(SiteId site, StreamId stream) const { return contains(passages[site].ends, stream); }
bool FlowNetwork::changes(SiteId site, StreamId stream) const {
  const auto& list = passages[site].changes;
  return std::any_of(list.begin(), list.end(), [&](const Passage::Change& change) { return change.from == stream; });
}

std::vector<sim::Diagnostic> network_errors(const FlowNetwork& network) { return Reach(network).errors(); }

// Copies are connected as their pattern is, so many districts need no larger network.
std::vector<sim::Diagnostic> network_errors(const World& world) {
  if (world.district.districts > 1) return network_errors(*build_pattern(world.scenario));
  const PolicySet policies = world.draw_policies(0);
  return network_errors(FlowNetwork(world, policies, world.district.start));
}

std::vector<Bottleneck> bottlenecks(const FlowNetwork& network) {
  std::vector<Bottleneck> result;
  for (StreamId stream = 0; stream < network.world->district.streams.size(); ++stream) {
    const StreamGraph graph(network, stream);
    if (graph.arises()) result.push_back(graph.solve());
  }
  return result;
}

std::vector<MeanFlow> mean_flows(const FlowNetwork& network) { return Spreading(network).run(); }

}  // namespace waste
