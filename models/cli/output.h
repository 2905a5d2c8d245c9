// Where the answer of a verb goes: the standard output, or a file that is there whole or not at all.
#pragma once

#include <string>

namespace waste::cli {

/// Writes to `path`, or to the standard output when it is empty. Throws sim::Error(io).
void deliver(const std::string& path, const std::string& text);

}  // namespace waste::cli
