// Vectors as NumPy arrays, without copying.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <memory>
#include <utility>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "python/bindings/bindings.h"

namespace waste::python {

/// The array owns the values.
template <class T>
nb::object as_array(std::vector<T> values, const sim::Shape& shape) {
  auto kept = std::make_unique<std::vector<T>>(std::move(values));
  T* const data = kept->data();
  const nb::capsule owner(kept.release(), [](void* vector) noexcept { delete static_cast<std::vector<T>*>(vector); });
  return nb::cast(nb::ndarray<nb::numpy, T>(data, shape.size(), shape.data(), owner));
}

}  // namespace waste::python
