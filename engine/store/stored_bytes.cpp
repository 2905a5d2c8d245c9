#include "engine/store/stored_bytes.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace sim {

void check_text(std::string_view text) {
  if (text.find('\0') != text.npos || invalid_utf8(text)) throw Malformed("a text is not UTF-8");
}

std::string StoredBytes::read(std::uint64_t address, std::uint64_t size) {
  constexpr std::uint64_t most = 1 << 12;  // of a window [byte]
  if (size > most / 4) return file_.read(address, size);
  const bool inside = address >= window_at_ && address + size <= window_at_ + window_.size();
  if (!inside) window_ = file_.read(address, std::min(most, length_ - address)), window_at_ = address;
  return window_.substr(address - window_at_, size);
}

std::string StoredBytes::take(std::uint64_t address, std::uint64_t size) {
  if (address > length_ || size > length_ - address) throw Malformed("it points past the end of the file");
  if (size > left_) throw Malformed("its parts overlap or go round in a circle");
  left_ -= size;
  std::string bytes = read(address, size);
  if (bytes.size() != size) throw Malformed("the file became shorter while it was read");
  return bytes;
}

std::string_view Cursor::bytes(std::uint64_t count) {
  if (count > rest_.size()) throw Malformed("a structure is longer than its place");
  const std::string_view front = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return front;
}

std::uint64_t Cursor::number(std::size_t width) {
  std::uint64_t value = 0;
  std::size_t shift = 0;
  for (const char byte : bytes(width)) {
    value |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
    shift += 8;
  }
  return value;
}

void Cursor::expect(std::string_view signature) {
  if (bytes(signature.size()) != signature) throw Malformed("no '" + std::string(signature) + "' where one should be");
}

void Cursor::expect(std::size_t width, std::uint64_t value, const char* what) {
  if (number(width) != value) throw Malformed(std::string("this program does not write ") + what);
}

}  // namespace sim
