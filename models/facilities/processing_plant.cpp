#include "engine/random/split.h"
#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Sorts or crushes its intake into several streams and sends each off by truck. It works on days without a fault, unless the
/// store of its product signals it to pause; loads that find the yard full go to `fallback`.
class ProcessingPlant final : public Facility {
 public:
  StreamRefs accepts;
  std::int64_t capacity = 0;         // on a day of work [g/d]
  double working = 1;                // share of days on which it works [1]
  double yard = 2;                   // capacity of the yard, in days of work [d]
  StreamShares yields;                // yield of each product [1]
  SiteRefs outlets;           // destination of each product, in the same order
  std::int64_t payload = 0;          // of a truck for products [g]
  SiteRef fallback;

  const sim::EntityType& type() const override { return sim::entity_type<ProcessingPlant>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &ProcessingPlant::work); }
  void receive(const Load& load, sim::Context& context) override;
  /// A store reports whether it has room; a closed gate for one of our loads has no effect here.
  void notice(const Notice& notice, sim::Context&) override {
    if (notice.kind == Notice::Kind::room) paused_ = notice.amount == 0;
  }
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<ProcessingPlant>{"work", &ProcessingPlant::work}};

 private:
  enum : unsigned { order_substream = first_own_substream };
  Outgoing* outgoing(StreamId stream) override;
  void process(Stock taken, sim::Context& context);

  std::vector<double> weights_;             // [product]
  Inventory waiting_;                       // in the yard
  std::vector<Outgoing> made_;              // [product] to be taken away
  std::vector<std::int64_t> parts_;         // [product] scratch of a split [g]
  bool paused_ = false;                     // by the store
};

void ProcessingPlant::prepare(District&, Problems& problems) {
  if (yields.size() != outlets.size())
    problems.add("outlets", {"outlets与yields的个数应相同", "needs as many outlets as yields"},
                 {"每种产物一个场所，次序相同", "one site for each stream, in the same order"});
  double sum = 0;
  for (const auto& [stream, share] : yields) weights_.push_back(share), sum += share;
  if (sum < 1 - 1e-9 || sum > 1 + 1e-9)
    problems.add("yields", {"各产率之和不是1", "the yields do not add up to 1"}, {"合计应为100%", "shares that add up to 100 %"});
  waiting_.keep(accepts);
  made_.assign(yields.size(), {});
  parts_.assign(yields.size(), 0);
}

Outgoing* ProcessingPlant::outgoing(StreamId stream) {
  for (std::size_t i = 0; i < yields.size(); ++i)
    if (yields[i].first.index == stream) return &made_[i];
  return nullptr;
}

void ProcessingPlant::receive(const Load& load, sim::Context& context) {
  const std::int64_t rated = policies().capacity(site(), capacity, context.now());
  if (static_cast<double>(waiting_.mass() + load.mass) > static_cast<double>(rated) * yard) {
    Notice closed;
    closed.kind = Notice::Kind::refused;
    closed.stream = load.stream;
    tell(load.origin, closed, context);
    return turn_away(load, fallback, context);
  }
  waiting_.of(load.stream).put(load.mass, load.water);
  send_home(load, context);
}

void ProcessingPlant::work(sim::Context& context) {
  context.after(24h, &ProcessingPlant::work);
  const bool in_order = context.random(order_substream).bernoulli(working);
  if (!in_order || paused_) return;
  std::int64_t left = policies().working_capacity(site(), capacity, context.now());
  Stock taken;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const Stock part = waiting_[i].take(left);
    if (part.mass == 0) continue;
    book(Channel::consumed, waiting_.stream(i), part.mass, context, part.water);
    left -= part.mass;
    taken.put(part.mass, part.water);
  }
  if (taken.mass > 0) process(taken, context);
}

void ProcessingPlant::process(Stock taken, sim::Context& context) {
  sim::apportion(taken.mass, weights_, parts_);
  for (std::size_t i = 0; i < yields.size(); ++i) {
    const auto stream = yields[i].first.index;
    const Stock part = taken.take(parts_[i]);  // water goes by mass
    if (part.mass > 0) book(Channel::produced, stream, part.mass, context, part.water);
    made_[i].put(part.mass, part.water);
    for (sim::Duration wait{0}; made_[i].ready(payload, context.now()); wait += 600s)
      haul(made_[i].take(payload, context.now()), stream, outlets[i].index, context, wait);
  }
}

void ProcessingPlant::holdings(std::vector<Holding>& held) const {
  waiting_.holdings(held);
  for (std::size_t i = 0; i < made_.size(); ++i) held.push_back({yields[i].first.index, made_[i].stock().mass, made_[i].stock().water});
}

FlowInterface ProcessingPlant::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (const auto& taken : accepts) {
    const auto from = taken.index;
    interface.accepts.push_back(from);
    interface.outlets.push_back({from, fallback.index, FlowInterface::When::refused});
    for (const auto& [made, share] : yields) interface.conversions.push_back({from, made.index, share});
  }
  for (std::size_t i = 0; i < yields.size(); ++i) interface.outlets.push_back({yields[i].first.index, outlets[i].index});
  interface.capacity = static_cast<std::int64_t>(static_cast<double>(policies.capacity(site(), capacity, now)) * working);
  return interface;
}

const sim::Registered<Facility, ProcessingPlant> registered{
    "processing_plant",
    {"分选处理厂", "processing plant", "processing plants"},
    {"将进厂物料分选或破碎为多种物料。", "Sorts or crushes what it takes into several streams."},
    {
        {&ProcessingPlant::accepts, "accepts", "stream", {"接收的废物种类", "what it takes"}, sim::required},
        {&ProcessingPlant::capacity,
         "capacity",
         "g/d",
         {"每个工作日的处理能力", "what it works up on a day of work"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&ProcessingPlant::working, "working", "1", {"工作日占全部天数的比例", "part of the days on which it works"}, 0, 1},
        {&ProcessingPlant::yard, "yard", "d", {"处理前可暂存的数量，以工作日计", "what may wait before it, in days of work"}, 0, 1000},
        {&ProcessingPlant::yields,
         "yields",
         "stream",
         {"进厂物料转化为各种物料的比例", "part of what it takes that becomes each stream"},
         0,
         1,
         sim::required},
        {&ProcessingPlant::outlets,
         "outlets",
         "site",
         {"各种物料的去向，顺序同上", "where each of them goes, in the same order"},
         sim::required},
        {&ProcessingPlant::payload,
         "payload",
         "g",
         {"外运的一车装载量", "what one truck takes away"},
         1e3,
         1e8,
         sim::required | sim::payload},
        {&ProcessingPlant::fallback, "fallback", "site", {"场地已满时的去向", "takes what finds the yard full"}, sim::required},
    }};

}  // namespace
}  // namespace waste
