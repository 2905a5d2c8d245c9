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

void deliver_pieces(const std::string& path, const std::function<void(const std::function<void(std::string_view)>& sink)>& write) {
  if (path.empty()) return write([](std::string_view part) { std::cout << part; });
  guard_text(path);
  sim::AtomicFile file(path);
  write([&](std::string_view part) { file.write(part); });
  file.commit();
}

}  // namespace waste::cli
