// Input errors in readable form.
#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "models/cli/session.h"
#include "models/scenario/warning.h"

namespace waste::cli {

/// Writes all diagnostics to standard error, in colour if requested.
void print(const sim::InputError& error, const Session& session);

/// Writes warnings to standard error, at most 20 of them; silent with --quiet.
void print(const std::vector<Warning>& warnings, const Session& session);

/// What an error says, in the session's language.
std::string in_language(const sim::Error& error, const Session& session);

/// Writes "error: ..." to standard error.
void print(const std::string& message, const Session& session);

}  // namespace waste::cli
