#include "models/scenario/section.h"

#include "engine/base/utf8.h"
#include "models/scenario/merge.h"

namespace waste {

void SectionReader::stop_on_errors() const {
  if (!diagnostics_.empty()) throw sim::InputError(diagnostics_);
}

void SectionReader::define_all(const std::string& kind, const char* key) {
  if (const Node* map = section(key))
    for (const auto& entry : map->entries) define(kind, entry.key);
}

std::uint32_t SectionReader::number(const std::string& kind, const std::string& name) const {
  const auto of_kind = numbers_.find(kind);
  if (of_kind == numbers_.end()) return Fields::Names::unknown;
  const auto it = of_kind->second.find(name);
  return it == of_kind->second.end() ? Fields::Names::unknown : it->second;
}

std::uint32_t SectionReader::count(const std::string& kind) const {
  const auto of_kind = numbers_.find(kind);
  return of_kind == numbers_.end() ? 0 : static_cast<std::uint32_t>(of_kind->second.size());
}

Fields::Names SectionReader::names() const {
  return {[this](const std::string& what, const std::string& name) { return number(what, name); },
          [this](const std::string& what) {
            std::vector<std::string> known;
            if (const auto of_kind = numbers_.find(what); of_kind != numbers_.end())
              for (const auto& [name, number] : of_kind->second) known.push_back(name);
            return known;
          }};
}

const Node* SectionReader::section(Fields& fields, const char* key) {
  const Node* node = fields.get(key);
  if (node && node->type != Node::Type::map) {
    const std::string name = key;
    fields.error(node->place, "E0103", {"“" + name + "”应是一组键和值", "'" + name + "' must be a map"},
                 {"请写“" + name + ":”，键写在下面", "write '" + name + ":' and its keys below"});
    return nullptr;
  }
  return node;
}

bool SectionReader::is_map(const Node::Entry& entry) {
  if (entry.value.type == Node::Type::map) return true;
  root_.error(entry.place, "E0103", {"“" + entry.key + "”应是一组键和值", "'" + entry.key + "' must be a map"},
              {"请写上它自己的键", "give it keys of its own"});
  return false;
}

void SectionReader::require_keys(const char* key, const std::string& what, std::initializer_list<const char*> keys) {
  const Node* map = section(key);
  if (!map) return;
  const auto missing = [&](const Node::Entry& entry) {
    return std::count_if(keys.begin(), keys.end(), [&](const char* each) { return !entry.value.find(each); });
  };
  std::vector<std::string> known;
  for (const auto& entry : map->entries)
    if (missing(entry) == 0) known.push_back(entry.key);
  for (const auto& entry : map->entries) {
    if (entry.value.type != Node::Type::map || missing(entry) == 0) continue;
    if (missing(entry) < static_cast<std::ptrdiff_t>(keys.size())) {
      Fields(scenario_, entry.value, std::string(key) + "." + entry.key, diagnostics_).require(keys);
      continue;
    }
    const sim::Message near = near_hint(entry.key, known);
    const std::string zh = in_chinese(what), first = *keys.begin();
    const sim::Message advice{"新的" + zh + "需要" + first, "a new " + what + " needs " + first};
    root_.error(entry.place, "E0714", {"没有" + zh + "“" + entry.key + "”", "there is no " + what + " '" + entry.key + "'"},
                near.empty() ? advice : near, known_note(key, known), static_cast<int>(entry.key.size()));
  }
}

void SectionReader::label(Fields& fields, const char* key, Label& label) {
  const Node* node = section(fields, key);
  if (!node) return;
  Fields both(scenario_, *node, fields.path() + "." + key, diagnostics_);
  both.text("zh", label.zh);
  both.text("en", label.en);
  both.finish();
}

bool SectionReader::kind_name(Fields& fields, const Node& node, const char* what, std::string& name) {
  if (fields.text("kind", name)) return true;
  fields.error(node.place, "E0101", {"这个" + in_chinese(what) + "没有种类", std::string("this ") + what + " has no kind"},
               {"请写kind: 加wufei describe列出的一个名称", "kind: one of the names that 'wufei describe' prints"});
  return false;
}

void SectionReader::unknown_kind(Fields& fields, const Node& node, const char* what, const std::string& name,
                                 const std::vector<std::string>& known) {
  const sim::Message near = near_hint(name, known), advice{"请用已知的种类", "use a known kind"};
  fields.error(node.find("kind")->place, "E0706",
               {"未知的" + in_chinese(what) + "种类“" + name + "”", std::string("unknown kind of ") + what + " '" + name + "'"},
               near.empty() ? advice : near, known_note("kinds", known), static_cast<int>(sim::count_characters(name)));
}

}  // namespace waste
