// What a district must have for an indicator to get a value.
#pragma once

#include <string>

#include "models/assessment/indicator.h"
#include "models/cli/session.h"

namespace waste::cli {

/// "needs: streams of category general_industrial (...); economy.output", a line; empty where the terms name nothing.
std::string needs_of(const Indicator& indicator, const Session& session);

/// Categories of streams and topics of sites, each with the indicators that read it, as two tables.
std::string categories_and_topics(const Session& session);

}  // namespace waste::cli
