// A selection of lines of the books, as data write it: what to sum, over which streams and sites.
//
// The hindcast and the indicators of one's own are sums of selections. A filter that is empty passes everything; one with several
// words passes what is one of them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "models/assessment/accounts.h"
#include "models/scenario/fields.h"

namespace waste {

struct Selection {
  using Words = std::vector<std::string>;

  /// `arisen`, `utilised`, `disposed`, `treated` (utilised and disposed), `stored` (at the end of the months), `value_added` and
  /// `output` of industry, `days`, or a channel of the books such as `received`.
  std::string measure;
  Words categories, streams, groups;  // of the waste that a stream counts as; a stream is also found by its own name
  Words sites, kinds, topics;         // of the site that books
  Words from;                         // kind of its counterpart
  std::string place;                  // "inside" or "outside" the district, or empty
};

/// Reads the keys measure, category, stream, group, site, kind, topic, from and place of a map; a measure that is neither known here
/// nor one of `others` is E0711. Several words are a list, or joined by semicolons as in a cell of a table.
Selection read_selection(Fields& fields, std::initializer_list<std::string_view> others = {});

/// The unit of the sum: "t"; "" for counts, "万元", "kWh" and the like.
const char* unit_of(const Selection& selection);
/// What is summed, for people: "综合利用量（赤泥）", "used (red mud)".
Label label_of(const Selection& selection, const District& district);

bool passes(const Selection& selection, const Accounts& accounts, const BookKey& key);

/// The sum over the lines that pass; registers (units, reached) count from the beginning, stocks are those at the end of the months.
double sum(const Selection& selection, const Accounts& accounts, Months months);
/// The same by volume [m3]; NaN for a stream without a density.
double volume(const Selection& selection, const Accounts& accounts, Months months);

}  // namespace waste
