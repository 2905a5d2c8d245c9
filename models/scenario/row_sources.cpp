#include "models/scenario/row_sources.h"

#include <algorithm>
#include <tuple>

namespace waste {
namespace {

bool by_position(const RowSource& a, const RowSource& b) {
  const auto position = [](Place place) { return std::tuple(place.file, place.line, place.column); };
  return position(a.place) < position(b.place);
}

}  // namespace

void RowSources::sort() { std::sort(rows.begin(), rows.end(), by_position); }

const RowSource* RowSources::find(Place place) const {
  // A quoted cell may be lines below the first cell of its row, so take the last row that begins at or above it.
  const auto after = std::upper_bound(rows.begin(), rows.end(), place, [](Place wanted, const RowSource& row) {
    return std::tuple(wanted.file, wanted.line) < std::tuple(row.place.file, row.place.line);
  });
  return after == rows.begin() || std::prev(after)->place.file != place.file ? nullptr : &*std::prev(after);
}

}  // namespace waste
