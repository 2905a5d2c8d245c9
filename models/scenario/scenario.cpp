#include "models/scenario/scenario.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "engine/base/sha256.h"
#include "models/scenario/bundle.h"
#include "models/scenario/input_values.h"
#include "models/scenario/layers.h"
#include "models/scenario/merge.h"
#include "models/scenario/printed.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

const char* const overrides_name = "--set";

/// "path=value"; without '=' the path stays empty, which apply_override rejects.
std::pair<std::string, std::string> split_override(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) return {text, ""};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

/// The pseudo-file of all overrides, one per line; created with the first one.
std::uint32_t overrides_file(std::vector<SourceFile>& files) {
  if (files.empty() || files.back().name != overrides_name) files.push_back({overrides_name, {}, ""});
  return static_cast<std::uint32_t>(files.size() - 1);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

/// What the layers of a file come to.
std::tuple<Node, std::vector<SourceFile>, std::vector<InputValue>> merge(const Sources::File& file, Sources& sources) {
  RowSources rows;
  Node root = read_layers(file, sources, rows);
  auto values = list_input_values(root, sources.files, [&rows](const std::string&, Place place) {
    const RowSource* row = rows.find(place);
    return row ? KnownValue{&row->common, row->text_too} : KnownValue{};
  });
  return {std::move(root), std::move(sources.files), std::move(values)};
}

}  // namespace

Scenario Scenario::read(const std::string& path, const std::vector<std::string>& overrides) {
  Sources sources;
  const Sources::File file = sources.open_scenario(path);
  Scenario scenario;
  scenario.path_ = path;
  scenario.name_ = std::filesystem::path(path).stem().string();
  std::tie(scenario.root_, scenario.files_, scenario.values_) = merge(file, sources);
  std::vector<std::pair<std::string, std::string>> changes;
  for (const auto& text : overrides) changes.push_back(split_override(text));
  scenario.apply(changes);
  return scenario;
}

Scenario Scenario::parse(const std::string& name, const std::string& text) {
  Sources sources;
  const Sources::File file = sources.take_text(name, text);
  Scenario scenario;
  scenario.path_ = scenario.name_ = name;
  std::tie(scenario.root_, scenario.files_, scenario.values_) = merge(file, sources);
  return scenario;
}

Scenario Scenario::with(const std::vector<std::pair<std::string, std::string>>& changes) const {
  Scenario scenario = *this;
  scenario.apply(changes);
  return scenario;
}

Scenario Scenario::with_texts(const std::vector<std::pair<std::string, std::string>>& texts) const {
  Scenario scenario;
  scenario.name_ = name_;
  scenario.path_ = path_;
  scenario.root_ = root_;
  scenario.files_ = files_;
  for (const auto& [path, text] : texts) ScenarioBytes::put_text(scenario, path, text);
  return scenario;
}

void Scenario::apply(const std::vector<std::pair<std::string, std::string>>& changes) {
  if (changes.empty()) return;
  Sources sources;
  sources.files = std::move(files_);
  const std::uint32_t file = overrides_file(sources.files);
  for (const auto& change : changes) {
    sources.files[file].lines.push_back(change.first + "=" + change.second);
    const Place place{file, static_cast<std::int32_t>(sources.files[file].lines.size()), 1};
    apply_override(root_, change.first, change.second, place, sources);
    changes_.push_back(change);
  }
  sources.throw_if_any();
  files_ = std::move(sources.files);
  files_.back().sha256 = sim::sha256(joined(files_.back().lines));
  const std::vector<InputValue> before = std::move(values_);
  values_ = list_input_values(root_, files_, [&](const std::string& path, Place place) {
    if (place.file == file) return KnownValue{};
    const auto at = std::lower_bound(before.begin(), before.end(), path,
                                     [](const InputValue& v, const std::string& p) { return v.path < p; });
    const bool known = at != before.end() && at->path == path;
    const bool touched = std::any_of(changes.begin(), changes.end(), [&](const auto& change) { return change.first.starts_with(path); });
    return KnownValue{known ? &*at : nullptr, known, !before.empty() && !touched};
  });
}

std::string Scenario::resolved_text(bool origins) const { return block_text(root_, files_, origins); }

std::string Scenario::sha256() const { return sim::sha256(resolved_text(false)); }

std::string Scenario::data_sha256() const {
  std::map<std::string, std::string> tables;  // name to fingerprint
  for (const auto& file : files_)
    if (file.name.ends_with(".csv")) tables.emplace(file.name, file.sha256);
  std::string text;
  for (const auto& [name, sha256] : tables) text += sha256 + "  " + name + "\n";
  return sim::sha256(text);
}

sim::Diagnostic Scenario::diagnostic(Place place, std::string code, sim::Message message, sim::Message hint, sim::Message note,
                                     int length) const {
  return make_diagnostic(files_, place, std::move(code), std::move(message), std::move(hint), std::move(note), length);
}

}  // namespace waste
