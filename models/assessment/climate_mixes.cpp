#include "models/assessment/climate_mixes.h"

#include <algorithm>

#include "models/district/district.h"

namespace waste {
namespace {

/// Entry of a map for a stream: by its name, else by the waste it counts as, else by its category.
template <class T>
const T* about(const District& district, const std::map<std::string, T>& map, StreamId stream) {
  const Stream& own = district.streams[stream];
  const auto named = [&](const std::string& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
  };
  if (const T* own_entry = named(own.id)) return own_entry;
  if (const T* of_waste = named(district.streams[own.counts_as].id)) return of_waste;
  return named(name_of(own.category));
}

/// What arose of a stream in a year at the sites that pass [g].
template <class Passes>
double arisen(const Books& books, StreamId stream, std::size_t year, Passes passes) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const BookKey& key = books.keys[i];
    if (key.channel != Channel::generated || key.stream != stream || !passes(key.site)) continue;
    const auto months = books.row(i);
    for (std::size_t m = year * 12; m < std::min(months.size(), year * 12 + 12); ++m) sum += months[m].amount;
  }
  return static_cast<double>(sum);
}

}  // namespace

double fossil_carbon_dioxide(double mass, double dry, double carbon, double fossil, double oxidation) {
  return mass * dry * carbon * fossil * oxidation * 44 / 12;
}

ClimateTonne tonne_of(const ClimateFactors& factors, const ClimateMix& mix) {
  ClimateTonne sum;
  for (const auto& [name, share] : mix) {
    const CarbonMaterial& m = factors.materials.at(name);
    sum.fossil += fossil_carbon_dioxide(share, m.dry, m.carbon, m.fossil, factors.oxidation);
    sum.biogenic += fossil_carbon_dioxide(share, m.dry, m.carbon, 1 - m.fossil, factors.oxidation);
    sum.dry += share * m.dry;
    sum.credit += share * m.credit;
    sum.burns = sum.burns || m.carbon > 0;
  }
  return sum;
}

ClimateMixes::ClimateMixes(const District& district, const ClimateFactors& factors, const Books& books, std::size_t years) {
  entries_.assign(district.streams.size(), std::vector<Entry>(years));
  for (StreamId s = 0; s < district.streams.size(); ++s) {
    uses_.push_back(about(district, factors.uses, s));
    const ClimateMix* mix = about(district, factors.mixes, s);
    if (!mix) continue;
    for (Entry& entry : entries_[s]) entry.mix = mix;
    blend(district, factors, books, s);
    for (Entry& entry : entries_[s]) entry.tonne = tonne_of(factors, *entry.mix);
  }
}

// The mix of the stream is that of its other sources.
void ClimateMixes::blend(const District& district, const ClimateFactors& factors, const Books& books, StreamId stream) {
  for (const auto& [name, origin] : factors.origins) {
    if (origin.stream != district.streams[stream].id) continue;
    const auto here = [&](SiteId site) { return origin.sites.contains(std::string(district.template_id(site))); };
    for (std::size_t year = 0; year < entries_[stream].size(); ++year) {
      const double all = arisen(books, stream, year, [](SiteId) { return true; });
      const double part = all > 0 ? arisen(books, stream, year, here) / all : 0;
      Entry& entry = entries_[stream][year];
      const ClimateMix& usual = *about(district, factors.mixes, stream);
      if (entry.mix == &usual) entry.blend = usual;
      for (const auto& [material, share] : usual) entry.blend[material] -= part * share;
      for (const auto& [material, share] : factors.mixes.at(name)) entry.blend[material] += part * share;
      entry.mix = &entry.blend;
    }
  }
}

}  // namespace waste
