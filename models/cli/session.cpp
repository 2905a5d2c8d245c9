#include "models/cli/session.h"

#include <unistd.h>

#include <iostream>

namespace waste::cli {

void Session::tell(const std::string& message) const {
  if (!quiet) std::cerr << message << '\n';
}

std::string did_you_mean(const std::string& near, const Session& session) {
  if (near.empty()) return "";
  return session.zh() ? "，是不是 '" + near + "'？" : ", did you mean '" + near + "'?";
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

}  // namespace waste::cli
