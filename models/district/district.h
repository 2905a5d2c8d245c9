// The district: everything that does not change during a simulation, and all that a facility or policy may see. Built and checked
// once, shared by all threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "models/district/distributions.h"
#include "models/district/network.h"
#include "models/district/site.h"
#include "models/district/stream.h"

namespace waste {

/// The denominator of the intensities, other figures of the base year, and growth at constant rates: short for drivers that have a trend
/// and nothing else (models/policies/read_drivers.h).
struct Economy {
  std::int64_t value_added = 0;       // industrial value added in the base year [fen/a]
  double industrial_growth = 0;       // [1/a]
  double rubbish_growth = 0;          // of what people bring out, before policies [1/a]
  std::int64_t recovered_before = 0;  // recyclables recovered in the year before the base year [g]
  std::int64_t output = 0;            // industrial output in the base year, by whatever definition; 0: not given [fen/a]
};

struct District {
  explicit District(const Distributions* common = nullptr) : distributions(common) {}

  sim::Time base{};                   // first instant of the base year, which the data describe
  sim::Time start{}, end{};           // of the simulated period, both at the start of a month; it starts with the base year
  std::uint32_t districts = 1;        // in this run
  sim::Duration notice_between{300};  // minimum delay of a notice from one district to another [s]

  std::vector<Stream> streams;
  std::vector<Site> sites;              // sorted by id, so that numbers do not depend on the order of the text
  std::vector<Placement> placements;    // [site]
  std::vector<Owner> owners{Owner{}};   // of sites; a scenario without `districts` has one
  Network network;
  Economy economy;
  std::vector<double> festival;         // [day since start] factor on rubbish
  Distributions distributions;
  const sim::InverseCdf* travel_factor = nullptr;  // [ppm] of the mean driving time

  int first_month() const { return sim::month_number(start); }
  int months() const { return sim::month_number(end) - first_month(); }

  StreamId stream(std::string_view id) const;  // no_stream when unknown
  SiteId site(std::string_view id) const;      // no_site when unknown
  std::size_t template_sites() const;  // sites of the scenario, of which all others are copies
  std::string_view template_id(SiteId site) const;  // the id in the scenario, without the owner prefix
  double size_of(SiteId site) const { return owners[placements[site].owner].size; }
  double size() const;  // of all districts together [1]

  /// Mean driving time between two sites [s].
  std::int64_t travel_time(SiteId from, SiteId to) const {
    const Placement &a = placements[from], &b = placements[to];
    return a.owner == b.owner ? network.travel(a.place, b.place).count() : route(a, b).time;
  }
  std::int64_t distance(SiteId from, SiteId to) const;  // [m]
  /// The shortest mean driving time from a site of one district to a site of another that it may deal with [s]; nothing if there
  /// is none.
  std::optional<sim::Duration> shortest_haul_between() const;

  /// Entry of a daily table at `now`; after its end, the last one.
  double at_day(const std::vector<double>& table, sim::Time now) const;
  double monthly_value_added() const;  // of the base year [万元]
  /// Years of 365.25 days since the base year began.
  double years_since_base(sim::Time now) const { return static_cast<double>((now - base).count()) / (365.25 * sim::seconds_per_day); }
  /// The same since it ended; 0 before that.
  double years_after_base(sim::Time now) const { return std::max(0.0, years_since_base(now) - 1); }

 private:
  struct Route {
    std::int64_t time = 0;    // [s]
    std::int64_t metres = 0;  // [m]
  };
  Route route(const Placement& from, const Placement& to) const;  // between sites of two owners
  Route route_to_shared(const Placement& from) const;             // to the nearest shared place
};

}  // namespace waste
