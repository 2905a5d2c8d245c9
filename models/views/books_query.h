// What is asked of the books of a results file, and what the file has of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/results/reader.h"
#include "models/views/books_sums.h"
#include "models/views/sheet.h"

namespace waste {

enum class By : std::uint8_t { township, site, stream, category };
/// The words: "township", "site", "stream", "category".
const std::vector<std::string>& by_names();

struct BooksQuery {
  std::vector<By> by;                   // what rows are told apart by, besides the scenario, the channel and the period
  bool monthly = false;                 // otherwise by year
  std::optional<int> year;              // calendar year; none: all
  std::optional<std::string> scenario;  // none: all
  std::optional<std::string> site;      // id or label; none: all
  std::optional<std::string> kind;      // of alarms
};

/// A results file, as far as a query wants it. Throws sim::Error(usage) with what there is for a scenario, year or site that it lacks.
struct Asked {
  Asked(const std::string& path, const BooksQuery& query, const Style& style);

  /// A site by id or by label in either language.
  bool wants(const Names& names, const std::string& site) const;

  ResultsContent content;
  sim::Hdf5Reader file;
  const BooksQuery& query;
  const Style& style;
  std::vector<const ScenarioResult*> scenarios;

 private:
  void check_site() const;
};

/// Throws sim::Error(usage): the results have none that is called so; with the nearest and the first known.
[[noreturn]] void refuse_unknown(const Label& what, const std::string& wanted, const std::set<std::string>& known, const Style& style);

/// The column of years or months, and a cell of it.
SheetColumn period_column(const BooksQuery& query);
Cell period_cell(const BooksQuery& query, const std::string& name);

}  // namespace waste
