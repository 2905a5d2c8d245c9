#include "models/scenario/tree.h"

#include "models/scenario/merge.h"

namespace waste {

const Node* Node::find(std::string_view key) const {
  if (type != Type::map) return nullptr;
  const auto at = lower_bound(*this, key);
  return at != entries.end() && at->key == key ? &at->value : nullptr;
}

const Node* Node::at_path(std::string_view path) const {
  const auto dot = path.find('.');
  const Node* next = find(path.substr(0, dot));
  return !next || dot == std::string_view::npos ? next : next->at_path(path.substr(dot + 1));
}

}  // namespace waste
