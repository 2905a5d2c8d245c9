#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/gate.h"
#include "models/facilities/outages.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Burns rubbish to power: a tipping hall, a bunker, lines with planned and random outages, two kinds of ash, leachate.
///
/// The bunker is fed by trucks of the district, which wait while it is full, and by trucks from outside, which are turned away
/// above `outside_level`. If the district's queue is too long, further trucks are sent to an emergency landfill. All yields are
/// per tonne of rubbish as received; leachate is treated on site and drained.
class Incinerator final : public Facility {
 public:
  std::int64_t line_capacity = 0;      // of one line [g/d]
  std::int64_t lines = 1;
  std::int64_t bays = 8;               // of the tipping hall
  sim::Range tipping;                  // turnaround [s]
  std::int64_t bunker = 0;             // [g]
  double outside_level = 0.85;         // bunker level above which rubbish from outside is turned away [1]
  std::int64_t opening_stock = 0;      // [g]
  StreamRefs streams;             // streams burnt; the first is the district's household waste
  double bottom_ash_yield = 0, fly_ash_yield = 0, leachate_yield = 0;  // [g/g]
  std::int64_t power_yield = 0;        // delivered to the grid [kWh/t]
  sim::Duration planned_outage{0};     // of each line in a year [s]
  sim::Duration between_failures{0};   // mean running time between random outages [s]; 0: none
  sim::Duration repair{0};             // mean [s]
  double repair_cv = 0.5;
  std::int64_t ash_truck = 30'000'000, fly_ash_tanker = 25'000'000;  // [g]
  StreamRef bottom_ash, fly_ash;  // streams
  SiteRef bottom_ash_outlet, fly_ash_outlet;
  SiteRef emergency;            // landfill for trucks beyond the queue limit; may be absent
  std::int64_t queue = 60;             // queue length above which it is used

  const sim::EntityType& type() const override { return sim::entity_type<Incinerator>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }
  std::int64_t vehicles_here() const override { return gate_.vehicles_here(); }

  void feed(sim::Context& context);
  void tipped(sim::Context& context);
  void fail(sim::Context& context);
  void begin_year(sim::Context& context);
  void begin_outage(sim::Context& context);
  static constexpr std::array events{
      sim::Handler<Incinerator>{"feed", &Incinerator::feed}, sim::Handler<Incinerator>{"tipped", &Incinerator::tipped},
      sim::Handler<Incinerator>{"fail", &Incinerator::fail}, sim::Handler<Incinerator>{"begin_year", &Incinerator::begin_year},
      sim::Handler<Incinerator>{"begin_outage", &Incinerator::begin_outage}};

 private:
  enum : unsigned { tipping_substream = first_own_substream, failure_substream, repair_substream };

  Outgoing* outgoing(StreamId stream) override { return stream == bottom_ash.index ? &bottom_ : &fly_; }
  bool from_outside(const Load& load) const { return load.stream != streams[0].index; }
  std::int64_t level() const;
  void stop_line(std::size_t line, sim::Duration time, sim::Context& context);
  void schedule_failure(sim::Context& context);
  void serve(sim::Context& context);
  void burn(std::size_t which, const Stock& fed, sim::Context& context);
  void ship_ash(Outgoing& stock, StreamRef what, SiteRef to, std::int64_t payload, sim::Context& context);

  const sim::InverseCdf* tipping_table_ = nullptr;
  Gate gate_;
  Inventory bunkered_;
  Outages outages_;                      // of the lines
  std::size_t next_outage_ = 0;          // line with the next planned outage
  Outgoing bottom_, fly_;
  Onset refusing_;
};

constexpr sim::Duration feeding{3600};  // the bunker is booked down once an hour

void Incinerator::prepare(District& district, Problems& problems) {
  if (bottom_ash_yield + fly_ash_yield + leachate_yield > 1)
    problems.add("leachate_yield", {"产出多于投入", "more comes out than goes in"},
                 {"炉渣、飞灰和渗滤液产率合计不超过1", "yields of ash and leachate that add up to at most 1"});
  if (opening_stock > bunker)
    problems.add("opening_stock", {"超过垃圾池容量", "more than the bunker holds"}, {"不超过垃圾池容量", "at most the size of the bunker"});
  tipping_table_ = district.distributions.pert(tipping);
  gate_ = Gate(static_cast<std::size_t>(bays));
  bunkered_.keep(streams);
  outages_.prepare(lines, between_failures, repair, repair_cv, district.distributions);
}

void Incinerator::start(sim::Context& context) {
  bunkered_[0] = opening(streams[0].index, opening_stock, 0, context);
  context.after(feeding, &Incinerator::feed);
  schedule_failure(context);
  begin_year(context);
}

// Planned outages are spread over the low season of incineration: one line after the other from March on.
void Incinerator::begin_year(sim::Context& context) {
  const std::chrono::year year{sim::year_of(context.now())};
  if (planned_outage > 0s) {
    next_outage_ = 0;
    const sim::Time march{std::chrono::sys_days{year / 3 / 1}};
    if (march >= context.now()) context.at(march, &Incinerator::begin_outage);
  }
  context.at(sim::Time{std::chrono::sys_days{(year + std::chrono::years{1}) / 1 / 1}}, &Incinerator::begin_year);
}

void Incinerator::begin_outage(sim::Context& context) {
  stop_line(next_outage_, planned_outage, context);
  if (++next_outage_ < outages_.lines()) context.after(planned_outage + 7 * 24h, &Incinerator::begin_outage);
}

void Incinerator::schedule_failure(sim::Context& context) {
  if (outages_.may_fail()) context.after(outages_.until_failure(context.random(failure_substream)), &Incinerator::fail);
}

void Incinerator::fail(sim::Context& context) {
  const std::size_t line = outages_.failing(context.random(failure_substream));
  const sim::Duration time = outages_.repair(context.random(repair_substream));
  if (outages_.runs(line, context.now())) stop_line(line, time, context);
  schedule_failure(context);
}

void Incinerator::stop_line(std::size_t line, sim::Duration time, sim::Context& context) {
  book(Channel::down, streams[0].index, outages_.stop(line, time, context.now()).count(), context);
}

std::int64_t Incinerator::level() const { return gate_.mass_here() + bunkered_.mass(); }

void Incinerator::receive(const Load& load, sim::Context& context) {
  if (load.mass == 0) return send_home(load, context);
  SIM_ASSERT(bunkered_.keeps(load.stream));
  const auto limit = static_cast<std::int64_t>(static_cast<double>(bunker) * outside_level);
  const bool crowded = emergency && load.from != emergency.index && gate_.waiting() >= static_cast<std::size_t>(queue);
  const bool full = from_outside(load) && (crowded || level() + load.mass > limit);
  if (full || crowded) {
    if (refusing_.begins(context.now())) raise(AlarmKind::turned_away, load.stream, load.mass, context);
    return turn_away(load, full ? SiteRef{load.origin} : emergency, context);
  }
  gate_.arrive(load, context.now());
  serve(context);
}

void Incinerator::serve(sim::Context& context) {
  while (gate_.can_begin()) {
    // Loads being tipped already count as in the bunker; a full bunker blocks the queue.
    if (gate_.next().mass + bunkered_.mass() > bunker) return;
    const StreamId what = gate_.next().stream;
    const sim::Duration time = draw(*tipping_table_, tipping_substream, context);
    const sim::Duration waited = gate_.begin(context.now(), context.now() + time);
    book(Channel::wait, what, waited.count(), context);
    context.after(time, &Incinerator::tipped);
  }
}

void Incinerator::tipped(sim::Context& context) {
  const Load load = gate_.finish(context.now());
  bunkered_.of(load.stream).put(load.mass, load.water);
  send_home(load, context);
  serve(context);
}

// Rubbish of all origins is mixed by the crane: each stream is fed in proportion to its stock in the bunker.
void Incinerator::feed(sim::Context& context) {
  const std::int64_t rated = policies().capacity(site(), line_capacity * lines, context.now());
  const std::int64_t day = policies().working_capacity(site(), line_capacity * lines, context.now());
  const std::int64_t hour = day / std::max<std::int64_t>(lines, 1) * outages_.running(context.now()) / 24;
  const std::int64_t fed = std::min(hour, bunkered_.mass());
  bunkered_.take_mixed(fed, [&](std::size_t which, const Stock& part) { burn(which, part, context); });
  if (rated > 0) book(Channel::busy, streams[0].index, sim::multiply_divide(fed, 86'400, rated), context);
  if (const auto queued = gate_.take_queue_time(context.now()); queued > 0) book(Channel::queue, streams[0].index, queued, context);
  ship_ash(bottom_, bottom_ash, bottom_ash_outlet, ash_truck, context);
  ship_ash(fly_, fly_ash, fly_ash_outlet, fly_ash_tanker, context);
  serve(context);
  context.after(feeding, &Incinerator::feed);
}

void Incinerator::burn(std::size_t which, const Stock& fed, sim::Context& context) {
  if (fed.mass == 0) return;
  const auto stream = streams[which].index;
  const auto part = [&](double yield) { return static_cast<std::int64_t>(static_cast<double>(fed.mass) * yield); };
  const std::int64_t bottom = part(bottom_ash_yield), fly = part(fly_ash_yield);
  book(Channel::consumed, stream, fed.mass, context, fed.water);
  book(Channel::burnt, stream, fed.mass, context);
  book(Channel::leachate, stream, part(leachate_yield), context);
  book(Channel::produced, bottom_ash.index, bottom, context);
  book(Channel::produced, fly_ash.index, fly, context);
  book(Channel::emitted, stream, fed.mass - bottom - fly, context, fed.water);
  book(Channel::power, stream, fed.mass / 1000 * power_yield / 1000, context);
  bottom_.put(bottom, 0);
  fly_.put(fly, 0);
}

void Incinerator::ship_ash(Outgoing& stock, StreamRef what, SiteRef to, std::int64_t payload, sim::Context& context) {
  while (stock.ready(payload, context.now())) haul(stock.take(payload, context.now()), what.index, to.index, context);
}

void Incinerator::holdings(std::vector<Holding>& held) const {
  gate_.holdings(held);
  bunkered_.holdings(held);
  held.push_back({bottom_ash.index, bottom_.stock().mass, 0});
  held.push_back({fly_ash.index, fly_.stock().mass, 0});
}

FlowInterface Incinerator::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (const auto& stream : streams) {
    interface.accepts.push_back(stream.index);
    interface.ends.push_back(stream.index);
    interface.conversions.push_back({stream.index, bottom_ash.index, bottom_ash_yield});
    interface.conversions.push_back({stream.index, fly_ash.index, fly_ash_yield});
  }
  interface.outlets = {{bottom_ash.index, bottom_ash_outlet.index}, {fly_ash.index, fly_ash_outlet.index}};
  if (emergency) interface.outlets.push_back({streams[0].index, emergency.index, FlowInterface::When::refused});
  interface.capacity = policies.capacity(site(), line_capacity * lines, now);
  interface.largest_load = bunker;
  return interface;
}

const sim::Registered<Facility, Incinerator> registered{
    "incinerator",
    {"焚烧厂", "incinerator", "incinerators"},
    {"多条焚烧线焚烧生活垃圾发电，有计划检修和故障停运；产生炉渣、飞灰和渗滤液。",
     "Burns rubbish to power in lines with outages; yields bottom ash, fly ash and leachate."},
    {
        {&Incinerator::line_capacity,
         "line_capacity",
         "g/d",
         {"单条焚烧线的日处理能力", "rubbish one line burns in a day"},
         0,
         1e11,
         sim::extensive | sim::required},
        {&Incinerator::lines, "lines", "line", {"焚烧线数", "furnace lines"}, 1, 50},
        {&Incinerator::bays, "bays", "bay", {"卸料位数", "tipping bays"}, 1, 100, sim::extensive},
        {&Incinerator::tipping, "tipping", "s", {"一辆车在卸料大厅的周转时间", "turnaround of a truck in the tipping hall"}, 1, 86'400},
        {&Incinerator::bunker, "bunker", "g", {"垃圾库的容量", "what the bunker holds"}, 1e6, 1e13, sim::extensive | sim::required},
        {&Incinerator::outside_level,
         "outside_level",
         "1",
         {"垃圾库存量高于此比例时不再接收区外垃圾", "bunker level above which rubbish from outside is turned away"},
         0,
         1},
        {&Incinerator::opening_stock,
         "opening_stock",
         "g",
         {"起始时垃圾库内的垃圾量", "rubbish in the bunker at the start"},
         0,
         1e13,
         sim::extensive},
        {&Incinerator::streams,
         "streams",
         "stream",
         {"焚烧的废物种类；第一种为本区垃圾", "what it burns; the first is the district's own"},
         sim::required},
        {&Incinerator::bottom_ash_yield, "bottom_ash_yield", "1", {"每单位进厂垃圾产生的炉渣", "bottom ash per rubbish received"}, 0, 1},
        {&Incinerator::fly_ash_yield, "fly_ash_yield", "1", {"每单位进厂垃圾产生的飞灰", "fly ash per rubbish received"}, 0, 1},
        {&Incinerator::leachate_yield, "leachate_yield", "1", {"每单位进厂垃圾产生的渗滤液", "leachate per rubbish received"}, 0, 1},
        {&Incinerator::power_yield, "power_yield", "kWh/t", {"每吨进厂垃圾的上网电量", "power delivered per rubbish received"}, 0, 2000},
        {&Incinerator::planned_outage,
         "planned_outage",
         "s",
         {"每条线每年的计划检修时间", "planned outage of each line in a year"},
         0,
         7e6},
        {&Incinerator::between_failures,
         "between_failures",
         "s",
         {"单条线两次故障之间的平均时间；0表示不发生故障", "mean time between random outages of a line; 0: none"},
         0,
         1e9},
        {&Incinerator::repair, "repair", "s", {"故障停运的平均时长", "mean length of a random outage"}, 0, 1e8},
        {&Incinerator::repair_cv, "repair_cv", "1", {"故障停运时长的变异系数", "coefficient of variation of its length"}, 0, 5},
        {&Incinerator::ash_truck, "ash_truck", "g", {"炉渣运输车的装载量", "payload of a bottom-ash truck"}, 1e3, 1e8, sim::payload},
        {&Incinerator::fly_ash_tanker, "fly_ash_tanker", "g", {"飞灰罐车的装载量", "payload of a fly-ash tanker"}, 1e3, 1e8, sim::payload},
        {&Incinerator::bottom_ash, "bottom_ash", "stream", {"炉渣", "the bottom ash"}, sim::required},
        {&Incinerator::fly_ash, "fly_ash", "stream", {"飞灰", "the fly ash"}, sim::required},
        {&Incinerator::bottom_ash_outlet, "bottom_ash_outlet", "site", {"接收炉渣", "takes the bottom ash"}, sim::required},
        {&Incinerator::fly_ash_outlet, "fly_ash_outlet", "site", {"接收飞灰", "takes the fly ash"}, sim::required},
        {&Incinerator::emergency, "emergency", "site", {"排队车辆过多时启用的应急填埋场", "landfill for what the queue cannot hold"}},
        {&Incinerator::queue,
         "queue",
         "vehicle",
         {"启用应急填埋场之前可排队的车辆数", "vehicles that may wait before that landfill is used"},
         0,
         1e5,
         sim::extensive},
    }};

}  // namespace
}  // namespace waste
