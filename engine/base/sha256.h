// SHA-256 (FIPS 180-4), the fingerprint of scenarios and data files. Returns 64 lower-case hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace sim {

std::string sha256(std::string_view bytes);

}  // namespace sim
