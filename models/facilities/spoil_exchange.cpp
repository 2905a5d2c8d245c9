#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Matches offers of spoil with orders of fill between sites: an offer is granted to the nearest order of another site, then to the
/// next nearest, within the worthwhile distance. What a site uses of its own spoil is own reuse and no matter of an exchange. An order
/// that waits too long is bought elsewhere, which is booked.
class SpoilExchange final : public Facility {
 public:
  sim::Duration patience{0};   // maximum waiting time of an order [s]
  sim::Duration farthest{0};   // maximum worthwhile mean driving time [s]
  std::int64_t least = 0;      // minimum quantity brokered [g]

  const sim::EntityType& type() const override { return sim::entity_type<SpoilExchange>; }
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  static constexpr std::array<sim::Handler<SpoilExchange>, 0> events{};

 private:
  struct Order {
    SiteId site;
    StreamId stream;
    std::int64_t left;
    sim::Time since;
  };

  void drop_old(sim::Context& context);
  void grant(const Notice& offer, sim::Context& context);
  Order* nearest(SiteId from, StreamId stream);

  std::vector<Order> orders_;  // oldest first
};

void SpoilExchange::notice(const Notice& notice, sim::Context& context) {
  drop_old(context);
  if (notice.kind == Notice::Kind::order) orders_.push_back({notice.from, notice.stream, notice.amount, context.now()});
  else if (notice.kind == Notice::Kind::apply) grant(notice, context);
}

void SpoilExchange::drop_old(sim::Context& context) {
  const auto waits = [&](const Order& order) { return order.since + patience > context.now(); };
  const auto first = std::find_if(orders_.begin(), orders_.end(), waits);
  for (auto order = orders_.begin(); order != first; ++order) book(Channel::unmet, order->stream, order->left, context, 0, order->site);
  orders_.erase(orders_.begin(), first);
}

void SpoilExchange::grant(const Notice& offer, sim::Context& context) {
  std::int64_t left = offer.amount;
  while (left >= least) {
    Order* order = nearest(offer.from, offer.stream);
    if (!order) return;
    Notice granted;
    granted.kind = Notice::Kind::granted;
    granted.stream = offer.stream;
    granted.about = order->site;
    granted.amount = std::min(left, order->left);
    tell(offer.from, granted, context);
    left -= granted.amount;
    order->left -= granted.amount;
    if (order->left < least) orders_.erase(orders_.begin() + (order - orders_.data()));
  }
}

// The oldest of equally near orders, never one of the site that offers.
SpoilExchange::Order* SpoilExchange::nearest(SiteId from, StreamId stream) {
  Order* best = nullptr;
  std::int64_t shortest = farthest.count() + 1;  // [s]
  for (Order& order : orders_) {
    if (order.stream != stream || order.site == from) continue;
    const std::int64_t haul = district().travel_time(from, order.site);
    if (haul >= shortest) continue;
    shortest = haul;
    best = &order;
  }
  return best;
}

const sim::Registered<Facility, SpoilExchange> registered{
    "spoil_exchange",
    {"渣土调剂平台", "spoil exchange", "spoil exchanges"},
    {"撮合有渣土的场所与其他需要填方的场所，就近优先；场所自用的渣土不在其列。",
     "Brings together sites that have spoil and other sites that want fill, nearest first; own reuse is left out."},
    {
        {&SpoilExchange::patience,
         "patience",
         "s",
         {"填方需求等待此时间后转为外购", "an order waits so long before fill is bought elsewhere"},
         1,
         1e9,
         sim::required},
        {&SpoilExchange::farthest,
         "farthest",
         "s",
         {"仍值得调运的最长平均行驶时间", "mean driving time that is still worth it"},
         1,
         86'400,
         sim::required},
        {&SpoilExchange::least, "least", "g", {"撮合的最小数量", "smallest quantity that is brokered"}, 1, 1e12},
    }};

}  // namespace
}  // namespace waste
