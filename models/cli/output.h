// Output of a verb: standard output, or a file that is written completely or not at all.
#pragma once

#include <string>

namespace waste::cli {

/// Writes to `path`, or to standard output if it is empty. Throws sim::Error(io), and sim::Error(usage) if that would destroy results,
/// scenarios or data.
void deliver(const std::string& path, const std::string& text);

}  // namespace waste::cli
