// The greenhouse gases of one scenario, replica by replica, and the group of the results file that holds them.
#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/assessment/climate.h"
#include "models/world/world.h"

namespace waste {

class ClimateTable {
 public:
  explicit ClimateTable(const World& world) : world_(world) {}

  /// The account of one replica, year by year; on any thread. Empty when the scenario gives no factors.
  std::vector<ClimateYear> evaluate(const Books& books) const;

  /// Takes that of the next replica.
  void add(std::uint32_t replica, std::vector<ClimateYear> account);

  /// Writes group `path`; nothing when the scenario gives no factors.
  void write(sim::Hdf5Writer& file, const std::string& path) const;

 private:
  const World& world_;
  std::vector<std::int32_t> replicas_;
  std::vector<std::vector<ClimateYear>> accounts_;  // [replica][year]
};

}  // namespace waste
