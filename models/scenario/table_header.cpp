#include "models/scenario/table_header.h"

#include "engine/base/utf8.h"

namespace waste {

void complain(Sources& sources, const Cell& cell, const char* code, const sim::Message& message, const sim::Message& hint,
              const sim::Message& note) {
  sources.complain(cell.place, code, message, hint, note, static_cast<int>(sim::count_characters(cell.text)));
}

TableHeader::TableHeader(const CsvRow& row, Sources& sources) : first_(row.front()) {
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!columns_.emplace(row[i].text, i).second)
      complain(sources, row[i], "E0403", {"列“" + row[i].text + "”出现两次", "column '" + row[i].text + "' stands twice"},
               {"只保留一个", "keep one of them"});
}

bool TableHeader::require(const std::vector<std::string>& names, Sources& sources) const {
  bool all = true;
  for (const auto& name : names) {
    if (columns_.count(name)) continue;
    complain(sources, first_, "E0403", {"缺少列“" + name + "”", "column '" + name + "' is missing"},
             {"请加到表头行", "add it to the header row"});
    all = false;
  }
  return all;
}

std::optional<std::size_t> TableHeader::find(const std::string& name) const {
  const auto at = columns_.find(name);
  return at == columns_.end() ? std::nullopt : std::optional(at->second);
}

const Cell& TableHeader::cell(const CsvRow& row, const std::string& name) const {
  static const Cell none;
  const auto at = find(name);
  return at ? row[*at] : none;
}

}  // namespace waste
