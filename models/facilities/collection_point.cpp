#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Points of one tier of a collection network, aggregated: small loads come in, and a truck takes them on when full and at every
/// round. A load without room is returned to its sender.
class CollectionPoint final : public Facility {
 public:
  StreamRefs accepts;
  std::int64_t points = 1;            // number of points [1]
  std::int64_t holds = 0;             // capacity of each point [g]
  sim::Range round;                   // time from one round to the next [s]
  std::int64_t payload = 1'000'000;   // [g]
  SiteRef outlet;

  const sim::EntityType& type() const override { return sim::entity_type<CollectionPoint>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { wait(context); }
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { stocks_.holdings(held); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;

  void go_round(sim::Context& context);
  static constexpr std::array events{sim::Handler<CollectionPoint>{"go_round", &CollectionPoint::go_round}};

 private:
  enum : unsigned { round_substream = first_own_substream };
  void wait(sim::Context& context) const { context.after(draw(*round_table_, round_substream, context), &CollectionPoint::go_round); }
  void send(std::size_t which, sim::Context& context) { haul(stocks_[which].take(payload), stocks_.stream(which), outlet.index, context); }

  const sim::InverseCdf* round_table_ = nullptr;
  Inventory stocks_;
  std::chrono::sys_days refused_{};  // day on which the next tier last sent a load back
  Onset full_;
};

void CollectionPoint::prepare(District& district, Problems& problems) {
  if (round.low < 3600) problems.add("round", {"收运周期至少一小时", "a round needs at least an hour"}, sim::typed("round: 14 d"));
  round_table_ = district.distributions.pert(round);
  stocks_.keep(accepts);
}

// A load refused elsewhere is accepted regardless of room, so that nothing travels to and fro.
void CollectionPoint::receive(const Load& load, sim::Context& context) {
  const std::size_t which = stocks_.index_of(load.stream);
  SIM_ASSERT(which < stocks_.size());
  if (load.turned_away == 0 && stocks_.mass() + load.mass > points * holds) {
    if (full_.begins(context.now())) raise(AlarmKind::overflow, load.stream, load.mass, context);
    return turn_away(load, {}, context);
  }
  stocks_[which].put(load.mass, load.water);
  if (load.turned_away == 0 && sim::day_of(context.now()) != refused_)
    while (stocks_[which].mass >= payload) send(which, context);
  send_home(load, context);
}

// It waits, regardless of room, until the next day or the next round.
void CollectionPoint::take_back(const Load& load, sim::Context& context) {
  stocks_.of(load.stream).put(load.mass, load.water);
  refused_ = sim::day_of(context.now());
}

void CollectionPoint::go_round(sim::Context& context) {
  for (std::size_t i = 0; i < stocks_.size(); ++i)
    while (stocks_[i].mass > 0) send(i, context);
  wait(context);
}

FlowInterface CollectionPoint::flow_interface(const PolicySet&, sim::Time) const {
  FlowInterface interface;
  for (const auto& stream : accepts) {
    interface.accepts.push_back(stream.index);
    interface.outlets.push_back({stream.index, outlet.index});
  }
  return interface;
}

const sim::Registered<Facility, CollectionPoint> registered{
    "collection_point",
    {"回收网点", "collection point", "collection points"},
    {"回收网络中同一级的网点，装满一车或到清运周期时清运。",
     "Points of one tier of a collection network, emptied when a truck is full and at every round."},
    {
        {&CollectionPoint::accepts, "accepts", "stream", {"接收的废物种类", "what they take"}, sim::required},
        {&CollectionPoint::points, "points", "1", {"网点数量", "points that stand here"}, 1, 1e6, sim::extensive},
        {&CollectionPoint::holds, "holds", "g", {"每个网点的容量", "what each of them holds"}, 1, 1e13, sim::required},
        {&CollectionPoint::round, "round", "s", {"相邻两次清运的间隔", "time from one round to the next"}, 3600, 1e9, sim::required},
        {&CollectionPoint::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&CollectionPoint::outlet, "outlet", "site", {"上一级网点或处理厂", "the next tier, or the plant"}, sim::required},
    }};

}  // namespace
}  // namespace waste
