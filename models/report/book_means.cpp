#include "models/report/book_means.h"

#include <algorithm>

namespace waste::report {

double BookMeans::year(std::size_t row, std::size_t at) const {
  double sum = 0;
  for (std::size_t month = 12 * at; month < std::min(months, 12 * (at + 1)); ++month) sum += this->month(row, month);
  return sum;
}

std::vector<std::int64_t> book_of(const ReportedScenario& scenario, const std::string& table, const std::string& column,
                                  std::size_t replica) {
  return scenario.source->file.read_rows<std::int64_t>(scenario.result->name + "/" + table + "/" + column, replica, 1);
}

BookMeans book_means(const ReportedScenario& scenario, const std::string& table, const std::string& column) {
  const sim::Hdf5Reader& file = scenario.source->file;
  const std::string group = scenario.result->name + "/" + table + "/";
  BookMeans means;
  if (!file.has(group + column)) return means;
  const auto names = [&](const char* name) { return file.has(group + name) ? file.read<std::string>(group + name) : sim::Names{}; };
  means.channel = names("channel"), means.site = names("site"), means.counterpart = names("counterpart"), means.stream = names("stream");
  const std::size_t rows = means.rows();
  means.months = static_cast<std::size_t>(file.info(group + column).shape[1]);
  means.years = (means.months + 11) / 12;
  means.mean.resize(rows * means.months);
  const std::vector<double> weights = scenario.weights();
  for (std::size_t replica = 0; replica < weights.size(); ++replica) {
    const auto values = book_of(scenario, table, column, replica);
    for (std::size_t month = 0; month < means.months; ++month)
      for (std::size_t row = 0; row < rows; ++row)
        means.mean[row * means.months + month] += weights[replica] * static_cast<double>(values[month * rows + row]);
  }
  return means;
}

}  // namespace waste::report
