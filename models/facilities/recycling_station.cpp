#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Takes recyclables, sorts out the unsaleable part, and forwards the rest in full truckloads: a transfer point without sorting,
/// or a sorting centre. Policies (answer `diverted`) find a use for more of the rejects.
class RecyclingStation final : public Facility {
 public:
  StreamShares recovered;              // streams it takes, with the share sold [1]
  std::int64_t capacity = 0;          // sorted in a day [g/d]
  std::int64_t payload = 10'000'000;  // of departing trucks [g]
  SiteRef outlet;              // buyer
  StreamRef rubbish;  // stream of the rejects, and their destination
  SiteRef rubbish_outlet;

  const sim::EntityType& type() const override { return sim::entity_type<RecyclingStation>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(20h, &RecyclingStation::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<RecyclingStation>{"work", &RecyclingStation::work}};

 private:
  struct Heap {
    Stock arrived;
    Outgoing sorted;
  };
  Outgoing* outgoing(StreamId stream) override;
  StreamId stream(std::size_t which) const { return recovered[which].first.index; }
  double sold(std::size_t which, const PolicySet& policies, sim::Time now) const;
  void sort(std::size_t which, std::int64_t mass, sim::Context& context);
  void ship(Outgoing& stock, StreamId what, SiteId to, sim::Context& context);

  std::vector<Heap> heaps_;      // [stream]
  Outgoing rejected_;
};

void RecyclingStation::prepare(District&, Problems& problems) {
  bool rejects = false;
  for (const auto& [what, share] : recovered) {
    if (share > 1)
      problems.add("recovered", {"售出多于收进", "more is sold on than comes in"}, {"比例不超过100%", "shares of at most 100 %"});
    rejects = rejects || share < 1;
  }
  if (rejects && (!rubbish || !rubbish_outlet))
    problems.add("rubbish", {"分拣剔除物没有去处", "nowhere to go for what is sorted out"},
                 {"请写rubbish: 废物种类 和 rubbish_outlet: 场所", "rubbish: some_stream and rubbish_outlet: some_site"});
  heaps_.assign(recovered.size(), {});
}

Outgoing* RecyclingStation::outgoing(StreamId what) {
  for (std::size_t i = 0; i < heaps_.size(); ++i)
    if (stream(i) == what) return &heaps_[i].sorted;
  return &rejected_;
}

void RecyclingStation::receive(const Load& load, sim::Context& context) {
  const auto it = std::find_if(recovered.begin(), recovered.end(), [&](const auto& r) { return r.first.index == load.stream; });
  SIM_ASSERT(it != recovered.end());
  heaps_[static_cast<std::size_t>(it - recovered.begin())].arrived.put(load.mass, load.water);
  send_home(load, context);
}

double RecyclingStation::sold(std::size_t which, const PolicySet& policies, sim::Time now) const {
  const double own = recovered[which].second;
  return own < 1 ? own + (1 - own) * policies.diverted(site(), stream(which), now) : 1;
}

void RecyclingStation::sort(std::size_t which, std::int64_t mass, sim::Context& context) {
  const double part = sold(which, policies(), context.now());
  const std::int64_t rejected = mass - std::min(mass, static_cast<std::int64_t>(static_cast<double>(mass) * part + 0.5));
  Stock part_sold = heaps_[which].arrived.take(mass);
  const Stock rest = part_sold.take(rejected);
  heaps_[which].sorted.put(part_sold.mass, part_sold.water);
  if (rejected == 0) return;
  rejected_.put(rest.mass, rest.water);
  book(Channel::consumed, stream(which), rejected, context, rest.water);
  book(Channel::produced, rubbish.index, rejected, context, rest.water);
}

void RecyclingStation::ship(Outgoing& stock, StreamId what, SiteId to, sim::Context& context) {
  while (stock.ready(payload, context.now())) haul(stock.take(payload, context.now()), what, to, context);
}

void RecyclingStation::work(sim::Context& context) {
  std::int64_t left = policies().working_capacity(site(), capacity, context.now());
  for (std::size_t i = 0; i < heaps_.size(); ++i) {
    const std::int64_t mass = std::min(left, heaps_[i].arrived.mass);
    if (mass > 0) sort(i, mass, context);
    left -= mass;
    ship(heaps_[i].sorted, stream(i), outlet.index, context);
  }
  ship(rejected_, rubbish.index, rubbish_outlet.index, context);
  context.after(24h, &RecyclingStation::work);
}

void RecyclingStation::holdings(std::vector<Holding>& held) const {
  const auto add = [&](StreamId what, const Stock& stock) { held.push_back({what, stock.mass, stock.water}); };
  for (std::size_t i = 0; i < heaps_.size(); ++i) {
    add(stream(i), heaps_[i].arrived);
    add(stream(i), heaps_[i].sorted.stock());
  }
  if (rubbish) add(rubbish.index, rejected_.stock());
}

void RecyclingStation::questions(Questions& asked, const District&) const {
  ask_working_capacity(asked);
  for (const auto& [what, share] : recovered)
    if (share < 1) asked.push_back({PolicyLever::diverted, site(), what.index});
}

FlowInterface RecyclingStation::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (std::size_t i = 0; i < recovered.size(); ++i) {
    interface.accepts.push_back(stream(i));
    interface.outlets.push_back({stream(i), outlet.index});
    if (const double part = sold(i, policies, now); rubbish && part < 1)
      interface.conversions.push_back({stream(i), rubbish.index, 1 - part});
  }
  if (rubbish && rubbish_outlet) interface.outlets.push_back({rubbish.index, rubbish_outlet.index});
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, RecyclingStation> registered{
    "recycling_station",
    {"再生资源中转分拣站", "recycling station", "recycling stations"},
    {"接收可回收物，分拣剔除无人收购的部分，其余整车外运。",
     "Takes recyclables, sorts out what nobody buys, and sends the rest on in truckloads."},
    {
        {&RecyclingStation::recovered,
         "recovered",
         "stream",
         {"接收的废物种类及其中可售出的比例", "what it takes, with the part that is sold on"},
         0,
         1,
         sim::required},
        {&RecyclingStation::capacity, "capacity", "g/d", {"日分拣能力", "what it sorts in a day"}, 0, 1e12, sim::extensive | sim::required},
        {&RecyclingStation::payload, "payload", "g", {"外运的一车装载量", "what one truck takes away"}, 1e3, 1e8, sim::payload},
        {&RecyclingStation::outlet, "outlet", "site", {"接收售出部分", "takes what is sold on"}, sim::required},
        {&RecyclingStation::rubbish, "rubbish", "stream", {"剔除部分归入的废物种类", "what is sorted out becomes this"}},
        {&RecyclingStation::rubbish_outlet, "rubbish_outlet", "site", {"接收剔除部分", "takes what is sorted out"}},
    }};

}  // namespace
}  // namespace waste
