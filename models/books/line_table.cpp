#include "models/books/line_table.h"

#include <algorithm>
#include <iterator>

#include "engine/base/error.h"

namespace waste {
namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;  // 2^64 over the golden ratio; odd multiples are equally good
constexpr std::uint64_t trials = 64;                   // number of multipliers tried for a page
constexpr std::uint32_t first_shift = 62;              // pages start with four slots

}  // namespace

LineTable::LineTable(std::size_t sites) : pages_(sites), lines_(sites << (64 - first_shift)) {
  for (std::size_t site = 0; site < sites; ++site) {
    pages_[site].multiplier = golden;
    pages_[site].first = static_cast<Place>(site << (64 - first_shift));
    pages_[site].shift = first_shift;
  }
}

LineTable::Place LineTable::find(std::uint32_t site, std::uint64_t key) const {
  const Page& page = pages_[site];
  for (std::size_t choice = page.choice(key);; choice = page.after(choice)) {
    const Place place = page.first + static_cast<Place>(choice);
    if (lines_[place].key == key) return place;
    if (lines_[place].key == free) return nowhere;
  }
}

void LineTable::add(std::uint32_t site, std::uint64_t key) {
  SIM_ASSERT(key != free && size_ < max_lines);
  Page& page = pages_[site];
  if (!page.has_room()) widen(page);
  Line line;
  line.key = key;
  line.number = static_cast<std::uint32_t>(size_++);
  put(page, line);
  ++page.lines;
}

void LineTable::put(const Page& page, const Line& line) {
  std::size_t choice = page.choice(line.key);
  while (lines_[page.first + choice].key != free) choice = page.after(choice);
  lines_[page.first + choice] = line;
}

/// Moves a page to one of twice the size, arranged to minimise collisions.
void LineTable::widen(Page& page) {
  const Place first = room(2 * page.size());
  std::vector<Line> lines;
  std::copy_if(lines_.begin() + page.first, lines_.begin() + static_cast<std::ptrdiff_t>(page.first + page.size()),
               std::back_inserter(lines), [](const Line& line) { return line.key != free; });
  page.first = first;
  --page.shift;
  Page best = page;
  for (std::uint64_t trial = 0, fewest = ~std::uint64_t{0}; trial < trials && fewest > 0; ++trial) {
    page.multiplier = golden * (2 * trial + 1);
    if (const std::size_t found = detours(page, lines); found < fewest) fewest = found, best = page;
  }
  page = best;
  for (const Line& line : lines) put(page, line);
}

/// Extra slots probed by searches for all the lines.
std::size_t LineTable::detours(const Page& page, std::span<const Line> lines) {
  std::vector<bool> taken(page.size());
  std::size_t detours = 0;
  for (const Line& line : lines) {
    std::size_t choice = page.choice(line.key);
    for (; taken[choice]; choice = page.after(choice)) ++detours;
    taken[choice] = true;
  }
  return detours;
}

/// Makes room at the end. Moved pages have left gaps, which are closed if more memory would be needed otherwise.
LineTable::Place LineTable::room(std::size_t places) {
  if (lines_.size() + places > lines_.capacity()) close_gaps(places);
  lines_.resize(lines_.size() + places);
  return static_cast<Place>(lines_.size() - places);
}

/// Compacts pages in site order, with memory for as many slots again plus the requested ones.
void LineTable::close_gaps(std::size_t places) {
  std::size_t used = 0;
  for (const Page& page : pages_) used += page.size();
  std::vector<Line> lines;
  lines.reserve(2 * (used + places));
  for (Page& page : pages_) {
    const auto begin = lines_.begin() + page.first;
    page.first = static_cast<Place>(lines.size());
    lines.insert(lines.end(), begin, begin + static_cast<std::ptrdiff_t>(page.size()));
  }
  lines_ = std::move(lines);
}

}  // namespace waste
