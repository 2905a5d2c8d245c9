// All disk reads and writes of this program go through here and are checked.
//
// A call either succeeds or throws Error(Exit::io) with the file, the system's reason and what the user can do; interrupted and
// short system calls are continued. A file written by write_atomically or AtomicFile holds the old bytes or all of the new ones
// at every instant, even across a power cut. Only regular files are touched. An object may be used by one thread at a time. Tests
// inject faults here (fault_injection.h), which otherwise cost one load.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sim {

/// An open file descriptor, closed by its last owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release();
  void close();

 private:
  int number_ = -1;
};

/// A file open for random-access reading.
class InputFile {
 public:
  explicit InputFile(std::string path);
  /// A file that is open already, with its name for messages.
  InputFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  const std::string& path() const { return path_; }
  std::uint64_t size() const;  // [byte], now

  /// Reads up to `length` bytes from `offset`; fewer only at the end of the file.
  std::string read(std::uint64_t offset, std::size_t length) const;
  /// The same into `bytes`; returns how many were read.
  std::size_t read(std::uint64_t offset, std::span<char> bytes) const;

 private:
  std::string path_;
  Descriptor file_;
};

inline constexpr std::uint64_t default_read_limit = std::uint64_t{8} << 30;  // [byte]

/// Reads the whole file; Error(Exit::resource) if it is longer than `limit` [byte].
std::string read_file(const std::string& path, std::uint64_t limit = default_read_limit);

/// A file that appears under its name only by commit(), complete; without commit it leaves nothing behind. A symbolic link with
/// that name is replaced, not followed.
class AtomicFile {
 public:
  explicit AtomicFile(std::string path);
  AtomicFile(AtomicFile&&) = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  void write(std::string_view bytes);

  /// Random access before commit(); what was never written is zero.
  void write_at(std::uint64_t offset, std::string_view bytes);
  std::size_t read_at(std::uint64_t offset, std::span<char> bytes) const;
  void truncate(std::uint64_t size);

  /// Makes the bytes durable, then the name. If the last step fails (sync of the folder), the new file is already in place.
  void commit();

 private:
  std::string path_;
  std::string temporary_;  // in the same folder, because a rename must not cross file systems
  Descriptor file_;
};

void write_atomically(const std::string& path, std::string_view bytes);

/// Whether two files hold the same bytes; at once if their lengths differ.
bool same_bytes(const std::string& a, const std::string& b);

bool exists(const std::string& path);

/// Removes the file; true if it was there.
bool remove(const std::string& path);

}  // namespace sim
