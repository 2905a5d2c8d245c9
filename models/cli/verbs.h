// One verb, one file; each ends in the literal that describes it.
#pragma once

#include "models/cli/arguments.h"

namespace waste::cli {

extern const Verb run_verb, check_verb, resolve_verb, describe_verb, show_verb, compare_verb, graph_verb, explain_verb, reconcile_verb, synth_verb;

}  // namespace waste::cli
