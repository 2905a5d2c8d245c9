#include "models/scenario/ranges.h"

#include <algorithm>
#include <array>

namespace waste {
namespace {

using Type = Node::Type;

void find_ranges(const Node& map, const std::string& path, std::vector<RangeAt>& found) {
  for (const auto& entry : map.entries) {
    if (entry.value.type != Type::map) continue;
    const std::string below = path.empty() ? entry.key : path + "." + entry.key;
    if (is_range(entry.value) && may_have_ranges(below)) found.push_back({below, &entry.value});
    else find_ranges(entry.value, below, found);
  }
}

}  // namespace

bool is_range(const Node& node) {
  if (node.type != Type::map || node.entries.size() != std::size(range_keys)) return false;
  const auto single = [&](const char* key) {
    const Node* end = node.find(key);
    return end && end->type == Type::scalar;
  };
  return std::all_of(std::begin(range_keys), std::end(range_keys), single);
}

bool may_have_ranges(std::string_view path) {
  static constexpr std::array<std::string_view, 11> sections{"calendar", "climate", "drivers", "economy", "factors", "policies",
                                                             "roads",    "sites",   "streams", "streets", "tariffs"};
  static constexpr std::array<std::string_view, 2> switches{"shift", "strength"};  // of a task, all else of which is fact
  const auto among = [](const auto& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  const std::string_view section = path.substr(0, path.find('.'));
  const bool of_tasks = section == "tasks" || section == "all_tasks";
  return among(sections, section) || (of_tasks && among(switches, path.substr(path.rfind('.') + 1)));
}

std::vector<RangeAt> ranges_in(const Node& root) {
  std::vector<RangeAt> found;
  for (const auto& section : root.entries)
    if (section.value.type == Type::map) find_ranges(section.value, section.key, found);
  std::sort(found.begin(), found.end(), [](const RangeAt& a, const RangeAt& b) { return a.path < b.path; });
  return found;
}

}  // namespace waste
