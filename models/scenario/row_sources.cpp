#include "models/scenario/row_sources.h"

#include <algorithm>
#include <tuple>

namespace waste {

namespace {

auto position(Place place) { return std::tuple(place.file, place.line, place.column); }

bool by_position(const RowSource& a, const RowSource& b) { return position(a.place) < position(b.place); }

}  // namespace

void RowSources::sort() {
  std::sort(rows.begin(), rows.end(), by_position);
  std::sort(ranges.begin(), ranges.end(), by_position);
}

const RowSource* RowSources::find(Place place) const {
  const auto range = std::lower_bound(ranges.begin(), ranges.end(), place,
                                      [](const RowSource& value, Place wanted) { return position(value.place) < position(wanted); });
  if (range != ranges.end() && position(range->place) == position(place)) return &*range;
  // A quoted cell may be lines below the first cell of its row, so take the last row that begins at or above it.
  const auto after = std::upper_bound(rows.begin(), rows.end(), place, [](Place wanted, const RowSource& row) {
    return std::tuple(wanted.file, wanted.line) < std::tuple(row.place.file, row.place.line);
  });
  return after == rows.begin() || std::prev(after)->place.file != place.file ? nullptr : &*std::prev(after);
}

}  // namespace waste
