#include "models/scenario/draw_list.h"

#include <charconv>

#include "engine/random/sobol.h"

namespace waste {
namespace {

/// The number in "d17"; -1 if it is none, or no dimension.
int dimension_in(const std::string& key) {
  int number = -1;
  const char* const end = key.data() + key.size();
  if (key.size() < 2 || key.front() != 'd') return -1;
  const auto read = std::from_chars(key.data() + 1, end, number);
  if (read.ec != std::errc{} || read.ptr != end) return -1;
  const bool plain = key == "d" + std::to_string(number);  // and not d017
  return plain && number < static_cast<int>(sim::sobol_dimensions) ? number : -1;
}

}  // namespace

std::map<std::string, int> read_draw_list(SectionReader& reader) {
  std::map<std::string, int> dimensions;
  std::map<int, std::string> paths;
  const std::string last = std::to_string(sim::sobol_dimensions - 1);
  reader.each_entry("draws", [&](const Node::Entry& entry, Fields& fields) {
    std::string path;
    const int dimension = dimension_in(entry.key);
    if (fields.require({"path"})) fields.text("path", path);
    fields.finish();
    if (dimension < 0)
      return fields.error(entry.place, "E0775", {"“" + entry.key + "”不是抽样维度", "'" + entry.key + "' is no dimension of the draws"},
                          {"d0至d" + last, "d0 to d" + last});
    if (!dimensions.emplace(path, dimension).second)
      return fields.error(entry.place, "E0775", {"“" + path + "”有两个维度", "'" + path + "' has two dimensions"},
                          {"保留第一行，其抽样由此而来", "keep the first row, which its draws come from"});
    if (!paths.emplace(dimension, path).second)
      fields.error(entry.place, "E0775",
                   {"“" + path + "”占用了“" + paths[dimension] + "”的维度",
                    "'" + path + "' has the dimension of '" + paths[dimension] + "'"},
                   {"请用下一个空行", "the next free row"});
  });
  return dimensions;
}

}  // namespace waste
