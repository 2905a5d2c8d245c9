// The open lines of a ledger, looked up by site, channel, stream and counterpart. Every fact needs it, so a fact usually costs
// one probe and one cache line.
//
// The lines of a site share a bucket (a small hash table), in slots given by a hash of the rest of the key. Most sites have fewer
// than ten lines, so the hash of a bucket can be chosen almost without collisions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waste {

class LineTable {
 public:
  /// The facts of one line since it was last posted, half a cache line. Amount and water stand apart: next to each other a compiler
  /// loads those of a fact as one word of 16 bytes, which must wait until the two of 8 that were just written have left the store buffer.
  struct alignas(32) Line {
    std::uint64_t key = free;
    std::int64_t amount = 0;
    std::uint32_t count = 0;   // facts
    std::uint32_t number = 0;  // of the line, in order of arrival
    std::int64_t water = 0;
  };
  static_assert(sizeof(Line) == 32);

  /// Slot of a line, valid until lines move.
  using Slot = std::uint32_t;
  static constexpr Slot no_slot = ~Slot{0};
  static constexpr std::uint64_t free = ~std::uint64_t{0};  // no line has this key
  static constexpr std::size_t max_lines = std::size_t{1} << 26;

  explicit LineTable(std::size_t sites);

  std::size_t size() const { return size_; }
  Line& operator[](Slot slot) { return lines_[slot]; }

  /// The key's home slot; 97 % of lookups end here.
  Slot home_slot(std::uint32_t site, std::uint64_t key) const {
    const Bucket& bucket = buckets_[site];
    return bucket.first + static_cast<Slot>(bucket.choice(key));
  }
  Slot find(std::uint32_t site, std::uint64_t key) const;

  /// Adds and numbers a line, which must not exist. All others may move unless the site has room for it.
  void add(std::uint32_t site, std::uint64_t key);
  bool has_room(std::uint32_t site) const { return buckets_[site].has_room(); }

  std::size_t memory_bytes() const { return lines_.capacity() * sizeof(Line) + buckets_.capacity() * sizeof(Bucket); }

 private:
  /// The slots of one site, a power of two, at most two thirds of them occupied.
  struct Bucket {
    std::uint64_t multiplier = 0;
    Slot first = 0;
    std::uint32_t shift : 6 = 0;   // shift of a product that leaves the slot index
    std::uint32_t lines : 26 = 0;  // occupied
    std::size_t choice(std::uint64_t key) const { return key * multiplier >> shift; }
    std::size_t after(std::size_t choice) const { return (choice + 1) & (size() - 1); }
    std::size_t size() const { return std::size_t{2} << (63 - shift); }
    bool has_room() const { return 3 * (lines + std::size_t{1}) <= 2 * size(); }
  };

  void widen(Bucket& bucket);
  void put(const Bucket& bucket, const Line& line);
  Slot room(std::size_t slots);
  void close_gaps(std::size_t slots);
  static std::size_t detours(const Bucket& bucket, std::span<const Line> lines);

  std::vector<Bucket> buckets_;  // [site]
  std::vector<Line> lines_;  // [slot]
  std::size_t size_ = 0;
};

}  // namespace waste
