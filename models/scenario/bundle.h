// A scenario as bytes, for another process or machine that does not have its files: everything that a Scenario holds, so that what
// comes back is equal in every respect, with fingerprints, sources and positions. Nothing is read from files.
//
// Strings are preceded by their length, numbers little-endian; not compressed. The format may change with any version.
#pragma once

#include <string>
#include <string_view>

#include "models/scenario/scenario.h"

namespace waste {

struct ScenarioBytes {
  static std::string write(const Scenario& scenario);

  /// Throws sim::Error(results) if the bytes are malformed. They are not trusted: memory and depth are bounded by their length.
  static Scenario read(std::string_view bytes);

  /// The same under another name, which results files and messages then use: several variants of one file go into one run.
  static Scenario under_name(Scenario scenario, std::string name);

  /// The scenario cut down to these values, without the lines of its files: light to copy, and diagnostics still say where.
  static Scenario part_of(const Scenario& scenario, Node root);

  /// What with_texts does to one value, in place.
  static void put_text(Scenario& scenario, const std::string& path, const std::string& text);
};

}  // namespace waste
