#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fleet_log.h"

namespace waste {
namespace {

/// Vehicles in shifts: each is sent to the township with the most waste waiting, and again if it returns in time.
class Depot final : public Facility {
 public:
  std::int64_t vehicles = 0;
  std::int64_t payload = 5'000'000;      // [g]
  double worth_a_trip = 0.3;             // smallest share of a payload worth a trip [1]
  sim::Duration shift_starts{5 * 3600};  // time of day [s]
  sim::Duration shift{10 * 3600};        // last departure is this much later [s]
  sim::Duration spacing{120};            // between departures at the start of a shift [s]

  const sim::EntityType& type() const override { return sim::entity_type<Depot>; }
  void start(sim::Context& context) override;
  void receive(const Load& vehicle, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::vehicles, site()}); }
  std::int64_t vehicles_owned() const override { return owned_; }
  std::int64_t vehicles_here() const override { return idle_; }

  void begin_shift(sim::Context& context);
  void send_next(sim::Context& context);
  static constexpr std::array events{sim::Handler<Depot>{"begin_shift", &Depot::begin_shift},
                                     sim::Handler<Depot>{"send_next", &Depot::send_next}};

 private:
  struct Round {
    SiteId township;
    std::int64_t waiting;   // as last announced [g]
    std::int64_t assigned;  // vehicles on their way there
  };
  void adjust_fleet(sim::Time now);
  void log(sim::Context& context);
  Round* neediest();
  bool on_shift(sim::Time now) const { return now < shift_end_; }

  std::int64_t owned_ = 0, idle_ = 0;  // vehicles
  sim::Time shift_end_{};
  bool sending_ = false;               // a send_next is pending
  FleetLog log_;
  std::vector<Round> rounds_;          // in the order of first notice, then fixed
};

void Depot::start(sim::Context& context) {
  owned_ = idle_ = vehicles;
  shift_end_ = context.now();
  log_.start(context.now());
  context.at(next_time_of_day(context.now(), shift_starts), &Depot::begin_shift);
}

// Vehicles removed by a policy leave once they are at the depot.
void Depot::adjust_fleet(sim::Time now) {
  const std::int64_t wanted = policies().vehicles(site(), vehicles, now);
  const std::int64_t change = std::max(wanted - owned_, -idle_);
  owned_ += change;
  idle_ += change;
}

void Depot::begin_shift(sim::Context& context) {
  book_fleet(log_.take(context.now()), context);
  adjust_fleet(context.now());
  shift_end_ = context.now() + shift;
  if (owned_ > 0) book(Channel::on_shift, no_stream, owned_ * shift.count(), context);
  context.after(24h, &Depot::begin_shift);
  if (!sending_) send_next(context);
  log(context);
}

void Depot::log(sim::Context& context) {
  log_.change(context.now(), owned_ - idle_, idle_ == 0 && on_shift(context.now()) && neediest(), shift_end_);
}

Depot::Round* Depot::neediest() {
  Round* best = nullptr;
  std::int64_t most = static_cast<std::int64_t>(static_cast<double>(payload) * worth_a_trip);
  for (Round& round : rounds_) {
    const std::int64_t left = round.waiting - round.assigned * payload;
    if (left > most) most = left, best = &round;
  }
  return best;
}

void Depot::send_next(sim::Context& context) {
  sending_ = false;
  if (idle_ == 0 || !on_shift(context.now())) return;
  Round* round = neediest();
  if (!round) return;
  ++round->assigned;
  --idle_;
  log_.departed();
  log(context);
  Load vehicle;
  vehicle.home = site();
  vehicle.capacity = payload;
  depart(vehicle, round->township, context);
  sending_ = true;
  context.after(spacing, &Depot::send_next);
}

void Depot::receive(const Load&, sim::Context& context) {
  ++idle_;
  log(context);
  if (!sending_) send_next(context);
}

// A township reports its stock four times a day and after each round; the latter ends an assignment.
void Depot::notice(const Notice& notice, sim::Context& context) {
  auto round = std::find_if(rounds_.begin(), rounds_.end(), [&](const Round& r) { return r.township == notice.from; });
  if (round == rounds_.end()) round = rounds_.insert(rounds_.end(), {notice.from, 0, 0});
  if (notice.kind == Notice::Kind::collected) round->assigned = std::max<std::int64_t>(round->assigned - 1, 0);
  round->waiting = notice.amount;
  if (!sending_) send_next(context);
  log(context);
}

const sim::Registered<Facility, Depot> registered{
    "depot",
    {"收运车队", "depot", "depots"},
    {"按班次作业的收运车辆，优先派往待运量最大的地方。", "Collection vehicles in shifts, sent where most is waiting."},
    {
        {&Depot::vehicles, "vehicles", "vehicle", {"车队的车辆数", "vehicles of the depot"}, 0, 1e6, sim::extensive | sim::required},
        {&Depot::payload, "payload", "g", {"一车的装载量", "what one vehicle carries"}, 1e3, 1e8, sim::payload},
        {&Depot::worth_a_trip, "worth_a_trip", "1", {"派车所需的最低装载率", "smallest part of a payload a vehicle is sent for"}, 0, 1},
        {&Depot::shift_starts, "shift_starts", "s", {"每天开始作业的时刻", "time of day at which the shift begins"}, 0, 86'399},
        {&Depot::shift, "shift", "s", {"最后一趟发车距开始作业的时长", "the last departure is this much later"}, 0, 86'400},
        {&Depot::spacing, "spacing", "s", {"相邻两次发车的间隔", "time between departures"}, 0, 3'600},
    }};

}  // namespace
}  // namespace waste
