#include "models/policies/policy_set.h"

#include <algorithm>

#include "engine/random/quantile.h"
#include "engine/random/random.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// The task of a policy; nullptr when it carries out none.
const TaskFacts* task_of(const World& world, const Policy& policy) {
  return policy.task ? &world.tasks[policy.task.index] : nullptr;
}

sim::Time drawn_start(const World& world, const Policy& policy, const sim::Quantile& delay, std::uint64_t replica) {
  const TaskFacts* task = task_of(world, policy);
  const sim::Time begin = task ? task->begin(policy.starts) : policy.starts;
  if (begin == sim::never) return sim::never;
  sim::Random random(world.seed, sim::hash_name("policy " + policy.id), 0, replica);
  return begin + sim::Duration{delay(random.next())};
}

/// How long a step takes: tries of drawn duration until one succeeds. The stream is named by policy and step, so that a new
/// step shifts nobody else's draws.
sim::Duration time_of(const World& world, const Policy& policy, const sim::Step& step, const sim::Quantile& duration, std::uint64_t replica) {
  sim::Random random(world.seed, sim::hash_name("policy " + policy.id), sim::hash_name("step " + step.id), replica);
  sim::Duration time{0};
  do time += sim::Duration{duration(random.next())};
  while (!random.bernoulli(step.success));
  return time;
}

std::vector<Rules::Milestone> drawn_milestones(const World& world, std::uint32_t number, sim::Time start, std::uint64_t replica) {
  const Policy& policy = *world.policies[number];
  const sim::Steps* steps = policy.steps();
  if (!steps || start == sim::never) return {};
  std::vector<Rules::Milestone> milestones;
  double whole = 0;
  for (std::uint32_t i = 0; i < steps->size(); ++i) {  // each stands behind those it waits for
    const sim::Step& step = (*steps)[i];
    sim::Time begin = start;
    for (const std::uint32_t before : step.after) begin = std::max(begin, milestones[before].time);
    milestones.push_back({begin + time_of(world, policy, step, *world.step_times[number][i], replica), i, 0});
    whole += step.weight;
  }
  std::stable_sort(milestones.begin(), milestones.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
  double done = 0;
  for (auto& milestone : milestones) milestone.level = (done += (*steps)[milestone.step].weight) / whole;
  return milestones;
}

using Marks = std::vector<std::uint8_t>;

/// One mark for each of `size` things: whether it is in a list; an empty list means everything.
Marks marked(const sim::References& list, std::size_t size) {
  Marks marks(size, list.empty() ? 1 : 0);
  for (const auto& each : list) marks[each.index] = 1;
  return marks;
}

}  // namespace

Rules::Rules(const World& world, std::uint64_t replica) : world_(&world), any_at_(world.patterns()) {
  std::vector<Marks> places;  // [policy][pattern of a site] applies there
  for (std::uint32_t i = 0; i < world.policies.size(); ++i) {
    const sim::Time starts = drawn_start(world, *world.policies[i], *world.delays[i], replica);
    courses_.push_back(course_of(i, starts));
    milestones_.push_back(drawn_milestones(world, i, starts, replica));
    places.push_back(marked(world.policies[i]->sites, any_at_.size()));
    for (SiteId pattern = 0; pattern < any_at_.size(); ++pattern) any_at_[pattern] |= places[i][pattern];
  }
  for (std::size_t i = 0; i < answering_.size(); ++i) answering_[i] = answering(static_cast<Question>(i), places);
  for (const auto& standing : world.standings) {
    std::uint32_t& asked = asked_.emplace_back();
    for (std::size_t i = 0; i < answering_.size(); ++i) asked |= std::uint32_t{!answering_[i].at(standing.pattern).empty()} << i;
  }
}

Rules::Course Rules::course_of(std::size_t policy, sim::Time starts) const {
  Course course;
  course.policy = world_->policies[policy].get();
  const Policy& each = *course.policy;
  course.starts = starts;
  course.ends = each.ends;
  const bool at_once = each.shape == "step" || each.ramp <= sim::Duration{0};
  course.complete = each.steps() || starts == sim::never ? sim::never : at_once ? starts : starts + each.ramp;
  if (const TaskFacts* task = task_of(*world_, each)) course.strength = task->strength;
  SIM_ASSERT(world_->streams.size() <= 64 * course.streams.size());
  const Marks streams = marked(each.streams, world_->streams.size());
  for (std::size_t i = 0; i < streams.size(); ++i) course.streams[i / 64] |= std::uint64_t{streams[i]} << (i % 64);
  return course;
}

Rules::Answering Rules::answering(Question question, const std::vector<std::vector<std::uint8_t>>& places) const {
  std::vector<std::uint32_t> asked;
  for (std::uint32_t i = 0; i < courses_.size(); ++i)
    if (answers(*courses_[i].policy, question)) asked.push_back(i);
  Answering result;
  for (SiteId pattern = 0; pattern < any_at_.size(); ++pattern) {
    result.first.push_back(static_cast<std::uint32_t>(result.policies.size()));
    for (const std::uint32_t i : asked)
      if (places[i][pattern]) result.policies.push_back(i);
  }
  result.first.push_back(static_cast<std::uint32_t>(result.policies.size()));
  return result;
}

double Rules::level(std::size_t policy, sim::Time now) const {
  const Course& course = courses_[policy];
  if (now < course.starts || now >= course.ends) return 0;
  if (now >= course.complete) return 1;
  if (!course.policy->steps()) return phase_in(*course.policy, course.starts, now);
  const auto& list = milestones_[policy];
  const auto next = std::upper_bound(list.begin(), list.end(), now, [](sim::Time time, const Milestone& m) { return time < m.time; });
  return next == list.begin() ? 0 : std::prev(next)->level;
}

template <class Visit>
void Rules::each(Question question, SiteId site, StreamId stream, sim::Time now, Visit visit) const {
  if (!asked(question, site)) return;
  for (const auto i : answering_[static_cast<std::size_t>(question)].at(world_->standings[site].pattern)) {
    const Course& course = courses_[i];
    if (now < course.starts || !course.applies_to(stream)) continue;
    if (const double level = this->level(i, now) * course.strength; level > 0) visit(*course.policy, level);
  }
}

bool Rules::any_at(SiteId site) const { return any_at_[world_->standings[site].pattern] != 0; }

double Rules::generation(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(Question::generation, site, stream, now, [&](const Policy& policy, double level) { factor *= policy.generation(level); });
  return factor;
}

// Each policy separates what it finds in the rubbish of the first year, so shares add up; who keeps the rubbish sees to it
// that no more is taken out than there is.
void Rules::separated(SiteId site, StreamId from, std::span<const StreamId> into, std::span<double> shares, sim::Time now) const {
  each(Question::separated, site, from, now, [&](const Policy& policy, double level) {
    const auto part = policy.separated(level);
    for (std::size_t i = 0; i < into.size() && part.share > 0; ++i)
      if (into[i] == part.into) shares[i] += part.share;
  });
}

double Rules::demand(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(Question::demand, site, stream, now, [&](const Policy& policy, double level) { factor *= policy.demand(level); });
  return factor;
}

double Rules::reach(SiteId site, sim::Time now) const {
  double members = 0;
  each(Question::reach, site, no_stream, now, [&](const Policy& policy, double level) { members += policy.reach(level); });
  return members * world_->size_of(site);
}

double Rules::diligence(SiteId site, sim::Time now) const {
  double added = 0;
  each(Question::diligence, site, no_stream, now, [&](const Policy& policy, double level) { added += policy.diligence(level); });
  return added;
}

double Rules::diverted(SiteId site, StreamId stream, sim::Time now) const {
  double left = 1;
  each(Question::diverted, site, stream, now, [&](const Policy& policy, double level) { left *= 1 - policy.diverted(level); });
  return 1 - left;
}

double Rules::inflow(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(Question::inflow, site, stream, now, [&](const Policy& policy, double level) { factor *= policy.inflow(level); });
  return factor;
}

std::int64_t Rules::capacity(SiteId site, std::int64_t own, sim::Time now) const {
  std::int64_t added = 0;
  each(Question::capacity, site, no_stream, now, [&](const Policy& policy, double level) { added += policy.capacity(level); });
  return std::max<std::int64_t>(own + scaled(added, world_->size_of(site)), 0);
}

std::int64_t Rules::price(SiteId site, StreamId stream, sim::Time now) const {
  std::int64_t price = 0;
  each(Question::price, site, stream, now, [&](const Policy& policy, double level) { price += policy.price(level); });
  return price;
}

std::int64_t Rules::vehicles(SiteId site, std::int64_t own, sim::Time now) const {
  std::int64_t added = 0;
  each(Question::vehicles, site, no_stream, now, [&](const Policy& policy, double level) { added += policy.vehicles(level); });
  return std::max<std::int64_t>(own + scaled(added, world_->size_of(site)), 0);
}

std::int64_t Rules::reclaim(SiteId site, std::int64_t own, sim::Time now) const {
  std::int64_t added = 0;
  each(Question::reclaim, site, no_stream, now, [&](const Policy& policy, double level) { added += policy.reclaim(level); });
  return std::max<std::int64_t>(own + scaled(added, world_->size_of(site)), 0);
}

sim::Duration Rules::longer_hours(SiteId site, sim::Time now) const {
  sim::Duration longer{0};
  each(Question::longer_hours, site, no_stream, now, [&](const Policy& policy, double level) { longer += policy.longer_hours(level); });
  return longer;
}

sim::Duration Rules::approval(SiteId destination, StreamId stream, sim::Duration usual, sim::Time now) const {
  const Site& site = world_->sites[destination];
  each(Question::approval, destination, stream, now, [&](const Policy& policy, double level) {
    if (const auto faster = policy.approval(site, level)) usual = std::min(usual, *faster);
  });
  return usual;
}

bool Rules::may_landfill(SiteId site, StreamId stream, sim::Time now) const {
  bool may = true;
  each(Question::may_landfill, site, stream, now, [&](const Policy& policy, double level) { may = may && policy.may_landfill(level); });
  return may;
}

double Rules::value_added(sim::Time now) const {
  double factor = 1;
  for (std::size_t i = 0; i < courses_.size(); ++i)
    if (const double reached = level(i, now) * courses_[i].strength; reached > 0) factor *= courses_[i].policy->value_added(reached);
  return factor;
}

std::int64_t Rules::working_capacity(SiteId site, std::int64_t own, sim::Time now) const {
  double share = 1;
  each(Question::outage, site, no_stream, now, [&](const Policy& policy, double level) { share *= 1 - policy.outage(level); });
  const std::int64_t rated = capacity(site, own, now);
  return share == 1 ? rated : static_cast<std::int64_t>(static_cast<double>(rated) * share);
}

}  // namespace waste
