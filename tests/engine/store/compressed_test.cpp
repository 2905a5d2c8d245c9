#include "engine/store/compressed.h"

#include <vector>
#include "tests/catch.h"

#include "engine/random/random.h"
#include "engine/store/bytes.h"
#include "tests/engine/store/error_of.h"

using sim::compress;
using sim::decompress;

namespace {

std::string sparse_bytes(std::size_t size, std::uint64_t seed) {
  sim::Random random(seed, 1, 2, 3);
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; at += 1 + random.next() % 40) bytes[at] = static_cast<char>(random.next());
  return bytes;
}

std::string noise(std::size_t size) {
  sim::Random random(5, 1, 2, 3);
  std::string bytes;
  while (bytes.size() < size) sim::put(bytes, random.next());
  return bytes.substr(0, size);
}

sim::Exit exit_of(const std::string& compressed) {
  return store_test::error_of([&] { decompress(compressed); }).exit();
}

/// Whether all bytes were refused or, where no checksum is asked for, gave as many as `size` says.
bool refused_or_sized(const std::string& compressed, std::size_t size) {
  try {
    return decompress(compressed).size() == size;
  } catch (const sim::Error& error) {
    return error.exit() == sim::Exit::results;
  }
}

}  // namespace

TEST_CASE("compressed bytes come back, whatever their length") {
  for (std::size_t size = 0; size < 100; ++size) {
    INFO(size);
    CHECK(decompress(compress(std::string(size, '\0'))) == std::string(size, '\0'));
    CHECK(decompress(compress(noise(size))) == noise(size));
    CHECK(decompress(compress(sparse_bytes(size, size))) == sparse_bytes(size, size));
  }
  constexpr std::size_t block = 1 << 20;
  for (const std::size_t size : {std::size_t{100'003}, block - 1, block, block + 1, 3 * block, 3 * block + 77}) {
    INFO(size);
    CHECK(decompress(compress(std::string(size, '\0'))) == std::string(size, '\0'));
    CHECK(decompress(compress(noise(size))) == noise(size));
    CHECK(decompress(compress(sparse_bytes(size, size))) == sparse_bytes(size, size));
  }
}

TEST_CASE("zeros take next to nothing, and nothing takes much more than itself") {
  CHECK(compress(std::string(100'000, '\0')).size() < 500);
  CHECK(compress(noise(100'000)).size() < 100'500);
}

TEST_CASE("compressed bytes that were cut or lengthened are refused") {
  for (const std::string& bytes : {sparse_bytes(1000, 7), noise(300), std::string(70'000, '\0')}) {
    const std::string compressed = compress(bytes);
    for (std::size_t length = 0; length < compressed.size(); ++length) {
      INFO(length);
      CHECK(exit_of(compressed.substr(0, length)) == sim::Exit::results);
    }
    CHECK(exit_of(compressed + "x") == sim::Exit::results);
    CHECK(exit_of(compressed + compressed.substr(8)) == sim::Exit::results);
  }
}

TEST_CASE("a number of bytes that cannot be true is refused before memory is asked for") {
  const std::string compressed = compress(sparse_bytes(1000, 7));
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{999}, std::uint64_t{1001}, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
    INFO(size);
    std::string invented;
    sim::put(invented, size);
    CHECK(exit_of(invented + compressed.substr(8)) == sim::Exit::results);
  }
  std::string length = compressed.substr(0, 8);
  sim::put(length, ~std::uint32_t{0});
  CHECK(exit_of(length + compressed.substr(12)) == sim::Exit::results);
  std::vector<char> shorter(999);
  CHECK(store_test::error_of([&] { decompress(compressed, shorter); }).exit() == sim::Exit::results);
}

TEST_CASE("flipped bits are refused or give as many bytes, and touch no other memory") {
  const std::string compressed = compress(sparse_bytes(3000, 7));
  for (std::size_t bit = 0; bit < 8 * compressed.size(); ++bit) {
    std::string flipped = compressed;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    INFO(bit);
    REQUIRE(refused_or_sized(flipped, 3000));
  }
  sim::Random random(11, 1, 2, 3);
  for (int trial = 0; trial < 2000; ++trial) {
    std::string garbage = compressed.substr(0, 12);
    while (garbage.size() < compressed.size()) garbage.push_back(static_cast<char>(random.next()));
    REQUIRE(refused_or_sized(garbage, 3000));
  }
}
