// Conventions shared by writer, reader and comparison of results files; the layout itself: docs/reference/results_format.md.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"

namespace waste {

inline constexpr const char* results_format = "wufei-results";
inline constexpr int results_major = 2, results_minor = 0;

/// Where UDUNITS has no name for a unit, `wufei_unit` gives the unit people use.
inline sim::Attributes units(const std::string& udunits, const std::string& own, const std::string& long_name = "") {
  sim::Attributes attributes{{"units", udunits}};
  if (own != udunits) attributes.emplace_back("wufei_unit", own);
  if (!long_name.empty()) attributes.emplace_back("long_name", long_name);
  return attributes;
}
inline sim::Attributes plain(const std::string& long_name = "") { return units("1", "1", long_name); }

inline constexpr const char* days_since = "days since ";

/// Units of a dimension `time`, in days since the first day of a month.
sim::Attributes time_attributes(int first_month, const std::string& long_name);

/// Opens a results file of a version this program reads; throws sim::Error(results) otherwise.
sim::Hdf5Reader open_results(const std::string& path);

/// Text attribute of an object; empty if it has none.
std::string text_attribute(const sim::Hdf5Reader& file, const std::string& object, const std::string& name);

[[noreturn]] void refuse_results(const std::string& path, const sim::Message& why);
/// "is damaged at 'PLACE'", with what is the matter there.
sim::Message damaged_at(const std::string& place, const std::string& what = "");

/// The first month of `group`/time, as counted by sim::month_number.
int read_first_month(const sim::Hdf5Reader& file, const std::string& group);

}  // namespace waste
