#include "models/scenario/input_values.h"

#include <algorithm>

#include "models/scenario/printed.h"
#include "models/scenario/sources.h"
#include "models/scenario/tables.h"

namespace waste {
namespace {

class Lister {
 public:
  Lister(const std::vector<SourceFile>& files, const KnownValues& known) : files_(files), known_(known) {}

  void walk(const Node& map, const std::string& path, const std::string& outer_source) {
    const Node* own = map.find("source");
    const std::string& source = own && own->type == Node::Type::scalar ? own->text : outer_source;
    for (const auto& entry : map.entries) {
      const std::string below = path.empty() ? entry.key : path + "." + entry.key;
      if (entry.value.type == Node::Type::map) walk(entry.value, below, source);
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

  void leaf(const Node& node, const std::string& path, const std::string& source) {
    const KnownValue known = known_(path, node.place);
    if (!known.text_too && !holds_values(node)) return;
    InputValue value;
    if (known.value) value = *known.value;
    else value.status = "scenario";
    if (!known.value) value.source = files_[node.place.file].name == "--set" ? "override" : source;
    value.path = path;
    value.value = node.type == Node::Type::scalar ? node.text : flow_text(node);
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
