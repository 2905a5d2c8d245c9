#include "models/policies/fixed_sizes.h"

#include <algorithm>
#include <sstream>

#include "models/scenario/merge.h"

namespace waste {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(const sim::Slot& slot) {
  return std::holds_alternative<std::int64_t*>(slot) || std::holds_alternative<double*>(slot) ||
         std::holds_alternative<sim::Duration*>(slot);
}

}  // namespace

std::vector<std::string> sizes_of(const sim::Kind<Policy>& kind) {
  std::vector<std::string> names;
  const auto policy = kind.make();
  for (std::size_t i = 0; i < kind.parameters.size(); ++i)
    if (is_number(kind.slot(*policy, i))) names.emplace_back(kind.parameters[i].name);
  return names;
}

void read_fixed(Fields& fields, const sim::Kind<Policy>& kind, const std::string& policy) {
  const Node* at = fields.map().find("fixed");
  std::string fixed;
  if (!fields.text("fixed", fixed)) return;
  std::vector<std::string> single;
  for (const auto& name : sizes_of(kind))
    if (const Node* size = fields.map().find(name); size && size->type == Node::Type::scalar) single.push_back(name);
  for (const auto& word : words_of(fixed)) {
    if (contains(single, word)) continue;
    const sim::Message near = near_hint(word, single), none{"写已给出的参数名，或删去", "a size that it gives, or nothing"};
    fields.error(at->place, "E0772",
                 {"政策“" + policy + "”没有名为" + word + "且只写一个值的参数",
                  "policy '" + policy + "' gives no size '" + word + "' as a single value"},
                 near.en.empty() ? none : near, known_note("sizes without a range", single), static_cast<int>(at->text.size()));
  }
}

std::vector<std::string> sizes_without_range(const Scenario& scenario) {
  std::vector<std::string> paths;
  const Node* policies = scenario.root().find("policies");
  if (!policies) return paths;
  for (const auto& policy : policies->entries) {
    const Node *name = policy.value.find("kind"), *fixed = policy.value.find("fixed");
    const auto* kind = name ? sim::Catalogue<Policy>::find(name->text) : nullptr;
    if (!kind) continue;
    const auto settled = words_of(fixed ? fixed->text : "");
    for (const auto& size : sizes_of(*kind)) {
      const Node* value = policy.value.find(size);
      if (value && value->type == Node::Type::scalar && !contains(settled, size)) paths.push_back("policies." + policy.key + "." + size);
    }
  }
  return paths;
}

}  // namespace waste
