// Where HDF5 keeps the links of a group or the attributes of an object when there are more than eight: a fractal heap, indexed by a
// B-tree (version 2 of the format's B-trees). Included by stored_tree.cpp only.
#pragma once

#include <string>
#include <vector>

#include "engine/store/stored_bytes.h"

namespace sim {

/// A record of the tree: for links hash and heap id, for attributes heap id, flags, order and hash.
enum class DenseKind { links, attributes };

/// All objects in the heap, in the order of the tree, each with the order of creation that its record gives (attributes only).
struct DenseObject {
  std::string bytes;
  std::uint64_t order = 0;
};
std::vector<DenseObject> read_dense(StoredBytes& image, DenseKind kind, std::uint64_t heap, std::uint64_t index);

}  // namespace sim
