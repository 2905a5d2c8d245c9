// State shared by the functions that read a scenario: its sections, the names that may be referred to, and all errors.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/scenario/fields.h"
#include "models/scenario/label.h"

namespace waste {

class SectionReader {
 public:
  /// The scenario must outlive the reader.
  explicit SectionReader(const Scenario& scenario) : scenario_(scenario), root_(scenario, scenario.root(), "", diagnostics_) {}
  SectionReader(const SectionReader&) = delete;
  SectionReader& operator=(const SectionReader&) = delete;

  const Scenario& scenario() const { return scenario_; }
  Fields& root() { return root_; }
  std::vector<sim::Diagnostic>& diagnostics() { return diagnostics_; }
  /// Throws sim::InputError with all errors found so far, if any.
  void stop_on_errors() const;

  /// Defines a name of a `kind` ("site", "stream", "place", "task", "project"); names are numbered in order of definition.
  void define(const std::string& kind, const std::string& name) { numbers_[kind].emplace(name, count(kind)); }
  /// Defines all keys of a section at once, so that its entries may refer to each other.
  void define_all(const std::string& kind, const char* key);
  /// The number of a name; Fields::Names::unknown if there is none.
  std::uint32_t number(const std::string& kind, const std::string& name) const;
  std::uint32_t count(const std::string& kind) const;
  Fields::Names names() const;

  /// A map below `fields`; nullptr if absent, or if not a map, which is reported.
  const Node* section(Fields& fields, const char* key);
  const Node* section(const char* key) { return section(root_, key); }

  /// Reports entries that lack keys without which a `what` makes no sense: an entry with none of them is one that a scenario
  /// speaks of and the district does not have, a slip of the pen (E0714); one with some lacks the others (E0101).
  void require_keys(const char* section, const std::string& what, std::initializer_list<const char*> keys);

  /// Calls `visit(entry, fields)` for every map in a section.
  template <class Visit>
  void each_entry(const char* key, Visit visit);

  /// Appends `read(entry, fields)` for every map in a section of facts with labels.
  template <class Facts, class Read>
  void read_facts(const char* key, std::vector<Facts>& list, Read read);

  void label(Fields& fields, const char* key, Label& label);

  /// The kind that an entry names; nullptr if none is given, or an unknown one, which is reported.
  template <class Interface>
  const sim::Kind<Interface>* kind_of(Fields& fields, const Node& node, const char* what);

  /// Reads all parameters of a kind into an object of it.
  template <class Interface>
  void fill(Fields& fields, const sim::Kind<Interface>& kind, Interface& object);

 private:
  bool is_map(const Node::Entry& entry);
  /// The kind that an entry names; false if it names none, which is reported.
  bool kind_name(Fields& fields, const Node& node, const char* what, std::string& name);
  void unknown_kind(Fields& fields, const Node& node, const char* what, const std::string& name, const std::vector<std::string>& known);

  const Scenario& scenario_;
  std::vector<sim::Diagnostic> diagnostics_;
  Fields root_;
  std::map<std::string, std::map<std::string, std::uint32_t>> numbers_;  // [kind][name]
};

template <class Visit>
void SectionReader::each_entry(const char* key, Visit visit) {
  const Node* map = section(key);
  if (!map) return;
  for (const auto& entry : map->entries) {
    if (!is_map(entry)) continue;
    Fields fields(scenario_, entry.value, std::string(key) + "." + entry.key, diagnostics_);
    visit(entry, fields);
  }
}

template <class Facts, class Read>
void SectionReader::read_facts(const char* key, std::vector<Facts>& list, Read read) {
  each_entry(key, [&](const Node::Entry& entry, Fields& fields) {
    list.push_back(read(entry, fields));
    label(fields, "label", list.back().name);
    fields.finish();
  });
}

template <class Interface>
const sim::Kind<Interface>* SectionReader::kind_of(Fields& fields, const Node& node, const char* what) {
  std::string name;
  if (!kind_name(fields, node, what, name)) return nullptr;
  const auto* kind = sim::Catalogue<Interface>::find(name);
  if (!kind) unknown_kind(fields, node, what, name, sim::Catalogue<Interface>::names());
  return kind;
}

template <class Interface>
void SectionReader::fill(Fields& fields, const sim::Kind<Interface>& kind, Interface& object) {
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) fields.parameter(kind.parameters[i], kind.slot(object, i), names());
}

}  // namespace waste
