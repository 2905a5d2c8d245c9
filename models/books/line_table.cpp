#include "models/books/line_table.h"

#include <algorithm>
#include <iterator>

#include "engine/base/error.h"

namespace waste {
namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;  // 2^64 over the golden ratio; odd multiples are equally good
constexpr std::uint64_t trials = 64;                   // number of multipliers tried for a bucket
constexpr std::uint32_t first_shift = 62;              // pages start with four slots

}  // namespace

LineTable::LineTable(std::size_t sites) : buckets_(sites), lines_(sites << (64 - first_shift)) {
  for (std::size_t site = 0; site < sites; ++site) {
    buckets_[site].multiplier = golden;
    buckets_[site].first = static_cast<Slot>(site << (64 - first_shift));
    buckets_[site].shift = first_shift;
  }
}

LineTable::Slot LineTable::find(std::uint32_t site, std::uint64_t key) const {
  const Bucket& bucket = buckets_[site];
  for (std::size_t choice = bucket.choice(key);; choice = bucket.after(choice)) {
    const Slot slot = bucket.first + static_cast<Slot>(choice);
    if (lines_[slot].key == key) return slot;
    if (lines_[slot].key == free) return no_slot;
  }
}

void LineTable::add(std::uint32_t site, std::uint64_t key) {
  SIM_ASSERT(key != free && size_ < max_lines);
  Bucket& bucket = buckets_[site];
  if (!bucket.has_room()) widen(bucket);
  Line line;
  line.key = key;
  line.number = static_cast<std::uint32_t>(size_++);
  put(bucket, line);
  ++bucket.lines;
}

void LineTable::put(const Bucket& bucket, const Line& line) {
  std::size_t choice = bucket.choice(line.key);
  while (lines_[bucket.first + choice].key != free) choice = bucket.after(choice);
  lines_[bucket.first + choice] = line;
}

/// Moves a bucket to one of twice the size, arranged to minimise collisions.
void LineTable::widen(Bucket& bucket) {
  const Slot first = room(2 * bucket.size());
  std::vector<Line> lines;
  std::copy_if(lines_.begin() + bucket.first, lines_.begin() + static_cast<std::ptrdiff_t>(bucket.first + bucket.size()),
               std::back_inserter(lines), [](const Line& line) { return line.key != free; });
  bucket.first = first;
  --bucket.shift;
  Bucket best = bucket;
  for (std::uint64_t trial = 0, fewest = ~std::uint64_t{0}; trial < trials && fewest > 0; ++trial) {
    bucket.multiplier = golden * (2 * trial + 1);
    if (const std::size_t found = detours(bucket, lines); found < fewest) fewest = found, best = bucket;
  }
  bucket = best;
  for (const Line& line : lines) put(bucket, line);
}

/// Extra slots probed by searches for all the lines.
std::size_t LineTable::detours(const Bucket& bucket, std::span<const Line> lines) {
  std::vector<bool> taken(bucket.size());
  std::size_t detours = 0;
  for (const Line& line : lines) {
    std::size_t choice = bucket.choice(line.key);
    for (; taken[choice]; choice = bucket.after(choice)) ++detours;
    taken[choice] = true;
  }
  return detours;
}

/// Makes room at the end. Moved pages have left gaps, which are closed if more memory would be needed otherwise.
LineTable::Slot LineTable::room(std::size_t slots) {
  if (lines_.size() + slots > lines_.capacity()) close_gaps(slots);
  lines_.resize(lines_.size() + slots);
  return static_cast<Slot>(lines_.size() - slots);
}

/// Compacts pages in site order, with memory for as many slots again plus the requested ones.
void LineTable::close_gaps(std::size_t slots) {
  std::size_t used = 0;
  for (const Bucket& bucket : buckets_) used += bucket.size();
  std::vector<Line> lines;
  lines.reserve(2 * (used + slots));
  for (Bucket& bucket : buckets_) {
    const auto begin = lines_.begin() + bucket.first;
    bucket.first = static_cast<Slot>(lines.size());
    lines.insert(lines.end(), begin, begin + static_cast<std::ptrdiff_t>(bucket.size()));
  }
  lines_ = std::move(lines);
}

}  // namespace waste
