// What writer, reader and compare of results files agree on besides the names: see docs/reference/results_format.md.
#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"

namespace waste {

/// Units of values that UDUNITS cannot name carry the unit people use in `wufei_unit`.
inline sim::Attributes units(const std::string& udunits, const std::string& own, const std::string& long_name = "") {
  sim::Attributes attributes{{"units", udunits}};
  if (own != udunits) attributes.emplace_back("wufei_unit", own);
  if (!long_name.empty()) attributes.emplace_back("long_name", long_name);
  return attributes;
}
inline sim::Attributes plain(const std::string& long_name = "") { return units("1", "1", long_name); }

inline constexpr const char* days_since = "days since ";

/// Dimension `group`/time: the first day of every month of a run.
void write_time(sim::Hdf5Writer& file, const std::string& group, int first_month, int months);

/// Opens a results file of a version this program reads; throws sim::Error(results) otherwise.
sim::Hdf5Reader open_results(const std::string& path);

[[noreturn]] void refuse_results(const std::string& path, const std::string& why);

/// The first month of `group`/time, as counted by sim::month_number.
int read_first_month(const sim::Hdf5Reader& file, const std::string& group);

}  // namespace waste
