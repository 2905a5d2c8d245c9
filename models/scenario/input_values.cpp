#include "models/scenario/input_values.h"

#include <algorithm>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/base/utf8.h"
#include "models/scenario/printed.h"
#include "models/scenario/ranges.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

/// True for a quantity, a date or a yes/no.
bool is_value(std::string_view text) {
  if (text == "yes" || text == "no" || text == "true" || text == "false") return true;
  const auto digit = text.find_first_not_of("+-");
  if (digit > 1 || text[digit] < '0' || text[digit] > '9') return false;
  if (sim::parse_time(text)) return true;
  try {
    sim::parse_quantity(text);
    return true;
  } catch (const sim::QuantityError&) {
    return false;
  }
}

class Lister {
 public:
  Lister(const std::vector<SourceFile>& files, const KnownValues& known) : files_(files), known_(known) {}

  void walk(const Node& map, const std::string& path, const std::string& outer_source) {
    const Node* own = map.find("source");
    const std::string& source = own && own->type == Node::Type::scalar ? own->text : outer_source;
    for (const auto& entry : map.entries) {
      const std::string below = path.empty() ? entry.key : path + "." + entry.key;
      if (entry.value.type == Node::Type::map && !is_range(entry.value)) walk(entry.value, below, source);
      else if (entry.key != "source") leaf(entry.value, below, source);
    }
  }

  std::vector<InputValue> values;

 private:
  static bool holds_values(const Node& node) {
    if (node.type == Node::Type::scalar) return is_value(node.text);
    return node.type == Node::Type::list && !node.entries.empty() &&
           std::all_of(node.entries.begin(), node.entries.end(), [](const auto& entry) { return holds_values(entry.value); });
  }

  /// An end of a range, without its unit if that is the unit of the mode.
  static std::string end_text(const std::string& end, const std::string& mode) {
    try {
      const std::string unit = sim::parse_quantity(end).unit_text;
      if (!unit.empty() && unit == sim::parse_quantity(mode).unit_text)
        return std::string(sim::trim(end.substr(0, end.size() - unit.size())));
    } catch (const sim::QuantityError&) {  // a date, or a fault that its reader reports
    }
    return end;
  }

  void leaf(const Node& node, const std::string& path, const std::string& source) {
    const KnownValue known = known_(path, node.place);
    if (known.unchanged) {
      if (known.value) values.push_back(*known.value);
      return;
    }
    const bool range = is_range(node);
    const Node& middle = range ? *node.find("mode") : node;
    if (!known.text_too && !holds_values(middle)) return;
    InputValue value;
    if (known.value) value = *known.value;
    else value.status = range ? "assumption" : "scenario";
    if (!known.value) value.source = files_[node.place.file].name == "--set" ? "override" : source;
    value.path = path;
    value.value = middle.type == Node::Type::scalar ? middle.text : flow_text(middle);
    value.low = range ? end_text(node.find("low")->text, middle.text) : "";
    value.high = range ? end_text(node.find("high")->text, middle.text) : "";
    value.origin = origin_of(files_, node.place);
    values.push_back(std::move(value));
  }

  const std::vector<SourceFile>& files_;
  const KnownValues& known_;
};

}  // namespace

std::vector<InputValue> list_input_values(const Node& root, const std::vector<SourceFile>& files, const KnownValues& known) {
  Lister lister(files, known);
  lister.walk(root, "", "");
  return std::move(lister.values);
}

}  // namespace waste
