// A facility is the private side of a site: it owns its stocks and queues, and interacts with others only by loads and notices.
//
// What every facility gets for nothing: arrivals and departures are booked, travel takes time on the road network, gate fees
// are paid, and the generic laws of tests/laws run over it. What it owes: `holdings` (all that stands here, so that the
// books can be checked against it), `flow_interface` (what it takes and where it passes it on, for `check` and `graph`) and, if
// it sends loads, `outgoing` (the stock they leave from, to which those come back that nobody takes).
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "engine/base/message.h"
#include "engine/base/wide.h"
#include "engine/kernel/context.h"
#include "engine/random/inverse_cdf.h"
#include "models/books/alarm.h"
#include "models/books/channel.h"
#include "models/district/load.h"
#include "models/district/site.h"
#include "models/facilities/inventory.h"
#include "models/facilities/question.h"
#include "models/policies/policy_set.h"

namespace waste {

class Outgoing;

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""s;

/// What a facility can do with a stream, for the static questions: does it reach an outlet, can vehicles get there, and where is
/// the bottleneck?
struct FlowInterface {
  struct Source {
    StreamId stream;
    std::int64_t rate;  // mean [g/d]
  };
  enum class When : std::uint8_t {
    usual,
    ordered,    // only when the other site asks for it
    refused,    // only what finds no room, here or on its usual way
    reclaimed,  // only what was put away here before
  };
  /// Passes `stream` on to `to`.
  struct Outlet {
    StreamId stream;
    SiteId to;
    When when = When::usual;
  };
  /// Turns one stream into another.
  struct Conversion {
    StreamId from, to;
    double yield;  // [g/g]
  };
  std::vector<Source> sources;
  std::vector<StreamId> accepts;
  std::vector<StreamId> ends;       // may end here: utilised, disposed of, landfilled
  std::vector<Outlet> outlets;
  std::vector<Conversion> conversions;
  std::int64_t capacity = -1;       // through the site [g/d]; -1: no limit of its own
  std::int64_t largest_load = -1;   // a heavier one would wait at the gate for ever [g]; -1: takes any
  std::int64_t load = 0;            // mass of one load that leaves, where no parameter says it [g]
  std::int64_t waiting = 0;         // leaves at the start, apart from the sources [g]
  std::vector<SiteId> fetched_by;   // depots and carriers whose vehicles come for what is here
  std::vector<SiteId> asks;         // sites that send here when asked
};

/// Collects the errors in the parameters of one site or policy.
class Problems {
 public:
  virtual ~Problems() = default;
  virtual void add(const std::string& parameter, const sim::Message& message, const sim::Message& hint) = 0;
};

class Facility : public sim::Entity {
 public:
  /// Delay of a notice; small, never zero [s].
  static constexpr sim::Duration notice_time{300};

  /// Called once the parameters are set: derives tables and makes checks beyond the range of single parameters.
  virtual void prepare(District& /*district*/, Problems& /*problems*/) {}

  /// A loaded or empty vehicle of another site arrives; its mass is booked as received. By default nobody may come here.
  virtual void receive(const Load& load, sim::Context& context);
  /// A load of this site comes back, because nobody took it: into the stock it came from. Its vehicle drives home.
  virtual void take_back(const Load& load, sim::Context& context);
  virtual void notice(const Notice& /*notice*/, sim::Context& /*context*/) {}

  /// Adds everything on site, by stream.
  virtual void holdings(std::vector<Holding>& held) const = 0;
  virtual FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const = 0;
  /// Adds every question that it may put to policies, except for the gate fee of what it accepts, which is asked for everyone.
  virtual void questions(Questions& /*asked*/, const District& /*district*/) const {}

  /// Vehicles that belong to this site, and vehicles (of any site) here now.
  virtual std::int64_t vehicles_owned() const { return 0; }
  virtual std::int64_t vehicles_here() const { return 0; }

  /// A load or a notice arrives at a facility whose kind is known.
  template <std::derived_from<Facility> Kind>
  friend void deliver_to(Kind& facility, std::uint16_t message, const void* payload, sim::Context& context) {
    if (message == Notice::id) return facility.Kind::notice(*static_cast<const Notice*>(payload), context);
    const Load& load = *static_cast<const Load*>(payload);
    Facility& gate = facility;
    gate.book_arrival(load, context);
    if (gate.comes_back(load)) return facility.Kind::take_back(load, context);
    facility.Kind::receive(load, context);
    gate.charge_gate_fee(load, context);
  }

  void set_site(SiteId site) { site_ = site; }
  void set_policies(const PolicySet& policies) { policies_ = &policies; }
  SiteId site() const { return site_; }

 protected:
  enum Substream : unsigned { travel, first_own_substream };  // random streams; kinds continue the enumeration

  const PolicySet& policies() const { return *policies_; }
  const District& district() const { return policies_->district(); }

  void book(Channel channel, StreamId stream, std::int64_t amount, sim::Context& context, std::int64_t water = 0,
            SiteId counterpart = no_site) const {
    context.record({site_, counterpart, static_cast<std::uint16_t>(channel), stream, amount, water});
  }

  /// Raises an alarm, with an amount in the unit of its kind.
  void raise(AlarmKind kind, StreamId stream, std::int64_t amount, sim::Context& context) const {
    book(Channel::alarms, stream, amount, context, static_cast<std::int64_t>(kind));
  }

  /// Books what the vehicles of a fleet did since the last time: the Sums of a FleetLog (fleet_log.h).
  template <class Sums>
  void book_fleet(const Sums& sums, sim::Context& context) const {
    if (sums.trips > 0) book(Channel::trips, no_stream, sums.trips, context);
    if (sums.driven > 0) book(Channel::driven, no_stream, sums.driven, context);
    if (sums.short_of > 0) book(Channel::short_of, no_stream, sums.short_of, context);
  }

  /// Dispatches a loaded or empty vehicle and books its load. `before` is the time spent here before departure.
  void depart(const Load& load, SiteId to, sim::Context& context, sim::Duration before = sim::Duration{0});

  /// Dispatches part of a stock with a hired vehicle.
  void haul(const Stock& part, StreamId stream, SiteId to, sim::Context& context, sim::Duration before = sim::Duration{0});

  /// The stock from which loads of `stream` leave; none if no such load leaves, or `take_back` says otherwise.
  virtual Outgoing* outgoing(StreamId /*stream*/) { return nullptr; }

  /// Books the opening stock, with a share of `water` [1], and returns it.
  Stock opening(StreamId stream, std::int64_t mass, double water, sim::Context& context) const;

  /// Sends an emptied vehicle back to the site it belongs to; a hired one simply leaves.
  void send_home(const Load& load, sim::Context& context) {
    if (load.home != no_site) drive_home(load, context);
  }

  /// Refuses a load at the gate: it pays no fee here and continues to `fallback`; without one, it returns to the site that sent it
  /// here. A load that `fallback` itself sent, or that goes in a circle, returns to its origin, which takes it back.
  void turn_away(const Load& load, SiteRef fallback, sim::Context& context);

  void tell(SiteId to, Notice notice, sim::Context& context, sim::Duration delay = notice_time) const;

  /// Adds the questions behind `working_capacity` of this site.
  void ask_working_capacity(Questions& asked) const {
    asked.push_back({PolicyLever::capacity, site_});
    asked.push_back({PolicyLever::outage, site_});
  }
  /// Adds the question behind `in_service` of another site.
  static void ask_in_service(Questions& asked, SiteId of, const District& district);

  /// An index by month has 12 values, January first, or none.
  static void check_season(const sim::Numbers& index, Problems& problems);
  /// Value of the index at `now`; 1 if there is none.
  static double in_season(const sim::Numbers& index, sim::Time now);

  sim::Duration draw(const sim::InverseCdf& inverse, unsigned substream, sim::Context& context) const {
    return sim::Duration{inverse(context.random(substream).next())};
  }

 private:
  [[noreturn]] void reject(const Load& load, const sim::Text& why) const;
  bool comes_back(const Load& load) const { return load.turned_away > 0 && load.origin == site_ && load.mass > 0; }
  /// Books what a load brings.
  void book_arrival(const Load& load, sim::Context& context) {
    refused_ = false;
    if (load.mass > 0) book(Channel::received, load.stream, load.mass, context, load.water, load.from);
  }
  /// Books what is paid for it, unless it was turned away.
  void charge_gate_fee(const Load& load, sim::Context& context) const {
    if (load.mass > 0 && !refused_ && policies_->asked(PolicyLever::price, site_)) pay_gate_fee(load, context);
  }
  void drive_home(const Load& load, sim::Context& context);
  /// Departs with a load passed by value, which is marked as sent from here.
  void set_off(Load& load, SiteId to, sim::Context& context, sim::Duration before);
  void pay_gate_fee(const Load& load, sim::Context& context) const;

  SiteId site_ = no_site;
  bool refused_ = false;  // the load at the gate was turned away
  const PolicySet* policies_ = nullptr;
};

/// The next instant at which the clock shows `time_of_day`, strictly after `now`.
sim::Time next_time_of_day(sim::Time now, sim::Duration time_of_day);

}  // namespace waste
