// Where the rows of the tables say that their values come from.
#pragma once

#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// What one row says about its values.
struct RowSource {
  Place place;        // of its first cell
  InputValue common;  // status, source, printed, low, high
  bool text_too = false;  // the row's value is listed even when it is text
};

/// All rows of all tables read; ordered by file and line once sorted.
struct RowSources {
  std::vector<RowSource> rows;
  void sort();
  const RowSource* find(Place place) const;  // the row that `place` lies in; nullptr outside of tables
};

}  // namespace waste
