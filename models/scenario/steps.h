// Reads the steps of a programme of work: {draft: {duration: 90 d}, issue: {duration: 30 d, after: [draft]}}.
#pragma once

#include <string>

#include "models/scenario/fields.h"

namespace waste {

/// Reads the map of steps `node`, the value of key `name`, in an order in which every step comes after those it waits for. False
/// if that fails; errors are reported to `fields`.
bool read_steps(Fields& fields, const Node& node, const std::string& name, sim::Steps& steps);

}  // namespace waste
