#include "models/policies/driver_paths.h"

#include <algorithm>

#include "engine/random/exact_math.h"

namespace waste {
namespace {

int months_since_base(const District& district, sim::Time time) { return sim::month_number(time) - sim::month_number(district.base); }

/// The index on a day: that of its year, or on the line from the middle of one year to that of the next; before that of the base year, 1.
double index_on(const District& district, const Driver& driver, const std::vector<double>& years, sim::Time day) {
  const int year = months_since_base(district, day) / 12, first = sim::month_number(district.base) + 12 * year;
  const double here = years[static_cast<std::size_t>(year)];
  if (driver.between == "step") return here;
  const sim::Time begin = sim::month_begin(first), end = sim::month_begin(first + 12);
  const double part = static_cast<double>((day - begin).count()) / static_cast<double>((end - begin).count());
  const double before = year == 0 ? 1 : years[static_cast<std::size_t>(year) - 1], after = years[static_cast<std::size_t>(year) + 1];
  return part < 0.5 ? before + (0.5 + part) * (here - before) : here + (part - 0.5) * (after - here);
}

std::vector<double> drawn_path(const Driver& driver, std::size_t years, bool drawn, sim::Seed seed) {
  sim::Random random(seed.value, sim::hash_name("driver " + driver.id), 0, seed.replica);
  const auto normal = [&] {
    const double p = (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53;  // never 0 or 1
    return drawn ? sim::exact::normal_quantile(p) : 0;
  };
  return yearly_path(driver, years, normal);
}

}  // namespace

std::size_t driven_years(const District& district) {
  return static_cast<std::size_t>(months_since_base(district, district.end - sim::Duration{1}) / 12 + 1);
}

DriverPaths::DriverPaths(const District& district, std::span<const Driver> drivers, bool drawn, sim::Seed seed)
    : district_(&district), drivers_(drivers) {
  const std::size_t years = driven_years(district);
  for (std::uint32_t i = 0; i < drivers.size(); ++i) {
    years_.push_back(drawn_path(drivers[i], years + 1, drawn, seed));  // a line needs the year after the last
    auto& days = days_.emplace_back();
    for (sim::Time day = district.start; day < district.end; day += sim::Days{1})
      days.push_back(index_on(district, drivers[i], years_.back(), day));
    years_.back().pop_back();
    if (drivers[i].value_added) of_industry_.push_back(i);
    for (const PolicyLever lever : driven_levers) {
      auto& at = at_[static_cast<std::size_t>(lever)];
      const SiteRefs& sites = drivers[i].sites(lever);
      const bool everywhere = lever == PolicyLever::brought_out && drivers[i].all_brought_out;
      if (!sites.empty() || everywhere) at.resize(district.template_sites());
      for (const SiteRef& site : sites) at[site.index].push_back(i);
      for (std::size_t site = 0; everywhere && site < at.size(); ++site) at[site].push_back(i);
    }
  }
}

bool DriverPaths::about(std::uint32_t driver, StreamId stream) const {
  const StreamRefs& streams = drivers_[driver].streams;
  return streams.empty() || stream == no_stream || std::find(streams.begin(), streams.end(), StreamRef{stream}) != streams.end();
}

bool DriverPaths::drives(PolicyLever lever, SiteId template_site) const {
  const auto& at = at_[static_cast<std::size_t>(lever)];
  return !at.empty() && !at[template_site].empty();
}

double DriverPaths::factor(PolicyLever lever, SiteId template_site, StreamId stream, sim::Time now) const {
  double all = 1;
  if (!drives(lever, template_site)) return all;
  for (const std::uint32_t i : at_[static_cast<std::size_t>(lever)][template_site])
    if (about(i, stream)) all *= district_->at_day(days_[i], now);
  return all;
}

double DriverPaths::industry(sim::Time now) const {
  double all = 1;
  for (const std::uint32_t i : of_industry_) all *= district_->at_day(days_[i], now);
  return all;
}

}  // namespace waste
