// Progress of a run: on a terminal a bar with the remaining time, otherwise one line per 10 %.
#pragma once

#include <chrono>
#include <string>

#include "models/cli/session.h"

namespace waste::cli {

class Progress {
 public:
  explicit Progress(const Session& session);
  void show(std::size_t done, std::size_t all);
  void finish();  // ends the line of the progress bar

 private:
  std::string time_left(std::size_t done, std::size_t all) const;

  const Session& session_;
  bool terminal_;
  bool open_ = false;  // a bar is on the current line
  std::size_t first_ = 0, tenth_ = 0;
  bool begun_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace waste::cli
