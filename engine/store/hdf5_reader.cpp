#include "engine/store/hdf5_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/error.h"
#include "engine/store/bytes.h"
#include "engine/store/file_io.h"
#include "engine/store/stored_tree.h"

namespace sim {
namespace {

constexpr std::uint64_t read_limit = std::uint64_t{16} << 30;  // of one read [byte]

[[noreturn]] void refuse(const std::string& file, const Message& what) {
  throw Error(Exit::results, {"结果文件“" + file + "”" + what.zh, "results file '" + file + "' " + what.en});
}

std::uint32_t checksum_of(const InputFile& file, std::uint64_t length) {
  std::string block(std::size_t{1} << 20, '\0');
  std::uint32_t crc = 0;
  for (std::uint64_t at = 0; at < length; at += block.size()) {
    const std::size_t size = std::min<std::uint64_t>(block.size(), length - at);
    if (file.read(at, std::span(block.data(), size)) != size) refuse(file.path(), {"在读取时变短", "became shorter while it was read"});
    crc = crc32c(std::string_view(block).substr(0, size), crc);
  }
  return crc;
}

/// The length of the image before the seal; refuses a file whose seal is missing or broken.
std::uint64_t check_seal(const InputFile& file) {
  if (file.read(0, 8) != "\x89HDF\r\n\x1a\n") refuse(file.path(), {"不是HDF5文件", "is not an HDF5 file"});
  const Message unsealed{"没有封记：被截断、改动，或不是本程序所写；请重新运行",
                         "has no seal: it was cut off, changed, or not written by this program; run again for a new one"};
  const auto size = file.size();
  if (size < seal_size) refuse(file.path(), unsealed);
  const auto length = size - seal_size;
  const auto seal = file.read(length, seal_size);
  if (seal.size() != seal_size || get<std::uint32_t>(seal, 20) != crc32c(std::string_view(seal).substr(0, 20)) ||
      get<std::uint64_t>(seal, 8) != length)
    refuse(file.path(), unsealed);
  if (seal != make_seal(length, checksum_of(file, length)))
    refuse(file.path(), {"已损坏：校验和不符；请重新复制或重新运行", "is damaged: its checksum is wrong; copy it again or run again"});
  return length;
}

/// A type may be read as itself or as a wider type of the same class.
bool can_read(ElementType stored, ElementType wanted) {
  if (stored == wanted) return true;
  if (wanted == ElementType::float64) return stored == ElementType::float32 || stored == ElementType::int32 || stored == ElementType::uint8;
  if (wanted == ElementType::int64) return stored == ElementType::int32 || stored == ElementType::uint8;
  return wanted == ElementType::int32 && stored == ElementType::uint8;
}

template <class From, class To>
void convert(std::string_view bytes, To* values) {
  static_assert(std::endian::native == std::endian::little);  // as stored
  for (; !bytes.empty(); bytes.remove_prefix(sizeof(From))) {
    From value;
    std::memcpy(&value, bytes.data(), sizeof value);
    *values++ = static_cast<To>(value);
  }
}

template <class To>
void convert(ElementType stored, std::string_view bytes, void* values) {
  To* const to = static_cast<To*>(values);
  switch (stored) {
    case ElementType::float32: return convert<float>(bytes, to);
    case ElementType::float64: return convert<double>(bytes, to);
    case ElementType::int32: return convert<std::int32_t>(bytes, to);
    case ElementType::int64: return convert<std::int64_t>(bytes, to);
    case ElementType::uint8: return convert<std::uint8_t>(bytes, to);
    case ElementType::text: break;
  }
  SIM_ASSERT(false);
}

void convert(ElementType stored, std::string_view bytes, ElementType wanted, void* values) {
  if (stored == wanted) return void(bytes.copy(static_cast<char*>(values), bytes.size()));
  if (wanted == ElementType::float64) return convert<double>(stored, bytes, values);
  if (wanted == ElementType::int64) return convert<std::int64_t>(stored, bytes, values);
  convert<std::int32_t>(stored, bytes, values);
}

}  // namespace

struct Hdf5Reader::Image {
  std::string path;
  InputFile input;
  std::uint64_t length;
  StoredTree tree{};
  StoredClaims claims;

  explicit Image(const std::string& name) : path(name), input(name), length(check_seal(input)), claims(length) {
    try {
      tree = read_tree(input, length);
    } catch (const MalformedAt& error) {
      damaged(error.place, error);
    }
  }

  [[noreturn]] void damaged(const std::string& object, const Malformed& why) const {
    refuse(path, {"在“" + object + "”处损坏；请重新复制或重新运行",
                  "is damaged at '" + object + "': " + why.what() + "; copy it again or run again"});
  }
  StoredObject* find(const std::string& object) {
    const auto begin = object.find_first_not_of('/');
    const auto found = tree.find(begin == object.npos ? "" : object.substr(begin));
    return found == tree.end() ? nullptr : &found->second;
  }
  StoredObject& at(const std::string& object) {
    if (auto* found = find(object)) return *found;
    refuse(path, {"没有“" + object + "”", "has no '" + object + "'"});
  }
  StoredObject& dataset(const std::string& object) {
    auto& found = at(object);
    if (found.is_group) refuse(path, {"中“" + object + "”是组而不是数据集", "has no dataset '" + object + "': it is a group"});
    return found;
  }
  Names children(const std::string& group, bool groups);
};

Names Hdf5Reader::Image::children(const std::string& group, bool groups) {
  const auto& object = at(group);
  if (!object.is_group) refuse(path, {"中“" + group + "”是数据集而不是组", "has no group '" + group + "': it is a dataset"});
  Names names;
  for (const auto& name : object.children)
    if (at((group == "/" ? "" : group + "/") + name).is_group == groups) names.push_back(name);
  return names;
}

Hdf5Reader::Hdf5Reader(const std::string& path) : image_(new Image(path)) {}
Hdf5Reader::Hdf5Reader(Hdf5Reader&&) noexcept = default;
Hdf5Reader& Hdf5Reader::operator=(Hdf5Reader&&) noexcept = default;
Hdf5Reader::~Hdf5Reader() = default;

Names Hdf5Reader::groups(const std::string& group) const { return image_->children(group, true); }
Names Hdf5Reader::datasets(const std::string& group) const { return image_->children(group, false); }
bool Hdf5Reader::has(const std::string& path) const { return image_->find(path) != nullptr; }

DatasetInfo Hdf5Reader::info(const std::string& path) const {
  const auto& object = image_->dataset(path);
  return {object.data.type, object.dims, object.data.shape};
}

Attributes Hdf5Reader::attributes(const std::string& path) const { return image_->at(path).attributes; }

std::optional<AttributeValue> Hdf5Reader::attribute(const std::string& path, const std::string& name) const {
  for (const auto& [key, value] : image_->at(path).attributes)
    if (key == name) return value;
  return {};
}

std::uint64_t Hdf5Reader::rows(const std::string& path) const { return image_->dataset(path).data.rows(); }

std::size_t Hdf5Reader::count_elements(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count) const {
  StoredDataset& stored = image_->dataset(path).data;
  if (!can_read(stored.type, type))
    refuse(image_->path, {"在“" + path + "”处的类型是" + name_of(stored.type) + "，不是" + name_of(type),
                          "holds " + std::string(name_of(stored.type)) + " at '" + path + "', not " + name_of(type)});
  const auto rows = stored.rows();
  if (first > rows || count > rows - first)
    refuse(image_->path, {"在“" + path + "”处有" + std::to_string(rows) + "行，没有所要的行",
                          "has " + std::to_string(rows) + " rows at '" + path + "', not the ones asked for"});
  try {
    index_chunks(image_->input, image_->length, stored);
    if (!stored.claimed) image_->claims.add(stored);
    stored.claimed = true;
    const auto elements = elements_of(stored, count);
    if (elements <= read_limit / size_of(type)) return elements;
  } catch (const Malformed& error) {
    image_->damaged(path, error);
  }
  throw Error(Exit::resource, {"“" + image_->path + "”中的“" + path + "”过大，无法一次读入",
                               "'" + path + "' of '" + image_->path + "' is too large to be read at once"});
}

void Hdf5Reader::read_into(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count, void* values) const {
  const StoredDataset& stored = image_->dataset(path).data;
  try {
    if (elements_of(stored, count) == 0) return;
    if (type == ElementType::text) {
      auto texts = read_texts(image_->input, image_->length, stored, first, count);
      std::move(texts.begin(), texts.end(), static_cast<std::string*>(values));
    } else {
      convert(stored.type, read_numbers(image_->input, image_->length, stored, first, count), type, values);
    }
  } catch (const Malformed& error) {
    image_->damaged(path, error);
  }
}

}  // namespace sim
