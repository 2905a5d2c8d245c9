// The sources that table rows state for their values.
#pragma once

#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// What one row states about its values.
struct RowSource {
  Place place;        // of its first cell
  InputValue common;  // status, source, printed, low, high
  bool text_too = false;  // the row's value is listed even if it is text
};

/// All rows of all tables read, and all values with a range of their own; ordered by place once sorted.
struct RowSources {
  std::vector<RowSource> rows;
  std::vector<RowSource> ranges;
  void sort();
  const RowSource* find(Place place) const;  // the range of this value, or the row that contains it; nullptr if there is neither
};

}  // namespace waste
