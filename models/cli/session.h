// Per-invocation settings: language, colour, verbosity.
#pragma once

#include <stdexcept>
#include <string>

#include "models/views/style.h"

namespace waste::cli {

struct Session : Style {
  std::string program = "wufei";  // as it was called
  bool quiet = false;
  bool color_err = false;

  /// Writes a message to standard error; silent with --quiet.
  void tell(const std::string& message) const;
};

/// An invalid command line; exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// ", did you mean 'x'?" or nothing, in the session's language.
std::string did_you_mean(const std::string& near, const Session& session);

bool is_terminal(int descriptor);

}  // namespace waste::cli
