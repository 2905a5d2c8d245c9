// Merging of trees: leaves into a tree, parts into one layer, and layers on top of each other.
//
// Maps stay sorted by key throughout. The result does not depend on the order of entries in a file.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// One value for one path, as given by a table.
struct Leaf {
  std::string path;
  Node value;
};

/// Reports E0501 if a path is given twice, or is both a value and a map.
Node build_tree(std::vector<Leaf> leaves, Sources& sources);

/// Adds one part of a layer to the rest of the layer; the same leaf in both is E0501.
void join(Node& tree, Node part, Sources& sources);

/// Puts a layer on top: maps merge deeply, scalars, ranges and lists replace, null deletes (E0502 if there is nothing to delete).
void overlay(Node& tree, Node layer, Sources& sources);

/// The place of `key` in the sorted entries of a map: its index, or the index for inserting it.
std::vector<Node::Entry>::const_iterator lower_bound(const Node& map, std::string_view key);

std::vector<std::string> keys_of(const Node& map);

/// "did you mean 'x'?" and "keys known here: ..." for an unknown key; either may be empty. `what` is in the plural.
sim::Message near_hint(const std::string& key, const std::vector<std::string>& known);
sim::Message known_note(const std::string& what, const std::vector<std::string>& known);
/// What E0102 says of a key, and what to do: use the nearest one that is known, or none.
sim::Message unknown_key(const std::string& key);
sim::Message known_key(const std::string& key, const std::vector<std::string>& known);

/// What the known names of a scenario are called in Chinese: of "site" or "sites" 场所. A word without translation stays as it is.
std::string in_chinese(std::string what);

}  // namespace waste
