// Errors of the input as a person reads them.
#pragma once

#include "engine/base/error.h"
#include "models/cli/session.h"

namespace waste::cli {

/// All diagnostics to the standard error, with colour where wanted.
void print(const sim::InputError& error, const Session& session);

/// "error: ..." to the standard error.
void print(const std::string& message, const Session& session);

}  // namespace waste::cli
