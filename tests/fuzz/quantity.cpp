// Quantities and units as people write them. What is read is read the same way again.
#include "engine/base/quantity.h"

#include <array>
#include <cmath>
#include <cstdlib>

#include "tests/fuzz/target.h"

namespace {

void convert(const sim::Quantity& quantity) {
  for (const char* unit : {"1", "g", "g/d", "s", "fen", "fen/t", "m3", "persons"}) {
    try {
      const double value = sim::to_double(quantity, unit);
      const std::int64_t whole = sim::to_integer(quantity, unit);
      // Rounded half away from zero: at most half from the exact value, as far as a double holds that.
      if (std::abs(value - static_cast<double>(whole)) > 0.5 + 1e-9 * std::abs(value)) std::abort();
      sim::is_whole(quantity, unit);
    } catch (const sim::QuantityError&) {
    }
  }
}

const fuzz::Registered registered{"quantity", [](std::string_view input) {
                                    try {
                                      sim::parse_unit(input);
                                    } catch (const sim::QuantityError&) {
                                    }
                                    try {
                                      convert(sim::parse_quantity(input));
                                    } catch (const sim::QuantityError&) {
                                    }
                                  }};

}  // namespace
