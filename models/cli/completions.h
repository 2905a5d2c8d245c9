// What may stand in a place of the command line, for the shells that complete it.
#pragma once

#include <string>
#include <vector>

#include "models/cli/arguments.h"

namespace waste::cli {

/// Words, and files by patterns: "*.yaml", "*" for any, "*/" for folders. Both empty: nothing is known.
struct Completion {
  std::vector<std::string> words, files;
};

/// The argument of an option; empty for a switch.
Completion completion_of(const Verb& verb, const Option& option);

/// The words of a verb that belong to no option, in whatever place.
Completion completion_of(const Verb& verb);

}  // namespace waste::cli
