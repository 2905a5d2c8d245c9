// The world: everything about a scenario that does not change while it is simulated. Built once, checked once, shared by all
// threads; facilities here are prototypes from which every replica gets its own.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/random/quantile.h"
#include "engine/kernel/simulation.h"
#include "models/assessment/climate.h"
#include "models/world/copies.h"
#include "models/facilities/facility.h"
#include "models/assessment/hindcast.h"
#include "models/district/network.h"
#include "models/policies/policy.h"
#include "models/assessment/reconciliation.h"
#include "models/scenario/scenario.h"
#include "models/district/site.h"
#include "models/policies/task.h"
#include "models/scenario/uncertainty.h"

namespace waste {

/// What the plan says of one of the 39 indicators. A number may have further rows, each for one definition that the plan gives
/// a target of its own, or for one of the parts it names under one number.
struct IndicatorFacts {
  int number = 0;
  std::string id;
  std::string definition;        // the one this row is about; empty: all that have no row of their own
  std::string scored = "annex";  // the definition that is held against the target; "none": this number is not scored
  Label name;
  std::string unit;              // UDUNITS where possible
  std::string own_unit;          // as shown to people
  std::string baseline_text, target_text;  // as printed in annex 1
  double baseline = 0, target = 0;
  bool has_baseline = false, has_target = false;
  std::string rule;              // ">=", "<=", ">", "=", "<= 2020", "> 2020", "none"
  bool mandatory = false;        // starred in the plan
  bool extensive = false;        // grows with the district: what is asked of one says nothing about several together
  std::string responsible;
};

/// A chapter of the list of indicators.
struct IndicatorGroup {
  std::string id;
  Label name;
  int first = 0, last = 0;       // numbers
};

/// Drivers of growth and the denominator of the intensities.
struct Economy {
  std::int64_t value_added = 0;   // industrial value added in the first year [fen/a]
  double industrial_growth = 0;   // [1/a]
  double rubbish_growth = 0;      // hauled per year, before policies [1/a]
  std::int64_t recovered_before = 0;  // recyclables recovered in the year before the first [g]
};

struct World {
  Scenario scenario;
  Label title;
  Label district;
  sim::Time start{}, end{};
  std::uint64_t seed = 0;
  int replicas = 30;

  std::uint32_t districts = 1;  // that this run holds
  sim::Duration notice_between{300};  // a notice from one district to another takes at least [s]
  std::vector<Owner> owners{Owner{}};  // of sites; a scenario without `districts` has one

  /// Where a site stands and whose it is, apart from what is seldom asked.
  struct Standing {
    std::uint32_t place = 0;  // index into Network::places()
    std::uint32_t owner = 0;
    SiteId pattern = 0;       // the site of the scenario it is a copy of; policies and diagnostics name that one
  };
  std::vector<Standing> standings;  // [site]

  std::vector<Stream> streams;
  std::vector<Site> sites;      // sorted by id, so that numbers do not depend on the order of the text
  Network network;
  std::vector<std::unique_ptr<Facility>> facilities;  // [site], prototypes
  std::vector<std::unique_ptr<Policy>> policies;      // sorted by id
  std::vector<const sim::Quantile*> delays;           // [policy] slippage of its start [s]
  std::vector<std::vector<const sim::Quantile*>> step_times;  // [policy][step] duration of one try [s]
  std::vector<double> festival;  // [day since start] factor on rubbish
  std::vector<double> industry_growth, rubbish_growth;  // [day since start] factor since the first day
  Economy economy;
  std::vector<IndicatorFacts> indicators;      // by number and definition
  std::vector<IndicatorGroup> indicator_groups;
  ClimateFactors climate;
  std::vector<TaskFacts> tasks;        // of the plan; sorted by id
  std::vector<ProjectFacts> projects;  // of the plan; sorted by id
  std::vector<Statistic> statistics;   // of the first year, as printed
  std::vector<Balance> balances;
  std::vector<Claim> claims;
  std::vector<HindcastFacts> hindcast;
  std::vector<UncertainValue> uncertain;  // drawn for every replica; empty: parameters are as written
  std::vector<double> drawn;              // [uncertain value of the common world] in a world of one replica
  const sim::Quantile* travel_factor = nullptr;  // [ppm] of the mean driving time

  int first_month() const { return sim::month_number(start); }
  int months() const { return sim::month_number(end) - first_month(); }
  /// Mean driving time between two sites [s].
  std::int64_t haul(SiteId from, SiteId to) const {
    const Standing &a = standings[from], &b = standings[to];
    return a.owner == b.owner ? network.travel(a.place, b.place).count() : way(a, b).time;
  }
  std::int64_t distance(SiteId from, SiteId to) const;  // [m]
  /// The shortest mean driving time between a site of one district and a site that counts to another and that it can know of; nothing where there is none [s].
  std::optional<sim::Duration> shortest_haul_between() const;

  std::size_t patterns() const;  // sites of the scenario, of which all others are copies
  double size_of(SiteId site) const { return owners[standings[site].owner].size; }
  double size() const;  // of all districts together [1]
  std::string_view pattern_id(SiteId site) const;  // the id in the scenario, without the owner in front
  StreamId stream(std::string_view id) const;  // no_stream when unknown
  SiteId site(std::string_view id) const;      // no_site when unknown
  /// What a table by day says of `now`; beyond its end the last day.
  double at_day(const std::vector<double>& table, sim::Time now) const;
  double value_added(int first_month, int months) const;  // of the months [万元]

  /// The world that all replicas share, in a world of one replica: its tables are used where they fit.
  const World* common = nullptr;

  /// Tables shared by all replicas, one for each set of parameters; the address stays valid as long as the world.
  const sim::Quantile* pert(const sim::Range& range);
  const sim::Quantile* lognormal_ppm(double cv);      // mean 1000000
  const sim::Quantile* exponential(double mean);
  const sim::Quantile* lognormal(double mean, double cv);

 private:
  struct Way { std::int64_t time = 0, metres = 0; };  // [s], [m]
  Way way(const Standing& from, const Standing& to) const;  // between sites of two owners
  Way way_out(const Standing& from) const;                  // to the nearest place that is shared

  template <class Make>
  const sim::Quantile* table(const std::string& key, Make make);

  std::map<std::string, sim::Quantile> tables_;
};

/// Builds and checks the world of a scenario. Throws sim::InputError with everything that is wrong.
std::unique_ptr<World> build_world(const Scenario& scenario);

/// The world of the pattern alone, for static questions: copies are connected as it is, and what they share grows with them.
std::unique_ptr<World> build_pattern(const Scenario& scenario);

/// The world of one replica, whose values were drawn; `common` must outlive it.
std::unique_ptr<World> build_world(const Scenario& scenario, const World& common);

}  // namespace waste
