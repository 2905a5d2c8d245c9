// What a tonne of a stream is made of in each year: its mix of materials, and what follows from the mix.
//
// Rubbish of streets and of villages differs (`origins` of the factors) but is burnt as one stream. Its mix in a year is that of
// its sources, weighted by what arose at each of them in that year.
#pragma once

#include <vector>

#include "models/assessment/climate_factors.h"
#include "models/books/books.h"

namespace waste {

struct District;

/// Carbon in one tonne of wet mass.
struct ClimateTonne {
  double fossil = 0, biogenic = 0;  // CO2 when burnt [t]
  double dry = 0;                   // dry matter [t]
  double credit = 0;                // avoided where it is used as a material [t CO2e]
  bool burns = false;               // contains carbon
};

ClimateTonne tonne_of(const ClimateFactors& factors, const ClimateMix& mix);

/// Carbon dioxide from the fossil carbon of incinerated waste, in the unit of `mass`. IPCC 2006 Vol. 5, equation 5.1.
double fossil_carbon_dioxide(double mass, double dry, double carbon, double fossil, double oxidation);

/// The mixes of all streams in all years of the books, which must outlive them.
class ClimateMixes {
 public:
  ClimateMixes(const District& district, const ClimateFactors& factors, const Books& books, std::size_t years);

  /// nullptr: no mix is given.
  const ClimateMix* mix(StreamId stream, std::size_t year) const { return at(stream, year).mix; }
  const ClimateTonne& tonne(StreamId stream, std::size_t year) const { return at(stream, year).tonne; }
  /// nullptr: no use is given.
  const ClimateUse* use(StreamId stream) const { return uses_[stream]; }

 private:
  struct Entry {
    const ClimateMix* mix = nullptr;
    ClimateMix blend;  // what `mix` points to if there are several origins
    ClimateTonne tonne;
  };
  const Entry& at(StreamId stream, std::size_t year) const { return entries_[stream][year]; }
  void blend(const District& district, const ClimateFactors& factors, const Books& books, StreamId stream);

  std::vector<std::vector<Entry>> entries_;  // [stream][year]
  std::vector<const ClimateUse*> uses_;      // [stream]
};

}  // namespace waste
