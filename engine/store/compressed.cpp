#include "engine/store/compressed.h"

#include <lz4.h>

#include <algorithm>
#include <cstdint>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

constexpr std::size_t block_size = 1 << 20;  // [byte]: so that its working memory fits the cache
constexpr std::size_t head_size = 8, length_size = 4;
constexpr std::size_t most_growth = 255;  // largest expansion of one byte of LZ4

[[noreturn]] void fail() {
  throw Error(Exit::results, {"压缩数据无法还原；请删除该文件后重新运行", "compressed bytes make no sense; remove the file and run again"});
}

/// Consumes and returns the next compressed block.
std::string_view take_block(std::string_view& rest) {
  if (rest.size() < length_size) fail();
  const std::size_t length = get<std::uint32_t>(rest, 0);
  rest.remove_prefix(length_size);
  if (length > rest.size() || length > LZ4_COMPRESSBOUND(block_size)) fail();
  const std::string_view block = rest.substr(0, length);
  rest.remove_prefix(length);
  return block;
}

void decompress_block(std::string_view block, std::span<char> bytes) {
  const int made = LZ4_decompress_safe(block.data(), bytes.data(), static_cast<int>(block.size()), static_cast<int>(bytes.size()));
  if (made < 0 || static_cast<std::size_t>(made) != bytes.size()) fail();
}

}  // namespace

std::string compress(std::string_view bytes) {
  std::string compressed, block(LZ4_COMPRESSBOUND(block_size), '\0');
  compressed.reserve(head_size + bytes.size() / 4);
  put(compressed, static_cast<std::uint64_t>(bytes.size()));
  for (; !bytes.empty(); bytes.remove_prefix(std::min(block_size, bytes.size()))) {
    const auto size = static_cast<int>(std::min(block_size, bytes.size()));
    const int length = LZ4_compress_default(bytes.data(), block.data(), size, static_cast<int>(block.size()));
    SIM_ASSERT(length > 0);  // the buffer has the size LZ4 requires
    put(compressed, static_cast<std::uint32_t>(length));
    compressed.append(block, 0, static_cast<std::size_t>(length));
  }
  return compressed;
}

std::size_t decompressed_size(std::string_view compressed) {
  if (compressed.size() < head_size) fail();
  const auto size = get<std::uint64_t>(compressed, 0);
  if (size > (compressed.size() - head_size) * most_growth) fail();
  return size;
}

void decompress(std::string_view compressed, std::span<char> bytes) {
  if (decompressed_size(compressed) != bytes.size()) fail();
  std::string_view rest = compressed.substr(head_size);
  for (std::size_t at = 0; at < bytes.size(); at += block_size)
    decompress_block(take_block(rest), bytes.subspan(at, std::min(block_size, bytes.size() - at)));
  if (!rest.empty()) fail();
}

std::string decompress(std::string_view compressed) {
  std::string bytes(decompressed_size(compressed), '\0');
  decompress(compressed, bytes);
  return bytes;
}

}  // namespace sim
