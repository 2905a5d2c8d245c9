// One parameter of the catalogue into the member it belongs to: one small function for each type a member may have.
#pragma once

#include "models/scenario/fields.h"

namespace waste {

/// Reads `node`, which stands in the map of `fields`, into `slot`; what is wrong with it is reported there.
void read_parameter(Fields& fields, const Node& node, const sim::ParameterInfo& info, sim::Slot slot, const Fields::Names& names);

}  // namespace waste
