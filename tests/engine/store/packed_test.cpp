#include "engine/store/packed.h"

#include "engine/random/random.h"
#include "tests/catch.h"
#include "tests/engine/store/error_of.h"

using sim::pack;
using sim::unpack;

namespace {

std::string sparse_bytes(std::size_t size, std::uint64_t seed) {
  sim::Random random(seed, 1, 2, 3);
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; at += 1 + random.next() % 40) bytes[at] = static_cast<char>(random.next());
  return bytes;
}

}  // namespace

TEST_CASE("packed bytes come back, whatever their length") {
  for (std::size_t size = 0; size < 100; ++size) {
    INFO(size);
    CHECK(unpack(pack(std::string(size, '\0'))) == std::string(size, '\0'));
    CHECK(unpack(pack(std::string(size, '\xff'))) == std::string(size, '\xff'));
    CHECK(unpack(pack(sparse_bytes(size, size))) == sparse_bytes(size, size));
  }
  for (const std::size_t size : {2048, 2049, 4096, 100'003}) {
    CHECK(unpack(pack(std::string(size, '\0'))) == std::string(size, '\0'));
    CHECK(unpack(pack(sparse_bytes(size, size))) == sparse_bytes(size, size));
  }
}

TEST_CASE("zeros take next to nothing, and nothing takes much more than itself") {
  CHECK(pack(std::string(100'000, '\0')).size() < 200);
  CHECK(pack(std::string(100'000, 'x')).size() < 112'600);
}

TEST_CASE("packed bytes that were cut, lengthened or invented are refused") {
  const std::string packed = pack(sparse_bytes(1000, 7));
  for (std::size_t length = 0; length < packed.size(); ++length) {
    INFO(length);
    CHECK(store_test::error_of([&] { unpack(packed.substr(0, length)); }).exit() == sim::Exit::results);
  }
  CHECK(store_test::error_of([&] { unpack(packed + "x"); }).exit() == sim::Exit::results);
  CHECK(store_test::error_of([&] { unpack(std::string(8, '\xff') + "abc"); }).exit() == sim::Exit::results);
}
