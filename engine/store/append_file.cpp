#include "engine/store/append_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "engine/base/error.h"
#include "engine/store/file_lock.h"
#include "engine/store/system_calls.h"

namespace sim {

namespace {

/// Opens and locks. The owner of a journal removes it before letting go of the lock, so the name may meanwhile be free or
/// another's; then the file that was opened is nobody's.
Descriptor open_alone(const std::string& path) {
  for (int tries = 0; tries < 100; ++tries) {
    auto file = open_regular("write", path, O_WRONLY | O_CREAT | O_APPEND);
    if (!take_lock(file, path))
      throw Error(Exit::io, {"无法写入“" + path + "”：另一个进程正在写它（" + holder_of(file) + "），请等它结束",
                             "cannot write '" + path + "': " + holder_of(file) + "; wait until it has ended"});
    if (is_name_of(path, file)) return file;
  }
  fail("write", path, ENOENT);
}

}  // namespace

AppendFile::AppendFile(std::string path) : path_(std::move(path)), file_(open_alone(path_)), size_(size_of(file_, path_)) {}

void AppendFile::require_sound() const {
  if (broken_)
    throw Error(Exit::io, {"无法写入“" + path_ + "”：此前的错误使它状态不明，请用 --resume 重新开始",
                           "cannot write '" + path_ + "': an earlier error left it in doubt; start again with --resume"});
}

void AppendFile::append(std::string_view bytes) {
  require_sound();
  if (!write_all(file_.number(), bytes)) {
    const int error = errno;
    const auto undone = attempt(FileOperation::truncate, [&](bool) { return ::ftruncate(file_.number(), static_cast<off_t>(size_)); });
    broken_ = undone != 0;
    fail("write", path_, error);
  }
  size_ += bytes.size();
}

void AppendFile::truncate(std::uint64_t size) {
  require_sound();
  if (attempt(FileOperation::truncate, [&](bool) { return ::ftruncate(file_.number(), static_cast<off_t>(size)); }) != 0)
    fail("shorten", path_, errno);
  size_ = size;
}

void AppendFile::sync() {
  require_sound();
  if (attempt(FileOperation::sync, [&](bool) { return ::fdatasync(file_.number()); }) == 0) return;
  broken_ = true;  // the kernel drops unwritten pages after one report, so a second success would be a lie
  fail("write", path_, errno);
}

void AppendFile::sync_folder() { sync_folder_of(path_); }

}  // namespace sim
