// The district: what stands and does not change while it is simulated. All that a facility or a policy may see. Built once, checked
// once, shared by all threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "models/district/distributions.h"
#include "models/district/network.h"
#include "models/district/owner.h"
#include "models/district/site.h"
#include "models/district/stream.h"

namespace waste {

/// Drivers of growth and the denominator of the intensities.
struct Economy {
  std::int64_t value_added = 0;       // industrial value added in the first year [fen/a]
  double industrial_growth = 0;       // [1/a]
  double rubbish_growth = 0;          // hauled per year, before policies [1/a]
  std::int64_t recovered_before = 0;  // recyclables recovered in the year before the first [g]
};

/// Where a site stands and whose it is, apart from what is seldom asked.
struct Placement {
  std::uint32_t place = 0;  // index into Network::places()
  std::uint32_t owner = 0;  // index into District::owners
  SiteId pattern = 0;       // the site of the scenario it is a copy of; policies and diagnostics name that one
};

struct District {
  explicit District(const Distributions* common = nullptr) : distributions(common) {}

  sim::Time start{}, end{};           // of the period; both at the first instant of a month
  std::uint32_t districts = 1;        // that this run holds
  sim::Duration notice_between{300};  // a notice from one district to another takes at least [s]

  std::vector<Stream> streams;
  std::vector<Site> sites;              // sorted by id, so that numbers do not depend on the order of the text
  std::vector<Placement> placements;    // [site]
  std::vector<Owner> owners{Owner{}};   // of sites; a scenario without `districts` has one
  Network network;
  Economy economy;
  std::vector<double> festival;         // [day since start] factor on rubbish
  std::vector<double> industry_growth, rubbish_growth;  // [day since start] factor since the first day
  Distributions distributions;
  const sim::Quantile* travel_factor = nullptr;  // [ppm] of the mean driving time

  int first_month() const { return sim::month_number(start); }
  int months() const { return sim::month_number(end) - first_month(); }

  StreamId stream(std::string_view id) const;  // no_stream when unknown
  SiteId site(std::string_view id) const;      // no_site when unknown
  std::size_t patterns() const;  // sites of the scenario, of which all others are copies
  std::string_view pattern_id(SiteId site) const;  // the id in the scenario, without the owner in front
  double size_of(SiteId site) const { return owners[placements[site].owner].size; }
  double size() const;  // of all districts together [1]

  /// Mean driving time between two sites [s].
  std::int64_t travel_time(SiteId from, SiteId to) const {
    const Placement &a = placements[from], &b = placements[to];
    return a.owner == b.owner ? network.travel(a.place, b.place).count() : route(a, b).time;
  }
  std::int64_t distance(SiteId from, SiteId to) const;  // [m]
  /// The shortest mean driving time between a site of one district and a site that counts to another and that it can know of;
  /// nothing where there is none [s].
  std::optional<sim::Duration> shortest_haul_between() const;

  /// What a table by day says of `now`; beyond its end the last day.
  double at_day(const std::vector<double>& table, sim::Time now) const;
  double value_added(int first_month, int months) const;  // of the months [万元]

 private:
  struct Route { std::int64_t time = 0, metres = 0; };  // [s], [m]
  Route route(const Placement& from, const Placement& to) const;  // between sites of two owners
  Route route_to_shared(const Placement& from) const;             // to the nearest place that is shared
};

}  // namespace waste
