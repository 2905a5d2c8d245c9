// A growing file whose bytes become durable by themselves, a while after they were appended.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "engine/store/append_file.h"

namespace sim {

/// An AppendFile that another thread syncs at most `interval` after an append; if there is no thread to be had, every append
/// syncs. An error of that thread is thrown by the next call.
class SyncedFile {
 public:
  SyncedFile(std::string path, std::chrono::milliseconds interval);
  SyncedFile(const SyncedFile&) = delete;
  SyncedFile& operator=(const SyncedFile&) = delete;

  std::uint64_t size() const { return file_.size(); }  // [byte]; changed by the calling thread only
  void append(std::string_view bytes);
  void truncate(std::uint64_t size);
  void sync();
  void sync_folder() { file_.sync_folder(); }

 private:
  void keep_synced(const std::stop_token& stop, std::chrono::milliseconds interval);
  void rethrow() const;

  AppendFile file_;
  std::mutex guard_;
  std::condition_variable_any over_;
  bool unsynced_ = false;
  std::exception_ptr error_;
  std::jthread keeper_;  // last, so that it ends first
};

}  // namespace sim
