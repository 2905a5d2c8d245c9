#include "models/scenario/ranges.h"

#include <map>
#include <optional>
#include <set>

#include "engine/base/quantity.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

using Type = Node::Type;

class RangeReader {
 public:
  RangeReader(const Node& own, Sources& sources, RowSources& origins) : own_(own), sources_(sources), origins_(origins) {}

  void read(const Node::Entry& entry, const std::string& path) {
    if (entry.value.type == Type::list) return range(entry, path);
    if (entry.value.type != Type::map) return complain(entry, "E0103", "'" + path + "' is no range", "write [low, high]");
    for (const auto& below : entry.value.entries) read(below, path.empty() ? below.key : path + "." + below.key);
  }

 private:
  void range(const Node::Entry& entry, const std::string& path) {
    const auto& ends = entry.value.entries;
    if (ends.size() != 2 || ends[0].value.type != Type::scalar || ends[1].value.type != Type::scalar)
      return complain(entry, "E0103", "the range of '" + path + "' has not two ends", "write [low, high]");
    const Node* value = own_.at_path(path);
    if (!value || value->type != Type::scalar)
      return complain(entry, "E0503", "'" + path + "' has a range, but no value in this file", "write the value in the same file");
    const std::string &low = ends[0].value.text, &high = ends[1].value.text;
    const auto lowest = number(low), highest = number(high), given = number(value->text);
    if (!lowest || !highest)
      return complain(entry, "E0408", "'" + (lowest ? high : low) + "' is not a number", "write it in the unit of the value, without unit");
    if (!given || *given < *lowest || *given > *highest)
      return complain(entry, "E0406", "the value " + value->text + " of '" + path + "' lies outside its range",
                      "keep low <= value <= high");
    InputValue known;
    known.status = "assumption";
    known.low = low;
    known.high = high;
    origins_.ranges.push_back({value->place, known});
  }

  /// As written, in its own unit.
  static std::optional<double> number(const std::string& text) {
    try {
      const sim::Quantity quantity = sim::parse_quantity(text);
      return sim::to_double(quantity, quantity.unit_text.empty() ? "1" : quantity.unit_text);
    } catch (const sim::QuantityError&) {
      return {};
    }
  }

  void complain(const Node::Entry& entry, const char* code, const std::string& message, const std::string& hint) {
    sources_.complain(entry.place, code, message, hint, "", static_cast<int>(entry.key.size()));
  }

  const Node& own_;
  Sources& sources_;
  RowSources& origins_;
};

std::string last_key(const std::string& path) { return path.substr(path.rfind('.') + 1); }

/// Sections whose values the simulation uses; the others are facts about the plan.
bool simulated(const std::string& path) {
  static const std::set<std::string> sections{"drivers", "economy", "policies", "roads", "sites", "streams"};
  return sections.contains(path.substr(0, path.find('.')));
}

bool end_of_range(const std::string& path) {
  const std::string key = last_key(path);
  return key == "low" || key == "mode" || key == "high";
}

Node scalar(const std::string& text, Place place) {
  Node node;
  node.type = Type::scalar;
  node.text = text;
  node.place = place;
  return node;
}

}  // namespace

std::vector<const InputValue*> values_with_a_range(const Scenario& scenario) {
  std::map<std::string, int> cells;  // values per row: the range of a row with several values belongs to none of them
  for (const InputValue& value : scenario.values()) ++cells[value.origin];
  std::vector<const InputValue*> result;
  for (const InputValue& value : scenario.values()) {
    if (value.status != "assumption" || value.low.empty() || value.high.empty() || cells[value.origin] != 1) continue;
    if (simulated(value.path) && !end_of_range(value.path)) result.push_back(&value);
  }
  return result;
}

void read_ranges(const Node::Entry& ranges, const Node& own, Sources& sources, RowSources& origins) {
  RangeReader(own, sources, origins).read(ranges, "");
}

Node with_ranges(const Scenario& scenario) {
  std::vector<Leaf> leaves;
  for (const InputValue* value : values_with_a_range(scenario)) {
    const Place place = scenario.root().at_path(value->path)->place;
    Node range;
    range.type = Type::list;
    range.place = place;
    range.entries = {{"", place, scalar(value->low, place)}, {"", place, scalar(value->high, place)}};
    leaves.push_back({value->path, std::move(range)});
  }
  Node tree = scenario.root();
  if (leaves.empty()) return tree;
  Sources none;
  Node ranges = build_tree(std::move(leaves), none);
  const Place place = ranges.place;
  tree.entries.insert(lower_bound(tree, "ranges"), {"ranges", place, std::move(ranges)});
  return tree;
}

}  // namespace waste
