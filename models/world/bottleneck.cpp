#include "models/world/bottleneck.h"

#include <algorithm>

#include "models/scenario/graph.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// The flow graph of one stream: two nodes per site, joined by an arc with its capacity.
class StreamGraph {
 public:
  enum class Landfills { last, all };  // an end only where there is no other; or always

  StreamGraph(const FlowNetwork& network, StreamId stream, Landfills landfills)
      : network_(network), stream_(stream), sites_(static_cast<std::uint32_t>(network.interfaces.size())),
        better_end_(landfills == Landfills::last && has_better_end()), stations_(has_stations()) {
    for (SiteId site = 0; site < sites_; ++site) add_site(site);
  }

  bool arises() const { return arises_; }
  Bottleneck solve() const;

 private:
  // Far above any real capacity, but small enough that a sum over thousands of sites fits 64 bits.
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
  std::vector<SiteId> through_;  // [arc] site with this capacity, or no_site
};

bool StreamGraph::has_better_end() const {
  for (SiteId site = 0; site < sites_; ++site)
    if (!buries(site) && (network_.ends(site, stream_) || network_.converts(site, stream_))) return true;
  return false;
}

/// An intermediate station: passes the stream on, up to a limit.
bool StreamGraph::narrows(SiteId site) const {
  return network_.accepts(site, stream_) && network_.interfaces[site].capacity >= 0 && !network_.ends(site, stream_) &&
         !network_.converts(site, stream_);
}

bool StreamGraph::has_stations() const {
  for (SiteId site = 0; site < sites_; ++site)
    for (const auto& outlet : network_.interfaces[site].outlets)
      if (outlet.stream == stream_ && outlet.to < sites_ && narrows(outlet.to)) return true;
  return false;
}

// If a stream has stations, direct deliveries to its end do not count: the question is what the stations let through.
bool StreamGraph::passes(SiteId from, SiteId to) const {
  if (to >= sites_ || !network_.accepts(to, stream_)) return false;
  return !stations_ || narrows(from) || narrows(to) || !network_.ends(to, stream_) || network_.accepts(from, stream_);
}

void StreamGraph::add_site(SiteId site) {
  const FlowInterface& interface = network_.interfaces[site];
  const auto add = [&](std::uint32_t from, std::uint32_t to, std::int64_t capacity, SiteId through) {
    arcs_.push_back({from, to, capacity});
    through_.push_back(through);
  };
  for (const auto& from : interface.sources) {
    if (from.stream != stream_) continue;
    add(source(), out(site), unlimited, no_site);
    demand_ += from.rate;
    arises_ = true;
  }
  if (network_.accepts(site, stream_))
    add(in(site), out(site), interface.capacity < 0 ? unlimited : std::min(interface.capacity, unlimited),
        interface.capacity < 0 ? no_site : site);
  const bool counts = !buries(site) || !better_end_;
  if (counts && (network_.ends(site, stream_) || network_.converts(site, stream_))) add(out(site), sink(), unlimited, no_site);
  for (const auto& outlet : interface.outlets)
    if (outlet.stream == stream_ && outlet.when != FlowInterface::When::reclaimed && passes(site, outlet.to))
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

}  // namespace

std::vector<Bottleneck> bottlenecks(const FlowNetwork& network) {
  std::vector<Bottleneck> result;
  for (StreamId stream = 0; stream < network.world->district.streams.size(); ++stream) {
    const StreamGraph graph(network, stream, StreamGraph::Landfills::last);
    if (!graph.arises()) continue;
    Bottleneck found = graph.solve();
    // The better end may not be connected (yet): then the landfill takes all there is.
    if (found.most == 0) found = StreamGraph(network, stream, StreamGraph::Landfills::all).solve();
    result.push_back(std::move(found));
  }
  return result;
}

}  // namespace waste
