#include "models/world/factors.h"

#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/quantity.h"
#include "models/scenario/ranges.h"
#include "models/world/replica_world.h"

namespace waste {
namespace {

using Type = Node::Type;

/// Whether a key fits a pattern in which `*` stands for any text.
bool fits(std::string_view key, std::string_view pattern) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return key == pattern;
  if (key.substr(0, star) != pattern.substr(0, star)) return false;
  pattern.remove_prefix(star + 1);
  key.remove_prefix(star);
  for (;; key.remove_prefix(1)) {
    if (fits(key, pattern)) return true;
    if (key.empty()) return false;
  }
}

void match(const Node& map, std::string_view pattern, const std::string& path, std::vector<std::string>& found) {
  const auto dot = pattern.find('.');
  for (const auto& entry : map.entries) {
    if (!fits(entry.key, pattern.substr(0, dot))) continue;
    const std::string below = path.empty() ? entry.key : path + "." + entry.key;
    if (dot == std::string_view::npos) {
      if (entry.value.type == Type::scalar || is_range(entry.value)) found.push_back(below);
    } else if (entry.value.type == Type::map && !is_range(entry.value)) {
      match(entry.value, pattern.substr(dot + 1), below, found);
    }
  }
}

/// Multiplies the values of a scenario.
class Multiplier {
 public:
  explicit Multiplier(const Scenario& scenario) : scenario_(scenario) {}

  void apply(const std::string& id, const Node& entry) {
    const Node *of = entry.find("of"), *factor = entry.find("factor");
    if (!of || !factor || of->type != Type::scalar) return;  // reported where the section is read
    const Node* middle = is_range(*factor) ? factor->find("mode") : factor;
    const auto paths = matching_paths(scenario_.root(), of->text);
    if (paths.empty())
      return complain(*of, "E0773",
                      {"系数“" + id + "”：路径" + of->text + "下没有可乘的数值",
                       "factor '" + id + "': no value stands at '" + of->text + "'"},
                      {"请写情景中的路径，如 sites.town_*.per_head", "a path of the scenario, such as sites.town_*.per_head"});
    try {
      const double value = sim::to_double(sim::parse_quantity(middle->text), "1");
      for (const auto& path : paths) multiply(id, *of, path, value);
    } catch (const sim::QuantityError&) {  // reported where the section is read
    }
  }

  std::optional<Scenario> result() {
    if (!diagnostics_.empty()) throw sim::InputError(std::move(diagnostics_));
    return texts_.empty() ? std::nullopt : std::optional(scenario_.with_texts(texts_));
  }

 private:
  void multiply(const std::string& id, const Node& of, const std::string& path, double factor) {
    const Node& node = *scenario_.root().at_path(path);
    const Drawn as = drawn_as(scenario_, path);
    for (const char* key : range_keys) {
      const Node* end = node.type == Type::map ? node.find(key) : &node;
      const auto text = times(end->text, as, factor);
      if (!text)
        return complain(of, "E0774",
                        {"系数“" + id + "”：" + path + "的“" + end->text + "”不是数",
                         "factor '" + id + "': '" + end->text + "' at " + path + " is no number"},
                        {"请写只含数值的路径", "a path of numbers only"});
      if (factor != 1) texts_.emplace_back(node.type == Type::map ? path + "." + key : path, *text);
      if (node.type != Type::map) return;
    }
  }

  static std::optional<std::string> times(const std::string& text, Drawn as, double factor) {
    if (as == Drawn::date) return {};
    try {
      const sim::Quantity quantity = sim::parse_quantity(text);
      UncertainValue value;
      value.unit = quantity.unit_text;
      const double product = factor * sim::to_double(quantity, value.unit.empty() ? "1" : value.unit);
      return text_of(value, as == Drawn::whole ? std::floor(product + 0.5) : product);
    } catch (const sim::QuantityError&) {
      return {};
    }
  }

  void complain(const Node& at, const char* code, sim::Message message, sim::Message hint) {
    diagnostics_.push_back(scenario_.diagnostic(at.place, code, std::move(message), std::move(hint), {}, static_cast<int>(at.text.size())));
  }

  const Scenario& scenario_;
  std::vector<std::pair<std::string, std::string>> texts_;
  std::vector<sim::Diagnostic> diagnostics_;
};

}  // namespace

std::vector<std::string> matching_paths(const Node& root, const std::string& pattern) {
  std::vector<std::string> found;
  if (may_have_ranges(pattern) && !pattern.starts_with("factors.")) match(root, pattern, "", found);
  return found;
}

std::optional<Scenario> with_factors(const Scenario& scenario) {
  const Node* section = scenario.root().find("factors");
  if (!section || section->type != Type::map) return {};
  Multiplier multiplier(scenario);
  for (const auto& entry : section->entries) multiplier.apply(entry.key, entry.value);
  return multiplier.result();
}

void read_factors(SectionReader& reader) {
  reader.require_keys("factors", "factor", {"of", "factor", "source"});
  reader.each_entry("factors", [&](const Node::Entry&, Fields& fields) {
    std::string text;
    double factor = 1;
    Label ignored;
    fields.text("of", text);
    fields.number("factor", "1", factor, {0.001, 1000});
    fields.text("source", text);
    reader.label(fields, "label", ignored);
    fields.finish();
  });
}

}  // namespace waste
