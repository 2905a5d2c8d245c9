#include "engine/store/synced_file.h"

#include <system_error>
#include <utility>

namespace sim {

SyncedFile::SyncedFile(std::string path, std::chrono::milliseconds interval) : file_(std::move(path)) {
  try {
    keeper_ = std::jthread([this, interval](const std::stop_token& stop) { keep_synced(stop, interval); });
  } catch (const std::system_error&) {  // append() sees that there is none
  }
}

void SyncedFile::append(std::string_view bytes) {
  const std::lock_guard lock(guard_);
  rethrow();
  file_.append(bytes);
  unsynced_ = true;
  if (!keeper_.joinable()) file_.sync();
}

void SyncedFile::truncate(std::uint64_t size) {
  const std::lock_guard lock(guard_);
  rethrow();
  file_.truncate(size);
}

void SyncedFile::sync() {
  const std::lock_guard lock(guard_);
  rethrow();
  file_.sync();
  unsynced_ = false;
}

void SyncedFile::rethrow() const {
  if (error_) std::rethrow_exception(error_);
}

void SyncedFile::keep_synced(const std::stop_token& stop, std::chrono::milliseconds interval) {
  std::unique_lock lock(guard_);
  while (!over_.wait_for(lock, stop, interval, [&stop] { return stop.stop_requested(); })) {
    if (!unsynced_ || error_) continue;
    try {
      file_.sync();
      unsynced_ = false;
    } catch (...) {
      error_ = std::current_exception();
    }
  }
}

}  // namespace sim
