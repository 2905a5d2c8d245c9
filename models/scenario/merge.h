// How trees become one: leaves into a tree, parts of one layer side by side, and layers on top of each other.
//
// Maps stay sorted by key throughout. Nothing here depends on the order in which a file lists its entries.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// One value for one path, as a table gives it.
struct Leaf {
  std::string path;
  Node value;
};

/// Complains (E0501) when a path is given twice or is a value here and a map there.
Node build_tree(std::vector<Leaf> leaves, Sources& sources);

/// Adds one part of a layer to the rest of the layer; the same leaf in both is E0501.
void join(Node& tree, Node part, Sources& sources);

/// Puts a layer on top: maps merge deeply, scalars and lists replace, null deletes (E0502 when there is nothing to delete).
void overlay(Node& tree, Node layer, Sources& sources);

/// The place of `key` in the sorted entries of a map: where it stands or where it belongs.
std::vector<Node::Entry>::const_iterator lower_bound(const Node& map, std::string_view key);

std::vector<std::string> keys_of(const Node& map);

/// "did you mean 'x'?" and "keys known here: ..." for an unknown key; either may be empty.
std::string near_hint(const std::string& key, const std::vector<std::string>& known);
std::string known_note(const std::string& what, const std::vector<std::string>& known);

}  // namespace waste
