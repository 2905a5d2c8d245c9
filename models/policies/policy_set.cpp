#include "models/policies/policy_set.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/error.h"
#include "engine/random/inverse_cdf.h"
#include "engine/random/random.h"
#include "models/policies/task.h"

namespace waste {
namespace {

/// The task of a policy; nullptr if it implements none.
const TaskFacts* task_of(const Policy& policy, std::span<const TaskFacts> tasks) {
  return policy.task ? &tasks[policy.task.index] : nullptr;
}

sim::Time drawn_start(const Policy& policy, const TaskFacts* task, const sim::InverseCdf& delay, sim::Seed seed) {
  const sim::Time begin = task ? task->begin(policy.starts) : policy.starts;
  if (begin == sim::never || !happens(policy, seed)) return sim::never;
  sim::Random random(seed.value, sim::hash_name("policy " + policy.id), 0, seed.replica);
  return begin + sim::Duration{delay(random.next())};
}

/// Duration of a step: attempts of sampled duration until one succeeds. The random stream is named by policy and step, so that a
/// new step does not shift other draws.
sim::Duration time_of(const Policy& policy, const sim::Step& step, const sim::InverseCdf& duration, sim::Seed seed) {
  sim::Random random(seed.value, sim::hash_name("policy " + policy.id), sim::hash_name("step " + step.id), seed.replica);
  sim::Duration time{0};
  do time += sim::Duration{duration(random.next())};
  while (!random.bernoulli(step.success));
  return time;
}

std::vector<PolicySet::Milestone> drawn_milestones(const Policy& policy, std::span<const sim::InverseCdf* const> step_times,
                                                   sim::Time start, sim::Seed seed) {
  const sim::Steps* steps = policy.steps();
  if (!steps || start == sim::never) return {};
  std::vector<PolicySet::Milestone> milestones;
  double whole = 0;
  for (std::uint32_t i = 0; i < steps->size(); ++i) {  // steps are in topological order
    const sim::Step& step = (*steps)[i];
    sim::Time begin = start;
    for (const std::uint32_t before : step.after) begin = std::max(begin, milestones[before].time);
    milestones.push_back({begin + time_of(policy, step, *step_times[i], seed), i, 0});
    whole += step.weight;
  }
  std::stable_sort(milestones.begin(), milestones.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
  double done = 0;
  for (auto& milestone : milestones) milestone.level = (done += (*steps)[milestone.step].weight) / whole;
  return milestones;
}

using Marks = std::vector<std::uint8_t>;

/// One flag for each of `size` objects: whether it is in a list; an empty list means all.
template <class Reference>
Marks marked(const std::vector<Reference>& list, std::size_t size) {
  Marks marks(size, list.empty() ? 1 : 0);
  for (const auto& each : list) marks[each.index] = 1;
  return marks;
}

}  // namespace

double whole_strength(const Policy& policy, double strength) {
  const double full = static_cast<double>(policy.vehicles(1)) + policy.reach(1);  // no kind counts both
  return full == 0 || full != std::round(full) ? strength : std::round(full * strength) / full;
}

// A stream of its own, so that a change of the probability moves no date; the chance is common to all scenarios.
bool happens(const Policy& policy, sim::Seed seed) {
  if (policy.probability >= 1) return true;
  sim::Random random(seed.value, sim::hash_name("policy " + policy.id), sim::hash_name("happens"), seed.replica);
  return random.bernoulli(policy.probability);
}

PolicySet::PolicySet(const District& district, const Policies& policies, std::span<const TaskFacts> tasks, sim::Seed seed)
    : district_(&district), drivers_(district, policies.drivers, policies.draws_paths, seed), acted_(policies.list.size()) {
  const std::size_t sites = district.template_sites();
  std::vector<Marks> places;  // [policy][template site] applies there
  for (std::size_t i = 0; i < policies.list.size(); ++i) {
    const Policy& policy = *policies.list[i];
    const TaskFacts* task = task_of(policy, tasks);
    const sim::Time starts = drawn_start(policy, task, *policies.delays[i], seed);
    timelines_.push_back(timeline_of(policy, task, starts));
    milestones_.push_back(drawn_milestones(policy, policies.step_times[i], starts, seed));
    places.push_back(marked(policy.sites, sites));
  }
  for (std::size_t i = 0; i < answering_.size(); ++i) answering_[i] = answering(static_cast<PolicyLever>(i), places);
  for (const auto& placement : district.placements) {
    std::uint32_t& asked = asked_.emplace_back();
    for (std::size_t i = 0; i < answering_.size(); ++i) {
      const SiteId source = placement.template_site;
      const bool somebody = !answering_[i].at(source).empty() || drivers_.drives(static_cast<PolicyLever>(i), source);
      asked |= std::uint32_t{somebody} << i;
    }
  }
}

PolicySet::PolicyTimeline PolicySet::timeline_of(const Policy& policy, const TaskFacts* task, sim::Time starts) const {
  PolicyTimeline timeline;
  timeline.policy = &policy;
  timeline.task = task;
  timeline.starts = starts;
  timeline.ends = policy.ends == sim::never || starts == sim::never ? policy.ends
                                                                    : policy.ends + (starts - policy.starts);  // both ends move
  const bool at_once = policy.shape == "step" || policy.ramp <= sim::Duration{0};
  timeline.complete = policy.steps() || starts == sim::never ? sim::never : at_once ? starts : starts + policy.ramp;
  if (task) timeline.strength = task->strength;
  timeline.whole_strength = whole_strength(policy, timeline.strength);
  SIM_ASSERT(district_->streams.size() <= 64 * timeline.streams.size());
  const Marks streams = marked(policy.streams, district_->streams.size());
  for (std::size_t i = 0; i < streams.size(); ++i) timeline.streams[i / 64] |= std::uint64_t{streams[i]} << (i % 64);
  return timeline;
}

PolicySet::Answering PolicySet::answering(PolicyLever question, const std::vector<std::vector<std::uint8_t>>& places) const {
  std::vector<std::uint32_t> asked;
  for (std::uint32_t i = 0; i < timelines_.size(); ++i)
    if (answers(*timelines_[i].policy, question)) asked.push_back(i);
  Answering result;
  const std::size_t template_sites = district_->template_sites();
  for (SiteId source = 0; source < template_sites; ++source) {
    result.first.push_back(static_cast<std::uint32_t>(result.policies.size()));
    for (const std::uint32_t i : asked)
      if (places[i][source]) result.policies.push_back(i);
  }
  result.first.push_back(static_cast<std::uint32_t>(result.policies.size()));
  return result;
}

double PolicySet::level(std::size_t policy, sim::Time now) const {
  const PolicyTimeline& timeline = timelines_[policy];
  if (now < timeline.starts || now >= timeline.ends) return 0;
  if (now >= timeline.complete) return 1;
  if (!timeline.policy->steps()) return phase_in(*timeline.policy, timeline.starts, now);
  const auto& list = milestones_[policy];
  const auto next = std::upper_bound(list.begin(), list.end(), now, [](sim::Time time, const Milestone& m) { return time < m.time; });
  return next == list.begin() ? 0 : std::prev(next)->level;
}

bool PolicySet::in_service(SiteId site, sim::Time now) const {
  const std::int64_t own = district_->sites[site].capacity;
  return own < 0 || capacity(site, own, now) != 0;
}

double PolicySet::brought_out(SiteId site, sim::Time now) const { return ask<PolicyLever::brought_out>(site, no_stream, now); }

double PolicySet::generation(SiteId site, StreamId stream, sim::Time now) const { return ask<PolicyLever::generation>(site, stream, now); }

// Each policy's share refers to the household waste of the base year, so shares add up; the facility that holds the waste
// ensures that no more is taken out than exists.
void PolicySet::separated(SiteId site, StreamId from, std::span<const StreamId> into, std::span<double> shares, sim::Time now) const {
  each<PolicyLever::separated>(site, from, now, [&](const Policy::Separated& part) {
    bool kept = false;
    for (std::size_t i = 0; i < into.size() && part.share > 0; ++i)
      if (into[i] == part.into) shares[i] += part.share, kept = true;
    return kept;
  });
}

double PolicySet::demand(SiteId site, StreamId stream, sim::Time now) const {
  return std::max(0.0, ask<PolicyLever::demand>(site, stream, now));
}

double PolicySet::reach(SiteId site, sim::Time now) const {
  return ask<PolicyLever::reach>(site, no_stream, now) * district_->size_of(site);
}

double PolicySet::compliance_gain(SiteId site, sim::Time now) const { return ask<PolicyLever::compliance_gain>(site, no_stream, now); }

double PolicySet::diverted(SiteId site, StreamId stream, sim::Time now) const { return 1 - ask<PolicyLever::diverted>(site, stream, now); }

double PolicySet::inflow(SiteId site, StreamId stream, sim::Time now) const { return ask<PolicyLever::inflow>(site, stream, now); }

std::int64_t PolicySet::capacity(SiteId site, std::int64_t own, sim::Time now) const {
  return std::max<std::int64_t>(own + scaled(ask<PolicyLever::capacity>(site, no_stream, now), district_->size_of(site)), 0);
}

std::int64_t PolicySet::price(SiteId site, StreamId stream, sim::Time now) const { return ask<PolicyLever::price>(site, stream, now); }

std::int64_t PolicySet::vehicles(SiteId site, std::int64_t own, sim::Time now) const {
  return std::max<std::int64_t>(own + scaled(ask<PolicyLever::vehicles>(site, no_stream, now), district_->size_of(site)), 0);
}

std::int64_t PolicySet::reclaim(SiteId site, std::int64_t own, sim::Time now) const {
  return std::max<std::int64_t>(own + scaled(ask<PolicyLever::reclaim>(site, no_stream, now), district_->size_of(site)), 0);
}

sim::Duration PolicySet::longer_hours(SiteId site, sim::Time now) const { return ask<PolicyLever::longer_hours>(site, no_stream, now); }

sim::Duration PolicySet::approval(SiteId destination, StreamId stream, sim::Duration usual, sim::Time now) const {
  const auto faster = ask<PolicyLever::approval>(destination, stream, now);
  return faster ? std::min(usual, *faster) : usual;
}

bool PolicySet::may_landfill(SiteId site, StreamId stream, sim::Time now) const {
  return ask<PolicyLever::may_landfill>(site, stream, now);
}

std::vector<std::uint8_t> PolicySet::acted() const {
  std::vector<std::uint8_t> acted;
  for (std::size_t i = 0; i < timelines_.size(); ++i) {
    const PolicyTimeline& timeline = timelines_[i];
    const bool in_time = timeline.starts < district_->end && timeline.ends > district_->start;
    const bool adds_value = in_time && timeline.policy->value_added(timeline.strength) != 1;
    acted.push_back(adds_value || acted_[i].load(std::memory_order_relaxed) != 0);
  }
  return acted;
}

void PolicySet::go_on_from(const PolicySet& past) const {
  for (std::size_t i = 0; i < past.timelines_.size(); ++i) {
    if (past.acted_[i].load(std::memory_order_relaxed) == 0) continue;
    for (std::size_t j = 0; j < timelines_.size(); ++j)
      if (timelines_[j].policy->id == past.timelines_[i].policy->id) note(j);
  }
}

std::string PolicySet::at_work(SiteId site, sim::Time now) const {
  std::vector<std::uint8_t> seen(timelines_.size(), 0);
  std::string text;
  for (const Answering& answering : answering_) {
    for (const auto i : answering.at(district_->placements[site].template_site)) {
      const double level = this->level(i, now) * timelines_[i].strength;
      if (level <= 0 || std::exchange(seen[i], 1) != 0) continue;
      const std::string task = timelines_[i].task ? "task " + timelines_[i].task->id + ", " : "";
      text += (text.empty() ? "" : "; ") + timelines_[i].policy->id + " (" + task + "level " +
              std::to_string(static_cast<std::int64_t>(std::round(100 * level))) + " %)";
    }
  }
  return text;
}

double PolicySet::value_added(sim::Time now) const {
  double factor = industry(now);
  for (std::size_t i = 0; i < timelines_.size(); ++i)
    if (const double reached = level(i, now) * timelines_[i].strength; reached > 0)
      factor *= std::max(0.0, timelines_[i].policy->value_added(reached));
  return factor;
}

std::int64_t PolicySet::working_capacity(SiteId site, std::int64_t own, sim::Time now) const {
  const double share = ask<PolicyLever::outage>(site, no_stream, now);
  const std::int64_t rated = capacity(site, own, now);
  return share == 1 ? rated : static_cast<std::int64_t>(static_cast<double>(rated) * share);
}

}  // namespace waste
