// A policy answers questions: is it allowed, what does it cost, how do people respond, since when? It is a pure function of
// load, site and time, sees sites and never facilities, and is shared by all threads.
//
// Every answer is given for a `level` between 0 and 1: how far the phase-in has come. At level 0 a policy changes nothing,
// so a policy that begins after the horizon is the same as none. A policy whose answer to a question is neutral at level 1 is
// neutral at every level, so that it need not be asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/district/stream.h"
#include "models/district/site.h"

namespace waste {

class Policy {
 public:
  virtual ~Policy() = default;

  // Set from the scenario for every kind (see common_policy_parameters).
  std::string id;                 // key in the scenario
  Label label;
  sim::Time starts = sim::never;  // first day of the phase-in, before any delay
  sim::Time ends = sim::never;    // from here on it is as if there were no policy; as much later as it starts later
  sim::Duration ramp{0};          // length of a linear or logistic phase-in
  std::string shape = "step";     // step, linear, logistic
  sim::Range delay;               // slippage of the start, drawn once per replica [s]
  SiteRefs sites;          // where it applies; empty: everywhere
  StreamRefs streams;        // what it applies to; empty: everything
  sim::Reference<std::uint32_t> task, project;   // of the plan, that it carries out
  std::int64_t investment = 0;    // [fen]
  std::string source;             // place in the plan, or reason

  /// The steps whose completion drives its level, instead of a phase-in; nullptr for a policy without steps.
  virtual const sim::Steps* steps() const { return nullptr; }

  /// Factor on what arises at a site.
  virtual double generation(double /*level*/) const { return 1; }
  /// What people keep apart of what arises, and as which stream.
  struct Separated {
    StreamId into = no_stream;
    double share = 0;  // [1]
  };
  virtual Separated separated(double /*level*/) const { return {}; }
  /// Capacity added to a site [g/d].
  virtual std::int64_t capacity(double /*level*/) const { return 0; }
  /// Factor on what buyers order.
  virtual double demand(double /*level*/) const { return 1; }
  /// Factor on what enters from outside the district.
  virtual double inflow(double /*level*/) const { return 1; }
  /// Price a site asks for taking a load; negative: it pays [fen/t].
  virtual std::int64_t price(double /*level*/) const { return 0; }
  /// Time from application to approval, when this policy rules on it.
  virtual std::optional<sim::Duration> approval(double /*level*/) const { return {}; }
  /// Vehicles added to a depot.
  virtual std::int64_t vehicles(double /*level*/) const { return 0; }
  /// Time a site opens earlier and closes later.
  virtual sim::Duration longer_hours(double /*level*/) const { return sim::Duration{0}; }
  /// Whether a site may still bury a load.
  virtual bool may_landfill(double /*level*/) const { return true; }
  /// Factor on the speed at which an old heap is taken back, in [g/d] added.
  virtual std::int64_t reclaim(double /*level*/) const { return 0; }
  /// Members of a register that it reaches when complete; staff it adds to a desk; people it contacts in a year [1].
  virtual double reach(double /*level*/) const { return 0; }
  /// What it adds to the probability that a case, a parcel, a firm that is checked is in order [1].
  virtual double diligence(double /*level*/) const { return 0; }
  /// Share of what would go elsewhere that it brings to this site or use [1].
  virtual double diverted(double /*level*/) const { return 0; }
  /// Factor on the industrial value added of the district.
  virtual double value_added(double /*level*/) const { return 1; }
  /// Share of the time a site is out of order because of this policy (a planned or imposed outage) [1].
  virtual double outage(double /*level*/) const { return 0; }
};

/// How the answers of several policies become one, from `start`, which is the answer where no policy gives one. A neutral answer
/// changes nothing.
struct Product {
  template <class T> static constexpr T start{1};
  template <class T> static T join(T all, T answer) { return all * answer; }
  template <class T> static bool neutral(T answer) { return answer == T{1}; }
};
struct Sum {
  template <class T> static constexpr T start{0};
  template <class T> static T join(T all, T answer) { return all + answer; }
  template <class T> static bool neutral(T answer) { return answer == T{0}; }
};
struct Remainder {  // what all leave, each taking its share of what the others left
  template <class T> static constexpr T start{1};
  template <class T> static T join(T all, T answer) { return all * (1 - answer); }
  template <class T> static bool neutral(T answer) { return answer == 0; }
};
struct Unanimous {
  template <class T> static constexpr T start{true};
  template <class T> static T join(T all, T answer) { return all && answer; }
  template <class T> static bool neutral(T answer) { return answer; }
};
struct Earliest {
  template <class T> static constexpr T start{};
  template <class T> static T join(T all, T answer) { return !all || (answer && *answer < *all) ? answer : all; }
  template <class T> static bool neutral(T answer) { return !answer; }
};
struct StreamByStream {  // not one: summed for each stream that something goes into
  template <class T> static bool neutral(T answer) { return answer.share == 0; }
};

/// The questions that sites ask policies, of themselves or of what they do.
enum class PolicyLever : std::uint8_t {
  generation, separated, demand, inflow, capacity, price, approval, vehicles, longer_hours, may_landfill, reclaim, reach, diligence,
  diverted, outage, count_
};

/// A question, the member of a policy that answers it, and how answers are combined.
template <class Value, class Combination>
struct Lever {
  PolicyLever question;
  Value (Policy::*answer)(double level) const;
  Combination combination;
};

/// All of them, in the order of the enumeration. A new lever is a member of Policy, a name above and a row here; a facility then
/// asks `policies().ask<PolicyLever::demand>(site, stream, now)`.
inline constexpr std::tuple levers{
    Lever{PolicyLever::generation, &Policy::generation, Product{}},
    Lever{PolicyLever::separated, &Policy::separated, StreamByStream{}},
    Lever{PolicyLever::demand, &Policy::demand, Product{}},
    Lever{PolicyLever::inflow, &Policy::inflow, Product{}},
    Lever{PolicyLever::capacity, &Policy::capacity, Sum{}},
    Lever{PolicyLever::price, &Policy::price, Sum{}},
    Lever{PolicyLever::approval, &Policy::approval, Earliest{}},
    Lever{PolicyLever::vehicles, &Policy::vehicles, Sum{}},
    Lever{PolicyLever::longer_hours, &Policy::longer_hours, Sum{}},
    Lever{PolicyLever::may_landfill, &Policy::may_landfill, Unanimous{}},
    Lever{PolicyLever::reclaim, &Policy::reclaim, Sum{}},
    Lever{PolicyLever::reach, &Policy::reach, Sum{}},
    Lever{PolicyLever::diligence, &Policy::diligence, Sum{}},
    Lever{PolicyLever::diverted, &Policy::diverted, Remainder{}},
    Lever{PolicyLever::outage, &Policy::outage, Remainder{}},
};
template <PolicyLever question>
inline constexpr auto lever_of = std::get<static_cast<std::size_t>(question)>(levers);

/// Whether the answer of a policy to a question, at a level, is not neutral.
bool answers(const Policy& policy, PolicyLever question, double level = 1);

/// Parameters that every kind of policy has.
const std::vector<sim::Parameter<Policy>>& common_policy_parameters();

/// How far a phase-in that began at `start` has come at `now`: 0 before, 1 when complete or when the shape is "step".
double phase_in(const Policy& policy, sim::Time start, sim::Time now);

}  // namespace waste
