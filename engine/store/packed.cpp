#include "engine/store/packed.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

constexpr std::size_t word_size = 8, head_size = 8, longest_run = 256;

bool is_zero(std::string_view bytes, std::size_t at) {
  std::uint64_t word;
  std::memcpy(&word, bytes.data() + at, word_size);
  return word == 0;
}

/// Words of zeros from `at` on, at most as many as one byte counts.
std::size_t zero_run(std::string_view bytes, std::size_t at) {
  std::size_t run = 0;
  while (run < longest_run && at + word_size <= bytes.size() && is_zero(bytes, at)) ++run, at += word_size;
  return run;
}

[[noreturn]] void fail() { throw Error(Exit::results, "packed bytes make no sense; remove the file and run again"); }

std::size_t take(std::string_view packed, std::size_t& at) {
  if (at >= packed.size()) fail();
  return static_cast<unsigned char>(packed[at++]);
}

}  // namespace

std::string pack(std::string_view bytes) {
  std::string packed;
  packed.reserve(head_size + bytes.size() / 4);
  put(packed, static_cast<std::uint64_t>(bytes.size()));
  for (std::size_t at = 0; at < bytes.size();) {
    if (const std::size_t run = zero_run(bytes, at); run > 0) {
      packed.push_back('\0');
      packed.push_back(static_cast<char>(run - 1));
      at += run * word_size;
      continue;
    }
    char word[1 + word_size] = {};
    std::size_t length = 1;
    for (std::size_t i = 0; i < std::min(word_size, bytes.size() - at); ++i) {
      if (bytes[at + i] == 0) continue;
      word[0] = static_cast<char>(word[0] | 1 << i);
      word[length++] = bytes[at + i];
    }
    // The last word may be short and all zero; as a run it counts as a whole one.
    if (length == 1) length = 2;
    packed.append(word, length);
    at += word_size;
  }
  return packed;
}

std::string unpack(std::string_view packed) {
  constexpr std::uint64_t most_growth = longest_run * word_size / 2;  // a run of words takes two bytes
  if (packed.size() < head_size) fail();
  const auto size = get<std::uint64_t>(packed, 0);
  if (size > packed.size() * most_growth) fail();
  std::string bytes(size, '\0');
  std::size_t at = head_size, to = 0;
  while (to < size) {
    const std::size_t mask = take(packed, at);
    if (mask == 0) {
      to += (take(packed, at) + 1) * word_size;
      continue;
    }
    for (std::size_t i = 0; i < word_size; ++i) {
      if ((mask >> i & 1) == 0) continue;
      if (to + i >= size) fail();
      bytes[to + i] = static_cast<char>(take(packed, at));
    }
    to += word_size;
  }
  if (at != packed.size() || to > (size + word_size - 1) / word_size * word_size) fail();
  return bytes;
}

}  // namespace sim
