// For the HDF5 writer: owning handles and types. Included by hdf5_*.cpp only.
//
// A Quiet disables error printing of libhdf5 during its lifetime; nothing here calls back from C into C++.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <string>
#include <utility>

#include "engine/store/hdf5_file.h"

namespace sim {

/// Owns one reference to a libhdf5 object.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }

  hid_t id() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

/// Disables error printing of libhdf5 and restores the caller's setting.
class Quiet {
 public:
  Quiet() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

 private:
  H5E_auto2_t function_ = nullptr;
  void* data_ = nullptr;
};

/// An entry of REFERENCE_LIST: an object reference and the axis.
struct AxisReference {
  hobj_ref_t object;
  std::int32_t axis;
};

/// The type in memory, or in a file: fixed-width and little-endian there, whatever the machine.
Handle memory_type(ElementType type);
Handle file_type(ElementType type);
Handle text_type();                         // variable length, UTF-8
Handle fixed_text_type(std::size_t length); // padded with zeros, UTF-8

inline constexpr const char* image_name = "image";  // file name given to libhdf5 for every image; not stored

/// The innermost reason libhdf5 gave for its last failure.
std::string hdf5_reason();

}  // namespace sim
