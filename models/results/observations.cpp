#include "models/results/observations.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/scenario/csv.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

const std::vector<std::string> required{"path", "year", "value", "unit", "uncertainty", "source"};

class Reader {
 public:
  explicit Reader(const std::string& path) : file_(sources_.open_scenario(path)) {}

  Observations read() {
    const std::vector<CsvRow> table = parse_csv(file_.text, file_.index, sources_);
    if (table.empty())
      sources_.complain({file_.index, 1, 1}, "E0403", {"缺少表头", "the header is missing"},
                        sim::typed("path,year,value,unit,uncertainty,source"));
    else if (read_header(table.front()))
      for (std::size_t i = 1; i < table.size(); ++i) result_.rows.push_back(row(table[i]));
    sources_.throw_if_any();
    result_.files = std::move(sources_.files);
    return std::move(result_);
  }

 private:
  bool read_header(const CsvRow& header) {
    for (const Cell& cell : header) {
      const bool known = cell.text == "used" || std::find(required.begin(), required.end(), cell.text) != required.end();
      if (!known)
        complain(cell, "E0403", {"未知的列“" + cell.text + "”", "column '" + cell.text + "' is unknown"},
                 sim::typed("path,year,value,unit,uncertainty,source,used"));
      if (std::count(columns_.begin(), columns_.end(), cell.text) > 0)
        complain(cell, "E0403", {"列“" + cell.text + "”出现两次", "column '" + cell.text + "' stands twice"},
                 {"只保留一个", "keep one of them"});
      columns_.push_back(cell.text);
    }
    for (const std::string& name : required)
      if (std::find(columns_.begin(), columns_.end(), name) == columns_.end())
        complain(header.front(), "E0403", {"缺少列“" + name + "”", "column '" + name + "' is missing"},
                 {"请加到表头行", "add it to the header row"});
    return sources_.diagnostics.empty();
  }

  const Cell& cell(const CsvRow& row, const std::string& name) const {
    static const Cell none;
    const auto at = std::find(columns_.begin(), columns_.end(), name);
    return at == columns_.end() ? none : row[static_cast<std::size_t>(at - columns_.begin())];
  }

  Observation row(const CsvRow& cells) {
    Observation observation;
    observation.place = cells.front().place;
    observation.path = cell(cells, "path").text;
    observation.year = static_cast<int>(number(cell(cells, "year"), [](double year) { return year == std::floor(year) && year > 0; },
                                               {"年份", "a year"}));
    observation.value = cell(cells, "value").text;
    number(cell(cells, "value"), [](double) { return true; }, {"一个数，单位写在unit列", "a number, its unit in the column 'unit'"});
    observation.unit = cell(cells, "unit").text;
    if (!cell(cells, "uncertainty").text.empty())
      observation.uncertainty = number(cell(cells, "uncertainty"), [](double sd) { return sd >= 0; },
                                       {"不小于0的标准差，单位同本行", "a standard deviation, from 0, in the unit of the row"});
    observation.source = cell(cells, "source").text;
    if (observation.source.empty())
      complain(cell(cells, "source"), "E0405", {"此行没有来源", "the row has no source"},
               {"请写数值公布于何处", "say where the value was published"});
    const std::string& used = cell(cells, "used").text;
    if (!used.empty() && used != "yes" && used != "no")
      complain(cell(cells, "used"), "E0408", {"“" + used + "”不是yes或no", "'" + used + "' is not yes or no"},
               {"yes（是）或no（否）", "yes or no"});
    observation.used = used == "yes";
    return observation;
  }

  template <class Accept>
  double number(const Cell& at, Accept accept, const sim::Message& wanted) {
    double value = 0;
    const char* last = at.text.data() + at.text.size();
    const auto [end, error] = std::from_chars(at.text.data(), last, value);
    if (error == std::errc{} && end == last && std::isfinite(value) && accept(value)) return value;
    complain(at, "E0408", {"“" + at.text + "”不是这样的数", "'" + at.text + "' is no such number"}, wanted);
    return 0;
  }

  void complain(const Cell& at, const char* code, const sim::Message& message, const sim::Message& hint) {
    sources_.complain(at.place, code, message, hint);
  }

  Sources sources_;
  Sources::File file_;
  std::vector<std::string> columns_;
  Observations result_;
};

}  // namespace

Observations read_observations(const std::string& path) { return Reader(path).read(); }

}  // namespace waste
