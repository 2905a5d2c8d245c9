// Base64 (RFC 4648), in which a content security policy writes the fingerprints of what it allows.
#pragma once

#include <string>

namespace waste::report {

/// Of an even number of hexadecimal digits.
std::string base64_of_hex(const std::string& digits);

}  // namespace waste::report
