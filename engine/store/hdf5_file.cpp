// Shared by writer and reader; see hdf5_writer.cpp and hdf5_reader.cpp.
#include "engine/store/hdf5_file.h"

#include <algorithm>
#include <cstdio>

#include "engine/store/bytes.h"
#include "engine/store/hdf5_handle.h"

namespace sim {
namespace {

constexpr std::string_view seal_magic = "SIMSEAL1";

/// A plain buffer, because exceptions must not pass through libhdf5.
struct Reason {
  char text[160] = "unknown reason";
};

herr_t keep_first(unsigned n, const H5E_error2_t* error, void* data) {
  auto& reason = *static_cast<Reason*>(data);
  if (n == 0 && error->desc) std::snprintf(reason.text, sizeof(reason.text), "%s", error->desc);
  return 0;
}

Handle copy_of(hid_t type) { return {H5Tcopy(type), H5Tclose}; }

}  // namespace

const char* name_of(ElementType type) {
  constexpr const char* names[] = {"float32", "float64", "int32", "int64", "uint8", "text"};
  return names[static_cast<int>(type)];
}

std::size_t size_of(ElementType type) {
  constexpr std::size_t sizes[] = {4, 8, 4, 8, 1, sizeof(char*)};
  return sizes[static_cast<int>(type)];
}

Handle memory_type(ElementType type) {
  switch (type) {
    case ElementType::float32: return copy_of(H5T_NATIVE_FLOAT);
    case ElementType::float64: return copy_of(H5T_NATIVE_DOUBLE);
    case ElementType::int32: return copy_of(H5T_NATIVE_INT32);
    case ElementType::int64: return copy_of(H5T_NATIVE_INT64);
    case ElementType::uint8: return copy_of(H5T_NATIVE_UINT8);
    case ElementType::text: break;
  }
  return text_type();
}

Handle file_type(ElementType type) {
  switch (type) {
    case ElementType::float32: return copy_of(H5T_IEEE_F32LE);
    case ElementType::float64: return copy_of(H5T_IEEE_F64LE);
    case ElementType::int32: return copy_of(H5T_STD_I32LE);
    case ElementType::int64: return copy_of(H5T_STD_I64LE);
    case ElementType::uint8: return copy_of(H5T_STD_U8LE);
    case ElementType::text: break;
  }
  return text_type();
}

Handle text_type() {
  auto type = copy_of(H5T_C_S1);
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

Handle fixed_text_type(std::size_t length) {
  auto type = copy_of(H5T_C_S1);
  H5Tset_size(type.id(), std::max<std::size_t>(length, 1));  // HDF5 has no empty strings
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
  return type;
}

std::string hdf5_reason() {
  Reason reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
  return reason.text;
}

std::string make_seal(std::uint64_t length, std::uint32_t checksum) {
  std::string seal(seal_magic);
  put(seal, length);
  put(seal, checksum);
  put(seal, crc32c(seal));
  return seal;
}

std::string make_seal(std::string_view image) { return make_seal(image.size(), crc32c(image)); }

}  // namespace sim
