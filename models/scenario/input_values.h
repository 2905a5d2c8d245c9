// The table of input values: every number, date and yes/no of a merged scenario with its source.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// Source of the value at `path`, written at `place`; nullptr if it comes from a scenario file.
struct KnownValue {
  const InputValue* value = nullptr;
  bool text_too = false;
  bool unchanged = false;  // it is listed as before, or, without a value, not at all
};
using KnownValues = std::function<KnownValue(const std::string& path, Place place)>;

/// The tree is traversed in order, so the result is sorted by path.
std::vector<InputValue> list_input_values(const Node& root, const std::vector<SourceFile>& files, const KnownValues& known);

}  // namespace waste
