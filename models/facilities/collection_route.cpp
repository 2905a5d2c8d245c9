#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fleet_log.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// A collection round of restaurants, canteens and compounds, with dedicated trucks that drive straight to a plant.
///
/// Waste waits in sealed bins. A truck makes a round when enough waits, and returns for the next one until the shift ends. What
/// the bins cannot hold at the end of a day is lost to household waste, which shows a shortage of trucks.
class CollectionRoute final : public Facility {
 public:
  std::int64_t rate = 0;                  // mean of the base year [g/d]
  sim::Numbers season;                    // [month of year] factor; empty: 1
  double noise = 0;                       // coefficient of variation of a day's waste [1]
  std::int64_t trucks = 1;
  std::int64_t payload = 5'000'000;       // [g]
  double worth_a_trip = 0.5;              // smallest share of a payload worth a trip [1]
  sim::Duration shift_starts{5 * 3600};   // time of day [s]
  sim::Duration shift{14 * 3600};         // the last round begins this much later [s]
  sim::Range round;                       // time of one collection round [s]
  std::int64_t bins = 0;                  // [g]
  StreamRef stream;
  SiteRef outlet;
  StreamRef rubbish; // stream of what is lost, and its destination
  SiteRef rubbish_outlet;

  const sim::EntityType& type() const override { return sim::entity_type<CollectionRoute>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;
  std::int64_t vehicles_owned() const override { return owned_; }
  std::int64_t vehicles_here() const override { return idle_; }

  void begin_day(sim::Context& context);
  void begin_shift(sim::Context& context);
  static constexpr std::array events{sim::Handler<CollectionRoute>{"begin_day", &CollectionRoute::begin_day},
                                     sim::Handler<CollectionRoute>{"begin_shift", &CollectionRoute::begin_shift}};

 private:
  enum : unsigned { noise_substream = first_own_substream, round_substream };
  StreamId what() const { return stream.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;
  void lose_surplus(sim::Context& context);
  void watch(std::int64_t lost, sim::Context& context);
  std::int64_t worth_sending() const;
  void send_trucks(sim::Context& context);
  void log(sim::Context& context);
  Outgoing* outgoing(StreamId) override { return &lost_; }

  const sim::InverseCdf* noise_table_ = nullptr;
  const sim::InverseCdf* round_table_ = nullptr;
  std::int64_t owned_ = 0, idle_ = 0;  // trucks
  Stock waiting_;                      // in the bins
  Offer plant_;                        // what it is offered
  Outgoing lost_;                      // to household waste
  std::int64_t lot_ = 0;               // of what was lost last [g]
  sim::Time shift_end_{};
  sim::Time fetched_{};                // when the last round began
  DailyOnset spilling_, cut_off_;
  FleetLog log_;
};

void CollectionRoute::prepare(District& district, Problems& problems) {
  check_season(season, problems);
  noise_table_ = district.distributions.lognormal_ppm(noise);
  round_table_ = district.distributions.pert(round);
}

void CollectionRoute::start(sim::Context& context) {
  owned_ = idle_ = trucks;
  shift_end_ = fetched_ = context.now();
  log_.start(context.now());
  context.after(0s, &CollectionRoute::begin_day);
  context.at(next_time_of_day(context.now(), shift_starts), &CollectionRoute::begin_shift);
}

std::int64_t CollectionRoute::mean_day(const PolicySet& policies, sim::Time now) const {
  double factor = policies.brought_out(site(), now) * in_season(season, now);
  factor *= policies.generation(site(), what(), now);
  return static_cast<std::int64_t>(static_cast<double>(rate) * factor);
}

void CollectionRoute::begin_day(sim::Context& context) {
  lose_surplus(context);
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const auto mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  if (mass > 0) book(Channel::generated, what(), mass, context);
  waiting_.put(mass, 0);
  log(context);
  context.after(24h, &CollectionRoute::begin_day);
}

// For the day that ends.
void CollectionRoute::watch(std::int64_t lost, sim::Context& context) {
  if (spilling_.begins(lost > 0 && 2 * lost > mean_day(policies(), context.now()))) raise(AlarmKind::overflow, what(), lost, context);
  const bool cut_off = waiting_.mass >= worth_sending() && context.now() - fetched_ >= collection_gap;
  if (cut_off_.begins(cut_off)) raise(AlarmKind::collection_stopped, what(), waiting_.mass, context);
}

std::int64_t CollectionRoute::worth_sending() const {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(payload) * worth_a_trip));
}

void CollectionRoute::lose_surplus(sim::Context& context) {
  const std::int64_t lost = waiting_.mass - bins;
  watch(lost, context);
  if (lost > 0) {
    const Stock part = waiting_.take(lost);
    book(Channel::overflowed, what(), lost, context);
    book(Channel::consumed, what(), lost, context, part.water);
    book(Channel::produced, rubbish.index, lost, context, part.water);
    lost_.put(lost, part.water);
    lot_ = lost;
  }
  while (lost_.ready(lot_, context.now())) haul(lost_.take(lot_, context.now()), rubbish.index, rubbish_outlet.index, context);
}

// Trucks removed by a policy leave once they are here.
void CollectionRoute::begin_shift(sim::Context& context) {
  book_fleet(log_.take(context.now()), context);
  const std::int64_t change = std::max(policies().vehicles(site(), trucks, context.now()) - owned_, -idle_);
  owned_ += change;
  idle_ += change;
  shift_end_ = context.now() + shift;
  if (owned_ > 0) book(Channel::on_shift, no_stream, owned_ * shift.count(), context);
  send_trucks(context);
  context.after(24h, &CollectionRoute::begin_shift);
}

void CollectionRoute::send_trucks(sim::Context& context) {
  while (idle_ > 0 && waiting_.mass >= worth_sending() && context.now() < shift_end_ && plant_.open(context.now())) {
    fetched_ = context.now();
    Load load;
    load.stream = what();
    const Stock part = waiting_.take(payload);
    load.mass = part.mass;
    load.water = part.water;
    load.capacity = payload;
    load.origin = load.home = site();
    --idle_;
    log_.departed();
    plant_.send(context.now());
    depart(load, outlet.index, context, draw(*round_table_, round_substream, context));
  }
  log(context);
}

void CollectionRoute::log(sim::Context& context) {
  const bool wanted = idle_ == 0 && waiting_.mass >= worth_sending() && context.now() < shift_end_;
  log_.change(context.now(), owned_ - idle_, wanted, shift_end_);
}

/// One of its trucks returns, or compounds of a town hand over separated waste.
void CollectionRoute::receive(const Load& load, sim::Context& context) {
  waiting_.put(load.mass, load.water);
  if (load.home == site()) ++idle_;
  else send_home(load, context);
  send_trucks(context);
}

// What a full plant returns waits in the bins.
void CollectionRoute::take_back(const Load& load, sim::Context& context) {
  if (load.home != site()) return Facility::take_back(load, context);
  waiting_.put(load.mass, load.water);
  plant_.come_back(context.now());
  ++idle_;
  log(context);
}

void CollectionRoute::holdings(std::vector<Holding>& held) const {
  held.push_back({what(), waiting_.mass, waiting_.water});
  held.push_back({rubbish.index, lost_.stock().mass, lost_.stock().water});
}

void CollectionRoute::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::brought_out, site()});
  asked.push_back({PolicyLever::generation, site(), what()});
  asked.push_back({PolicyLever::vehicles, site()});
}

FlowInterface CollectionRoute::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), mean_day(policies, now)}};
  interface.accepts = {what()};
  interface.outlets = {{what(), outlet.index}, {rubbish.index, rubbish_outlet.index, FlowInterface::When::refused}};
  return interface;
}

const sim::Registered<Facility, CollectionRoute> registered{
    "collection_route",
    {"分类收运线路", "collection route", "collection routes"},
    {"由专用车辆收集、直接运往处理厂的收运线路。", "A round whose waste is fetched by trucks of its own and driven straight to a plant."},
    {
        {&CollectionRoute::rate,
         "rate",
         "g/d",
         {"线路上的产生量，基准年平均", "what arises on the round, mean of the base year"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&CollectionRoute::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&CollectionRoute::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's waste"}, 0, 2},
        {&CollectionRoute::trucks, "trucks", "vehicle", {"线路配备的车辆数", "trucks of the round"}, 0, 1e4, sim::extensive},
        {&CollectionRoute::payload, "payload", "g", {"一车的装载量", "what one truck carries"}, 1e3, 1e8, sim::payload},
        {&CollectionRoute::worth_a_trip,
         "worth_a_trip",
         "1",
         {"发车所需的最低装载率", "smallest part of a payload a truck is sent for"},
         0,
         1},
        {&CollectionRoute::shift_starts, "shift_starts", "s", {"每天开始作业的时刻", "time of day at which the shift begins"}, 0, 86'399},
        {&CollectionRoute::shift, "shift", "s", {"最后一趟距开始作业的时长", "the last round begins this much later"}, 0, 86'400},
        {&CollectionRoute::round, "round", "s", {"收运一趟所需时间", "time of one collection round"}, 0, 86'400, sim::required},
        {&CollectionRoute::bins,
         "bins",
         "g",
         {"收集容器过夜的容量", "what the bins hold over night"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&CollectionRoute::stream, "stream", "stream", {"收运的废物种类", "what is collected"}, sim::required},
        {&CollectionRoute::outlet, "outlet", "site", {"接收的处理厂", "the plant that takes it"}, sim::required},
        {&CollectionRoute::rubbish,
         "rubbish",
         "stream",
         {"收集容器满溢后归入的废物种类", "what it becomes when the bins overflow"},
         sim::required},
        {&CollectionRoute::rubbish_outlet,
         "rubbish_outlet",
         "site",
         {"接收容器装不下的部分", "takes what the bins cannot hold"},
         sim::required},
    }};

}  // namespace
}  // namespace waste
