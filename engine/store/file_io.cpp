#include "engine/store/file_io.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/base/error.h"
#include "engine/store/fault_injection.h"

namespace sim {
namespace {

std::string advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return "free some space or choose another folder";
    case EFBIG: return "the file system does not take files this long; choose another folder";
    case ENOENT: return "check the name, and that the folder is there";
    case ENOTDIR: return "a part of the path is a file, not a folder";
    case EACCES:
    case EPERM: return "check the permissions of the file and its folder";
    case EROFS: return "the disk is read-only; choose another folder";
    case EIO: return "the disk may be failing; choose another disk";
    case EMFILE:
    case ENFILE: return "too many files are open; raise the limit (ulimit -n)";
    default: return "";
  }
}

[[noreturn]] void fail(const char* verb, const std::string& path, int error) {
  std::string message = std::string("cannot ") + verb + " '" + path + "': " + std::generic_category().message(error);
  if (const auto what = advice(error); !what.empty()) message += "; " + what;
  throw FileError(message, path, error);
}

/// Makes a system call and retries it after a signal; a test may inject a fault instead.
template <class Call>
auto attempt(FileOperation operation, Call call) {
  for (;;) {
    const auto fault = fault_of(operation);
    decltype(call(false)) result = -1;
    if (fault.error != 0) errno = fault.error;
    else result = call(fault.halved);
    if (result != -1 || errno != EINTR) return result;
  }
}

/// Writes all bytes, `write(data, length)` at a time; false with errno set on failure.
template <class Write>
bool write_all(std::string_view bytes, const Write& write) {
  constexpr std::size_t piece = std::size_t{1} << 30;  // one write(2) takes less than 2^31 bytes
  while (!bytes.empty()) {
    const auto written = attempt(FileOperation::write, [&](bool halved) {
      const auto length = std::min(bytes.size(), piece);
      return write(bytes.data(), halved ? (length + 1) / 2 : length);
    });
    if (written < 0) return false;
    if (written == 0) return errno = ENOSPC, false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_all(int file, std::string_view bytes) {
  return write_all(bytes, [&](const char* data, std::size_t length) { return ::write(file, data, length); });
}

/// Up to `bytes.size()` bytes from `offset`; fewer only at the end of the file. Nothing, with errno set, on failure.
std::optional<std::size_t> read_all(int file, std::uint64_t offset, std::span<char> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = attempt(FileOperation::read, [&](bool) {
      return ::pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    });
    if (got < 0) return {};
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Descriptor open_file(const std::string& path, int flags) {
  return Descriptor{attempt(FileOperation::open, [&](bool) { return ::open(path.c_str(), flags | O_CLOEXEC, 0666); })};
}

/// A FIFO would block, a device would discard; O_NONBLOCK lets us look before we wait.
Descriptor open_regular(const char* verb, const std::string& path, int flags) {
  auto file = open_file(path, flags | O_NONBLOCK);
  struct stat status{};
  if (!file || ::fstat(file.number(), &status) != 0) fail(verb, path, errno);
  if (S_ISDIR(status.st_mode)) fail(verb, path, EISDIR);
  if (!S_ISREG(status.st_mode))
    throw Error(Exit::io, std::string("cannot ") + verb + " '" + path + "': not a regular file; name an ordinary file");
  return file;
}

std::uint64_t size_of(const Descriptor& file, const std::string& path) {
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) fail("read", path, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

void sync_folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  const auto handle = open_file(folder, O_RDONLY | O_DIRECTORY);
  if (!handle) fail("open the folder", folder, errno);
  const int result = attempt(FileOperation::sync_folder, [&](bool) { return ::fsync(handle.number()); });
  // Some network file systems have no fsync for folders and make names durable themselves.
  if (result != 0 && errno != EINVAL && errno != ENOTSUP) fail("make durable the folder", folder, errno);
}

/// A rename would replace a device or a folder; only ordinary files may be replaced.
void require_replaceable(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return;
  if (S_ISDIR(status.st_mode)) fail("write", path, EISDIR);
  if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode))
    throw Error(Exit::io, "cannot write '" + path + "': not a regular file; name an ordinary file");
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() { close(); }

int Descriptor::release() { return std::exchange(number_, -1); }

void Descriptor::close() {
  if (number_ >= 0) ::close(release());  // never retried: Linux frees the descriptor even when interrupted
}

InputFile::InputFile(std::string path) : path_(std::move(path)), file_(open_regular("read", path_, O_RDONLY)) {}

std::uint64_t InputFile::size() const { return size_of(file_, path_); }

std::string InputFile::read(std::uint64_t offset, std::size_t length) const {
  std::string bytes(length, '\0');
  bytes.resize(read(offset, std::span<char>(bytes)));
  return bytes;
}

std::size_t InputFile::read(std::uint64_t offset, std::span<char> bytes) const {
  const auto done = read_all(file_.number(), offset, bytes);
  if (!done) fail("read", path_, errno);
  return *done;
}

std::string read_file(const std::string& path, std::uint64_t limit) {
  const InputFile file(path);
  const auto size = file.size();
  if (size > limit)
    throw Error(Exit::resource, "'" + path + "' has " + std::to_string(size) + " bytes, more than the limit of " + std::to_string(limit));
  return file.read(0, size);
}

AtomicFile::AtomicFile(std::string path) : path_(std::move(path)) {
  require_replaceable(path_);
  for (int n = 0; n < 100 && !file_; ++n) {
    temporary_ = path_ + "." + std::to_string(::getpid()) + "-" + std::to_string(n) + ".tmp";
    file_ = open_file(temporary_, O_RDWR | O_CREAT | O_EXCL);
    if (!file_ && errno != EEXIST) fail("write", path_, errno);
  }
  if (!file_) fail("write", path_, EEXIST);
}

AtomicFile::~AtomicFile() {
  if (!file_) return;
  file_.close();
  ::unlink(temporary_.c_str());  // an error here cannot be handled
}

void AtomicFile::write(std::string_view bytes) {
  SIM_ASSERT(file_);
  if (!write_all(file_.number(), bytes)) fail("write", path_, errno);
}

void AtomicFile::write_at(std::uint64_t offset, std::string_view bytes) {
  SIM_ASSERT(file_);
  const bool done = write_all(bytes, [&](const char* data, std::size_t length) {
    const auto written = ::pwrite(file_.number(), data, length, static_cast<off_t>(offset));
    if (written > 0) offset += static_cast<std::uint64_t>(written);
    return written;
  });
  if (!done) fail("write", path_, errno);
}

std::size_t AtomicFile::read_at(std::uint64_t offset, std::span<char> bytes) const {
  SIM_ASSERT(file_);
  const auto done = read_all(file_.number(), offset, bytes);
  if (!done) fail("read", path_, errno);
  return *done;
}

void AtomicFile::truncate(std::uint64_t size) {
  SIM_ASSERT(file_);
  if (attempt(FileOperation::truncate, [&](bool) { return ::ftruncate(file_.number(), static_cast<off_t>(size)); }) != 0)
    fail("shorten", path_, errno);
}

void AtomicFile::commit() {
  SIM_ASSERT(file_);
  if (attempt(FileOperation::sync, [&](bool) { return ::fsync(file_.number()); }) != 0) fail("write", path_, errno);
  if (attempt(FileOperation::rename, [&](bool) { return std::rename(temporary_.c_str(), path_.c_str()); }) != 0)
    fail("write", path_, errno);
  file_.close();
  sync_folder_of(path_);
}

void write_atomically(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

AppendFile::AppendFile(std::string path) : path_(std::move(path)), file_(open_regular("write", path_, O_WRONLY | O_CREAT | O_APPEND)) {
  if (::flock(file_.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw Error(Exit::io, "cannot write '" + path_ + "': another process is writing it; wait for it or end it");
  size_ = size_of(file_, path_);
}

void AppendFile::require_sound() const {
  if (broken_) throw Error(Exit::io, "cannot write '" + path_ + "': an earlier error left it in doubt; start again with --resume");
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

bool exists(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0) return true;
  if (errno != ENOENT && errno != ENOTDIR) fail("look at", path, errno);
  return false;
}

bool remove(const std::string& path) {
  if (attempt(FileOperation::remove, [&](bool) { return ::unlink(path.c_str()); }) == 0) return true;
  if (errno != ENOENT) fail("remove", path, errno);
  return false;
}

}  // namespace sim
