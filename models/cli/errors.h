// Input errors in readable form.
#pragma once

#include "engine/base/error.h"
#include "models/cli/session.h"

namespace waste::cli {

/// Writes all diagnostics to standard error, in colour if requested.
void print(const sim::InputError& error, const Session& session);

/// Writes "error: ..." to standard error.
void print(const std::string& message, const Session& session);

}  // namespace waste::cli
