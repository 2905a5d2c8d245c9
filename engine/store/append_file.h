// A file that grows at its end, such as a journal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/store/file_io.h"

namespace sim {

/// A file that only grows at its end, held by one process at a time. A failed append leaves the file at its former length; if
/// that is impossible, or sync failed, every later call fails, because the contents of the disk are unknown.
class AppendFile {
 public:
  /// Opens the file with its contents, or creates it.
  explicit AppendFile(std::string path);

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }  // [byte]

  void append(std::string_view bytes);
  void truncate(std::uint64_t size);
  void sync();         // the bytes are durable when this returns
  void sync_folder();  // and so is the file's name

 private:
  void require_sound() const;

  std::string path_;
  Descriptor file_;
  std::uint64_t size_ = 0;
  bool broken_ = false;
};

}  // namespace sim
