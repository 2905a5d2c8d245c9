// The image of a results file during writing: libhdf5's file, the datasets created so far and their progress. Included by
// hdf5_*.cpp only.
//
// In memory, hardly anything but allocation can fail: that is Error(Exit::resource); wrong calls are caught by assertions beforehand.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/hdf5_storage.h"

namespace sim {

std::string parent_of(const std::string& path);

std::uint64_t product(const Shape& shape, std::size_t first_axis = 0);

struct Hdf5Image {
  Hdf5Image(int the_deflate_level, std::unique_ptr<Hdf5Storage> the_storage);

  struct Dataset {
    ElementType type;
    std::size_t width = 0;       // to which texts are padded [byte]; 0: not
    Shape shape{};
    Names scales{};              // path of the scale on each axis; none for a scale itself
    Shape chunk{};               // none: side by side
    std::uint64_t done = 0;      // rows written; a dataset of no axes is one row
    std::uint64_t rows() const { return shape.empty() ? 1 : shape.front(); }
    std::size_t element_size() const { return width > 0 ? width : size_of(type); }
  };

  int deflate_level;
  std::unique_ptr<Hdf5Storage> storage;
  Quiet quiet{};
  Handle file{};
  std::map<std::string, Dataset> datasets{};

  Handle open(const std::string& path) const;
  hobj_ref_t reference(const std::string& path) const;
  void write_attribute(const std::string& path, const std::string& name, hid_t stored, hid_t given, hid_t space, const void* value) const;
  Handle dataset_properties(const Dataset& dataset) const;
  void create_group(const std::string& path) const;
  void create(const std::string& path, Dataset dataset, const Shape& chunk);
  std::string find_scale(std::string group, const std::string& name) const;
  void write_rows(const std::string& path, const Dataset& dataset, std::uint64_t count, const void* values) const;
  void write_dimension_list(const std::string& path, const Names& scales) const;
  void write_reference_lists() const;
  void write_chunks(const std::string& path, Dataset& dataset, const std::vector<std::string>& chunks) const;
  /// Makes a dataset of one axis a dimension of that name.
  void make_scale(const std::string& path) const;
  std::uint64_t close();  // the length of the image [byte]
};

}  // namespace sim
