// A policy answers questions: is something allowed, what does it cost, how do people respond, and since when? It is a pure
// function of load, site and time, sees sites but never facilities, and is shared by all threads.
//
// Every answer is given for a `level` between 0 and 1, the progress of the phase-in. At level 0 a policy has no effect, so a
// policy that starts after the end of the run is the same as none. A policy whose answer to a question is neutral at level 1 is
// neutral at every level, so that it need not be asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/district/site.h"
#include "models/district/stream.h"

namespace waste {

class Policy {
 public:
  virtual ~Policy() = default;

  // Set from the scenario, for every kind (see common_policy_parameters).
  std::string id;                 // key in the scenario
  Label label;
  sim::Time starts = sim::never;  // first day of the phase-in, before any delay
  sim::Time ends = sim::never;    // from then on the policy has no effect; moves with its start
  sim::Duration ramp{0};          // length of a linear or logistic phase-in
  std::string shape = "step";     // step, linear, logistic
  sim::Range delay;               // slippage of the start, drawn once per replica [s]
  SiteRefs sites;          // where it applies; empty: everywhere
  StreamRefs streams;        // what it applies to; empty: everything
  sim::Reference<std::uint32_t> task, project;   // of the plan, implemented by this policy
  double probability = 1;         // that it happens at all, drawn once per replica [1]
  std::int64_t investment = 0;    // [fen]
  std::string source;             // place in the plan, or reason

  /// Whether it is meant to change anything; no: it only stands for a task.
  virtual bool acts() const { return true; }
  /// The steps whose completion drives its level, instead of a phase-in; nullptr for a policy without steps.
  virtual const sim::Steps* steps() const { return nullptr; }

  /// A key without which others that are given have no effect; nullptr: none is missing.
  virtual const char* missing_key() const { return nullptr; }

  /// Factor on what people bring out, before anything is reduced or separated.
  virtual double brought_out(double /*level*/) const { return 1; }
  /// Factor on generation at a site.
  virtual double generation(double /*level*/) const { return 1; }
  /// What people separate at the source, and as which stream.
  struct Separated {
    StreamId into = no_stream;
    double share = 0;  // [1]
  };
  virtual Separated separated(double /*level*/) const { return {}; }
  /// Capacity added to a site [g/d].
  virtual std::int64_t capacity(double /*level*/) const { return 0; }
  /// Factor on buyers' orders; the changes of several policies add up.
  virtual double demand(double /*level*/) const { return 1; }
  /// Factor on inflow from outside the district.
  virtual double inflow(double /*level*/) const { return 1; }
  /// Price a site charges for accepting a load [fen/t]; negative: it pays.
  virtual std::int64_t price(double /*level*/) const { return 0; }
  /// Time from application to approval, if this policy decides on it.
  virtual std::optional<sim::Duration> approval(double /*level*/) const { return {}; }
  /// Vehicles added to a depot.
  virtual std::int64_t vehicles(double /*level*/) const { return 0; }
  /// Time by which a site opens earlier and closes later.
  virtual sim::Duration longer_hours(double /*level*/) const { return sim::Duration{0}; }
  /// Whether a site may still landfill a load.
  virtual bool may_landfill(double /*level*/) const { return true; }
  /// Added rate at which an old heap is reclaimed [g/d].
  virtual std::int64_t reclaim(double /*level*/) const { return 0; }
  /// Members of a register reached at full level, staff added to a desk, or people contacted in a year [1].
  virtual double reach(double /*level*/) const { return 0; }
  /// Added probability that an inspected case, parcel or firm is compliant [1].
  virtual double compliance_gain(double /*level*/) const { return 0; }
  /// Share of what would go elsewhere that is diverted to this site or use [1].
  virtual double diverted(double /*level*/) const { return 0; }
  /// Factor on the industrial value added of the district.
  virtual double value_added(double /*level*/) const { return 1; }
  /// Share of the time a site is out of order because of this policy (a planned or imposed outage) [1].
  virtual double outage(double /*level*/) const { return 0; }
};

/// How the answers of several policies are combined, starting from `start`, the answer without policies. A neutral answer has no
/// effect. `bounded` is what an answer counts as: a task may be carried out with more than its full strength, but nobody separates
/// more than all there is, and less than nothing arises nowhere.
struct Product {
  template <class T>
  static constexpr T start{1};
  template <class T>
  static T bounded(T answer) {
    return answer < T{0} ? T{0} : answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return all * answer;
  }
  template <class T>
  static bool neutral(T answer) {
    return answer == T{1};
  }
};
struct Changes {  // factors whose changes add up: +300 % and +200 % are +500 %, not twelvefold
  template <class T>
  static constexpr T start{1};
  template <class T>
  static T bounded(T answer) {
    return answer < T{0} ? T{0} : answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return all + (answer - T{1});
  }
  template <class T>
  static bool neutral(T answer) {
    return answer == T{1};
  }
};
struct Sum {
  template <class T>
  static constexpr T start{0};
  template <class T>
  static T bounded(T answer) {
    return answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return all + answer;
  }
  template <class T>
  static bool neutral(T answer) {
    return answer == T{0};
  }
};
struct Remainder {  // what is left after each takes its share of the remainder
  template <class T>
  static constexpr T start{1};
  template <class T>
  static T bounded(T answer) {
    return answer > T{1} ? T{1} : answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return all * (1 - answer);
  }
  template <class T>
  static bool neutral(T answer) {
    return answer == 0;
  }
};
struct Unanimous {
  template <class T>
  static constexpr T start{true};
  template <class T>
  static T bounded(T answer) {
    return answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return all && answer;
  }
  template <class T>
  static bool neutral(T answer) {
    return answer;
  }
};
struct Earliest {
  template <class T>
  static constexpr T start{};
  template <class T>
  static T bounded(T answer) {
    return answer;
  }
  template <class T>
  static T join(T all, T answer) {
    return !all || (answer && *answer < *all) ? answer : all;
  }
  template <class T>
  static bool neutral(T answer) {
    return !answer;
  }
};
struct StreamByStream {  // no single value: summed per target stream
  template <class T>
  static T bounded(T answer) {
    if (answer.share > 1) answer.share = 1;
    return answer;
  }
  template <class T>
  static bool neutral(T answer) {
    return answer.share == 0;
  }
};

/// The questions that sites ask policies, about themselves or their operations.
enum class PolicyLever : std::uint8_t {
  brought_out,
  generation,
  separated,
  demand,
  inflow,
  capacity,
  price,
  approval,
  vehicles,
  longer_hours,
  may_landfill,
  reclaim,
  reach,
  compliance_gain,
  diverted,
  outage,
  count_
};

/// What is asked about: a site as a whole, or a stream at it (or, for some kinds of site, the site as a whole).
enum class Asks : std::uint8_t { of_site, of_stream };
/// What the answer is: an amount, or whole vehicles or members, which a strength below 1 cuts down to whole ones (PolicySet).
enum class Gives : std::uint8_t { amount, whole_things };

struct LeverInfo {
  sim::Text name;  // of what it changes
  Asks asks = Asks::of_site;
  Gives gives = Gives::amount;
};

/// A question, the member of a policy that answers it, how answers are combined, and its description.
template <class Value, class Combination>
struct Lever {
  PolicyLever question;
  Value (Policy::*answer)(double level) const;
  Combination combination;
  LeverInfo info;
};
// What g++ deduces by itself; clang 16 must be told.
template <class Value, class Combination>
Lever(PolicyLever, Value (Policy::*)(double) const, Combination, LeverInfo) -> Lever<Value, Combination>;

/// All levers, in the order of the enumeration. A new lever is a member of Policy, a name above and a row here; a facility then
/// asks `policies().ask<PolicyLever::demand>(site, stream, now)` and declares it in `Facility::questions`.
inline constexpr std::tuple levers{
    Lever{PolicyLever::brought_out, &Policy::brought_out, Product{}, LeverInfo{{"居民投放量", "what people bring out"}}},
    Lever{PolicyLever::generation, &Policy::generation, Product{}, LeverInfo{{"产生量", "what arises"}, Asks::of_stream}},
    Lever{PolicyLever::separated, &Policy::separated, StreamByStream{}, LeverInfo{{"分类投放", "separation"}, Asks::of_stream}},
    Lever{PolicyLever::demand, &Policy::demand, Changes{}, LeverInfo{{"订购量", "demand"}, Asks::of_stream}},
    Lever{PolicyLever::inflow, &Policy::inflow, Product{}, LeverInfo{{"区外输入量", "the inflow"}, Asks::of_stream}},
    Lever{PolicyLever::capacity, &Policy::capacity, Sum{}, LeverInfo{{"处理能力", "capacity"}}},
    Lever{PolicyLever::price, &Policy::price, Sum{}, LeverInfo{{"收费", "the gate fee"}, Asks::of_stream}},
    Lever{PolicyLever::approval, &Policy::approval, Earliest{}, LeverInfo{{"转移审批时间", "the approval of transfers"}, Asks::of_stream}},
    Lever{PolicyLever::vehicles, &Policy::vehicles, Sum{}, LeverInfo{{"车辆数", "vehicles"}, Asks::of_site, Gives::whole_things}},
    Lever{PolicyLever::longer_hours, &Policy::longer_hours, Sum{}, LeverInfo{{"开放时间", "opening hours"}}},
    Lever{PolicyLever::may_landfill, &Policy::may_landfill, Unanimous{}, LeverInfo{{"能否填埋", "landfilling"}, Asks::of_stream}},
    Lever{PolicyLever::reclaim, &Policy::reclaim, Sum{}, LeverInfo{{"回采量", "what is reclaimed"}}},
    Lever{PolicyLever::reach, &Policy::reach, Sum{}, LeverInfo{{"争取的成员数", "members reached"}, Asks::of_site, Gives::whole_things}},
    Lever{PolicyLever::compliance_gain, &Policy::compliance_gain, Sum{}, LeverInfo{{"检查合格率", "compliance"}}},
    Lever{PolicyLever::diverted, &Policy::diverted, Remainder{}, LeverInfo{{"分流比例", "diversion"}, Asks::of_stream}},
    Lever{PolicyLever::outage, &Policy::outage, Remainder{}, LeverInfo{{"停运", "outages"}}},
};
template <PolicyLever question>
inline constexpr auto lever_of = std::get<static_cast<std::size_t>(question)>(levers);

const LeverInfo& info(PolicyLever question);

/// Whether the answer of a policy to a question, at a level, is not neutral.
bool answers(const Policy& policy, PolicyLever question, double level = 1);

/// Whether its answer half way differs from that at level 1.
bool gradual(const Policy& policy, PolicyLever question);

/// Whether the answer at a level goes beyond what it counts as.
bool beyond_bounds(const Policy& policy, PolicyLever question, double level);

/// Parameters common to every kind of policy.
const std::vector<sim::Parameter<Policy>>& common_policy_parameters();

/// Progress at `now` of a phase-in that began at `start`: 0 before, 1 when complete or if the shape is "step".
double phase_in(const Policy& policy, sim::Time start, sim::Time now);

}  // namespace waste
