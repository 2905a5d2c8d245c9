// The sources that table rows state for their values.
#pragma once

#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// What one row states about its values.
struct RowSource {
  Place place;        // of its first cell
  InputValue common;  // status, source, printed
  bool text_too = false;  // the row's value is listed even if it is text
};

/// All rows of all tables read; ordered by place once sorted.
struct RowSources {
  std::vector<RowSource> rows;
  void sort();
  const RowSource* find(Place place) const;  // the row that contains this value; nullptr if there is none
};

}  // namespace waste
