#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fleet_log.h"
#include "models/facilities/gate.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Receives small vehicles, compacts their loads into containers, and hauls these with its own trucks.
///
/// Vehicles it cannot take — closed, daily capacity used up, queue too long — are turned away at the gate and continue to
/// `overflow`. A vehicle that comes before opening waits.
class TransferStation final : public Facility {
 public:
  std::int64_t capacity = 0;          // [g/d], as rated
  double overrun = 1;                 // maximum intake, as a factor on the rating [1]
  std::int64_t bays = 2;
  sim::Range tipping;                 // [s]
  std::int64_t compaction = 0;        // compaction rate of one bay [g/h]; 0: only tipping takes time
  std::int64_t storage = 0;           // [g] in containers
  std::int64_t container = 18'000'000;  // load of one truck [g]
  std::int64_t trucks = 1;
  std::int64_t queue = 20;            // vehicles that may wait
  sim::Duration opens{4 * 3600}, closes{20 * 3600};  // time of day [s]
  SiteRef outlet;              // destination of containers
  SiteRef overflow;            // destination of vehicles turned away
  StreamRef stream;

  const sim::EntityType& type() const override { return sim::entity_type<TransferStation>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;
  std::int64_t vehicles_owned() const override { return trucks; }
  std::int64_t vehicles_here() const override { return idle_ + gate_.vehicles_here(); }

  void begin_day(sim::Context& context);
  void open(sim::Context& context);
  void close(sim::Context& context);
  void tipped(sim::Context& context);
  static constexpr std::array events{sim::Handler<TransferStation>{"begin_day", &TransferStation::begin_day},
                                     sim::Handler<TransferStation>{"open", &TransferStation::open},
                                     sim::Handler<TransferStation>{"close", &TransferStation::close},
                                     sim::Handler<TransferStation>{"tipped", &TransferStation::tipped}};

 private:
  enum : unsigned { tipping_substream = first_own_substream };

  bool admits(const Load& load, sim::Time now) const;
  void serve(sim::Context& context);
  void ship(std::int64_t least, sim::Context& context);
  void log(sim::Context& context);
  void note_load(std::int64_t rated, sim::Context& context);

  const sim::InverseCdf* tipping_table_ = nullptr;
  Gate gate_;
  bool open_ = false;
  sim::Time closing_{};
  std::int64_t today_ = 0;        // admitted [g]
  std::int64_t today_limit_ = 0;  // [g]
  std::int64_t idle_ = 0;         // trucks
  Outgoing pressed_;              // in containers
  std::int64_t rated_today_ = 0;  // [g]
  bool over_ = false;             // exceeded its rating yesterday
  Onset refusing_;
  FleetLog log_;
};

void TransferStation::prepare(District& district, Problems& problems) {
  if (closes <= opens)
    problems.add("closes", {"关门早于开门", "closes before it opens"},
                 {"同一天内，closes晚于opens", "closes later than opens, within one day"});
  if (storage < container)
    problems.add("storage", {"贮存容量小于一个箱体", "storage is smaller than one container"},
                 {"至少容一个箱体", "storage of at least one container"});
  tipping_table_ = district.distributions.pert(tipping);
  gate_ = Gate(static_cast<std::size_t>(bays));
}

void TransferStation::start(sim::Context& context) {
  idle_ = trucks;
  log_.start(context.now());
  begin_day(context);
}

void TransferStation::begin_day(sim::Context& context) {
  const std::int64_t rated = policies().working_capacity(site(), capacity, context.now());
  note_load(rated, context);
  today_ = gate_.mass_here();
  if (const auto queued = gate_.take_queue_time(context.now()); queued > 0) book(Channel::queue, stream.index, queued, context);
  today_limit_ = static_cast<std::int64_t>(static_cast<double>(rated) * overrun);
  const sim::Duration longer = policies().longer_hours(site(), context.now());
  const sim::Time midnight{sim::day_of(context.now())};
  closing_ = midnight + std::min<sim::Duration>(closes + longer, 24h - 1s);
  const sim::Time opening = midnight + std::max<sim::Duration>(opens - longer, 0s);
  book_fleet(log_.take(context.now()), context);
  if (trucks > 0) book(Channel::on_shift, no_stream, trucks * (closing_ - opening).count(), context);
  context.at(opening, &TransferStation::open);
  context.at(closing_, &TransferStation::close);
  context.at(midnight + 24h, &TransferStation::begin_day);
}

/// For the day that ends; `rated` is the rating of the next day.
void TransferStation::note_load(std::int64_t rated, sim::Context& context) {
  const bool over = today_ > rated_today_ && rated_today_ > 0;
  if (over && !over_) raise(AlarmKind::over_capacity, stream.index, today_ - rated_today_, context);
  over_ = over;
  rated_today_ = rated;
}

void TransferStation::open(sim::Context& context) {
  open_ = today_limit_ > 0;
  ship(container, context);  // containers that came back yesterday
  serve(context);
}

// Containers do not stay overnight if a truck is available.
void TransferStation::close(sim::Context& context) {
  open_ = false;
  ship(1, context);
}

bool TransferStation::admits(const Load& load, sim::Time now) const {
  return now < closing_ && today_ + load.mass <= today_limit_ && gate_.waiting() < static_cast<std::size_t>(queue);
}

void TransferStation::receive(const Load& load, sim::Context& context) {
  if (load.home == site()) {
    ++idle_;
    ship(container, context);
    return serve(context);
  }
  if (!admits(load, context.now())) {
    if (context.now() < closing_ && refusing_.begins(context.now())) raise(AlarmKind::turned_away, load.stream, load.mass, context);
    book(Channel::hauled_direct, load.stream, load.mass, context, 0, load.origin);
    return turn_away(load, overflow, context);
  }
  today_ += load.mass;
  gate_.arrive(load, context.now());
  serve(context);
}

// A truck that comes back full unloads, if beyond what the station should hold: no vehicle is served until there is room again.
void TransferStation::take_back(const Load& load, sim::Context& context) {
  ++idle_;
  pressed_.put_back(load, context.now());
  log(context);
  serve(context);
}

void TransferStation::serve(sim::Context& context) {
  while (open_ && gate_.can_begin() && pressed_.stock().mass + gate_.next().mass <= storage) {
    const Load& next = gate_.next();
    sim::Duration time = draw(*tipping_table_, tipping_substream, context);
    if (compaction > 0) time = std::max(time, sim::Duration{next.mass * 3600 / compaction});
    const StreamId what = next.stream;
    const sim::Duration waited = gate_.begin(context.now(), context.now() + time);
    book(Channel::wait, what, waited.count(), context);
    book(Channel::busy, what, time.count(), context);
    context.after(time, &TransferStation::tipped);
  }
}

void TransferStation::tipped(sim::Context& context) {
  const Load load = gate_.finish(context.now());
  pressed_.put(load.mass, load.water);
  send_home(load, context);
  ship(container, context);
  serve(context);
}

void TransferStation::ship(std::int64_t least, sim::Context& context) {
  while (idle_ > 0 && pressed_.ready(least, context.now())) {
    const Stock part = pressed_.take(container, context.now());
    Load load;
    load.stream = stream.index;
    load.mass = part.mass;
    load.water = part.water;
    load.capacity = container;
    load.origin = site();
    load.home = site();
    --idle_;
    log_.departed();
    depart(load, outlet.index, context);
  }
  log(context);
}

void TransferStation::log(sim::Context& context) {
  log_.change(context.now(), trucks - idle_, idle_ == 0 && open_ && pressed_.stock().mass >= container, closing_);
}

void TransferStation::holdings(std::vector<Holding>& held) const {
  gate_.holdings(held);
  held.push_back({stream.index, pressed_.stock().mass, pressed_.stock().water});
}

void TransferStation::questions(Questions& asked, const District&) const {
  ask_working_capacity(asked);
  asked.push_back({PolicyLever::longer_hours, site()});
}

FlowInterface TransferStation::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const auto what = stream.index;
  interface.accepts = {what};
  interface.outlets = {{what, outlet.index}, {what, overflow.index, FlowInterface::When::refused}};
  interface.capacity = policies.capacity(site(), capacity, now);
  interface.largest_load = storage;
  return interface;
}

const sim::Registered<Facility, TransferStation> registered{
    "transfer_station",
    {"转运站", "transfer station", "transfer stations"},
    {"接收收运车辆，压缩装箱后以自有车辆外运。",
     "Takes collection vehicles, compacts into containers and hauls these on with its own trucks."},
    {
        {&TransferStation::capacity,
         "capacity",
         "g/d",
         {"额定能力；0表示尚未建成", "rated capacity; 0: not built yet"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&TransferStation::overrun,
         "overrun",
         "1",
         {"一天的最大接收量，为额定能力的倍数", "most it takes in a day, as a factor on the rating"},
         1,
         3},
        {&TransferStation::bays, "bays", "bay", {"卸料位数", "tipping bays"}, 1, 100, sim::extensive},
        {&TransferStation::tipping, "tipping", "s", {"一辆车在卸料位的周转时间", "turnaround of a vehicle in a bay"}, 1, 86'400},
        {&TransferStation::compaction,
         "compaction",
         "g/h",
         {"一个卸料位每小时的压缩量；0表示由卸料时间决定", "what one bay presses in an hour; 0: tipping sets the time"},
         0,
         1e10},
        {&TransferStation::storage,
         "storage",
         "g",
         {"站内集装箱可存放的数量", "what the containers on site hold"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&TransferStation::container, "container", "g", {"一辆转运车的装载量", "what one transfer truck hauls"}, 1e3, 1e8, sim::payload},
        {&TransferStation::trucks, "trucks", "vehicle", {"转运站的转运车数", "transfer trucks of the station"}, 0, 1e4, sim::extensive},
        {&TransferStation::queue, "queue", "vehicle", {"站口可排队的车辆数", "vehicles that may wait at the gate"}, 0, 1e4, sim::extensive},
        {&TransferStation::opens, "opens", "s", {"每天开站的时刻", "time of day at which it opens"}, 0, 86'399},
        {&TransferStation::closes, "closes", "s", {"每天关站的时刻", "time of day at which it closes"}, 0, 86'399},
        {&TransferStation::outlet, "outlet", "site", {"集装箱的去向", "where containers go"}, sim::required},
        {&TransferStation::overflow, "overflow", "site", {"被拒车辆的去向", "where vehicles go that are turned away"}, sim::required},
        {&TransferStation::stream, "stream", "stream", {"转运的废物种类", "what is transferred here"}, sim::required},
    }};

}  // namespace
}  // namespace waste
