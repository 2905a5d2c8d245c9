#include "models/scenario/fields.h"

#include <algorithm>
#include <sstream>

#include "engine/base/utf8.h"
#include "models/scenario/merge.h"
#include "models/scenario/parameter.h"
#include "models/scenario/value.h"

namespace waste {
namespace {

constexpr std::size_t most_diagnostics = 20;  // the limit of InputError; a wrong table of 16,000 rows need not be described in full

}  // namespace

Fields::Fields(const Scenario& scenario, const Node& map, std::string path, std::vector<sim::Diagnostic>& diagnostics)
    : scenario_(scenario), map_(map), path_(std::move(path)), diagnostics_(diagnostics) {
  if (map_.type != Node::Type::map)
    error(map_.place, "E0103", {"“" + path_ + "”应是一组键和值", "'" + path_ + "' must be a map"},
          {"请在下面写键和值：" + path_ + ": {key: value}", "write keys and values below it: " + path_ + ": {key: value}"});
}

const Node* Fields::get(std::string_view key) {
  known_.emplace_back(key);
  return map_.find(key);
}

bool Fields::text(std::string_view key, std::string& value) {
  const Node* node = get(key);
  return node && ValueReader(*this, std::string(key)).text(*node, value);
}

bool Fields::words(std::string_view key, std::vector<std::string>& value) {
  const Node* node = get(key);
  if (!node) return false;
  if (node->type != Node::Type::list) {
    std::string text;
    if (!ValueReader(*this, std::string(key)).text(*node, text)) return false;
    std::istringstream in(text);
    for (std::string word; std::getline(in, word, ';');)
      if (!sim::trim(word).empty()) value.emplace_back(sim::trim(word));
    return true;
  }
  for (const auto& item : node->entries)
    if (std::string text; ValueReader(*this, std::string(key)).text(item.value, text)) value.push_back(std::move(text));
  return true;
}

bool Fields::integer(std::string_view key, const char* unit, std::int64_t& value, Limits limits) {
  const Node* node = get(key);
  return node && ValueReader(*this, std::string(key)).integer(*node, unit, value, limits);
}

bool Fields::ordinal(std::string_view key, int& value) {
  std::int64_t number = 0;
  if (!integer(key, "1", number, {1, 9999})) return false;
  value = static_cast<int>(number);
  return true;
}

bool Fields::number(std::string_view key, const char* unit, double& value, Limits limits) {
  const Node* node = get(key);
  return node && ValueReader(*this, std::string(key)).number(*node, unit, value, limits);
}

bool Fields::date(std::string_view key, sim::Time& value) {
  const Node* node = get(key);
  return node && ValueReader(*this, std::string(key)).date(*node, value);
}

bool Fields::yes_no(std::string_view key, bool& value) {
  const Node* node = get(key);
  return node && ValueReader(*this, std::string(key)).yes_no(*node, value);
}

void Fields::parameter(const sim::ParameterInfo& info, sim::Slot slot, const Names& names) {
  if (const Node* node = get(info.name)) return read_parameter(*this, *node, info, slot, names);
  if (info.is(sim::Trait::required)) missing(info.name, {info.description.zh, info.description.en});
}

bool Fields::require(std::initializer_list<const char*> keys) {
  bool all = true;
  for (const char* key : keys) {
    if (get(key)) continue;
    missing(key, {});
    all = false;
  }
  return all;
}

void Fields::missing(const std::string& key, const sim::Message& meaning) {
  const bool bare = meaning.empty();
  error(map_.place, "E0101",
        {"“" + path_ + "”缺少键“" + key + "”" + (bare ? "" : "（" + meaning.zh + "）"),
         "'" + path_ + "' lacks key '" + key + "'" + (bare ? "" : " (" + meaning.en + ")")},
        {"请补上" + key + "；空单元格和null不等于零", "add " + key + "; an empty cell or null is not zero"});
}

void Fields::finish() {
  std::sort(known_.begin(), known_.end());
  known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  if (map_.type != Node::Type::map) return;
  for (const auto& entry : map_.entries) {
    if (diagnostics_.size() >= most_diagnostics) return;  // the search for near names would cost seconds for 10^5 keys
    if (std::binary_search(known_.begin(), known_.end(), entry.key)) continue;
    error(entry.place, "E0102", unknown_key(entry.key), known_key(entry.key, known_), known_note("keys", known_),
          static_cast<int>(entry.key.size()));
  }
}

void Fields::error(const Place& place, std::string code, sim::Message message, sim::Message hint, sim::Message note, int length) {
  if (diagnostics_.size() >= most_diagnostics) return;
  diagnostics_.push_back(scenario_.diagnostic(place, std::move(code), std::move(message), std::move(hint), std::move(note), length));
}

}  // namespace waste
