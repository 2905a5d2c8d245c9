#include "engine/store/stored_heap.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <span>

namespace sim {
namespace {

constexpr std::size_t checksum_size = 4;
constexpr std::uint64_t deepest_tree = 8;

std::size_t bits_of(std::uint64_t value) { return static_cast<std::size_t>(std::bit_width(value)); }

/// Bytes that hold every number up to `limit`.
std::size_t width_of(std::uint64_t limit) { return std::max<std::size_t>(1, (bits_of(limit) + 7) / 8); }

/// A B-tree of version 2: header, internal nodes, leaves.
class RecordTree {
 public:
  RecordTree(StoredBytes& image, std::uint64_t address, std::uint64_t type, std::size_t record_size);

  const std::vector<std::string>& records() const { return records_; }

 private:
  struct Level {
    std::uint64_t most;      // records of a node
    std::uint64_t most_all;  // with those below
    std::size_t all_width;   // of the count of those [byte]; 0 for a leaf
  };
  struct Child {
    std::uint64_t address, count;
  };

  void measure(std::uint64_t depth);
  std::size_t pointer_size(std::size_t level) const { return 8 + count_width_ + levels_[level - 1].all_width; }
  void walk(std::size_t level, const Child& node);
  void take_records(Cursor& in, std::uint64_t count);

  StoredBytes& image_;
  std::uint64_t type_;
  std::size_t record_size_;
  std::size_t node_size_ = 0, count_width_ = 0;
  std::vector<Level> levels_;
  std::vector<std::string> records_;
};

RecordTree::RecordTree(StoredBytes& image, std::uint64_t address, std::uint64_t type, std::size_t record_size)
    : image_(image), type_(type), record_size_(record_size) {
  const std::string bytes = image.take(address, 38);
  Cursor in(bytes);
  in.expect("BTHD");
  in.expect(1, 0, "this version of an index");
  in.expect(1, type, "this kind of index");
  node_size_ = in.number(4);
  in.expect(2, record_size, "records of this size");
  const std::uint64_t depth = in.number(2);
  in.skip(2);  // when to split and merge
  const std::uint64_t root = in.address(), count = in.number(2), all = in.number(8);
  measure(depth);
  if (all > 0) walk(depth, {root, count});
  if (records_.size() != all) throw Malformed("its index does not hold as many records as it says");
}

void RecordTree::measure(std::uint64_t depth) {
  constexpr std::size_t overhead = 10;  // signature, version, kind, checksum
  if (depth > deepest_tree || node_size_ < overhead + 2 * (record_size_ + 24) || node_size_ > 65536)
    throw Malformed("its index has an impossible form");
  levels_.push_back({(node_size_ - overhead) / record_size_, 0, 0});
  levels_[0].most_all = levels_[0].most;
  count_width_ = width_of(levels_[0].most);
  for (std::size_t level = 1; level <= depth; ++level) {
    const std::uint64_t most = (node_size_ - overhead - pointer_size(level)) / (record_size_ + pointer_size(level));
    const std::uint64_t all = (most + 1) * levels_[level - 1].most_all + most;
    if (all > image_.length()) throw Malformed("its index is deeper than the file is long");
    levels_.push_back({most, all, width_of(all)});
  }
}

void RecordTree::walk(std::size_t level, const Child& node) {
  if (node.count > levels_[level].most) throw Malformed("a node of its index is too full");
  const std::string bytes = image_.take(node.address, node_size_);
  Cursor in(bytes);
  in.expect(level == 0 ? "BTLF" : "BTIN");
  in.expect(1, 0, "this version of an index");
  in.expect(1, type_, "this kind of index");
  if (level == 0) return take_records(in, node.count);
  std::string_view between = in.bytes(node.count * record_size_);
  for (std::uint64_t i = 0; i <= node.count; ++i) {
    const std::uint64_t address = in.address(), count = in.number(count_width_);
    in.skip(levels_[level - 1].all_width);
    walk(level - 1, {address, count});
    if (i == node.count) break;
    records_.emplace_back(between.substr(0, record_size_));
    between.remove_prefix(record_size_);
  }
}

void RecordTree::take_records(Cursor& in, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) records_.emplace_back(in.bytes(record_size_));
}

/// A fractal heap, without filters. Its blocks are found by a doubling table: `width_` blocks a row, those of the first two rows of
/// the smallest size, then twice as large from row to row. Small objects lie in direct blocks; a huge one lies by itself.
class ObjectHeap {
 public:
  ObjectHeap(StoredBytes& image, std::uint64_t address, std::size_t id_size);

  std::string object(std::string_view id);

 private:
  void read_head(std::size_t id_size);
  void read_direct(std::uint64_t address, std::uint64_t offset, std::uint64_t size);
  void read_indirect(std::uint64_t address, std::uint64_t offset, std::uint64_t rows);
  void check_shape() const;
  std::uint64_t row_size(std::uint64_t row) const { return row < 2 ? smallest_ : smallest_ << (row - 1); }
  std::string_view managed(Cursor id) const;

  StoredBytes& image_;
  std::uint64_t address_;
  std::uint64_t flags_ = 0, width_ = 0, smallest_ = 0, largest_ = 0, offset_bits_ = 0, most_managed_ = 0;
  std::map<std::uint64_t, std::string> blocks_;                               // by offset in the heap
  std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> huge_;     // address and size by id
};

ObjectHeap::ObjectHeap(StoredBytes& image, std::uint64_t address, std::size_t id_size) : image_(image), address_(address) {
  read_head(id_size);
}

void ObjectHeap::read_head(std::size_t id_size) {
  const std::string bytes = image_.take(address_, 146);
  Cursor in(bytes);
  in.expect("FRHP");
  in.expect(1, 0, "this version of a heap");
  in.expect(2, id_size, "heap ids of this size");
  in.expect(2, 0, "filters on a heap");
  flags_ = in.number(1);
  most_managed_ = in.number(4);
  in.skip(8);
  const std::uint64_t huge_index = in.address();
  in.skip(10 * 8);  // free space and statistics
  width_ = in.number(2), smallest_ = in.number(8), largest_ = in.number(8), offset_bits_ = in.number(2);
  in.skip(2);
  const std::uint64_t root = in.address(), rows = in.number(2);
  check_shape();
  if (root != no_address) rows == 0 ? read_direct(root, 0, smallest_) : read_indirect(root, 0, rows);
  if (huge_index == no_address) return;
  const RecordTree index(image_, huge_index, 1, 24);
  for (const std::string& record : index.records()) {
    Cursor fields(record);
    const std::uint64_t at = fields.address(), size = fields.number(8);
    huge_[fields.number(8)] = {at, size};
  }
}

void ObjectHeap::check_shape() const {
  const bool powers = std::has_single_bit(width_) && std::has_single_bit(smallest_) && std::has_single_bit(largest_);
  if (!powers || width_ > 64 || smallest_ < 64 || largest_ < smallest_ || largest_ > 1 << 20 || offset_bits_ > 48 || offset_bits_ < 16)
    throw Malformed("its heap has an impossible form");
}

void ObjectHeap::read_direct(std::uint64_t address, std::uint64_t offset, std::uint64_t size) {
  const std::string& block = blocks_[offset] = image_.take(address, size);
  Cursor in(block);
  in.expect("FHDB");
  in.expect(1, 0, "this version of a heap");
  in.expect(8, address_, "blocks of another heap");
  in.expect((offset_bits_ + 7) / 8, offset, "a block in another place of its heap");
}

void ObjectHeap::read_indirect(std::uint64_t address, std::uint64_t offset, std::uint64_t rows) {
  const std::uint64_t direct_rows = bits_of(largest_) - bits_of(smallest_) + 2;
  const std::size_t offset_width = (offset_bits_ + 7) / 8;
  if (rows > direct_rows + 16) throw Malformed("its heap has an impossible form");
  const std::string bytes = image_.take(address, 13 + offset_width + rows * width_ * 8 + checksum_size);
  Cursor in(bytes);
  in.expect("FHIB");
  in.expect(1, 0, "this version of a heap");
  in.expect(8, address_, "blocks of another heap");
  in.expect(offset_width, offset, "a block in another place of its heap");
  for (std::uint64_t row = 0; row < rows; ++row)
    for (std::uint64_t column = 0; column < width_; ++column, offset += row_size(row)) {
      const std::uint64_t child = in.address();
      if (child == no_address) continue;
      if (row < direct_rows) read_direct(child, offset, row_size(row));
      else read_indirect(child, offset, bits_of(row_size(row)) - bits_of(smallest_ * width_) + 1);
    }
}

std::string_view ObjectHeap::managed(Cursor id) const {
  const std::size_t length_width = std::min((bits_of(largest_) - 1 + 7) / 8, (bits_of(most_managed_) - 1 + 7) / 8);
  const std::uint64_t offset = id.number((offset_bits_ + 7) / 8), size = id.number(length_width);
  const auto after = blocks_.upper_bound(offset);
  if (after == blocks_.begin()) throw Malformed("its heap lacks an object");
  const auto& [start, block] = *std::prev(after);
  Cursor in(block);
  in.skip(offset - start);
  return in.bytes(size);
}

std::string ObjectHeap::object(std::string_view id) {
  Cursor in(id);
  switch (in.number(1)) {
    case 0x00: return std::string(managed(in));
    case 0x10: {
      const auto found = huge_.find(in.number(in.left()));
      if (found == huge_.end()) throw Malformed("its heap lacks an object");
      return image_.take(found->second.first, found->second.second);
    }
    default: throw Malformed("its heap has an object of another kind");
  }
}

}  // namespace

std::vector<DenseObject> read_dense(StoredBytes& image, DenseKind kind, std::uint64_t heap, std::uint64_t index) {
  const bool links = kind == DenseKind::links;
  const std::size_t id_size = links ? 7 : 8;
  ObjectHeap objects(image, heap, id_size);
  std::vector<DenseObject> found;
  std::uint64_t total = 0;
  const RecordTree tree(image, index, links ? 5 : 8, links ? 11 : 17);
  for (const std::string& record : tree.records()) {
    Cursor in(record);
    if (links) in.skip(4);  // hash of the name
    const std::string_view id = in.bytes(id_size);
    if (!links) in.expect(1, 0, "shared attributes");
    found.push_back({objects.object(id), links ? 0 : in.number(4)});
    if ((total += found.back().bytes.size()) > image.length()) throw Malformed("objects of its heap overlap");
  }
  return found;
}

}  // namespace sim
