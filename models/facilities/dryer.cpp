#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"
#include "models/facilities/outages.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Dries wet cake to a saleable product, batch by batch, in lines with breakdowns. Water leaves, dry mass stays: product = feed *
/// (1 - moisture in) / (1 - moisture out). Its fuel may leave ash, in proportion to the water evaporated.
class Dryer final : public Facility {
 public:
  std::int64_t capacity = 0;            // wet cake of all lines together [g/d]
  std::int64_t lines = 1;
  double moisture_out = 0.15;           // water in the product [1]
  std::int64_t feed_store = 0;          // wet cake in front of the lines [g]
  sim::Duration between_failures{0};    // mean running time of a line between outages [s]; 0: none
  sim::Duration repair{0};              // mean [s]
  double repair_cv = 0.5;
  StreamRef feed, product;         // streams
  SiteRef yard;                  // feeds it
  SiteRef outlet;                // takes the product
  double ash_yield = 0;                 // fuel ash per water evaporated [g/g]
  std::int64_t ash_truck = 20'000'000;  // [g]
  StreamRef ash;       // only if there is a yield
  SiteRef ash_outlet;

  const sim::EntityType& type() const override { return sim::entity_type<Dryer>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }

  void dried(sim::Context& context);
  void fail(sim::Context& context);
  void look(sim::Context& context);
  static constexpr std::array events{sim::Handler<Dryer>{"dried", &Dryer::dried}, sim::Handler<Dryer>{"fail", &Dryer::fail},
                                     sim::Handler<Dryer>{"look", &Dryer::look}};

 private:
  enum : unsigned { failure_substream = first_own_substream, repair_substream };
  struct Line {
    bool busy = false;
    sim::Time end{};  // of the batch being dried
    Load load;
  };

  StreamId wet() const { return feed.index; }
  Outgoing* outgoing(StreamId stream) override { return ash && stream == ash.index ? &ash_ : &dried_; }
  void ask(std::int64_t room, sim::Context& context);
  void schedule_failure(sim::Context& context);
  void begin(sim::Context& context);
  void finish(const Load& load, sim::Context& context);
  void leave_ash(std::int64_t evaporated, sim::Context& context);
  void ship(Outgoing& stock, std::int64_t payload, StreamId what, SiteId to, sim::Context& context);

  Outages outages_;  // of the lines
  std::vector<Line> lines_;
  Fifo<Load> waiting_;
  bool wanted_ = true;  // the product store has room
  Outgoing dried_, ash_;
  std::int64_t batch_ = 0;  // of product, the last one [g]
};

void Dryer::prepare(District& district, Problems& problems) {
  if (ash_yield > 0 && (!ash || !ash_outlet))
    problems.add("ash_yield", {"没有写灰渣的种类或去向", "no stream or no outlet for the ash"},
                 {"请写ash: 废物种类, ash_outlet: 场所", "ash: stream, ash_outlet: site"});
  outages_.prepare(lines, between_failures, repair, repair_cv, district.distributions);
  lines_.assign(static_cast<std::size_t>(lines), {});
}

void Dryer::start(sim::Context& context) {
  ask(feed_store, context);
  look(context);
  schedule_failure(context);
}

// Checks once a day whether a policy has added capacity or a line is back, and offers again what came back.
void Dryer::look(sim::Context& context) {
  begin(context);
  ship(dried_, batch_, product.index, outlet.index, context);
  context.after(24h, &Dryer::look);
}

void Dryer::ask(std::int64_t room, sim::Context& context) {
  Notice notice;
  notice.kind = Notice::Kind::room;
  notice.stream = wet();
  notice.amount = room;
  tell(yard.index, notice, context);
}

void Dryer::receive(const Load& load, sim::Context& context) {
  waiting_.push(load);
  begin(context);
}

void Dryer::notice(const Notice& notice, sim::Context& context) {
  wanted_ = notice.amount > 0;
  begin(context);
}

void Dryer::schedule_failure(sim::Context& context) {
  if (outages_.may_fail()) context.after(outages_.until_failure(context.random(failure_substream)), &Dryer::fail);
}

void Dryer::fail(sim::Context& context) {
  const std::size_t which = outages_.failing(context.random(failure_substream));
  const sim::Duration longer = outages_.stop(which, outages_.repair(context.random(repair_substream)), context.now());
  book(Channel::down, wet(), longer.count(), context);
  Line& line = lines_[which];
  if (line.busy) line.end += longer;  // its batch is finished after the repair
  context.at(std::max(outages_.back(which), line.end), &Dryer::dried);
  schedule_failure(context);
}

void Dryer::begin(sim::Context& context) {
  const std::int64_t rate = policies().working_capacity(site(), capacity, context.now()) / lines;  // of one line [g/d]
  if (rate <= 0 || !wanted_) return;
  for (std::size_t which = 0; which < lines_.size(); ++which) {
    Line& line = lines_[which];
    if (line.busy || !outages_.runs(which, context.now()) || waiting_.empty()) continue;
    line.load = waiting_.pop();
    line.busy = true;
    const sim::Duration time{std::max<std::int64_t>(1, sim::multiply_divide(line.load.mass, 86'400, rate))};
    line.end = context.now() + time;
    book(Channel::busy, wet(), time.count(), context);
    context.at(line.end, &Dryer::dried);
    ask(line.load.mass, context);
  }
}

void Dryer::dried(sim::Context& context) {
  for (Line& line : lines_) {
    if (!line.busy || line.end > context.now()) continue;
    line.busy = false;
    finish(line.load, context);
  }
  begin(context);
}

void Dryer::finish(const Load& load, sim::Context& context) {
  const std::int64_t dry = load.mass - load.water;
  // A feed drier than the product passes unchanged.
  const std::int64_t mass = std::min(load.mass, static_cast<std::int64_t>(static_cast<double>(dry) / (1 - moisture_out)));
  const std::int64_t evaporated = load.mass - mass;
  const auto what = product.index;
  book(Channel::consumed, wet(), load.mass, context, load.water);
  book(Channel::produced, what, mass, context, load.water - evaporated);
  book(Channel::emitted, wet(), evaporated, context, evaporated);
  dried_.put(mass, load.water - evaporated);
  batch_ = mass;
  ship(dried_, batch_, what, outlet.index, context);
  if (ash_yield > 0) leave_ash(evaporated, context);
}

// Only the ash of the fuel is modelled: it enters with the fuel and remains.
void Dryer::leave_ash(std::int64_t evaporated, sim::Context& context) {
  const auto what = ash.index;
  const auto mass = static_cast<std::int64_t>(static_cast<double>(evaporated) * ash_yield);
  book(Channel::added, what, mass, context);
  book(Channel::produced, what, mass, context);
  ash_.put(mass, 0);
  ship(ash_, ash_truck, what, ash_outlet.index, context);
}

void Dryer::ship(Outgoing& stock, std::int64_t payload, StreamId what, SiteId to, sim::Context& context) {
  while (stock.ready(payload, context.now())) haul(stock.take(payload, context.now()), what, to, context);
}

void Dryer::holdings(std::vector<Holding>& held) const {
  waiting_.for_each([&](const Load& load) { held.push_back({load.stream, load.mass, load.water}); });
  for (const Line& line : lines_)
    if (line.busy) held.push_back({line.load.stream, line.load.mass, line.load.water});
  held.push_back({product.index, dried_.stock().mass, dried_.stock().water});
  if (ash) held.push_back({ash.index, ash_.stock().mass, 0});
}

FlowInterface Dryer::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const auto what = product.index;
  interface.accepts = {wet()};
  interface.asks = {yard.index};
  interface.conversions = {{wet(), what, (1 - policies.district().streams[wet()].reference_water) / (1 - moisture_out)}};
  interface.outlets = {{what, outlet.index}};
  if (ash_yield > 0) {
    const double evaporated = std::max(1 - interface.conversions[0].yield, 0.0);
    interface.conversions.push_back({wet(), ash.index, evaporated * ash_yield});
    interface.outlets.push_back({ash.index, ash_outlet.index});
  }
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, Dryer> registered{
    "dryer",
    {"烘干厂", "dryer", "dryers"},
    {"将湿渣烘干为可出售的产品；水分蒸发，干物质不变。", "Dries wet cake to a saleable product; water leaves, dry mass stays."},
    {
        {&Dryer::capacity,
         "capacity",
         "g/d",
         {"全部生产线每天可烘干的湿渣量", "wet cake all lines take in a day"},
         0,
         1e13,
         sim::extensive | sim::required},
        {&Dryer::lines, "lines", "line", {"烘干生产线数", "drying lines"}, 1, 100},
        {&Dryer::moisture_out, "moisture_out", "1", {"产品含水率", "water in the product"}, 0, 0.99},
        {&Dryer::feed_store, "feed_store", "g", {"线前可暂存的湿渣量", "wet cake in front of the lines"}, 0, 1e12, sim::extensive},
        {&Dryer::between_failures,
         "between_failures",
         "s",
         {"单条线两次故障之间的平均运行时间；0表示不发生故障", "mean time between outages of a line; 0: none"},
         0,
         1e9},
        {&Dryer::repair, "repair", "s", {"故障停运的平均时长", "mean length of an outage"}, 0, 1e8},
        {&Dryer::repair_cv, "repair_cv", "1", {"故障停运时长的变异系数", "coefficient of variation of its length"}, 0, 5},
        {&Dryer::feed, "feed", "stream", {"烘干的废物种类", "what is dried"}, sim::required},
        {&Dryer::product, "product", "stream", {"产出的产品", "what comes out"}, sim::required},
        {&Dryer::yard, "yard", "site", {"供料的堆场", "yard that feeds it"}, sim::required},
        {&Dryer::outlet, "outlet", "site", {"接收产品的产品库", "store that takes the product"}, sim::required},
        {&Dryer::ash_yield, "ash_yield", "1", {"每蒸发单位水分产生的燃料灰渣", "ash of the fuel per water driven out"}, 0, 1},
        {&Dryer::ash_truck, "ash_truck", "g", {"运送灰渣的一车装载量", "what one truck of ash takes"}, 1e3, 1e8, sim::payload},
        {&Dryer::ash, "ash", "stream", {"燃料灰渣；产率大于0时才需填写", "ash of the fuel; only with a yield"}},
        {&Dryer::ash_outlet, "ash_outlet", "site", {"接收灰渣", "takes the ash"}},
    }};

}  // namespace
}  // namespace waste
