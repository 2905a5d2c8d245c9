#include "engine/store/hdf5_storage.h"

#include <algorithm>
#include <iterator>
#include <new>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

/// State of an open file as held by libhdf5, which fills the first member itself.
struct OpenFile {
  H5FD_t head{};
  Hdf5Storage* storage = nullptr;
  haddr_t end_of_allocation = 0;
};

OpenFile& of(H5FD_t* file) { return *reinterpret_cast<OpenFile*>(file); }
const OpenFile& of(const H5FD_t* file) { return *reinterpret_cast<const OpenFile*>(file); }

H5FD_t* open(const char*, unsigned, hid_t access, haddr_t) {
  const auto* storage = static_cast<Hdf5Storage* const*>(H5Pget_driver_info(access));
  auto* file = storage ? new (std::nothrow) OpenFile : nullptr;
  if (!file) return nullptr;
  file->storage = *storage;
  return &file->head;
}

herr_t close(H5FD_t* file) {
  delete &of(file);
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

herr_t set_end(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  of(file).end_of_allocation = address;
  return 0;
}

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* buffer) {
  Hdf5Storage& storage = *of(file).storage;
  try {
    storage.read(address, {static_cast<char*>(buffer), size});
    return 0;
  } catch (...) {
    storage.note(std::current_exception());
    return -1;
  }
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, const void* buffer) {
  Hdf5Storage& storage = *of(file).storage;
  try {
    storage.write(address, {static_cast<const char*>(buffer), size});
  } catch (...) {
    storage.note(std::current_exception());
  }
  return 0;
}

const H5FD_class_t driver_class = [] {
  constexpr H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;
  H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION  // since HDF5 1.14
  driver.version = H5FD_CLASS_VERSION;
  driver.value = H5_VFD_RESERVED;  // the first that is free for others
#endif
  driver.name = "wufei storage";
  driver.maxaddr = haddr_t{1} << 62;
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(Hdf5Storage*);
  driver.open = open;
  driver.close = close;
  driver.query = query;
  driver.get_eoa = [](const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_allocation; };
  driver.set_eoa = set_end;
  driver.get_eof = [](const H5FD_t* file, H5FD_mem_t) -> haddr_t { return of(file).storage->size(); };
  driver.read = read;
  driver.write = write;
  std::copy(std::begin(map), std::end(map), driver.fl_map);
  return driver;
}();

/// Zeroes what could not be read of `bytes`.
void fill_up(std::span<char> bytes, std::size_t done) { std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(done), bytes.end(), '\0'); }

}  // namespace

Handle Hdf5Storage::access() {
  static const hid_t driver = H5FDregister(&driver_class);
  Handle list(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  Hdf5Storage* const self = this;
  if (H5Pset_driver(list.id(), driver, &self) < 0 || H5Pset_fclose_degree(list.id(), H5F_CLOSE_STRONG) < 0)
    throw Error(Exit::resource, {"libhdf5不接受其驱动：" + hdf5_reason(), "libhdf5 does not take its driver: " + hdf5_reason()});
  return list;
}

void MemoryStorage::read(std::uint64_t offset, std::span<char> bytes) const {
  const std::size_t begin = std::min<std::uint64_t>(offset, bytes_.size());
  fill_up(bytes, bytes_.copy(bytes.data(), bytes.size(), begin));
}

void MemoryStorage::write(std::uint64_t offset, std::string_view bytes) {
  if (offset + bytes.size() > bytes_.size()) bytes_.resize(offset + bytes.size());
  bytes_.replace(offset, bytes.size(), bytes);
}

void NewFileStorage::read(std::uint64_t offset, std::span<char> bytes) const { fill_up(bytes, file_.read_at(offset, bytes)); }

void NewFileStorage::write(std::uint64_t offset, std::string_view bytes) {
  file_.write_at(offset, bytes);
  size_ = std::max(size_, offset + bytes.size());
}

// libhdf5 may have written, and then discarded, data past the end of the image.
void NewFileStorage::commit(std::uint64_t length, std::string_view seal) {
  if (size_ > length) file_.truncate(length);
  write(length, seal);
  file_.commit();
}

std::uint32_t checksum_of(const Hdf5Storage& storage, std::uint64_t length) {
  std::string block(std::size_t{1} << 20, '\0');
  std::uint32_t crc = 0;
  for (std::uint64_t at = 0; at < length; at += block.size()) {
    const std::span<char> bytes(block.data(), static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), length - at)));
    storage.read(at, bytes);
    crc = crc32c({bytes.data(), bytes.size()}, crc);
  }
  return crc;
}

}  // namespace sim
