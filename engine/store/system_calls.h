// System calls on files with their retries and errors, shared by the files of this wing that make them and by no others.
#pragma once

#include <cerrno>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/message.h"
#include "engine/store/fault_injection.h"
#include "engine/store/file_io.h"

namespace sim {

/// Error(Exit::io): "cannot write 'x': No space left on device; free some space or choose another folder".
/// `stands`: what is sound nevertheless, said first.
[[noreturn]] void fail(const char* verb, const std::string& path, int error, const Message& stands = {});

/// Makes a system call and retries it after a signal; a test may inject a fault instead.
template <class Call>
auto attempt(FileOperation operation, Call call) {
  for (;;) {
    const auto fault = fault_of(operation);
    decltype(call(false)) result = -1;
    if (fault.error != 0) errno = fault.error;
    else result = call(fault.halved);
    if (result != -1 || errno != EINTR) return result;
  }
}

/// Writes all bytes, `write(data, length)` at a time; false with errno set on failure.
template <class Write>
bool write_all(std::string_view bytes, const Write& write) {
  constexpr std::size_t piece = std::size_t{1} << 30;  // one write(2) takes less than 2^31 bytes
  while (!bytes.empty()) {
    const auto written = attempt(FileOperation::write, [&](bool halved) {
      const auto length = std::min(bytes.size(), piece);
      return write(bytes.data(), halved ? (length + 1) / 2 : length);
    });
    if (written < 0) return false;
    if (written == 0) return errno = ENOSPC, false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_all(int file, std::string_view bytes);

/// Up to `bytes.size()` bytes from `offset`; fewer only at the end of the file. Nothing, with errno set, on failure.
std::optional<std::size_t> read_all(int file, std::uint64_t offset, std::span<char> bytes);

Descriptor open_file(const std::string& path, int flags);

/// Refuses what is not a regular file: a FIFO would block, a device would discard.
Descriptor open_regular(const char* verb, const std::string& path, int flags);

std::uint64_t size_of(const Descriptor& file, const std::string& path);

/// Makes the names in the folder of `path` durable; `stands` as for fail().
void sync_folder_of(const std::string& path, const Message& stands = {});

}  // namespace sim
