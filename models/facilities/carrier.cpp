#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"
#include "models/facilities/fleet_log.h"

namespace waste {
namespace {

/// Licensed vehicles for hazardous waste: each call is served by the next free vehicle, in the order of calls.
class Carrier final : public Facility {
 public:
  std::int64_t vehicles = 0;

  const sim::EntityType& type() const override { return sim::entity_type<Carrier>; }
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::vehicles, site()}); }
  std::int64_t vehicles_owned() const override { return owned_; }
  std::int64_t vehicles_here() const override { return idle_; }
  static constexpr std::array<sim::Handler<Carrier>, 0> events{};

 private:
  struct Call {
    SiteId from;
    std::int64_t payload;
    sim::Time since;
    StreamId stream;
  };
  void serve(sim::Context& context);
  void log(sim::Context& context);

  std::int64_t owned_ = 0, idle_ = 0;
  Fifo<Call> calls_;
  FleetLog log_;
  sim::Time logged_{};  // until when what the vehicles did is booked
};

void Carrier::start(sim::Context& context) {
  owned_ = idle_ = vehicles;
  logged_ = context.now();
  log_.start(context.now());
}

// Vehicles are on call day and night. Booked when one is called or returns.
void Carrier::log(sim::Context& context) {
  book_fleet(log_.take(context.now()), context);
  if (const auto passed = (context.now() - logged_).count(); owned_ * passed > 0)
    book(Channel::on_shift, no_stream, owned_ * passed, context);
  logged_ = context.now();
}

// Vehicles added or removed by a policy take effect when a call arrives.
void Carrier::notice(const Notice& notice, sim::Context& context) {
  log(context);
  const std::int64_t change = std::max(policies().vehicles(site(), vehicles, context.now()) - owned_, -idle_);
  owned_ += change;
  idle_ += change;
  calls_.push({notice.from, notice.amount, context.now(), notice.stream});
  serve(context);
}

void Carrier::receive(const Load&, sim::Context& context) {
  log(context);
  ++idle_;
  serve(context);
}

void Carrier::serve(sim::Context& context) {
  while (idle_ > 0 && !calls_.empty()) {
    const Call call = calls_.pop();
    --idle_;
    log_.departed();
    book(Channel::wait, call.stream, (context.now() - call.since).count(), context, 0, call.from);
    Load vehicle;
    vehicle.home = site();
    vehicle.capacity = call.payload;
    depart(vehicle, call.from, context);
  }
  log_.change(context.now(), owned_ - idle_, !calls_.empty());
}

const sim::Registered<Facility, Carrier> registered{
    "carrier",
    {"危险废物运输单位", "carrier", "carriers"},
    {"持证的危险废物运输车辆，逐车调派。", "Licensed vehicles for hazardous waste, called load by load."},
    {
        {&Carrier::vehicles,
         "vehicles",
         "vehicle",
         {"运输单位的车辆数", "vehicles of the carrier"},
         1,
         1e5,
         sim::extensive | sim::required},
    }};

}  // namespace
}  // namespace waste
