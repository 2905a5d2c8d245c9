// Every verb is one file that ends in its descriptive literal; it is named nowhere else.
#pragma once

#include <vector>

#include "models/cli/arguments.h"

namespace waste::cli {

/// All verbs, in the order of the help.
const std::vector<const Verb*>& verbs();

/// `const RegisteredVerb registered{11, {"verb", "WORDS", 1, 1, {…}, {…}, {…}, run}};` `place`: order in the help; ties by name.
class RegisteredVerb {
 public:
  RegisteredVerb(int place, Verb verb);
  RegisteredVerb(const RegisteredVerb&) = delete;

  int place() const { return place_; }
  const Verb& verb() const { return verb_; }

 private:
  int place_;
  Verb verb_;
};

}  // namespace waste::cli
