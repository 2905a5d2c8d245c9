// The paths of all drivers in one replica. Each is drawn from a stream of its own, named by the driver, so that scenarios share paths and
// a new driver shifts no other; immutable after construction.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/random.h"
#include "models/district/district.h"
#include "models/policies/driver.h"

namespace waste {

/// Years of twelve months that begin in the period of a district, counted from its base year.
std::size_t driven_years(const District& district);

class DriverPaths {
 public:
  /// `drawn`: whether paths deviate from what is likeliest. District and drivers must outlive this object.
  DriverPaths(const District& district, std::span<const Driver> drivers, bool drawn, sim::Seed seed);

  /// [driver] the index of every year of the period, the base year first.
  const std::vector<std::vector<double>>& years() const { return years_; }
  /// Product of the indices that answer a question at a site of the scenario.
  double factor(PolicyLever lever, SiteId template_site, StreamId stream, sim::Time now) const;
  /// Whether any driver answers it there.
  bool drives(PolicyLever lever, SiteId template_site) const;
  /// Industrial value added, relative to the base year.
  double industry(sim::Time now) const;

 private:
  bool about(std::uint32_t driver, StreamId stream) const;

  const District* district_;
  std::span<const Driver> drivers_;
  std::vector<std::vector<double>> years_, days_;  // [driver][year], [driver][day of the period]
  std::array<std::vector<std::vector<std::uint32_t>>, static_cast<std::size_t>(PolicyLever::count_)> at_;  // [lever][template site]
  std::vector<std::uint32_t> of_industry_;
};

}  // namespace waste
