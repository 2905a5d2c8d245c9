#include "models/facilities/facility.h"
#include "models/district/district.h"

namespace waste {
namespace {

/// Treats waste that may not wait: what its cold store cannot hold is turned away at the gate, to another plant or back to
/// where it came from. A plant without capacity is shut; a policy may open it, as an emergency route.
class TreatmentPlant final : public Facility {
 public:
  sim::References accepts;
  std::int64_t capacity = 0;   // [g/d]
  double store = 2;            // what may wait, in days of its capacity [1]
  sim::Reference fallback;     // takes what finds it full; may be absent

  const sim::EntityType& type() const override { return sim::entity_type<TreatmentPlant>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(1h, &TreatmentPlant::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  Passage passage(const PolicySet& policies, sim::Time now) const override;

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<TreatmentPlant>{"work", &TreatmentPlant::work}};

 private:
  std::int64_t lying() const;

  std::vector<Stock> stocks_;  // [stream]
};

void TreatmentPlant::prepare(District&, Problems& problems) {
  if (accepts.empty()) problems.add("accepts", "takes nothing", "accepts: [some_stream]");
  stocks_.assign(accepts.size(), {});
}

std::int64_t TreatmentPlant::lying() const {
  std::int64_t sum = 0;
  for (const Stock& stock : stocks_) sum += stock.mass;
  return sum;
}

// A load that another plant has refused goes home, so that two full plants do not send it to and fro.
void TreatmentPlant::receive(const Load& load, sim::Context& context) {
  const auto which = static_cast<std::size_t>(std::find(accepts.begin(), accepts.end(), sim::Reference{load.stream}) - accepts.begin());
  const std::int64_t day = policies().working_capacity(site(), capacity, context.now());
  const auto room = static_cast<std::int64_t>(static_cast<double>(day) * store);
  if (which == accepts.size() || lying() + load.mass > room)
    return turn_away(load, fallback && load.turned_away == 0 ? fallback.index : load.origin, context);
  stocks_[which].put(load.mass, load.water);
  send_home(load, context);
}

// Four charges a day.
void TreatmentPlant::work(sim::Context& context) {
  std::int64_t left = policies().working_capacity(site(), capacity, context.now()) / 4;
  for (std::size_t i = 0; i < stocks_.size(); ++i) {
    const Stock part = stocks_[i].take(left);
    if (part.mass == 0) continue;
    left -= part.mass;
    const auto stream = static_cast<StreamId>(accepts[i].index);
    book(Channel::disposed, stream, part.mass, context, part.water);
    book(Channel::burnt, stream, part.mass, context, part.water);
  }
  context.after(6h, &TreatmentPlant::work);
}

void TreatmentPlant::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < stocks_.size(); ++i)
    held.push_back({static_cast<StreamId>(accepts[i].index), stocks_[i].mass, stocks_[i].water});
}

Passage TreatmentPlant::passage(const PolicySet& policies, sim::Time now) const {
  Passage passage;
  for (const auto& stream : accepts) {
    passage.accepts.push_back(static_cast<StreamId>(stream.index));
    passage.ends.push_back(static_cast<StreamId>(stream.index));
    if (fallback) passage.outlets.push_back({static_cast<StreamId>(stream.index), fallback.index});
  }
  passage.capacity = policies.capacity(site(), capacity, now);
  return passage;
}

const sim::Registered<Facility, TreatmentPlant> registered{
    "treatment_plant", "Treats waste that may not wait, and turns away what it cannot hold.", {
        {&TreatmentPlant::accepts, "accepts", "stream", "what it takes"},
        {&TreatmentPlant::capacity, "capacity", "g/d", "what it treats in a day; 0: shut until a policy opens it", 0, 1e11, sim::extensive},
        {&TreatmentPlant::store, "store", "1", "what may wait, in days of its capacity", 0, 100},
        {&TreatmentPlant::fallback, "fallback", "site", "plant that takes what finds this one full"},
    }};

}  // namespace
}  // namespace waste
