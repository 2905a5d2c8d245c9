#include "engine/store/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

#include "engine/base/error.h"
#include "engine/store/system_calls.h"
#include "engine/store/temporary_files.h"

namespace sim {
namespace {

/// A rename would replace a device or a folder; only ordinary files may be replaced.
void require_replaceable(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return;
  if (S_ISDIR(status.st_mode)) fail("write", path, EISDIR);
  if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode))
    throw Error(Exit::io, {"无法写入“" + path + "”：不是普通文件，请换一个文件名",
                           "cannot write '" + path + "': not a regular file; name an ordinary file"});
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
    throw Error(Exit::resource, {"“" + path + "”有" + std::to_string(size) + "字节，超过上限" + std::to_string(limit),
                                 "'" + path + "' has " + std::to_string(size) + " bytes, more than the limit of " + std::to_string(limit)});
  return file.read(0, size);
}

bool same_bytes(const std::string& a, const std::string& b) {
  const InputFile one(a), other(b);
  const auto size = one.size();
  if (size != other.size()) return false;
  std::string block(std::size_t{1} << 20, '\0'), against = block;
  for (std::uint64_t at = 0; at < size; at += block.size()) {
    const std::size_t got = one.read(at, std::span<char>(block));
    if (got != other.read(at, std::span<char>(against)) ||
        std::string_view(block).substr(0, got) != std::string_view(against).substr(0, got))
      return false;
  }
  return true;
}

AtomicFile::AtomicFile(std::string path) : path_(std::move(path)) {
  require_replaceable(path_);
  remove_stale_temporaries(folder_of(path_));
  auto [name, file] = open_temporary(path_);
  temporary_ = std::move(name);
  file_ = std::move(file);
}

AtomicFile::~AtomicFile() {
  if (file_) ::unlink(temporary_.c_str());  // an error here cannot be handled
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
  sync_folder_of(path_, {"“" + path_ + "”已完整写出，但", "'" + path_ + "' is complete, but "});
}

void write_atomically(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

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
