// The groups and datasets of an image as this program writes them, and nothing else: read and checked as a whole before any value is.
// Included by hdf5_reader.cpp only.
//
// No link leads out of the file or twice to one object, groups lie at most 16 deep, and types, shapes, filters and dimensions are
// those of hdf5_writer.h.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/store/hdf5_file.h"
#include "engine/store/stored_bytes.h"
#include "engine/store/stored_data.h"

namespace sim {

struct StoredObject {
  bool is_group = false;
  Attributes attributes{};       // without those that define dimensions
  Names children{};              // names, in order of creation
  StoredDataset data{};          // of a dataset, as the rest
  bool is_scale = false;
  std::string scales{};          // DIMENSION_LIST as stored
  Names dims{};
  std::uint64_t address = no_address;
};

using StoredTree = std::map<std::string, StoredObject>;  // by path; "" is the root

/// An error of the tree, with its place.
struct MalformedAt : Malformed {
  MalformedAt(std::string the_place, const char* why) : Malformed(why), place(std::move(the_place)) {}
  std::string place;
};

/// Throws MalformedAt, or what reading throws.
StoredTree read_tree(const InputFile& file, std::uint64_t length);

}  // namespace sim
