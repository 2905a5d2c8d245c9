// Reads one parameter of the catalogue into its member.
#pragma once

#include "models/scenario/fields.h"

namespace waste {

/// Reads `node`, from the map of `fields`, into `slot`; errors are reported to `fields`.
void read_parameter(Fields& fields, const Node& node, const sim::ParameterInfo& info, sim::Slot slot, const Fields::Names& names);

}  // namespace waste
