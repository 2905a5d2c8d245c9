#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

constexpr std::int64_t cm3_per_m3 = 1'000'000;

/// A fill of finite volume for spoil and debris. A load that does not fit continues to `fallback`, and its sender is notified
/// that the gate is closed. Each load occupies the volume it had on the truck: compaction is neglected.
class SpoilFill final : public Facility {
 public:
  StreamRefs accepts;
  std::int64_t volume = 0;    // [m3]
  double filled = 0;          // share used up at the start [1]
  SiteRef fallback;

  const sim::EntityType& type() const override { return sim::entity_type<SpoilFill>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;
  static constexpr std::array<sim::Handler<SpoilFill>, 0> events{};

 private:
  /// One of the streams it takes.
  struct Heap {
    Stock stock;
    std::int64_t density = 0;       // [g/m3]
    std::int64_t mass = 0, room = 0;  // of the last load [g], [cm3]: the next one is usually equal

    std::int64_t occupied_by(std::int64_t load) {  // [cm3]
      if (load != mass) mass = load, room = sim::multiply_divide(load, cm3_per_m3, density);
      return room;
    }
  };

  std::vector<Heap> heaps_;         // [stream]
  std::int64_t occupied_ = 0;       // [cm3], so that rounding errors do not accumulate over a hundred thousand loads
};

void SpoilFill::prepare(District& district, Problems& problems) {
  heaps_.assign(accepts.size(), {});
  for (std::size_t i = 0; i < accepts.size(); ++i) {
    const auto& stream = accepts[i];
    heaps_[i].density = district.streams[district.streams[stream.index].counts_as].density;
    if (heaps_[i].density == 0)
      problems.add("accepts",
                   {"废物种类“" + district.streams[stream.index].id + "”没有密度",
                    "stream '" + district.streams[stream.index].id + "' has no density"},
                   sim::typed("density: 1.6 t/m3"));
  }
}

// The opening contents are attributed to the first stream.
void SpoilFill::start(sim::Context& context) {
  const auto used = static_cast<std::int64_t>(static_cast<double>(volume) * filled);  // [m3]
  Heap& first = heaps_[0];
  first.stock = opening(accepts[0].index, used * first.density, 0, context);
  occupied_ = first.occupied_by(first.stock.mass);
}

void SpoilFill::receive(const Load& load, sim::Context& context) {
  const auto which = static_cast<std::size_t>(std::find(accepts.begin(), accepts.end(), StreamRef{load.stream}) - accepts.begin());
  SIM_ASSERT(which < accepts.size());
  const bool may = policies().may_landfill(site(), load.stream, context.now());
  const std::int64_t room = heaps_[which].occupied_by(load.mass);
  if (!may || occupied_ + room > volume * cm3_per_m3) {
    Notice closed;
    closed.kind = Notice::Kind::refused;
    closed.stream = load.stream;
    tell(load.origin, closed, context);
    return turn_away(load, fallback, context);
  }
  heaps_[which].stock.put(load.mass, load.water);
  occupied_ += room;
  book(Channel::landfilled, load.stream, load.mass, context, load.water, load.from);
  send_home(load, context);
}

void SpoilFill::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < heaps_.size(); ++i) held.push_back({accepts[i].index, heaps_[i].stock.mass, heaps_[i].stock.water});
}

void SpoilFill::questions(Questions& asked, const District&) const {
  for (const auto& stream : accepts) asked.push_back({PolicyLever::may_landfill, site(), stream.index});
}

FlowInterface SpoilFill::flow_interface(const PolicySet&, sim::Time) const {
  FlowInterface interface;
  for (const auto& stream : accepts) {
    interface.accepts.push_back(stream.index);
    interface.outlets.push_back({stream.index, fallback.index, FlowInterface::When::refused});
  }
  interface.ends = interface.accepts;
  return interface;
}

const sim::Registered<Facility, SpoilFill> registered{
    "spoil_fill",
    {"渣土消纳场", "spoil fill", "spoil fills"},
    {"容积有限、接收工程渣土和建筑垃圾的消纳场。", "A fill of finite volume for spoil and debris."},
    {
        {&SpoilFill::accepts, "accepts", "stream", {"接收的废物种类", "what it takes"}, sim::required},
        {&SpoilFill::volume, "volume", "m3", {"总容积", "what it holds"}, 0, 1e10, sim::extensive | sim::required},
        {&SpoilFill::filled,
         "filled",
         "1",
         {"起始时已使用的比例，按第一种废物计", "part that is used up at the start, taken for the first stream"},
         0,
         1},
        {&SpoilFill::fallback, "fallback", "site", {"消纳场填满后的去向", "takes what finds it full"}, sim::required},
    }};

}  // namespace
}  // namespace waste
