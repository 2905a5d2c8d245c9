// Something in a scenario that is allowed and probably not meant. It has a place like an error, and stops nothing.
#pragma once

#include "engine/base/error.h"
#include "models/scenario/label.h"

namespace waste {

struct Warning {
  sim::Diagnostic at;   // place and code; its texts are filled in when it is printed
  Label message, hint;  // what is the case; what might be meant
};

}  // namespace waste
