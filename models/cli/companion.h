// Programs beside this one: `wufei NAME` runs `wufei-NAME`, as git does, for what is written in Python.
#pragma once

#include <string>
#include <vector>

#include "models/cli/session.h"

namespace waste::cli {

/// Replaces this process by `wufei-NAME` with these words and the session's language. It is looked for beside this program, then on
/// the search path. Throws sim::Error(resource) if there is none.
[[noreturn]] void run_companion(const std::string& name, const std::vector<std::string>& words, const Session& session);

/// Runs it as a child instead, and returns its exit code, 128 + number of the signal that ended it.
int call_companion(const std::string& name, const std::vector<std::string>& words, const Session& session);

}  // namespace waste::cli
