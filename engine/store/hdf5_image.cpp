#include "engine/store/hdf5_image.h"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw Error(Exit::resource,
              {"无法在内存中生成结果的“" + path + "”（" + hdf5_reason() + "）；请减少写入一个文件的遍数",
               "cannot build '" + path + "' of the results in memory: " + hdf5_reason() + "; write fewer replicas into one file"});
}

void require(herr_t result, const std::string& path) {
  if (result < 0) fail(path);
}

Handle require(Handle handle, const std::string& path) {
  if (!handle) fail(path);
  return handle;
}

/// Tracks the order of links and attributes; no times, because equal runs must give equal bytes.
Handle creation_properties(hid_t kind) {
  Handle list(H5Pcreate(kind), H5Pclose);
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  require(H5Pset_obj_track_times(list.id(), false), "/");
  require(H5Pset_attr_creation_order(list.id(), order), "/");
  if (kind != H5P_DATASET_CREATE) require(H5Pset_link_creation_order(list.id(), order), "/");
  return list;
}

Handle create_file(Hdf5Storage& storage) {
  const auto access = storage.access();
  require(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V110), "/");
  const auto creation = creation_properties(H5P_FILE_CREATE);
  return require({H5Fcreate(image_name, H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose}, "/");
}

std::string join(const std::string& group, const std::string& name) { return group.empty() ? name : group + "/" + name; }

/// The types of one entry of REFERENCE_LIST. The file type has no padding, whose bytes would be undefined.
Handle axis_reference_type(bool packed) {
  Handle type(H5Tcreate(H5T_COMPOUND, packed ? 12 : sizeof(AxisReference)), H5Tclose);
  require(H5Tinsert(type.id(), "dataset", HOFFSET(AxisReference, object), H5T_STD_REF_OBJ), reference_list);
  require(H5Tinsert(type.id(), "dimension", HOFFSET(AxisReference, axis), packed ? H5T_STD_I32LE : H5T_NATIVE_INT32), reference_list);
  return type;
}

}  // namespace

std::string parent_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? "" : path.substr(0, slash);
}

std::uint64_t product(const Shape& shape, std::size_t first_axis) {
  std::uint64_t result = 1;
  for (std::size_t axis = first_axis; axis < shape.size(); ++axis) SIM_ASSERT(!__builtin_mul_overflow(result, shape[axis], &result));
  return result;
}

Hdf5Image::Hdf5Image(int the_deflate_level, std::unique_ptr<Hdf5Storage> the_storage)
    : deflate_level(the_deflate_level), storage(std::move(the_storage)) {
  SIM_ASSERT(deflate_level >= 0 && deflate_level <= 9);
  file = create_file(*storage);
}

Handle Hdf5Image::open(const std::string& path) const {
  return require({H5Oopen(file.id(), path.empty() ? "/" : path.c_str(), H5P_DEFAULT), H5Oclose}, path);
}

hobj_ref_t Hdf5Image::reference(const std::string& path) const {
  hobj_ref_t result{};
  require(H5Rcreate(&result, file.id(), path.c_str(), H5R_OBJECT, -1), path);
  return result;
}

void Hdf5Image::write_attribute(const std::string& path, const std::string& name, hid_t stored, hid_t given, hid_t space,
                                const void* value) const {
  const auto object = open(path);
  const auto attribute = require({H5Acreate2(object.id(), name.c_str(), stored, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose},
                                 path + "@" + name);
  require(H5Awrite(attribute.id(), given, value), path + "@" + name);
}

Handle Hdf5Image::dataset_properties(const Dataset& dataset) const {
  constexpr int deflate_of_text = 6;
  auto list = creation_properties(H5P_DATASET_CREATE);
  if (dataset.chunk.empty()) return list;
  const std::vector<hsize_t> lengths(dataset.chunk.begin(), dataset.chunk.end());
  require(H5Pset_chunk(list.id(), static_cast<int>(lengths.size()), lengths.data()), "chunk");
  if (dataset.width == 0) require(H5Pset_shuffle(list.id()), "shuffle");  // of texts it would only hide what repeats
  const int level = dataset.width > 0 ? std::max(deflate_level, deflate_of_text) : deflate_level;
  if (deflate_level > 0) require(H5Pset_deflate(list.id(), static_cast<unsigned>(level)), "deflate");
  require(H5Pset_fletcher32(list.id()), "fletcher32");
  return list;
}

void Hdf5Image::create_group(const std::string& path) const {
  SIM_ASSERT(!datasets.contains(path));
  if (H5Lexists(file.id(), path.c_str(), H5P_DEFAULT) > 0) return;
  const auto properties = creation_properties(H5P_GROUP_CREATE);
  require(Handle{H5Gcreate2(file.id(), path.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), H5Gclose}, path);
}

void Hdf5Image::create(const std::string& path, Dataset dataset, const Shape& chunk) {
  SIM_ASSERT(!path.empty() && H5Lexists(file.id(), path.c_str(), H5P_DEFAULT) == 0);
  // Filters on variable-length text would compress the references only, and netCDF-C does not read them.
  const bool references = dataset.type == ElementType::text && dataset.width == 0;
  if (!references && product(dataset.shape) > 0) dataset.chunk = chunk;
  const std::vector<hsize_t> lengths(dataset.shape.begin(), dataset.shape.end());
  const Handle space(lengths.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr),
                     H5Sclose);
  const auto type = dataset.width > 0 ? fixed_text_type(dataset.width) : file_type(dataset.type);
  const auto properties = dataset_properties(dataset);
  require(Handle{H5Dcreate2(file.id(), path.c_str(), type.id(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), H5Dclose}, path);
  datasets.emplace(path, std::move(dataset));
}

std::string Hdf5Image::find_scale(std::string group, const std::string& name) const {
  for (;; group = parent_of(group)) {
    const auto found = datasets.find(join(group, name));
    if (found != datasets.end() && found->second.scales.empty() && found->second.shape.size() == 1) return found->first;
    SIM_ASSERT(!group.empty());  // otherwise the dimension was not created before the dataset
  }
}

void Hdf5Image::write_rows(const std::string& path, const Dataset& dataset, std::uint64_t count, const void* values) const {
  if (count == 0 || product(dataset.shape) == 0) return;
  const Handle object(H5Dopen2(file.id(), path.c_str(), H5P_DEFAULT), H5Dclose);
  const Handle in_file(H5Dget_space(object.id()), H5Sclose);
  const auto type = dataset.width > 0 ? fixed_text_type(dataset.width) : memory_type(dataset.type);
  if (dataset.shape.empty()) return require(H5Dwrite(object.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path);
  std::vector<hsize_t> lengths(dataset.shape.begin(), dataset.shape.end());
  std::vector<hsize_t> starts(lengths.size(), 0);
  lengths.front() = count;
  starts.front() = dataset.done;
  require(H5Sselect_hyperslab(in_file.id(), H5S_SELECT_SET, starts.data(), nullptr, lengths.data(), nullptr), path);
  const Handle in_memory(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose);
  require(H5Dwrite(object.id(), type.id(), in_memory.id(), in_file.id(), H5P_DEFAULT, values), path);
}

void Hdf5Image::write_chunks(const std::string& path, Dataset& dataset, const std::vector<std::string>& chunks) const {
  const Handle object(H5Dopen2(file.id(), path.c_str(), H5P_DEFAULT), H5Dclose);
  std::size_t next = 0;
  for (hsize_t slow = 0; slow < dataset.shape[1]; slow += dataset.chunk[1])
    for (hsize_t fast = 0; fast < dataset.shape[2]; fast += dataset.chunk[2]) {
      SIM_ASSERT(next < chunks.size());
      const hsize_t corner[] = {dataset.done, slow, fast};
      require(H5Dwrite_chunk(object.id(), H5P_DEFAULT, 0, corner, chunks[next].size(), chunks[next].data()), path);
      ++next;
    }
  SIM_ASSERT(next == chunks.size());
}

void Hdf5Image::make_scale(const std::string& path) const {
  require(H5DSset_scale(open(path).id(), path.substr(path.rfind('/') + 1).c_str()), path);
}

void Hdf5Image::write_dimension_list(const std::string& path, const Names& scales) const {
  std::vector<hobj_ref_t> references;
  for (const auto& scale : scales) references.push_back(reference(scale));
  std::vector<hvl_t> entries;
  for (auto& one : references) entries.push_back({1, &one});
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  const hsize_t length = entries.size();
  const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose);
  write_attribute(path, dimension_list, type.id(), type.id(), space.id(), entries.data());
}

/// Written once, at the end: growing the list by every dataset would take quadratic time and leave holes.
void Hdf5Image::write_reference_lists() const {
  std::map<std::string, std::vector<AxisReference>> users;
  for (const auto& [path, dataset] : datasets)
    for (std::size_t axis = 0; axis < dataset.scales.size(); ++axis)
      users[dataset.scales[axis]].push_back({reference(path), static_cast<std::int32_t>(axis)});
  const auto stored = axis_reference_type(true);
  const auto given = axis_reference_type(false);
  for (const auto& [scale, list] : users) {
    const hsize_t length = list.size();
    const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose);
    write_attribute(scale, reference_list, stored.id(), given.id(), space.id(), list.data());
  }
}

std::uint64_t Hdf5Image::close() {
  SIM_ASSERT(file);
  for (const auto& [path, dataset] : datasets) SIM_ASSERT(dataset.done == dataset.rows());
  write_reference_lists();
  require(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "/");
  file = {};
  storage->rethrow();
  // The stored data may be longer than the image, whose end is stored at byte 28 of a version 2 superblock.
  std::array<char, 48> head{};
  storage->read(0, head);
  SIM_ASSERT(head[8] == 2 && head[9] == 8 && head[11] == 0);  // version, width of addresses, closed cleanly
  return get<std::uint64_t>({head.data(), head.size()}, 28);
}

}  // namespace sim
