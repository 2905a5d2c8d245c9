#include "models/district/no_tables.h"

#include "models/district/distributions.h"

namespace waste {

const Distributions* no_tables() {
  static const Distributions none;
  return &none;
}

}  // namespace waste
