#include "engine/store/hdf5_writer.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "engine/store/fixed_text.h"
#include "engine/store/hdf5_image.h"

namespace sim {
namespace {

constexpr std::uint64_t chunk_limit = std::uint64_t{1} << 20;  // by default [byte]; the size of libhdf5's cache for a dataset
constexpr std::uint64_t least_chunked = 2048;                   // [byte]; the index of the chunks of a dataset takes as much

std::string normalise(const std::string& path) {
  const auto first = path.find_first_not_of('/');
  if (first == path.npos) return "";
  SIM_ASSERT(path.back() != '/' && path.find("//", first) == path.npos && path.find('\0') == path.npos);
  return path.substr(first);
}

/// None if the values are so few that they lie side by side.
Shape default_chunk(const Shape& shape, const Names& dims, std::size_t element_size) {
  if (dims.empty() || product(shape) * element_size <= least_chunked) return {};
  auto chunk = shape;
  if (dims.front() == "replica") chunk.front() = 1;
  while (product(chunk) * element_size > chunk_limit) {
    auto& slowest = *std::find_if(chunk.begin(), chunk.end(), [](auto length) { return length > 1; });
    slowest = (slowest + 1) / 2;
  }
  return chunk;
}

}  // namespace

Hdf5Writer::Hdf5Writer(int deflate_level) : image_(std::make_unique<Hdf5Image>(deflate_level, std::make_unique<MemoryStorage>())) {}
Hdf5Writer::Hdf5Writer(const std::string& path, int deflate_level)
    : image_(std::make_unique<Hdf5Image>(deflate_level, std::make_unique<NewFileStorage>(path))) {}
Hdf5Writer::Hdf5Writer(Hdf5Writer&&) noexcept = default;
Hdf5Writer::~Hdf5Writer() = default;

void Hdf5Writer::group(const std::string& path, const Attributes& attributes) {
  const auto whole = normalise(path);
  for (std::size_t end = 0; end != whole.npos && !whole.empty();) {
    end = whole.find('/', end + 1);
    image_->create_group(whole.substr(0, end));
  }
  for (const auto& [name, value] : attributes) attribute(path, name, value);
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, const AttributeValue& value) {
  const auto object = normalise(path);
  const Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
  const auto write = [&](hid_t stored, hid_t given, const void* bytes) {
    image_->write_attribute(object, name, stored, given, scalar.id(), bytes);
  };
  if (const auto* number = std::get_if<std::int64_t>(&value)) write(H5T_STD_I64LE, H5T_NATIVE_INT64, number);
  if (const auto* number = std::get_if<double>(&value)) write(H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, number);
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto type = fixed_text_type(text->size());
    write(type.id(), type.id(), text->c_str());
  }
}

// Deflate brings padding down to a thousandth; what it takes in other programs, and to compress, is bounded here.
std::size_t Hdf5Writer::width_of(std::span<const std::string> texts) {
  constexpr std::size_t most_padding = 32, reference = 16;  // [bytes for each byte]; [byte]
  std::size_t width = shortest_fixed_text, bytes = 0;
  for (const auto& text : texts) {
    width = std::max(width, text.size());
    bytes += text.size() + reference;
  }
  return texts.size() * width <= most_padding * bytes ? width : 0;
}

void Hdf5Writer::create_scale(const std::string& path, ElementType type, std::size_t width, std::uint64_t length,
                              const Attributes& attributes) {
  const auto name = normalise(path);
  group(parent_of(name));
  Hdf5Image::Dataset scale{.type = type, .width = width, .shape = {length}};
  const auto chunk = default_chunk(scale.shape, {""}, scale.element_size());
  image_->create(name, std::move(scale), chunk);
  image_->make_scale(name);
  if (width > 0) attribute(name, fixed_text_encoding, "utf-8");
  for (const auto& [key, value] : attributes) attribute(name, key, value);
}

void Hdf5Writer::create(const std::string& path, ElementType type, const Names& dims, const Attributes& attributes, const Shape& chunk) {
  create(path, type, 0, dims, attributes, chunk);
}

void Hdf5Writer::create(const std::string& path, ElementType type, std::size_t width, const Names& dims, const Attributes& attributes,
                        const Shape& chunk) {
  const auto name = normalise(path);
  group(parent_of(name));
  Hdf5Image::Dataset dataset{.type = type, .width = width};
  for (const auto& dim : dims) {
    dataset.scales.push_back(image_->find_scale(parent_of(name), dim));
    dataset.shape.push_back(image_->datasets.at(dataset.scales.back()).shape.front());
  }
  const auto scales = dataset.scales;
  SIM_ASSERT(chunk.empty() || chunk.size() == dims.size());
  const auto used = chunk.empty() ? default_chunk(dataset.shape, dims, dataset.element_size()) : chunk;
  image_->create(name, std::move(dataset), used);
  if (!scales.empty()) image_->write_dimension_list(name, scales);
  if (width > 0) attribute(name, fixed_text_encoding, "utf-8");
  for (const auto& [key, value] : attributes) attribute(name, key, value);
}

void Hdf5Writer::append(const std::string& path, ElementType type, const void* values, std::size_t count) {
  const auto name = normalise(path);
  const auto found = image_->datasets.find(name);
  SIM_ASSERT(found != image_->datasets.end() && found->second.type == type);
  auto& dataset = found->second;
  const auto row = dataset.shape.empty() ? 1 : product(dataset.shape, 1);  // elements of one row
  const auto rows = row == 0 ? dataset.rows() : count / row;
  SIM_ASSERT(rows * row == count && rows <= dataset.rows() - dataset.done);
  std::vector<const char*> texts;
  std::string padded;
  if (type == ElementType::text) {
    for (const auto& text : std::span(static_cast<const std::string*>(values), count)) {
      SIM_ASSERT(text.find('\0') == text.npos && (dataset.width == 0 || text.size() <= dataset.width));
      if (dataset.width == 0) texts.push_back(text.c_str());
      else padded.append(text).append(dataset.width - text.size(), '\0');
    }
    values = dataset.width == 0 ? static_cast<const void*>(texts.data()) : padded.data();
  }
  image_->write_rows(name, dataset, rows, values);
  dataset.done += rows;
  image_->storage->rethrow();
}

ChunkCutter Hdf5Writer::cutter(const std::string& path) const {
  const auto& dataset = image_->datasets.at(normalise(path));
  SIM_ASSERT(dataset.shape.size() == 3);
  if (dataset.chunk.empty()) return ChunkCutter(size_of(dataset.type), dataset.shape[1] * dataset.shape[2]);
  SIM_ASSERT(dataset.chunk.front() == 1 && image_->deflate_level > 0);
  return {size_of(dataset.type), {dataset.shape[1], dataset.chunk[1]}, {dataset.shape[2], dataset.chunk[2]}};
}

void Hdf5Writer::append_chunks(const std::string& path, const std::vector<std::string>& chunks) {
  const auto name = normalise(path);
  auto& dataset = image_->datasets.at(name);
  SIM_ASSERT(dataset.done < dataset.rows());
  if (dataset.chunk.empty()) image_->write_rows(name, dataset, 1, chunks.empty() ? nullptr : chunks.front().data());
  else image_->write_chunks(name, dataset, chunks);
  ++dataset.done;
  image_->storage->rethrow();
}

std::string Hdf5Writer::finish() {
  const auto length = image_->close();
  const std::string seal = make_seal(length, checksum_of(*image_->storage, length));
  if (auto* in_file = dynamic_cast<NewFileStorage*>(image_->storage.get())) {
    in_file->commit(length, seal);
    return {};
  }
  std::string image(length, '\0');
  image_->storage->read(0, image);
  return image + seal;
}

void Hdf5Writer::finish(const std::string& path) { write_atomically(path, finish()); }

}  // namespace sim
