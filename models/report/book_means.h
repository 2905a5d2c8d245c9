// Tables of the books, row by row and month by month, as means of the replicas.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/report/sources.h"

namespace waste::report {

struct BookMeans {
  std::vector<std::string> channel, site, counterpart, stream;  // [row]; channel only of flows
  std::size_t months = 0, years = 0;                            // a year is twelve months from the first, or the remainder
  std::vector<double> mean;                                     // [row * months + month] in the unit of the column, weighted

  std::size_t rows() const { return site.size(); }
  double month(std::size_t row, std::size_t at) const { return mean[row * months + at]; }
  double year(std::size_t row, std::size_t at) const;  // the sum of its months
};

/// A column of whole numbers on (replica, time, row) of a table such as "flows" or "service/queue"; no rows where the scenario has none.
BookMeans book_means(const ReportedScenario& scenario, const std::string& table, const std::string& column);

/// The same column of one replica: [month * rows + row].
std::vector<std::int64_t> book_of(const ReportedScenario& scenario, const std::string& table, const std::string& column,
                                  std::size_t replica);

}  // namespace waste::report
