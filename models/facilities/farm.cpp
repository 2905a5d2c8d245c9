#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"

namespace waste {
namespace {

/// The livestock farms of a town: manure arises daily; part of it is lost before storage, part goes dry to plants, and the rest
/// into lagoons from which growers order. Excess over the lagoons' capacity runs off.
class Farm final : public Facility {
 public:
  std::int64_t heads = 0;         // [1]
  std::int64_t excretion = 0;     // of one head [g/d]
  double noise = 0;               // coefficient of variation of a day's manure [1]
  double lost = 0;                // share that never reaches storage [1]
  std::int64_t lagoon = 0;        // capacity of the lagoons [g]
  double filled = 0;              // initial filling of the lagoons [1]
  SiteShares plants;             // share of the stored manure taken dry to each [1]
  std::int64_t payload = 10'000'000;  // to a plant [g]
  StreamRef stream;
  SiteRefs growers;        // which order from the lagoons

  const sim::EntityType& type() const override { return sim::entity_type<Farm>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context&) override { slurry_.put(load.mass, load.water); }
  /// Into the lagoons, whoever refused it.
  void take_back(const Load& load, sim::Context& context) override { receive(load, context); }
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void day(sim::Context& context);
  static constexpr std::array events{sim::Handler<Farm>{"day", &Farm::day}};

 private:
  enum : unsigned { noise_substream = first_own_substream };
  struct Order {
    SiteId grower;
    std::int64_t mass;
  };

  StreamId what() const { return stream.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;
  std::int64_t lose(std::int64_t mass, sim::Context& context);
  std::int64_t set_apart(std::int64_t mass, sim::Context& context);
  void send(std::size_t plant, sim::Context& context);
  void run_off(sim::Context& context);
  void deliver_orders(sim::Context& context);

  const sim::InverseCdf* noise_table_ = nullptr;
  Stock slurry_;                      // in the lagoons
  std::vector<std::int64_t> heaps_;   // [plant] waits for a truck [g]
  Fifo<Order> orders_;
  DailyOnset spilling_;
};

void Farm::prepare(District& district, Problems& problems) {
  double dry = 0;
  for (const auto& [plant, share] : plants) dry += share;
  if (dry > 1 + 1e-9)
    problems.add("plants", {"干清取走的多于产生的", "more is taken dry than there is"},
                 {"比例合计不超过100%", "shares of at most 100 % together"});
  noise_table_ = district.distributions.lognormal_ppm(noise);
  heaps_.assign(plants.size(), 0);
}

void Farm::start(sim::Context& context) {
  slurry_ = opening(what(), static_cast<std::int64_t>(static_cast<double>(lagoon) * filled), 0, context);
  day(context);
}

std::int64_t Farm::mean_day(const PolicySet& policies, sim::Time now) const {
  return static_cast<std::int64_t>(static_cast<double>(heads * excretion) * policies.generation(site(), what(), now));
}

void Farm::day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const std::int64_t mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  if (mass > 0) {
    book(Channel::generated, what(), mass, context);
    slurry_.put(set_apart(lose(mass, context), context), 0);
  }
  for (std::size_t plant = 0; plant < plants.size(); ++plant) send(plant, context);
  deliver_orders(context);
  run_off(context);
  context.after(24h, &Farm::day);
}

/// Books what never reaches storage and returns the rest.
std::int64_t Farm::lose(std::int64_t mass, sim::Context& context) {
  const double share = lost * (1 - policies().diverted(site(), what(), context.now()));
  const auto gone = static_cast<std::int64_t>(static_cast<double>(mass) * share);
  if (gone > 0) book(Channel::disposed, what(), gone, context);
  return mass - gone;
}

/// Adds dry manure to the heaps and returns what goes into the lagoons. A policy at a plant draws on the lagoons.
std::int64_t Farm::set_apart(std::int64_t mass, sim::Context& context) {
  std::int64_t left = mass;
  for (std::size_t i = 0; i < plants.size(); ++i) {
    const auto& [plant, share] = plants[i];
    const double more = (1 - share) * policies().diverted(plant.index, what(), context.now());
    const std::int64_t dry = std::min(left, static_cast<std::int64_t>(static_cast<double>(mass) * (share + more)));
    heaps_[i] += dry;
    left -= dry;
  }
  return left;
}

void Farm::send(std::size_t plant, sim::Context& context) {
  const std::int64_t loads = heaps_[plant] / payload;
  for (std::int64_t i = 0; i < loads; ++i)
    haul({payload, 0}, what(), plants[plant].first.index, context, sim::Duration{86'399 / loads * i});
  heaps_[plant] -= loads * payload;
}

void Farm::run_off(sim::Context& context) {
  const Stock excess = slurry_.take(slurry_.mass - lagoon);
  if (spilling_.begins(excess.mass > 0)) raise(AlarmKind::overflow, what(), excess.mass, context);
  if (excess.mass == 0) return;
  book(Channel::overflowed, what(), excess.mass, context);
  book(Channel::disposed, what(), excess.mass, context, excess.water);
}

void Farm::notice(const Notice& notice, sim::Context& context) {
  orders_.push({notice.from, notice.amount});
  deliver_orders(context);
}

void Farm::deliver_orders(sim::Context& context) {
  while (!orders_.empty() && slurry_.mass >= orders_.front().mass) {
    const Order order = orders_.pop();
    haul(slurry_.take(order.mass), what(), order.grower, context);
  }
}

void Farm::holdings(std::vector<Holding>& held) const {
  held.push_back({what(), slurry_.mass, slurry_.water});
  for (const std::int64_t heap : heaps_) held.push_back({what(), heap, 0});
}

void Farm::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::generation, site(), what()});
  asked.push_back({PolicyLever::diverted, site(), what()});
  for (const auto& [plant, share] : plants) asked.push_back({PolicyLever::diverted, plant.index, what()});
}

FlowInterface Farm::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), mean_day(policies, now)}};
  interface.accepts = {what()};
  interface.ends = {what()};
  for (const auto& plant : plants) interface.outlets.push_back({what(), plant.first.index});
  for (const auto& grower : growers) interface.outlets.push_back({what(), grower.index, FlowInterface::When::ordered});
  return interface;
}

const sim::Registered<Facility, Farm> registered{
    "farm",
    {"畜禽养殖场", "farm", "farms"},
    {"一个镇街的畜禽养殖场：粪污一部分送处理厂，一部分存入粪污池，由种植户订购还田。",
     "Livestock farms of a town: manure to plants and, from lagoons, to growers who order it."},
    {
        {&Farm::heads, "heads", "head", {"存栏量，折合生猪头数", "animals, in pigs"}, 0, 1e9, sim::extensive | sim::required},
        {&Farm::excretion, "excretion", "g/head/d", {"一头猪的粪污产生量", "manure of one head"}, 0, 1e6, sim::required},
        {&Farm::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's manure"}, 0, 2},
        {&Farm::lost, "lost", "1", {"未进入贮存设施的比例", "part that never reaches a store"}, 0, 1},
        {&Farm::lagoon, "lagoon", "g", {"粪污池的容量", "what the lagoons hold"}, 0, 1e13, sim::extensive | sim::required},
        {&Farm::filled, "filled", "1", {"起始时粪污池的充满程度", "level of the lagoons at the start"}, 0, 1},
        {&Farm::plants,
         "plants",
         "site",
         {"贮存粪污中以干清粪送往各处理厂的比例", "part of what is stored that is taken dry, by plant"},
         0,
         1},
        {&Farm::payload, "payload", "g", {"送往处理厂的一车装载量", "what one truck takes to a plant"}, 1e3, 1e8, sim::payload},
        {&Farm::stream, "stream", "stream", {"畜禽粪污", "the manure"}, sim::required},
        {&Farm::growers, "growers", "site", {"从粪污池订购的种植户", "who order from the lagoons"}},
    }};

}  // namespace
}  // namespace waste
