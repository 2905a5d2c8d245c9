// What every verb knows of the person it talks to: language, colour, and how much they want to hear.
#pragma once

#include <stdexcept>
#include <string>

#include "models/views/style.h"

namespace waste::cli {

struct Session : Style {
  bool quiet = false;
  bool color_err = false;

  /// A message on the standard error; silent under --quiet.
  void tell(const std::string& message) const;
};

/// A command line that cannot be understood; exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// ", did you mean 'x'?" or nothing, in the language.
std::string did_you_mean(const std::string& near, const Session& session);

bool is_terminal(int descriptor);

}  // namespace waste::cli
