#include "engine/store/chunk_reader.h"

#include <zlib.h>

#include <cstdint>

#include "engine/store/bytes.h"
#include "engine/store/chunk.h"
#include "engine/store/stored_bytes.h"

namespace sim {
namespace {

std::string inflated(std::string_view stream, std::size_t size) {
  std::string bytes(size, '\0');
  uLongf made = size;
  uLong used = stream.size();
  const int result = uncompress2(reinterpret_cast<Bytef*>(bytes.data()), &made, reinterpret_cast<const Bytef*>(stream.data()), &used);
  if (result == Z_MEM_ERROR) throw std::bad_alloc();
  if (result != Z_OK || made != size || used != stream.size()) throw Malformed("a chunk cannot be decompressed to its size");
  return bytes;
}

/// Elements whole again, from all their first bytes, all their second bytes and so on.
std::string unshuffled(std::string_view planes, std::size_t element) {
  std::string elements(planes.size(), '\0');
  const std::size_t count = planes.size() / element;
  for (std::size_t byte = 0; byte < element; ++byte) {
    const char* plane = planes.data() + byte * count;
    char* to = elements.data() + byte;
    for (std::size_t i = 0; i < count; ++i) to[i * element] = plane[i];
  }
  return elements;
}

}  // namespace

std::string unfiltered_chunk(std::string_view stored, bool deflated, std::size_t size, std::size_t element) {
  constexpr std::size_t checksum_size = 4;
  if (stored.size() < checksum_size) throw Malformed("a chunk without checksum");
  const std::string_view content = stored.substr(0, stored.size() - checksum_size);
  if (get<std::uint32_t>(stored, content.size()) != fletcher32(content)) throw Malformed("the checksum of a chunk is wrong");
  if (!deflated && content.size() != size) throw Malformed("a chunk has not its size");
  const std::string planes = deflated ? inflated(content, size) : std::string(content);
  return element == 1 ? planes : unshuffled(planes, element);
}

}  // namespace sim
