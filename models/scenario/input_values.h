// The table of input values: every number, date and yes/no of a merged scenario with its source.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// What is known about the value at `path` that stands at `place`; nullptr when it comes from a scenario file.
struct KnownValue {
  const InputValue* value = nullptr;
  bool text_too = false;
};
using KnownValues = std::function<KnownValue(const std::string& path, Place place)>;

/// Walks the tree in order, so the result is sorted by path.
std::vector<InputValue> list_input_values(const Node& root, const std::vector<SourceFile>& files, const KnownValues& known);

}  // namespace waste
