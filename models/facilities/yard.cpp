#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// A stockpile in front of a plant: feeds the plant as it announces room, and sends stock above the high mark to the landfill.
///
/// If stock is low, it requests reclaimed material from the old heap. If nobody takes its surplus, it lies here above the high mark,
/// and an alarm is raised.
class Yard final : public Facility {
 public:
  std::int64_t high = 0, low = 0;    // [g]
  std::int64_t opening_stock = 0;    // [g]
  double opening_water = 0;          // water in it [1]
  std::int64_t payload = 30'000'000; // [g]
  StreamRef stream;
  SiteRef plant;              // fed first
  SiteRef landfill;           // takes the surplus
  SiteRef heap;               // asked if stock is low; may be absent

  const sim::EntityType& type() const override { return sim::entity_type<Yard>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.mass, stock_.water}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;

  void begin_day(sim::Context& context);
  static constexpr std::array events{sim::Handler<Yard>{"begin_day", &Yard::begin_day}};

 private:
  StreamId what() const { return stream.index; }
  void feed(sim::Context& context);
  void clear_surplus(sim::Context& context);
  void send(SiteId to, sim::Context& context);

  Stock stock_;
  std::int64_t room_ = 0;       // at the plant [g]
  Offer surplus_;               // to the landfill
  DailyOnset overfull_;
};

void Yard::prepare(District&, Problems& problems) {
  if (low > high) problems.add("low", {"低位高于高位", "low mark above the high mark"}, {"low不大于high", "low at most as much as high"});
}

void Yard::start(sim::Context& context) {
  stock_ = opening(what(), opening_stock, opening_water, context);
  begin_day(context);
}

void Yard::begin_day(sim::Context& context) {
  clear_surplus(context);
  if (overfull_.begins(stock_.mass > high && stock_.mass - high >= payload))
    raise(AlarmKind::store_full, what(), stock_.mass - high, context);
  if (heap && stock_.mass < low) {
    Notice wanted;
    wanted.kind = Notice::Kind::room;
    wanted.stream = what();
    wanted.amount = low - stock_.mass;
    tell(heap.index, wanted, context);
  }
  context.after(24h, &Yard::begin_day);
}

void Yard::receive(const Load& load, sim::Context& context) {
  stock_.put(load.mass, load.water);
  feed(context);
  clear_surplus(context);
}

void Yard::take_back(const Load& load, sim::Context& context) {
  surplus_.come_back(context.now());
  receive(load, context);
}

void Yard::notice(const Notice& notice, sim::Context& context) {
  room_ += notice.amount;
  feed(context);
}

void Yard::feed(sim::Context& context) {
  while (room_ >= payload && stock_.mass >= payload) {
    room_ -= payload;
    send(plant.index, context);
  }
}

void Yard::clear_surplus(sim::Context& context) {
  while (stock_.mass > high && stock_.mass >= payload && surplus_.open(context.now())) {
    surplus_.send(context.now());
    send(landfill.index, context);
  }
}

void Yard::send(SiteId to, sim::Context& context) { haul(stock_.take(payload), what(), to, context); }

FlowInterface Yard::flow_interface(const PolicySet&, sim::Time) const {
  FlowInterface interface;
  interface.accepts = {what()};
  if (heap) interface.asks = {heap.index};
  interface.outlets = {{what(), plant.index, FlowInterface::When::ordered}, {what(), landfill.index}};
  interface.waiting = std::max<std::int64_t>(0, opening_stock - high);
  return interface;
}

const sim::Registered<Facility, Yard> registered{
    "yard",
    {"堆场", "yard", "yards"},
    {"工厂前的料堆；多余部分送填埋场。", "A heap before a plant; the surplus goes to a landfill."},
    {
        {&Yard::high,
         "high",
         "g",
         {"高于此存量的部分送填埋场", "what lies above goes to the landfill"},
         0,
         1e14,
         sim::extensive | sim::required | sim::or_no_limit},
        {&Yard::low, "low", "g", {"低于此存量时从历史堆场回采", "below this the old heap is asked"}, 0, 1e14, sim::extensive},
        {&Yard::opening_stock, "opening_stock", "g", {"起始存量", "what lies here at the start"}, 0, 1e14, sim::extensive},
        {&Yard::opening_water, "opening_water", "1", {"存量的含水率", "water in it"}, 0, 0.99},
        {&Yard::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&Yard::stream, "stream", "stream", {"堆存的废物种类", "what lies here"}, sim::required},
        {&Yard::plant, "plant", "site", {"优先供料的工厂", "plant that is fed first"}, sim::required},
        {&Yard::landfill, "landfill", "site", {"接收多余部分", "takes the surplus"}, sim::required},
        {&Yard::heap, "heap", "site", {"存量不足时回采的历史堆场", "old heap that is asked when little lies here"}},
    }};

}  // namespace
}  // namespace waste
