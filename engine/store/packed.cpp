#include "engine/store/packed.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

static_assert(std::endian::native == std::endian::little, "words are kept as they lie in memory");

constexpr std::size_t word_size = 8, group_words = 8, group_size = word_size * group_words;
constexpr std::size_t head_size = 8, control_size = 4, longest_run = 256;
constexpr std::size_t slack = word_size;  // zeros at the end, so that a word may be read whole wherever its bytes end

using Group = std::array<std::uint64_t, group_words>;

Group group_at(std::string_view bytes, std::size_t at) {
  Group words{};
  std::memcpy(words.data(), bytes.data() + at, std::min(group_size, bytes.size() - at));
  return words;
}

bool is_zero(const Group& words) {
  std::uint64_t any = 0;
  for (const std::uint64_t word : words) any |= word;
  return any == 0;
}

/// Groups of zeros from `at` on, at most as many as one byte counts.
std::size_t zero_run(std::string_view bytes, std::size_t at) {
  std::size_t run = 0;
  for (; run < longest_run && at < bytes.size() && is_zero(group_at(bytes, at)); at += group_size) ++run;
  return run;
}

void put_group(std::string& packed, const Group& words) {
  char kept[control_size + group_size + slack];
  std::size_t length = control_size;
  std::uint32_t control = 0;
  for (std::size_t i = 0; i < group_words; ++i) {
    const auto bytes = static_cast<std::uint32_t>(std::bit_width(words[i]) + 7) / 8;
    std::memcpy(kept + length, &words[i], word_size);
    length += bytes;
    control |= bytes << (4 * i);
  }
  std::memcpy(kept, &control, control_size);
  packed.append(kept, length);
}

[[noreturn]] void fail() { throw Error(Exit::results, "packed bytes make no sense; remove the file and run again"); }

constexpr auto masks = [] {
  std::array<std::uint64_t, word_size + 1> low{};
  for (std::size_t i = 0; i <= word_size; ++i) low[i] = i == word_size ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * i)) - 1;
  return low;
}();

/// Bytes that the words of a group take; no word takes more than eight.
std::size_t kept_bytes(std::uint32_t control) {
  if (((control >> 3) & 0x11111111u) * 7 & control) fail();
  const std::uint32_t pairs = (control & 0x0f0f0f0fu) + ((control >> 4) & 0x0f0f0f0fu);
  return pairs * 0x01010101u >> 24;
}

Group take_group(const char* kept, std::uint32_t control) {
  Group words;
  for (std::size_t i = 0; i < group_words; ++i, control >>= 4) {
    std::memcpy(&words[i], kept, word_size);
    words[i] &= masks[control & 15];
    kept += control & 15;
  }
  return words;
}

}  // namespace

std::string pack(std::string_view bytes) {
  std::string packed;
  packed.reserve(head_size + bytes.size() / 4);
  put(packed, static_cast<std::uint64_t>(bytes.size()));
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t run = zero_run(bytes, at);
    if (run > 0) {
      packed.append(control_size, '\0');
      packed.push_back(static_cast<char>(run - 1));
      at += run * group_size;
      continue;
    }
    put_group(packed, group_at(bytes, at));
    at += group_size;
  }
  return packed.append(slack, '\0');
}

std::size_t unpacked_size(std::string_view packed) {
  constexpr std::uint64_t most_growth = longest_run * group_size / control_size;  // a run of groups takes five bytes
  if (packed.size() < head_size + slack) fail();
  const auto size = get<std::uint64_t>(packed, 0);
  if (size > packed.size() * most_growth) fail();
  return size;
}

void unpack(std::string_view packed, std::span<char> zeros) {
  const std::size_t size = unpacked_size(packed);
  if (size != zeros.size()) fail();
  const std::size_t end = packed.size() - slack;
  std::size_t at = head_size, to = 0;
  while (to < size) {
    if (end - at < control_size + 1) fail();
    const auto control = get<std::uint32_t>(packed, at);
    at += control_size;
    if (control == 0) {
      to += (static_cast<unsigned char>(packed[at++]) + std::size_t{1}) * group_size;
      continue;
    }
    const std::size_t kept = kept_bytes(control);
    if (end - at < kept) fail();
    const Group words = take_group(packed.data() + at, control);
    std::memcpy(zeros.data() + to, words.data(), std::min(group_size, size - to));
    at += kept;
    to += group_size;
  }
  if (at != end || to >= size + group_size) fail();
}

std::string unpack(std::string_view packed) {
  std::string bytes(unpacked_size(packed), '\0');
  unpack(packed, bytes);
  return bytes;
}

}  // namespace sim
