// Tables of random variables that all replications share, one per set of parameters.
#pragma once

#include <map>
#include <string>

#include "engine/base/catalogue.h"
#include "engine/random/inverse_cdf.h"

namespace waste {

/// Filled while a district is built, then read by all threads. A table keeps its address during the lifetime of this object.
class Distributions {
 public:
  /// Tables of `common` are used where they fit; it must outlive this object.
  explicit Distributions(const Distributions* common = nullptr) : common_(common) {}

  const sim::InverseCdf* pert(const sim::Range& range);             // in the unit of the range
  const sim::InverseCdf* lognormal(double mean, double cv);         // in the unit of the mean
  const sim::InverseCdf* lognormal_ppm(double cv);                  // mean 1000000
  const sim::InverseCdf* exponential(double mean);                  // in the unit of the mean

 private:
  template <class Make>
  const sim::InverseCdf* table(const std::string& key, Make make);

  const Distributions* common_;
  std::map<std::string, sim::InverseCdf> tables_;
};

}  // namespace waste
