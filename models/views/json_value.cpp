#include "models/views/json_value.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace waste {
namespace {

constexpr int deepest = 64;

}  // namespace

template <class Node>
JsonValue JsonValue::from(const Node& node, int depth) {
  if (depth > deepest) throw JsonFault("nested too deeply");
  JsonValue value;
  if (node.is_string()) {
    value.kind_ = Kind::text;
    value.text_ = node.template get<std::string>();
  } else if (node.is_number()) {
    value.kind_ = Kind::number;
    value.number_ = node.template get<double>();
  } else if (node.is_array()) {
    value.kind_ = Kind::array;
    for (const auto& item : node) value.items_.push_back(from(item, depth + 1));
  } else if (node.is_object()) {
    value.kind_ = Kind::object;
    for (const auto& [name, member] : node.items()) {
      value.names_.push_back(name);
      value.items_.push_back(from(member, depth + 1));
    }
  } else if (!node.is_null()) {
    value.kind_ = Kind::other;
  }
  return value;
}

JsonValue JsonValue::parse(const std::string& text) {
  const auto root = nlohmann::json::parse(text, nullptr, false);
  if (root.is_discarded()) throw JsonFault("no JSON");
  return from(root, 0);
}

const JsonValue& JsonValue::at(const std::string& name) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (names_[i] == name) return items_[i];
  throw JsonFault("no member " + name);
}

const std::vector<JsonValue>& JsonValue::items() const {
  if (kind_ != Kind::array) throw JsonFault("no array");
  return items_;
}

const std::string& JsonValue::text() const {
  if (kind_ != Kind::text) throw JsonFault("no text");
  return text_;
}

double JsonValue::number() const {
  if (kind_ == Kind::null) return std::nan("");
  if (kind_ != Kind::number) throw JsonFault("no number");
  return number_;
}

}  // namespace waste
