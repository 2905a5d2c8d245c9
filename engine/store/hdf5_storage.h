// Where libhdf5 keeps an image: a virtual file driver that passes reads and writes to file_io, so that libhdf5 does no I/O of its
// own, or to memory. Included by hdf5_*.cpp only.
//
// No exception passes through libhdf5. A failed write is recorded and reported as a success, because libhdf5 cannot abandon a
// file whose writes fail; the owner calls rethrow().
#pragma once

#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "engine/store/file_io.h"
#include "engine/store/hdf5_handle.h"

namespace sim {

class Hdf5Storage {
 public:
  Hdf5Storage() = default;
  Hdf5Storage(const Hdf5Storage&) = delete;
  Hdf5Storage& operator=(const Hdf5Storage&) = delete;
  virtual ~Hdf5Storage() = default;

  virtual std::uint64_t size() const = 0;  // [byte]
  /// Reads all of `bytes`; what was never written is zero.
  virtual void read(std::uint64_t offset, std::span<char> bytes) const = 0;
  virtual void write(std::uint64_t offset, std::string_view bytes) = 0;

  /// An access property list for files in this storage.
  Handle access();

  /// Rethrows the first error of a read or write, if any.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }
  void note(std::exception_ptr error) noexcept {
    if (!error_) error_ = std::move(error);
  }

 private:
  std::exception_ptr error_;
};

class MemoryStorage final : public Hdf5Storage {
 public:
  std::uint64_t size() const override { return bytes_.size(); }
  void read(std::uint64_t offset, std::span<char> bytes) const override;
  void write(std::uint64_t offset, std::string_view bytes) override;

 private:
  std::string bytes_;
};

/// In a file that appears under its name when complete.
class NewFileStorage final : public Hdf5Storage {
 public:
  explicit NewFileStorage(std::string path) : file_(std::move(path)) {}
  std::uint64_t size() const override { return size_; }
  void read(std::uint64_t offset, std::span<char> bytes) const override;
  void write(std::uint64_t offset, std::string_view bytes) override;
  /// Writes `seal` after the first `length` bytes, truncates the file there and commits it under its name.
  void commit(std::uint64_t length, std::string_view seal);

 private:
  AtomicFile file_;
  std::uint64_t size_ = 0;
};

/// The CRC-32C of the first `length` bytes.
std::uint32_t checksum_of(const Hdf5Storage& storage, std::uint64_t length);

}  // namespace sim
