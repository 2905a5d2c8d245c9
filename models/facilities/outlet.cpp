#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Where a stream ends: one part is used as a material, the rest is treated or disposed of. Policies that answer `diverted`
/// divert part of the rest to use.
class Outlet final : public Facility {
 public:
  StreamRefs accepts;
  double utilised = 1;          // share of the intake [1]
  bool buries = false;          // the rest is landfilled
  std::int64_t capacity = 0;    // [g/d]; the excess waits in the yard
  std::int64_t yard = 0;        // [g]; a load that finds it full goes to `fallback`
  SiteRef fallback;
  bool returns = false;         // a load that finds the yard full, without a fallback, is returned

  const sim::EntityType& type() const override { return sim::entity_type<Outlet>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &Outlet::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { stocks_.holdings(held); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<Outlet>{"work", &Outlet::work}};

 private:
  void use(std::size_t which, std::int64_t mass, sim::Context& context);

  Inventory stocks_;
};

void Outlet::prepare(District&, Problems& problems) {
  if (capacity != sim::no_limit && yard < capacity)
    problems.add("yard", {"堆场容不下一天的处理量", "the yard holds less than a day's work"},
                 {"堆场至少容一天的能力", "yard of at least one day of capacity"});
  stocks_.keep(accepts);
}

void Outlet::receive(const Load& load, sim::Context& context) {
  // A load refused elsewhere is kept, so that two full sites do not send it to and fro.
  if ((fallback || returns) && load.turned_away == 0 && stocks_.mass() + load.mass > yard) return turn_away(load, fallback, context);
  stocks_.of(load.stream).put(load.mass, load.water);
  send_home(load, context);
}

void Outlet::work(sim::Context& context) {
  std::int64_t left = policies().working_capacity(site(), capacity, context.now());
  for (std::size_t i = 0; i < stocks_.size() && left > 0; ++i) {
    const std::int64_t mass = std::min(left, stocks_[i].mass);
    if (mass > 0) use(i, mass, context);
    left -= mass;
  }
  context.after(24h, &Outlet::work);
}

void Outlet::use(std::size_t which, std::int64_t mass, sim::Context& context) {
  const StreamId stream = stocks_.stream(which);
  Stock part = stocks_[which].take(mass);
  const double useful = utilised + (1 - utilised) * policies().diverted(site(), stream, context.now());
  const Stock used = part.take(static_cast<std::int64_t>(static_cast<double>(mass) * useful));
  if (used.mass > 0) book(Channel::utilised, stream, used.mass, context, used.water);
  if (part.mass == 0) return;
  book(Channel::disposed, stream, part.mass, context, part.water);
  if (buries) book(Channel::landfilled, stream, part.mass, context, part.water);
}

void Outlet::questions(Questions& asked, const District&) const {
  ask_working_capacity(asked);
  for (const auto& stream : accepts) asked.push_back({PolicyLever::diverted, site(), stream.index});
}

FlowInterface Outlet::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (const auto& stream : accepts) {
    interface.accepts.push_back(stream.index);
    interface.ends.push_back(stream.index);
    if (fallback) interface.outlets.push_back({stream.index, fallback.index, FlowInterface::When::refused});
  }
  if (capacity != sim::no_limit) interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, Outlet> registered{
    "outlet",
    {"利用处置单位", "outlet", "outlets"},
    {"废物的最终去向：一部分作为原料利用，其余处理或处置。",
     "Where a stream ends: part is used as a material, the rest is treated or put away."},
    {
        {&Outlet::accepts, "accepts", "stream", {"接收的废物种类", "what it takes"}, sim::required},
        {&Outlet::utilised, "utilised", "1", {"作为原料利用的比例", "part that is used as a material"}, 0, 1},
        {&Outlet::buries, "buries", "yes/no", {"未利用部分是否填埋", "what is not used goes into a landfill"}},
        {&Outlet::capacity,
         "capacity",
         "g/d",
         {"日处理能力", "what it works up in a day"},
         0,
         1e12,
         sim::extensive | sim::required | sim::or_no_limit},
        {&Outlet::yard, "yard", "g", {"场内可暂存量", "what may wait there"}, 0, 1e14, sim::extensive | sim::required | sim::or_no_limit},
        {&Outlet::fallback, "fallback", "site", {"场地已满时的去向", "takes what finds the yard full"}},
        {&Outlet::returns,
         "returns",
         "yes/no",
         {"未指定替代去向时，场地已满的来车是否退回来源地", "without a fallback, what finds the yard full goes back where it came from"}},
    }};

}  // namespace
}  // namespace waste
