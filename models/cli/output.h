// Output of a verb: standard output, or a file that is written completely or not at all.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace waste::cli {

/// Writes to `path`, or to standard output if it is empty. Throws sim::Error(io), and sim::Error(usage) if that would destroy results,
/// scenarios or data.
void deliver(const std::string& path, const std::string& text);

/// The same, piece by piece as `write` gives them.
void deliver_pieces(const std::string& path, const std::function<void(const std::function<void(std::string_view)>& sink)>& write);

}  // namespace waste::cli
