// The rules one replica lives under: the world's policies, with the start of each and the completion of its steps drawn once. Immutable after construction,
// so copies of a simulation share it.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/policies/policy.h"

namespace waste {

struct World;

class Rules {
 public:
  /// Draws the starts of all policies from streams named by their ids.
  Rules(const World& world, std::uint64_t replica);

  const World& world() const { return *world_; }
  sim::Time start_of(std::size_t policy) const { return courses_[policy].starts; }

  /// When a step of a policy is complete and how far the policy has come by then.
  struct Milestone {
    sim::Time time{};
    std::uint32_t step = 0;  // position in Policy::steps()
    double level = 0;        // part of the weight of all steps that is complete [1]
  };
  /// In order of time; empty for a policy without steps or one that never begins.
  const std::vector<Milestone>& milestones(std::size_t policy) const { return milestones_[policy]; }
  /// How far a policy has come, before the strength of its task [1].
  double level(std::size_t policy, sim::Time now) const;

  double generation(SiteId site, StreamId stream, sim::Time now) const;
  /// Shares of what arises at a site as `from` that people keep apart: added to `shares`, one for each stream of `into` [1].
  void separated(SiteId site, StreamId from, std::span<const StreamId> into, std::span<double> shares, sim::Time now) const;
  double demand(SiteId site, StreamId stream, sim::Time now) const;
  double reach(SiteId site, sim::Time now) const;      // members of a register, staff of a desk [1]
  double diligence(SiteId site, sim::Time now) const;  // added probability [1]
  double diverted(SiteId site, StreamId stream, sim::Time now) const;  // share [1]
  double inflow(SiteId site, StreamId stream, sim::Time now) const;
  std::int64_t capacity(SiteId site, std::int64_t own, sim::Time now) const;  // [g/d]
  std::int64_t price(SiteId site, StreamId stream, sim::Time now) const;      // [fen/t]
  std::int64_t vehicles(SiteId site, std::int64_t own, sim::Time now) const;
  std::int64_t reclaim(SiteId site, std::int64_t own, sim::Time now) const;   // [g/d]
  sim::Duration longer_hours(SiteId site, sim::Time now) const;
  sim::Duration approval(SiteId destination, StreamId stream, sim::Duration usual, sim::Time now) const;
  bool may_landfill(SiteId site, StreamId stream, sim::Time now) const;
  double value_added(sim::Time now) const;  // factor; concerns the district, whatever sites a policy names
  std::int64_t working_capacity(SiteId site, std::int64_t own, sim::Time now) const;  // less what outages take [g/d]
  bool any_at(SiteId site) const;  // some policy may apply there
  /// Whether any policy that may apply at a site answers the question: when none does, the answer is the neutral one.
  bool asked(Question question, SiteId site) const { return asked_[site] >> static_cast<unsigned>(question) & 1; }

 private:
  /// What tells of a policy whether it counts now and for a stream, and how much.
  struct Course {
    const Policy* policy = nullptr;
    sim::Time starts{}, complete{}, ends{};  // at level 1 from `complete` on; `never` for one that goes by steps
    double strength = 1;                     // of its task [1]
    std::array<std::uint64_t, 4> streams{};  // one bit for each that it applies to
    bool applies_to(StreamId stream) const {
      return stream == no_stream || (streams[stream / 64] >> (stream % 64) & 1) != 0;
    }
  };

  /// The policies that answer one question, by the site of the scenario, the pattern, that a site is a copy of: those of a
  /// pattern lie at [first[pattern]] to [first[pattern + 1] - 1].
  struct Answering {
    std::vector<std::uint32_t> first, policies;
    std::span<const std::uint32_t> at(SiteId pattern) const {
      return {policies.data() + first[pattern], policies.data() + first[pattern + 1]};
    }
  };

  Course course_of(std::size_t policy, sim::Time starts) const;
  Answering answering(Question question, const std::vector<std::vector<std::uint8_t>>& places) const;
  template <class Visit>
  void each(Question question, SiteId site, StreamId stream, sim::Time now, Visit visit) const;

  const World* world_;
  std::vector<Course> courses_;                       // [policy]
  std::vector<std::vector<Milestone>> milestones_;    // [policy]
  std::array<Answering, static_cast<std::size_t>(Question::count_)> answering_;  // [question]
  std::vector<std::uint32_t> asked_;                  // [site] one bit for each question that some policy answers there
  std::vector<std::uint8_t> any_at_;                  // [pattern of the site]
};

}  // namespace waste
