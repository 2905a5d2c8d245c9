// Results files: HDF5 that xarray can open (engine h5netcdf), with a seal. Shared by writing (hdf5_writer.h) and reading
// (hdf5_reader.h), which are the only interface to HDF5.
//
// The seal of a file is a 24-byte trailer that other HDF5 programs ignore: length and CRC-32C of the image. The file is never
// held in memory as a whole, neither when written to a path nor when read. Paths are "group/subgroup/name". Only writing uses libhdf5,
// which does no I/O itself and is not thread-safe: one writing thread at a time in the whole process.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sim {

enum class ElementType { float32, float64, int32, int64, uint8, text };

const char* name_of(ElementType type);
std::size_t size_of(ElementType type);  // in memory [byte]

template <class T>
concept Element = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t> ||
                  std::same_as<T, std::uint8_t> || std::same_as<T, std::string>;

template <Element T>
constexpr ElementType element_type() {
  if constexpr (std::same_as<T, float>) return ElementType::float32;
  if constexpr (std::same_as<T, double>) return ElementType::float64;
  if constexpr (std::same_as<T, std::int32_t>) return ElementType::int32;
  if constexpr (std::same_as<T, std::int64_t>) return ElementType::int64;
  if constexpr (std::same_as<T, std::uint8_t>) return ElementType::uint8;
  if constexpr (std::same_as<T, std::string>) return ElementType::text;
}

using AttributeValue = std::variant<std::int64_t, double, std::string>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;  // in writing order
using Names = std::vector<std::string>;
using Shape = std::vector<std::uint64_t>;

inline constexpr const char* dimension_list = "DIMENSION_LIST";  // of a dataset: the scale of each axis
inline constexpr const char* reference_list = "REFERENCE_LIST";  // of a scale: the datasets that use it

inline constexpr std::size_t seal_size = 24;  // [byte]

/// The last bytes of a file: length and CRC-32C of the bytes before.
std::string make_seal(std::uint64_t length, std::uint32_t checksum);
std::string make_seal(std::string_view image);

}  // namespace sim
