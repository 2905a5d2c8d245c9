#include "models/district/site.h"

namespace waste {

std::int64_t scaled(std::int64_t value, double size) {
  if (size == 1) return value;
  const auto result = static_cast<std::int64_t>(static_cast<double>(value) * size + (value < 0 ? -0.5 : 0.5));
  return result == 0 && value > 0 ? 1 : result;
}

}  // namespace waste
