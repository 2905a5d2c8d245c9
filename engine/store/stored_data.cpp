#include "engine/store/stored_data.h"

#include <algorithm>

#include "engine/store/chunk_reader.h"

namespace sim {
namespace {

constexpr std::uint64_t deepest_tree = 16;

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) throw Malformed("its shape is beyond any file");
  return result;
}

std::uint64_t product_from(const Shape& shape, std::size_t first) {
  std::uint64_t result = 1;
  for (std::size_t axis = first; axis < shape.size(); ++axis) result = times(result, shape[axis]);
  return result;
}

std::uint64_t bytes_of_chunk(const StoredDataset& dataset) { return times(product_from(dataset.chunk, 0), dataset.element); }

/// Chunks along an axis.
std::uint64_t chunks_along(const StoredDataset& dataset, std::size_t axis) {
  return dataset.shape[axis] / dataset.chunk[axis] + (dataset.shape[axis] % dataset.chunk[axis] != 0);
}

/// Chunks along the axes from the second on, of one layer along the first.
std::uint64_t chunks_of_layer(const StoredDataset& dataset) {
  std::uint64_t count = 1;
  for (std::size_t axis = 1; axis < dataset.shape.size(); ++axis) count = times(count, chunks_along(dataset, axis));
  return count;
}

/// The first element of a chunk, by axis.
Shape corner_of(const StoredDataset& dataset, std::uint64_t chunk) {
  Shape corner(dataset.shape.size());
  for (std::size_t axis = corner.size(); axis-- > 0;) {
    const std::uint64_t along = chunks_along(dataset, axis);
    corner[axis] = chunk % along * dataset.chunk[axis];
    chunk /= along;
  }
  return corner;
}

/// Walks the B-tree (version 1) of the chunks.
class ChunkTree {
 public:
  ChunkTree(const InputFile& file, std::uint64_t length, StoredDataset& dataset)
      : image_(file, length), dataset_(dataset), expected_(times(chunks_along(dataset, 0), chunks_of_layer(dataset))) {}

  void read() {
    walk(dataset_.address, deepest_tree);
    if (dataset_.chunks.size() != expected_) throw Malformed("it lacks chunks");
  }

 private:
  void walk(std::uint64_t address, std::uint64_t highest);
  void add(const StoredChunk& chunk, const Shape& corner, std::uint64_t mask);

  StoredBytes image_;
  StoredDataset& dataset_;
  std::uint64_t expected_, total_ = 0;
};

void ChunkTree::walk(std::uint64_t address, std::uint64_t highest) {
  const std::size_t axes = dataset_.shape.size(), key = 8 + (axes + 1) * 8;
  const std::string head = image_.take(address, 24);
  Cursor in(head);
  in.expect("TREE");
  in.expect(1, 1, "this kind of index");
  const std::uint64_t level = in.number(1), used = in.number(2);
  if (level > highest) throw Malformed("its index does not descend");
  const std::string entries = image_.take(address + 24, used * (key + 8));
  Cursor entry(entries);
  for (std::uint64_t i = 0; i < used; ++i) {
    const std::uint64_t size = entry.number(4), mask = entry.number(4);
    Shape corner(axes);
    for (auto& start : corner) start = entry.number(8);
    entry.expect(8, 0, "chunks within an element");
    const std::uint64_t child = entry.address();
    if (level == 0) add({child, size, false}, corner, mask);
    else walk(child, level - 1);
  }
}

void ChunkTree::add(const StoredChunk& chunk, const Shape& corner, std::uint64_t mask) {
  constexpr std::uint64_t checksum = 4;
  const std::uint64_t not_deflated = dataset_.fixed_text ? 1 : 2;  // the place of deflate among the filters, as a bit
  constexpr std::uint64_t most_growth = 1032, least = 64;  // of deflate
  if (dataset_.chunks.size() == expected_ || corner != corner_of(dataset_, dataset_.chunks.size()))
    throw Malformed("its chunks are not in their places");
  const bool deflated = dataset_.deflated && mask == 0;
  if (!deflated && mask != (dataset_.deflated ? not_deflated : 0)) throw Malformed("a chunk without checksum");
  const std::uint64_t bytes = bytes_of_chunk(dataset_);
  if (deflated ? bytes > least + chunk.size * most_growth : chunk.size != bytes + checksum)
    throw Malformed("a chunk cannot have the size it says");
  if (chunk.size > image_.length() || (total_ += chunk.size) > image_.length()) throw Malformed("its chunks overlap");
  dataset_.chunks.push_back({chunk.address, chunk.size, deflated});
}

/// Copies the part of a chunk that lies in rows first ... first + count - 1 to its place in `rows`.
void copy_part(const StoredDataset& dataset, const Shape& corner, std::string_view block, std::uint64_t first, std::uint64_t count,
               std::string& rows) {
  const std::size_t axes = dataset.shape.size(), size = dataset.element;
  Shape begin = corner, end = corner;
  for (std::size_t axis = 0; axis < axes; ++axis) end[axis] = std::min(corner[axis] + dataset.chunk[axis], dataset.shape[axis]);
  begin[0] = std::max(begin[0], first), end[0] = std::min(end[0], first + count);
  const std::uint64_t run = (end[axes - 1] - begin[axes - 1]) * size;
  for (Shape at = begin;;) {
    std::uint64_t from = 0, to = 0;
    for (std::size_t axis = 0; axis < axes; ++axis) {
      from = from * dataset.chunk[axis] + at[axis] - corner[axis];
      to = to * dataset.shape[axis] + at[axis] - (axis == 0 ? first : 0);
    }
    block.copy(rows.data() + to * size, run, from * size);
    std::size_t axis = axes - 1;  // whose position is the next to move; the last one is the run
    while (axis > 0 && ++at[axis - 1] == end[axis - 1]) --axis, at[axis] = begin[axis];
    if (axis == 0) return;
  }
}

std::string read_chunked(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                         std::uint64_t count) {
  StoredBytes image(file, length);
  std::string rows(times(elements_of(dataset, count), dataset.element), '\0');
  const std::uint64_t layer = chunks_of_layer(dataset), thickness = dataset.chunk[0];
  const std::uint64_t end = (first + count - 1) / thickness * layer + layer;
  for (std::uint64_t number = first / thickness * layer; number < end; ++number) {
    const StoredChunk& chunk = dataset.chunks[number];
    const std::string block = unfiltered_chunk(image.take(chunk.address, chunk.size), chunk.deflated, bytes_of_chunk(dataset),
                                               dataset.fixed_text ? 1 : dataset.element);
    copy_part(dataset, corner_of(dataset, number), block, first, count, rows);
  }
  return rows;
}

}  // namespace

std::uint64_t elements_of(const StoredDataset& dataset, std::uint64_t count) {
  const std::uint64_t all = product_from(dataset.shape, 0);
  const bool there = all == 0 || !dataset.chunk.empty() || times(all, dataset.element) == dataset.size;
  if (!there) throw Malformed("its values take another space than its shape says");
  return times(count, product_from(dataset.shape, 1));
}

void index_chunks(const InputFile& file, std::uint64_t length, StoredDataset& dataset) {
  if (!dataset.chunks.empty() || dataset.chunk.empty() || product_from(dataset.shape, 0) == 0) return;
  ChunkTree(file, length, dataset).read();
}

void StoredClaims::add(const StoredDataset& dataset) {
  std::uint64_t stored = dataset.chunk.empty() ? dataset.size : 0;
  for (const StoredChunk& chunk : dataset.chunks) stored += chunk.size;
  const std::uint64_t in_memory = std::max(dataset.element, dataset.fixed_text ? sizeof(std::string) : 0);
  const std::uint64_t whole = times(product_from(dataset.shape, 0), in_memory);
  if (stored > stored_) throw Malformed("its values are those of another dataset");
  if (whole > whole_) throw Malformed("it claims more values than the file can hold");
  stored_ -= stored, whole_ -= whole;
}

std::string read_numbers(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                         std::uint64_t count) {
  if (!dataset.chunk.empty()) return read_chunked(file, length, dataset, first, count);
  const std::uint64_t row = times(elements_of(dataset, 1), dataset.element);
  const std::uint64_t start = times(first, row);
  if (dataset.address > length || start > length) throw Malformed("it points past the end of the file");
  return StoredBytes(file, length).take(dataset.address + start, times(count, row));
}

std::string_view referred(GlobalHeaps& heaps, Cursor& in) {
  const std::uint64_t heap = in.address(), number = in.number(4);
  return heaps.object(heap, number);
}

namespace {

void check_padding(std::string_view bytes) {
  const bool zeros = bytes.empty() || (bytes.front() == '\0' && bytes.substr(1) == bytes.substr(0, bytes.size() - 1));
  if (!zeros) throw Malformed("a text goes on after its end");
}

/// Texts of one length. Chunk by chunk, because padding may be most of them.
std::vector<std::string> read_fixed_texts(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                                          std::uint64_t count) {
  std::vector<std::string> texts;
  texts.reserve(elements_of(dataset, count));
  const std::uint64_t step = dataset.chunk.empty() ? std::max<std::uint64_t>(count, 1) : dataset.chunk.front();
  for (std::uint64_t row = first, end = 0; row < first + count; row = end) {
    end = std::min(first + count, (row / step + 1) * step);
    const std::string padded = read_numbers(file, length, dataset, row, end - row);
    for (Cursor in(padded); in.left() > 0;) {
      const std::string_view padded_text = in.bytes(dataset.element), text = padded_text.substr(0, padded_text.find('\0'));
      check_padding(padded_text.substr(text.size()));
      check_text(text);
      texts.emplace_back(text);
    }
  }
  return texts;
}

}  // namespace

std::vector<std::string> read_texts(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                                    std::uint64_t count) {
  if (dataset.fixed_text) return read_fixed_texts(file, length, dataset, first, count);
  const std::string references = read_numbers(file, length, dataset, first, count);
  GlobalHeaps heaps(StoredBytes(file, length));
  std::vector<std::string> texts(references.size() / dataset.element);
  std::uint64_t total = 0;
  Cursor in(references);
  for (std::string& text : texts) {
    const std::uint64_t size = in.number(4);
    if (size == 0) {
      in.skip(dataset.element - 4);
      continue;
    }
    text = referred(heaps, in);
    if (text.size() != size) throw Malformed("a text has not its length");
    check_text(text);
    if ((total += size) > length) throw Malformed("its texts overlap");
  }
  return texts;
}

std::string_view GlobalHeaps::object(std::uint64_t address, std::uint64_t number) {
  Heap& found = heap(address);
  const auto place = found.objects.find(number);
  if (place == found.objects.end()) throw Malformed("it refers to what is not there");
  return std::string_view(found.bytes).substr(place->second.first, place->second.second);
}

GlobalHeaps::Heap& GlobalHeaps::heap(std::uint64_t address) {
  const auto [place, is_new] = heaps_.try_emplace(address);
  Heap& heap = place->second;
  if (!is_new) return heap;
  const std::string head = image_.take(address, 16);
  Cursor in(head);
  in.expect("GCOL");
  in.expect(4, 1, "this version of a heap");
  const std::uint64_t size = in.number(8);
  if (size < 16) throw Malformed("a heap without room");
  heap.bytes = image_.take(address + 16, size - 16);
  for (Cursor rest(heap.bytes); rest.left() >= 16;) {
    const std::uint64_t number = rest.number(2);
    rest.skip(6);
    const std::uint64_t bytes = rest.number(8), offset = heap.bytes.size() - rest.left();
    if (number == 0) break;  // free space, to the end
    if (bytes > rest.left() || !heap.objects.emplace(number, std::pair(offset, bytes)).second)
      throw Malformed("a heap that is no list of objects");
    rest.skip(std::min<std::uint64_t>((bytes + 7) / 8 * 8, rest.left()));
  }
  return heap;
}

}  // namespace sim
