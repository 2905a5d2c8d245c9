#include "models/cli/progress.h"

#include <cstdio>
#include <iostream>

namespace waste::cli {

Progress::Progress(const Session& session) : session_(session), terminal_(is_terminal(2)) {}

// Replicas found in the journal of a resumed run took no time and are excluded from the estimate of the remaining time.
std::string Progress::time_left(std::size_t done, std::size_t all) const {
  const std::size_t own = done - first_;
  if (own == 0) return "--:--";
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const auto left = static_cast<long>(passed * static_cast<double>(all - done) / static_cast<double>(own) + 0.5);
  char text[40];
  if (left >= 3600) std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", left / 3600, left / 60 % 60, left % 60);
  else std::snprintf(text, sizeof text, "%ld:%02ld", left / 60, left % 60);
  return text;
}

void Progress::show(std::size_t done, std::size_t all) {
  if (session_.quiet || all == 0) return;
  if (!begun_) first_ = done > 0 ? done - 1 : 0;
  begun_ = true;
  const std::size_t tenth = done * 10 / all;
  const std::string numbers = std::to_string(done) + "/" + std::to_string(all);
  const std::string left = session_.say({"剩余 ", "time left "}) + time_left(done, all);
  if (terminal_) {
    const std::size_t full = done * 30 / all;
    std::cerr << "\r[" << std::string(full, '#') << std::string(30 - full, '.') << "] " << numbers << "  " << left << "  " << std::flush;
    open_ = true;
  } else if (tenth > tenth_) {
    std::cerr << tenth * 10 << " %  " << numbers << "  " << left << '\n';
  }
  tenth_ = tenth;
}

void Progress::finish() {
  if (open_) std::cerr << '\n';
  open_ = false;
}

}  // namespace waste::cli
