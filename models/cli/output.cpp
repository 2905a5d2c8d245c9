#include "models/cli/output.h"

#include <iostream>

#include "engine/store/file_io.h"
#include "models/results/guard.h"

namespace waste::cli {

void deliver(const std::string& path, const std::string& text) {
  if (path.empty()) {
    std::cout << text;
    return;
  }
  guard_text(path);
  sim::write_atomically(path, text);
}

}  // namespace waste::cli
