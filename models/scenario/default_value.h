// What a parameter is when a scenario leaves it out.
#pragma once

#include <string>
#include <variant>

#include "engine/base/catalogue.h"

namespace waste {

/// In the unit of the parameter; nothing where it is an empty list or no name at all.
using DefaultValue = std::variant<std::monostate, double, bool, std::string>;
DefaultValue default_value(const sim::Slot& slot);

}  // namespace waste
