// The merged text of a scenario as a tree, in which every node has its position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waste {

/// A place in one of the files a scenario was read from. Columns count characters, from 1.
struct Place {
  std::uint32_t file = 0;  // index into Scenario::files()
  std::int32_t line = 0;
  std::int32_t column = 0;
};

class Node {
 public:
  enum class Type : std::uint8_t { null, scalar, map, list };
  struct Entry;

  Type type = Type::null;
  bool quoted = false;         // the scalar was written in quotes; matters for "null" and "" only
  std::string text;            // of a scalar
  Place place;                 // of the value
  std::vector<Entry> entries;  // of a map (sorted by key after resolution) or of a list (keys empty)

  const Node* find(std::string_view key) const;          // nullptr when absent
  const Node* at_path(std::string_view path) const;      // "sites.fengsheng.lines"
};

struct Node::Entry {
  std::string key;
  Place place;  // of the key
  Node value;
};

}  // namespace waste
