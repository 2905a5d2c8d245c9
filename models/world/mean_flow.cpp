#include "models/world/mean_flow.h"

#include <algorithm>

#include "models/world/world.h"

namespace waste {
namespace {

/// Follows parcels of mean flow from their sources to their ends.
class Spreading {
 public:
  explicit Spreading(const FlowNetwork& network) : network_(network) {
    for (SiteId site = 0; site < network.interfaces.size(); ++site) {
      const FlowInterface& interface = network.interfaces[site];
      left_.push_back(interface.capacity < 0 ? unlimited : interface.capacity);
      first_arc_.push_back(flows_.size());
      for (const auto& outlet : interface.outlets)
        if (outlet.to < network.interfaces.size() && outlet.stream < network.world->district.streams.size())
          flows_.push_back({site, outlet.to, outlet.stream, 0}), when_.push_back(outlet.when);
    }
    first_arc_.push_back(flows_.size());
  }

  std::vector<MeanFlow> run();

 private:
  using When = FlowInterface::When;
  struct Parcel {
    SiteId site;
    StreamId stream;
    std::int64_t rate;
    bool arose_here;
    bool refused = false;  // elsewhere: it waits here rather than going in a circle
  };
  static constexpr std::int64_t unlimited = std::int64_t{1} << 60;
  static constexpr std::int64_t least = 1000;          // what is smaller is not followed [g/d]
  static constexpr std::size_t max_parcels = 100'000; // an end even where streams run in circles

  void arrive(const Parcel& parcel);
  void pass_on(SiteId site, StreamId stream, std::int64_t rate);
  void pass_on(const std::vector<std::size_t>& arcs, std::int64_t rate, bool refused);
  std::vector<std::size_t> arcs_of(SiteId site, StreamId stream, bool refused) const;
  std::int64_t send(std::size_t arc, std::int64_t rate, bool refused);

  const FlowNetwork& network_;
  std::vector<std::int64_t> left_;  // [site] capacity not yet used
  std::vector<std::size_t> first_arc_;  // [site]
  std::vector<MeanFlow> flows_;
  std::vector<FlowInterface::When> when_;  // [flow]
  std::vector<Parcel> open_;
};

std::vector<MeanFlow> Spreading::run() {
  for (SiteId site = 0; site < network_.interfaces.size(); ++site)
    for (const auto& source : network_.interfaces[site].sources) open_.push_back({site, source.stream, source.rate, true});
  for (std::size_t i = 0; i < open_.size() && i < max_parcels; ++i) arrive(Parcel{open_[i]});
  return std::move(flows_);
}

void Spreading::arrive(const Parcel& parcel) {
  const auto [site, stream, rate, arose_here, refused] = parcel;
  if (rate < least) return;
  if (arose_here) return pass_on(site, stream, rate);
  const std::int64_t taken = std::min(rate, left_[site]);
  if (left_[site] < unlimited) left_[site] -= taken;
  for (const auto& conversion : network_.interfaces[site].conversions)
    if (conversion.from == stream)
      open_.push_back({site, conversion.to, static_cast<std::int64_t>(static_cast<double>(taken) * conversion.yield), true});
  const bool stays = network_.ends(site, stream) || network_.converts(site, stream);
  pass_on(site, stream, stays ? 0 : taken);
  if (rate > taken && !refused) pass_on(arcs_of(site, stream, true), rate - taken, true);
}

std::int64_t Spreading::send(std::size_t arc, std::int64_t rate, bool refused) {
  flows_[arc].rate += rate;
  open_.push_back({flows_[arc].to, flows_[arc].stream, rate, false, refused});
  return rate;
}

std::vector<std::size_t> Spreading::arcs_of(SiteId site, StreamId stream, bool refused) const {
  std::vector<std::size_t> arcs;
  for (std::size_t arc = first_arc_[site]; arc < first_arc_[site + 1]; ++arc)
    if (flows_[arc].stream == stream && when_[arc] != When::reclaimed && (when_[arc] == When::refused) == refused) arcs.push_back(arc);
  return arcs;
}

/// Where what is refused goes takes all that has no other way.
void Spreading::pass_on(SiteId site, StreamId stream, std::int64_t rate) {
  const auto usual = arcs_of(site, stream, false);
  pass_on(usual.empty() ? arcs_of(site, stream, true) : usual, rate, false);
}

void Spreading::pass_on(const std::vector<std::size_t>& arcs, std::int64_t rate, bool refused) {
  if (rate < least) return;
  std::vector<std::size_t> narrow, wide;
  double room = 0;
  for (const std::size_t arc : arcs) {
    const std::int64_t left = left_[flows_[arc].to];
    (left < unlimited ? narrow : wide).push_back(arc);
    if (left < unlimited) room += static_cast<double>(left);
  }
  const double share = room > 0 ? std::min(1.0, static_cast<double>(rate) / room) : 0;
  std::int64_t rest = rate;
  for (const std::size_t arc : narrow)
    rest -= send(arc, static_cast<std::int64_t>(share * static_cast<double>(left_[flows_[arc].to])), refused);
  const auto& last = wide.empty() ? narrow : wide;  // the excess waits in front of the bottlenecks
  for (const std::size_t arc : last) send(arc, rest / static_cast<std::int64_t>(last.size()), refused);
}

}  // namespace

std::vector<MeanFlow> mean_flows(const FlowNetwork& network) { return Spreading(network).run(); }

}  // namespace waste
