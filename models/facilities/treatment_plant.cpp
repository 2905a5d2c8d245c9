#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Treats waste that must not wait: loads beyond its cold store are turned away at the gate, to another plant or back to the
/// sender. A plant without capacity is closed; a policy may open it as an emergency route.
class TreatmentPlant final : public Facility {
 public:
  StreamRefs accepts;
  std::int64_t capacity = 0;   // [g/d]
  double store = 2;            // capacity of the cold store, in days of treatment [1]
  SiteRef fallback;     // takes loads if it is full; may be absent

  const sim::EntityType& type() const override { return sim::entity_type<TreatmentPlant>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(1h, &TreatmentPlant::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { stocks_.holdings(held); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<TreatmentPlant>{"work", &TreatmentPlant::work}};

 private:
  Inventory stocks_;
};

void TreatmentPlant::prepare(District&, Problems&) { stocks_.keep(accepts); }

// A load refused by another plant is returned, so that two full plants do not send it to and fro.
void TreatmentPlant::receive(const Load& load, sim::Context& context) {
  const std::int64_t day = policies().working_capacity(site(), capacity, context.now());
  const auto room = static_cast<std::int64_t>(static_cast<double>(day) * store);
  if (!stocks_.keeps(load.stream) || stocks_.mass() + load.mass > room)
    return turn_away(load, fallback && load.turned_away == 0 ? fallback : SiteRef{load.origin}, context);
  stocks_.of(load.stream).put(load.mass, load.water);
  send_home(load, context);
}

// Four batches a day.
void TreatmentPlant::work(sim::Context& context) {
  std::int64_t left = policies().working_capacity(site(), capacity, context.now()) / 4;
  for (std::size_t i = 0; i < stocks_.size(); ++i) {
    const Stock part = stocks_[i].take(left);
    if (part.mass == 0) continue;
    left -= part.mass;
    const StreamId stream = stocks_.stream(i);
    book(Channel::disposed, stream, part.mass, context, part.water);
    book(Channel::burnt, stream, part.mass, context, part.water);
  }
  context.after(6h, &TreatmentPlant::work);
}

FlowInterface TreatmentPlant::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (const auto& stream : accepts) {
    interface.accepts.push_back(stream.index);
    interface.ends.push_back(stream.index);
    if (fallback) interface.outlets.push_back({stream.index, fallback.index, FlowInterface::When::refused});
  }
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, TreatmentPlant> registered{
    "treatment_plant",
    {"医疗废物处置厂", "treatment plant", "treatment plants"},
    {"处置不得久存的废物，容纳不下的退回。", "Treats waste that may not wait, and turns away what it cannot hold."},
    {
        {&TreatmentPlant::accepts, "accepts", "stream", {"接收的废物种类", "what it takes"}, sim::required},
        {&TreatmentPlant::capacity,
         "capacity",
         "g/d",
         {"日处置能力；0表示关闭，直至有政策启用", "what it treats in a day; 0: shut until a policy opens it"},
         0,
         1e11,
         sim::extensive | sim::required},
        {&TreatmentPlant::store, "store", "1", {"可暂存量，以处置能力的天数计", "what may wait, in days of its capacity"}, 0, 100},
        {&TreatmentPlant::fallback, "fallback", "site", {"本厂已满时接收的处置厂", "plant that takes what finds this one full"}},
    }};

}  // namespace
}  // namespace waste
