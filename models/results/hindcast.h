// The hindcast of one scenario, replica by replica, and the group of the results file that holds it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/assessment/hindcast.h"
#include "models/world/world.h"

namespace waste {

class HindcastTable {
 public:
  explicit HindcastTable(const World& world) : world_(world) {}

  /// Sums every row for the books of one replica; on any thread.
  std::vector<double> evaluate(const Accounts& accounts) const;

  /// Takes the sums of the next replica.
  void add(std::uint32_t replica, const std::vector<double>& values);

  /// Writes group `path`, unless the scenario has no hindcast.
  void write(sim::Hdf5Writer& file, const std::string& path) const;

 private:
  void write_values(sim::Hdf5Writer& file, const std::string& path) const;

  const World& world_;
  std::vector<std::int32_t> replicas_;
  std::vector<double> values_;  // [replica * rows + row]; NaN: not simulated
};

/// How a mean stands to its row: "within", "explained" (outside, with a reason), "outside", "not simulated".
std::string verdict(const HindcastFacts& row, double mean);

}  // namespace waste
