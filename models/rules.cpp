#include "models/rules.h"

#include <algorithm>

#include "engine/quantile.h"
#include "engine/random.h"
#include "models/world.h"

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

bool contains(const sim::References& list, std::uint32_t index) {
  return list.empty() || std::find(list.begin(), list.end(), sim::Reference{index}) != list.end();
}

}  // namespace

Rules::Rules(const World& world, std::uint64_t replica) : world_(&world), at_site_(world.sites.size()) {
  for (std::uint32_t i = 0; i < world.policies.size(); ++i) {
    const TaskFacts* task = task_of(world, *world.policies[i]);
    starts_.push_back(drawn_start(world, *world.policies[i], *world.delays[i], replica));
    strengths_.push_back(task ? task->strength : 1);
    for (SiteId site = 0; site < world.sites.size(); ++site)
      if (contains(world.policies[i]->sites, site)) at_site_[site].push_back(i);
  }
}

template <class Visit>
void Rules::each(SiteId site, StreamId stream, sim::Time now, Visit visit) const {
  for (const auto i : at_site_[site]) {
    if (now < starts_[i]) continue;  // most of the time, of most policies
    const Policy& policy = *world_->policies[i];
    if (stream != no_stream && !contains(policy.streams, stream)) continue;
    if (const double level = phase_in(policy, starts_[i], now) * strengths_[i]; level > 0) visit(policy, level);
  }
}

double Rules::generation(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(site, stream, now, [&](const Policy& policy, double level) { factor *= policy.generation(level); });
  return factor;
}

double Rules::separated(SiteId site, StreamId stream, sim::Time now) const {
  double kept = 1;
  each(site, stream, now, [&](const Policy& policy, double level) { kept *= 1 - policy.separated(level); });
  return 1 - kept;
}

double Rules::demand(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(site, stream, now, [&](const Policy& policy, double level) { factor *= policy.demand(level); });
  return factor;
}

double Rules::reach(SiteId site, sim::Time now) const {
  double members = 0;
  each(site, no_stream, now, [&](const Policy& policy, double level) { members += policy.reach(level); });
  return members;
}

double Rules::diligence(SiteId site, sim::Time now) const {
  double added = 0;
  each(site, no_stream, now, [&](const Policy& policy, double level) { added += policy.diligence(level); });
  return added;
}

double Rules::diverted(SiteId site, StreamId stream, sim::Time now) const {
  double left = 1;
  each(site, stream, now, [&](const Policy& policy, double level) { left *= 1 - policy.diverted(level); });
  return 1 - left;
}

double Rules::inflow(SiteId site, StreamId stream, sim::Time now) const {
  double factor = 1;
  each(site, stream, now, [&](const Policy& policy, double level) { factor *= policy.inflow(level); });
  return factor;
}

std::int64_t Rules::capacity(SiteId site, std::int64_t own, sim::Time now) const {
  each(site, no_stream, now, [&](const Policy& policy, double level) { own += policy.capacity(level); });
  return std::max<std::int64_t>(own, 0);
}

std::int64_t Rules::price(SiteId site, StreamId stream, sim::Time now) const {
  std::int64_t price = 0;
  each(site, stream, now, [&](const Policy& policy, double level) { price += policy.price(level); });
  return price;
}

std::int64_t Rules::vehicles(SiteId site, std::int64_t own, sim::Time now) const {
  each(site, no_stream, now, [&](const Policy& policy, double level) { own += policy.vehicles(level); });
  return std::max<std::int64_t>(own, 0);
}

std::int64_t Rules::reclaim(SiteId site, std::int64_t own, sim::Time now) const {
  each(site, no_stream, now, [&](const Policy& policy, double level) { own += policy.reclaim(level); });
  return std::max<std::int64_t>(own, 0);
}

sim::Duration Rules::longer_hours(SiteId site, sim::Time now) const {
  sim::Duration longer{0};
  each(site, no_stream, now, [&](const Policy& policy, double level) { longer += policy.longer_hours(level); });
  return longer;
}

sim::Duration Rules::approval(SiteId destination, StreamId stream, sim::Duration usual, sim::Time now) const {
  const Site& site = world_->sites[destination];
  each(destination, stream, now, [&](const Policy& policy, double level) {
    if (const auto faster = policy.approval(site, level)) usual = std::min(usual, *faster);
  });
  return usual;
}

bool Rules::may_landfill(SiteId site, StreamId stream, sim::Time now) const {
  bool may = true;
  each(site, stream, now, [&](const Policy& policy, double level) { may = may && policy.may_landfill(level); });
  return may;
}

double Rules::value_added(sim::Time now) const {
  double factor = 1;
  for (std::size_t i = 0; i < starts_.size(); ++i) {
    const Policy& policy = *world_->policies[i];
    if (const double level = phase_in(policy, starts_[i], now) * strengths_[i]; level > 0) factor *= policy.value_added(level);
  }
  return factor;
}

std::int64_t Rules::working_capacity(SiteId site, std::int64_t own, sim::Time now) const {
  double share = 1;
  each(site, no_stream, now, [&](const Policy& policy, double level) { share *= 1 - policy.outage(level); });
  const std::int64_t rated = capacity(site, own, now);
  return share == 1 ? rated : static_cast<std::int64_t>(static_cast<double>(rated) * share);
}

}  // namespace waste
