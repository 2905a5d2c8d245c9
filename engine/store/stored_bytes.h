// The bytes of an image as its parser takes them: with bounds, once each. Included by stored_*.h and hdf5_reader.cpp.
//
// The seal of a file proves that it was not damaged, not that its author was honest. Nothing here trusts a length, a count or an
// address; what is wrong is Malformed, which the reader turns into an error that names the file and the place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/store/file_io.h"

namespace sim {

/// Its text completes "… is damaged at '…': ".
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Malformed unless it is UTF-8 without zero bytes.
void check_text(std::string_view text);

inline constexpr std::uint64_t no_address = ~std::uint64_t{0};

class StoredBytes {
 public:
  StoredBytes(const InputFile& file, std::uint64_t length) : file_(file), length_(length), left_(length) {}

  /// In an honest image structures lie side by side, so that all those taken together have at most its length. Holding everyone to
  /// that ends cycles, and bounds time and memory by the size of the file.
  std::string take(std::uint64_t address, std::uint64_t size);

  std::uint64_t length() const { return length_; }

 private:
  std::string read(std::uint64_t address, std::uint64_t size);

  const InputFile& file_;
  std::uint64_t length_, left_;
  std::string window_;          // what was read around the last small structure: the next one is often near
  std::uint64_t window_at_ = 0;
};

/// Consumes a structure from its front.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}

  std::string_view bytes(std::uint64_t count);
  std::uint64_t number(std::size_t width);  // little-endian, up to eight bytes
  std::uint64_t address() { return number(8); }
  void skip(std::uint64_t count) { bytes(count); }
  void expect(std::string_view signature);
  void expect(std::size_t width, std::uint64_t value, const char* what);

  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

}  // namespace sim
