// A folder held open, below which files are opened: no link, and no exchange of files while we look, leads out of it.
#pragma once

#include <string>

#include "engine/store/file_io.h"

namespace sim {

class Folder {
 public:
  Folder() = default;
  /// Error(Exit::io) if it cannot be opened.
  explicit Folder(const std::string& path);

  /// A file or folder to be read, by its path below this one. Symbolic links on the way are not followed (ELOOP), and ".." is not
  /// understood (ENOENT). Never blocks on a FIFO. Nothing, with errno set, if it cannot be opened.
  Descriptor open(const std::string& path) const;

 private:
  Descriptor folder_;
};

}  // namespace sim
