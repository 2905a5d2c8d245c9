#include "engine/store/chunk.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/base/error.h"
#include "engine/base/simd.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

static_assert(std::endian::native == std::endian::little, "bits and elements are taken as they lie in memory");

constexpr std::size_t longest_match = 258, shortest_match = 3;

/// Bits of a code, the first one to write in the lowest bit.
struct Code {
  std::uint32_t bits = 0;
  std::uint32_t length = 0;
};

constexpr std::uint32_t reversed(std::uint32_t code, std::uint32_t length) {
  std::uint32_t result = 0;
  for (std::uint32_t i = 0; i < length; ++i) result |= ((code >> i) & 1) << (length - 1 - i);
  return result;
}

/// The fixed code of a literal or length symbol (RFC 1951, 3.2.6).
constexpr Code symbol_code(std::uint32_t symbol) {
  if (symbol < 144) return {reversed(0b00110000 + symbol, 8), 8};
  if (symbol < 256) return {reversed(0b110010000 + symbol - 144, 9), 9};
  if (symbol < 280) return {reversed(symbol - 256, 7), 7};
  return {reversed(0b11000000 + symbol - 280, 8), 8};
}

/// A length with its extra bits, then distance 1, which is coded as five zero bits.
constexpr Code match_code(std::uint32_t length) {
  if (length == longest_match) return {symbol_code(285).bits, symbol_code(285).length + 5};
  std::uint32_t symbol = 257, first = shortest_match, extra = 0;
  while (length >= first + (1u << extra)) {
    first += 1u << extra;
    ++symbol;
    extra = symbol < 265 ? 0 : (symbol - 261) / 4;
  }
  const Code code = symbol_code(symbol);
  return {code.bits | (length - first) << code.length, code.length + extra + 5};
}

constexpr auto literal_codes = [] {
  std::array<Code, 256> codes{};
  for (std::uint32_t i = 0; i < codes.size(); ++i) codes[i] = symbol_code(i);
  return codes;
}();

constexpr auto match_codes = [] {
  std::array<Code, longest_match + 1> codes{};
  for (std::uint32_t i = shortest_match; i < codes.size(); ++i) codes[i] = match_code(i);
  return codes;
}();

/// Writes bits into a buffer that the caller has made large enough.
class BitWriter {
 public:
  explicit BitWriter(char* to) : to_(to) {}

  void put(Code code) {
    waiting_ |= static_cast<std::uint64_t>(code.bits) << count_;
    count_ += code.length;
    if (count_ < 32) return;
    std::memcpy(to_, &waiting_, 4);  // the lower half
    to_ += 4;
    waiting_ >>= 32;
    count_ -= 32;
  }
  /// Pads the last byte with zero bits; returns the end of the output.
  char* finish() {
    for (; count_ > 0; count_ -= std::min(count_, 8u), waiting_ >>= 8) *to_++ = static_cast<char>(waiting_);
    return to_;
  }

 private:
  char* to_;
  std::uint64_t waiting_ = 0;
  std::uint32_t count_ = 0;  // of waiting bits, below 32 between calls
};

/// The checksum of RFC 1950, updated in one step for a run of equal bytes.
class Adler {
 public:
  void add(std::uint64_t byte) {
    a_ += byte;
    b_ += a_;
    if (b_ >= limit) reduce();
  }
  void add(std::uint64_t byte, std::uint64_t run) {
    b_ += run * a_ + byte * (run * (run + 1) / 2);
    a_ += run * byte;
    if (b_ >= limit) reduce();
  }
  std::uint32_t value() {
    reduce();
    return static_cast<std::uint32_t>(b_ << 16 | a_);
  }

 private:
  static constexpr std::uint64_t modulus = 65521, limit = std::uint64_t{1} << 32;
  void reduce() {
    a_ %= modulus;
    b_ %= modulus;
  }
  std::uint64_t a_ = 1, b_ = 0;
};

/// Length of the run of equal bytes at `at`.
std::size_t run_at(std::string_view bytes, std::size_t at) {
  std::size_t end = at + 1;
  const std::uint64_t pattern = static_cast<unsigned char>(bytes[at]) * 0x0101010101010101u;
  for (std::uint64_t word; end + 8 <= bytes.size(); end += 8) {
    std::memcpy(&word, bytes.data() + end, 8);
    if (word != pattern) break;
  }
  while (end < bytes.size() && bytes[end] == bytes[at]) ++end;
  return end - at;
}

/// Sixteen elements of `size` bytes lie in `size` registers. Interleaving the first half with the second, byte by byte, moves the
/// topmost bit of a byte's address to the bottom; after four times, the index of the element and that of the byte have swapped.
/// Returns how many of `count` elements are done.
template <std::size_t size>
std::size_t shuffle_sixteens(const char* elements, std::size_t count, char* planes) {
  constexpr std::size_t width = sizeof(U8x16);
  std::size_t done = 0;
  for (; done + width <= count; done += width) {
    U8x16 block[size], next[size];
    for (std::size_t i = 0; i < size; ++i) block[i] = load<U8x16>(elements + done * size + i * width);
    for (int round = 0; round < 4; ++round) {
      for (std::size_t i = 0; i < size / 2; ++i) {
        next[2 * i] = interleave_low(block[i], block[i + size / 2]);
        next[2 * i + 1] = interleave_high(block[i], block[i + size / 2]);
      }
      std::copy(next, next + size, block);
    }
    for (std::size_t i = 0; i < size; ++i) store(planes + i * count + done, block[i]);
  }
  return done;
}

std::uint32_t folded(std::uint32_t sum) { return (sum & 0xffff) + (sum >> 16); }

}  // namespace

std::string shuffle(std::string_view elements, std::size_t size) {
  std::string planes(elements.size(), '\0');
  const std::size_t count = elements.size() / size;
  std::size_t done = 0;
  if (size == 8) done = shuffle_sixteens<8>(elements.data(), count, planes.data());
  if (size == 4) done = shuffle_sixteens<4>(elements.data(), count, planes.data());
  for (std::size_t byte = 0; byte < size; ++byte) {
    char* plane = planes.data() + byte * count;
    const char* from = elements.data() + byte;
    for (std::size_t i = done; i < count; ++i) plane[i] = from[i * size];
  }
  return planes;
}

std::string deflate_runs(std::string_view bytes) {
  constexpr std::size_t head = 2, most_around = 16;  // [byte] before the code; before and after it, with the end of the block
  std::string stream(bytes.size() / 8 * 9 + 9 + most_around, '\0');  // no code is longer than nine bits a byte
  stream[0] = 0x78, stream[1] = 0x01;
  BitWriter out(stream.data() + head);
  out.put({0b011, 3});  // the last block, of fixed codes
  Adler sum;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (at + 1 == bytes.size() || bytes[at + 1] != bytes[at]) {  // nearly always so in the low bytes of numbers
      sum.add(byte);
      out.put(literal_codes[byte]);
      ++at;
      continue;
    }
    std::size_t run = run_at(bytes, at);
    at += run;
    sum.add(byte, run);
    out.put(literal_codes[byte]);
    for (--run; run >= shortest_match;) {
      const std::size_t length = std::min(run, longest_match);
      out.put(match_codes[length]);
      run -= length;
    }
    for (; run > 0; --run) out.put(literal_codes[byte]);
  }
  out.put(symbol_code(256));
  stream.resize(static_cast<std::size_t>(out.finish() - stream.data()));
  const std::uint32_t adler = sum.value();
  for (int shift = 24; shift >= 0; shift -= 8) stream.push_back(static_cast<char>(adler >> shift));
  return stream;
}

std::uint32_t fletcher32(std::string_view bytes) {
  constexpr std::size_t most_words = 360;  // before a sum may overflow
  std::uint32_t first = 0, second = 0;
  const auto byte = [&](std::size_t i) -> std::uint32_t { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0; };
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.size(), at + 2 * most_words);
    for (; at < end; at += 2) {
      first += byte(at) << 8 | byte(at + 1);
      second += first;
    }
    first = folded(first);
    second = folded(second);
  }
  return folded(second) << 16 | folded(first);
}

std::string filtered_chunk(std::string_view elements, std::size_t size) {
  std::string chunk = deflate_runs(shuffle(elements, size));
  put(chunk, fletcher32(chunk));
  return chunk;
}

std::vector<std::string> ChunkCutter::cut(std::string_view elements, std::size_t size) const {
  SIM_ASSERT(size == size_ && elements.size() == slow_.length * fast_.length * size_);
  std::vector<std::string> chunks;
  if (elements.empty()) return chunks;
  if (!filtered_) return {std::string(elements)};
  for (std::uint64_t top = 0; top < slow_.length; top += slow_.chunk)
    for (std::uint64_t left = 0; left < fast_.length; left += fast_.chunk) {
      std::string block(slow_.chunk * fast_.chunk * size_, '\0');
      const std::uint64_t width = std::min(fast_.chunk, fast_.length - left) * size_;
      for (std::uint64_t row = top; row < std::min(top + slow_.chunk, slow_.length); ++row)
        elements.copy(block.data() + (row - top) * fast_.chunk * size_, width, (row * fast_.length + left) * size_);
      chunks.push_back(filtered_chunk(block, size_));
    }
  return chunks;
}

}  // namespace sim
