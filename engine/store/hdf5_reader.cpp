#include "engine/store/hdf5_reader.h"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "engine/base/error.h"
#include "engine/store/bytes.h"
#include "engine/store/file_io.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/hdf5_storage.h"

namespace sim {
namespace {

constexpr std::uint64_t read_limit = std::uint64_t{16} << 30;  // of one read [byte]

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Error(Exit::results, "results file '" + file + "' " + what);
}

/// The length of the image before the seal; refuses a file whose seal is missing or broken.
std::uint64_t check_seal(const InputFile& file) {
  if (file.read(0, 8) != "\x89HDF\r\n\x1a\n") refuse(file.path(), "is not an HDF5 file");
  const auto unsealed = "has no seal: it was cut off, changed, or not written by this program; run again for a new one";
  const auto size = file.size();
  if (size < seal_size) refuse(file.path(), unsealed);
  const auto length = size - seal_size;
  const auto seal = file.read(length, seal_size);
  if (seal.size() != seal_size || get<std::uint32_t>(seal, 20) != crc32c(std::string_view(seal).substr(0, 20)) ||
      get<std::uint64_t>(seal, 8) != length)
    refuse(file.path(), unsealed);
  if (seal != make_seal(length, checksum_of(ReadStorage(file, length), length)))
    refuse(file.path(), "is damaged: its checksum is wrong; copy it again or run again");
  return length;
}

std::optional<ElementType> type_of(hid_t type) {
  if (H5Tget_class(type) == H5T_STRING) return H5Tis_variable_str(type) > 0 ? std::optional(ElementType::text) : std::nullopt;
  for (const auto known : {ElementType::float32, ElementType::float64, ElementType::int32, ElementType::int64, ElementType::uint8})
    if (H5Tequal(type, file_type(known).id()) > 0) return known;
  return {};
}

/// A type may be read as itself or as a wider type of the same class.
bool can_read(ElementType stored, ElementType wanted) {
  if (stored == wanted) return true;
  if (wanted == ElementType::float64) return stored == ElementType::float32 || stored == ElementType::int32 || stored == ElementType::uint8;
  if (wanted == ElementType::int64) return stored == ElementType::int32 || stored == ElementType::uint8;
  return wanted == ElementType::int32 && stored == ElementType::uint8;
}

bool makes_dimensions(const std::string& attribute) {
  return attribute == "CLASS" || attribute == "NAME" || attribute == dimension_list || attribute == reference_list;
}

}  // namespace

struct Hdf5Reader::Image {
  std::string path;
  InputFile input;
  ReadStorage storage;
  Quiet quiet{};
  Handle file{};

  explicit Image(const std::string& name) : path(name), input(name), storage(input, check_seal(input)) {
    const auto access = storage.access();
    file = require({H5Fopen(image_name, H5F_ACC_RDONLY, access.id()), H5Fclose}, "/");
  }

  [[noreturn]] void damaged(const std::string& object) const {
    storage.rethrow();
    refuse(path, "is damaged at '" + object + "': " + hdf5_reason());
  }
  Handle require(Handle handle, const std::string& object) const {
    if (!handle) damaged(object);
    return handle;
  }
  void require(herr_t result, const std::string& object) const {
    if (result < 0) damaged(object);
  }

  bool has(const std::string& object) const;
  Handle open(const std::string& object) const;
  Handle open_dataset(const std::string& object) const;
  Names children(const std::string& group, H5O_type_t wanted) const;
  Shape shape_of(hid_t dataset, const std::string& object) const;
  Names dims_of(hid_t dataset, const std::string& object, std::size_t axes) const;
  Names names_of_scales(hid_t attribute, const std::string& object, std::size_t axes) const;
  std::optional<AttributeValue> value_of(hid_t attribute, const std::string& object) const;
  std::string text_of(hid_t attribute, hid_t type, const std::string& object) const;
  void read(hid_t dataset, const std::string& object, ElementType type, std::uint64_t first, std::uint64_t count, void* values) const;
};

bool Hdf5Reader::Image::has(const std::string& object) const {
  if (object.find_first_not_of('/') == object.npos) return true;
  for (auto end = object.find('/', 1);; end = object.find('/', end + 1)) {
    const auto part = object.substr(0, end);
    H5L_info_t link;
    if (H5Lexists(file.id(), part.c_str(), H5P_DEFAULT) <= 0) return false;
    // Any other link would make libhdf5 follow it elsewhere, even into other files.
    if (H5Lget_info(file.id(), part.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) return false;
    if (end == object.npos) return true;
  }
}

Handle Hdf5Reader::Image::open(const std::string& object) const {
  if (!has(object)) refuse(path, "has no '" + object + "'");
  return require({H5Oopen(file.id(), object.empty() ? "/" : object.c_str(), H5P_DEFAULT), H5Oclose}, object);
}

Handle Hdf5Reader::Image::open_dataset(const std::string& object) const {
  auto handle = open(object);
  if (H5Iget_type(handle.id()) != H5I_DATASET) refuse(path, "has no dataset '" + object + "': it is a group");
  return handle;
}

Names Hdf5Reader::Image::children(const std::string& group, H5O_type_t wanted) const {
  const auto handle = open(group);
  H5G_info_t info;
  if (H5Iget_type(handle.id()) != H5I_GROUP) refuse(path, "has no group '" + group + "': it is a dataset");
  require(H5Gget_info(handle.id(), &info), group);
  Names names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    std::array<char, 1024> name{};
    require(static_cast<herr_t>(H5Lget_name_by_idx(handle.id(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name.data(), name.size(),
                                                   H5P_DEFAULT)),
            group);
    if (!has((group == "/" ? "" : group + "/") + name.data())) continue;
    ObjectInfo object;
    require(get_info(handle.id(), name.data(), object), group);
    if (object.type == wanted) names.emplace_back(name.data());
  }
  return names;
}

Shape Hdf5Reader::Image::shape_of(hid_t dataset, const std::string& object) const {
  const auto space = require({H5Dget_space(dataset), H5Sclose}, object);
  const int axes = H5Sget_simple_extent_ndims(space.id());
  if (axes < 0) damaged(object);
  std::vector<hsize_t> lengths(static_cast<std::size_t>(axes));
  if (axes > 0) require(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), object);
  return {lengths.begin(), lengths.end()};
}

Names Hdf5Reader::Image::dims_of(hid_t dataset, const std::string& object, std::size_t axes) const {
  if (axes == 0) return {};
  if (H5DSis_scale(dataset) > 0) return {object.substr(object.rfind('/') + 1)};
  if (H5Aexists(dataset, dimension_list) <= 0) refuse(path, "has no dimensions at '" + object + "'");
  const auto attribute = require({H5Aopen(dataset, dimension_list, H5P_DEFAULT), H5Aclose}, object);
  return names_of_scales(attribute.id(), object, axes);
}

Names Hdf5Reader::Image::names_of_scales(hid_t attribute, const std::string& object, std::size_t axes) const {
  const Handle space(H5Aget_space(attribute), H5Sclose);
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  if (H5Sget_simple_extent_npoints(space.id()) != static_cast<hssize_t>(axes)) damaged(object);
  std::vector<hvl_t> entries(axes);
  require(H5Aread(attribute, type.id(), entries.data()), object);
  Names names;
  for (const auto& entry : entries) {
    std::array<char, 1024> name{};
    const bool one = entry.len == 1 && H5Rget_name(attribute, H5R_OBJECT, entry.p, name.data(), name.size()) > 0;
    const std::string whole = one ? name.data() : "";
    names.push_back(whole.substr(whole.rfind('/') + 1));
  }
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, entries.data());
  if (std::find(names.begin(), names.end(), "") != names.end()) damaged(object);
  return names;
}

std::optional<AttributeValue> Hdf5Reader::Image::value_of(hid_t attribute, const std::string& object) const {
  const auto type = require({H5Aget_type(attribute), H5Tclose}, object);
  const auto space = require({H5Aget_space(attribute), H5Sclose}, object);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) return {};
  switch (H5Tget_class(type.id())) {
    case H5T_INTEGER: {
      std::int64_t value = 0;
      require(H5Aread(attribute, H5T_NATIVE_INT64, &value), object);
      return value;
    }
    case H5T_FLOAT: {
      double value = 0;
      require(H5Aread(attribute, H5T_NATIVE_DOUBLE, &value), object);
      return value;
    }
    case H5T_STRING: return text_of(attribute, type.id(), object);
    default: return {};
  }
}

std::string Hdf5Reader::Image::text_of(hid_t attribute, hid_t type, const std::string& object) const {
  if (H5Tis_variable_str(type) > 0) refuse(path, "has an attribute of variable length at '" + object + "'");
  std::string text(H5Tget_size(type), '\0');
  require(H5Aread(attribute, type, text.data()), object);
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

void Hdf5Reader::Image::read(hid_t dataset, const std::string& object, ElementType type, std::uint64_t first, std::uint64_t count,
                             void* values) const {
  const auto shape = shape_of(dataset, object);
  std::vector<hsize_t> lengths(shape.begin(), shape.end());
  std::vector<hsize_t> starts(lengths.size(), 0);
  const auto in_file = require({H5Dget_space(dataset), H5Sclose}, object);
  Handle in_memory(H5Screate(H5S_SCALAR), H5Sclose);
  if (!lengths.empty()) {
    lengths.front() = count;
    starts.front() = first;
    require(H5Sselect_hyperslab(in_file.id(), H5S_SELECT_SET, starts.data(), nullptr, lengths.data(), nullptr), object);
    in_memory = {H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose};
  }
  const auto memory = memory_type(type);
  if (type != ElementType::text) return require(H5Dread(dataset, memory.id(), in_memory.id(), in_file.id(), H5P_DEFAULT, values), object);
  std::vector<char*> texts(static_cast<std::size_t>(H5Sget_simple_extent_npoints(in_memory.id())));
  require(H5Dread(dataset, memory.id(), in_memory.id(), in_file.id(), H5P_DEFAULT, texts.data()), object);
  auto* target = static_cast<std::string*>(values);
  for (const auto* text : texts) *target++ = text ? text : "";
  H5Dvlen_reclaim(memory.id(), in_memory.id(), H5P_DEFAULT, texts.data());
}

Hdf5Reader::Hdf5Reader(const std::string& path) : image_(new Image(path)) {}
Hdf5Reader::Hdf5Reader(Hdf5Reader&&) noexcept = default;
Hdf5Reader& Hdf5Reader::operator=(Hdf5Reader&&) noexcept = default;
Hdf5Reader::~Hdf5Reader() = default;

Names Hdf5Reader::groups(const std::string& group) const { return image_->children(group, H5O_TYPE_GROUP); }
Names Hdf5Reader::datasets(const std::string& group) const { return image_->children(group, H5O_TYPE_DATASET); }
bool Hdf5Reader::has(const std::string& path) const { return image_->has(path); }

DatasetInfo Hdf5Reader::info(const std::string& path) const {
  const auto dataset = image_->open_dataset(path);
  const auto stored = image_->require({H5Dget_type(dataset.id()), H5Tclose}, path);
  const auto type = type_of(stored.id());
  if (!type) refuse(image_->path, "has a type this program does not know at '" + path + "'");
  DatasetInfo info{*type, {}, image_->shape_of(dataset.id(), path)};
  info.dims = image_->dims_of(dataset.id(), path, info.shape.size());
  return info;
}

Attributes Hdf5Reader::attributes(const std::string& path) const {
  const auto object = image_->open(path);
  ObjectInfo info;
  image_->require(get_info(object.id(), info), path);
  Attributes found;
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const auto attribute = image_->require({H5Aopen_by_idx(object.id(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT),
                                            H5Aclose},
                                           path);
    std::array<char, 1024> name{};
    if (H5Aget_name(attribute.id(), name.size(), name.data()) < 0) image_->damaged(path);
    if (makes_dimensions(name.data())) continue;
    if (auto value = image_->value_of(attribute.id(), path)) found.emplace_back(name.data(), std::move(*value));
  }
  return found;
}

std::optional<AttributeValue> Hdf5Reader::attribute(const std::string& path, const std::string& name) const {
  const auto object = image_->open(path);
  if (H5Aexists(object.id(), name.c_str()) <= 0) return {};
  const auto attribute = image_->require({H5Aopen(object.id(), name.c_str(), H5P_DEFAULT), H5Aclose}, path);
  return image_->value_of(attribute.id(), path);
}

std::uint64_t Hdf5Reader::rows(const std::string& path) const {
  const auto shape = image_->shape_of(image_->open_dataset(path).id(), path);
  return shape.empty() ? 1 : shape.front();
}

std::size_t Hdf5Reader::count_elements(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count) const {
  const auto stored = info(path);
  if (!can_read(stored.type, type))
    refuse(image_->path, "holds " + std::string(name_of(stored.type)) + " at '" + path + "', not " + name_of(type));
  const auto rows = stored.shape.empty() ? 1 : stored.shape.front();
  if (first > rows || count > rows - first)
    refuse(image_->path, "has " + std::to_string(rows) + " rows at '" + path + "', not the ones asked for");
  auto elements = count;
  for (std::size_t axis = 1; axis < stored.shape.size(); ++axis)
    if (__builtin_mul_overflow(elements, stored.shape[axis], &elements) || elements > read_limit / size_of(type))
      throw Error(Exit::resource, "'" + path + "' of '" + image_->path + "' is too large to be read at once");
  return elements;
}

void Hdf5Reader::read_into(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count, void* values) const {
  const auto dataset = image_->open_dataset(path);
  const auto shape = image_->shape_of(dataset.id(), path);
  if (count > 0 && std::find(shape.begin(), shape.end(), 0) == shape.end()) image_->read(dataset.id(), path, type, first, count, values);
}

}  // namespace sim
