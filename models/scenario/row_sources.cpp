#include "models/scenario/row_sources.h"

#include <algorithm>
#include <tuple>

namespace waste {

void RowSources::sort() {
  const auto key = [](const RowSource& row) { return std::tuple(row.place.file, row.place.line); };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

const RowSource* RowSources::find(Place place) const {
  // A quoted cell may be lines below the first cell of its row, so take the last row that begins at or above it.
  const auto after = std::upper_bound(rows.begin(), rows.end(), place, [](Place wanted, const RowSource& row) {
    return std::tuple(wanted.file, wanted.line) < std::tuple(row.place.file, row.place.line);
  });
  return after == rows.begin() || std::prev(after)->place.file != place.file ? nullptr : &*std::prev(after);
}

}  // namespace waste
