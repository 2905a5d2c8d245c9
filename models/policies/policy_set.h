// The policies of one replica, with sampled start dates and step completions. Its answers never change, so copies of a simulation
// share it. What grows is a note of the policies that ever answered with an effect: flags that are only raised, in any order.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/random/random.h"
#include "models/district/district.h"
#include "models/policies/driver_paths.h"
#include "models/policies/policy.h"

namespace waste {

struct TaskFacts;

/// The strength of a policy where it counts whole things, vehicles or members: that which gives the nearest whole number when it is
/// complete, because 60 % of one vehicle is one vehicle and not none.
double whole_strength(const Policy& policy, double strength);

/// Whether a policy happens in a replica: always, unless its probability is below 1.
bool happens(const Policy& policy, sim::Seed seed);

/// The policies of a scenario, with the distributions of their starts and steps, and the drivers of its district.
struct Policies {
  std::vector<std::unique_ptr<Policy>> list;                          // sorted by id
  std::vector<const sim::InverseCdf*> delays;                           // [policy] slippage of its start [s]
  std::vector<std::vector<const sim::InverseCdf*>> step_times;          // [policy][step] duration of one attempt [s]
  std::vector<Driver> drivers;                                          // of the district
  bool draws_paths = false;                                             // of drivers; no: they take their likeliest course
};

class PolicySet {
 public:
  /// Draws the paths of drivers and the starts of all policies from streams named by their ids; subject to `tasks`. The district, the
  /// policies and the tasks must outlive this object.
  PolicySet(const District& district, const Policies& policies, std::span<const TaskFacts> tasks, sim::Seed seed);

  const District& district() const { return *district_; }
  sim::Time start_of(std::size_t policy) const { return timelines_[policy].starts; }

  /// When a step of a policy is complete, and the level of the policy from then on.
  struct Milestone {
    sim::Time time{};
    std::uint32_t step = 0;  // position in Policy::steps()
    double level = 0;        // completed weight, as a share of all steps [1]
  };
  /// In order of time; empty for a policy without steps or one that never starts.
  const std::vector<Milestone>& milestones(std::size_t policy) const { return milestones_[policy]; }
  /// Level of a policy, before the strength of its task [1].
  double level(std::size_t policy, sim::Time now) const;

  /// Combined answer of the policies and drivers that apply at that site and time.
  template <PolicyLever question>
  auto ask(SiteId site, StreamId stream, sim::Time now) const {
    constexpr auto lever = lever_of<question>;
    auto all = lever.combination.template start<decltype((std::declval<const Policy&>().*lever.answer)(0.0))>;
    each<question>(site, stream, now, [&](const auto& answer) {
      all = lever.combination.join(all, answer);
      return !lever.combination.neutral(answer);
    });
    if constexpr (std::is_same_v<decltype(lever.combination), Product>)
      all *= drivers_.factor(question, district_->placements[site].template_site, stream, now);
    return all;
  }

  // The same by name, including the site's own value and size.
  double brought_out(SiteId site, sim::Time now) const;
  double generation(SiteId site, StreamId stream, sim::Time now) const;
  /// Shares of generation at a site as `from` that people separate: added to `shares`, one for each stream of `into` [1].
  void separated(SiteId site, StreamId from, std::span<const StreamId> into, std::span<double> shares, sim::Time now) const;
  double demand(SiteId site, StreamId stream, sim::Time now) const;
  double reach(SiteId site, sim::Time now) const;      // members of a register, staff of a desk [1]
  double compliance_gain(SiteId site, sim::Time now) const;  // added probability [1]
  double diverted(SiteId site, StreamId stream, sim::Time now) const;  // share [1]
  double inflow(SiteId site, StreamId stream, sim::Time now) const;
  std::int64_t capacity(SiteId site, std::int64_t own, sim::Time now) const;  // [g/d]
  std::int64_t price(SiteId site, StreamId stream, sim::Time now) const;      // [fen/t]
  std::int64_t vehicles(SiteId site, std::int64_t own, sim::Time now) const;
  std::int64_t reclaim(SiteId site, std::int64_t own, sim::Time now) const;   // [g/d]
  sim::Duration longer_hours(SiteId site, sim::Time now) const;
  sim::Duration approval(SiteId destination, StreamId stream, sim::Duration usual, sim::Time now) const;
  bool may_landfill(SiteId site, StreamId stream, sim::Time now) const;
  double value_added(sim::Time now) const;  // of the district relative to the base year, regardless of the sites of a policy
  double industry(sim::Time now) const { return drivers_.industry(now); }  // the same before policies, which waste of industry follows
  std::int64_t working_capacity(SiteId site, std::int64_t own, sim::Time now) const;  // after outages [g/d]
  /// Whether a site has any capacity: declared by itself or added by policies.
  bool in_service(SiteId site, sim::Time now) const;
  /// Whether any policy that may apply at a site answers the question: if none does, and no driver, the answer is neutral.
  bool asked(PolicyLever question, SiteId site) const { return asked_[site] >> static_cast<unsigned>(question) & 1; }

  /// [policy] 1: some answer of it has had an effect so far, or its value added has by the end of the run.
  std::vector<std::uint8_t> acted() const;
  /// Notes what the policies of the same names did under `past`, when a run goes on under these policies.
  void go_on_from(const PolicySet& past) const;
  /// The policies at work at a site, with their tasks and levels, for the message of an error there: "p (task t15, level 300 %)".
  std::string at_work(SiteId site, sim::Time now) const;

 private:
  /// Data that decides whether, for which streams and how strongly a policy applies at a time.
  struct PolicyTimeline {
    const Policy* policy = nullptr;
    const TaskFacts* task = nullptr;         // nullptr: of no task
    sim::Time starts{}, complete{}, ends{};  // at level 1 from `complete` on; `never` for one driven by steps
    double strength = 1;                     // of its task [1]
    double whole_strength = 1;               // the same where whole things are counted, so that they are whole when complete [1]
    std::array<std::uint64_t, 4> streams{};  // one bit for each stream that it applies to
    bool applies_to(StreamId stream) const { return stream == no_stream || (streams[stream / 64] >> (stream % 64) & 1) != 0; }
  };

  /// The policies that answer one question, by template site (the site of the scenario that a site is a copy of): those of a source
  /// are at [first[source]] to [first[source + 1] - 1].
  struct Answering {
    std::vector<std::uint32_t> first, policies;
    std::span<const std::uint32_t> at(SiteId source) const {
      return {policies.data() + first[source], policies.data() + first[source + 1]};
    }
  };

  PolicyTimeline timeline_of(const Policy& policy, const TaskFacts* task, sim::Time starts) const;
  Answering answering(PolicyLever question, const std::vector<std::vector<std::uint8_t>>& places) const;
  /// Calls `visit(answer)` for every policy that applies; it returns whether the answer has an effect.
  template <PolicyLever question, class Visit>
  void each(SiteId site, StreamId stream, sim::Time now, Visit visit) const {
    if (!asked(question, site)) return;
    constexpr auto lever = lever_of<question>;
    for (const auto i : answering_[static_cast<std::size_t>(question)].at(district_->placements[site].template_site)) {
      const PolicyTimeline& timeline = timelines_[i];
      if (now < timeline.starts || !timeline.applies_to(stream)) continue;
      const double strength = lever.info.gives == Gives::whole_things ? timeline.whole_strength : timeline.strength;
      const double level = this->level(i, now) * strength;
      if (level > 0 && visit(lever.combination.bounded((timeline.policy->*lever.answer)(level)))) note(i);
    }
  }
  /// Written once and read often, so that threads seldom disturb each other.
  void note(std::size_t policy) const {
    if (acted_[policy].load(std::memory_order_relaxed) == 0) acted_[policy].store(1, std::memory_order_relaxed);
  }

  const District* district_;
  DriverPaths drivers_;
  std::vector<PolicyTimeline> timelines_;                       // [policy]
  std::vector<std::vector<Milestone>> milestones_;    // [policy]
  std::array<Answering, static_cast<std::size_t>(PolicyLever::count_)> answering_;  // [question]
  std::vector<std::uint32_t> asked_;                  // [site] one bit for each question that some policy answers there
  mutable std::vector<std::atomic<std::uint8_t>> acted_;  // [policy]
};

}  // namespace waste
