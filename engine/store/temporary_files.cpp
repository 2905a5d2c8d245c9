#include "engine/store/temporary_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "engine/store/file_lock.h"
#include "engine/store/system_calls.h"

namespace sim {
namespace {

constexpr std::string_view mark = ".wufei-", ending = ".tmp", digits = "0123456789";

/// Exactly the names that open_temporary makes; a user's own files are none of ours.
bool is_temporary(std::string_view name) {
  const auto at = name.rfind(mark);
  if (at == name.npos || at == 0 || !name.ends_with(ending)) return false;
  const std::string_view middle = name.substr(at + mark.size(), name.size() - at - mark.size() - ending.size());
  const auto dash = middle.find('-');
  return dash != middle.npos && dash > 0 && dash + 1 < middle.size() && middle.find_first_not_of(digits) == dash &&
         middle.find_first_not_of(digits, dash + 1) == middle.npos;
}

void remove_if_stale(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)};
  if (file && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0 && is_name_of(path, file)) ::unlink(path.c_str());
}

}  // namespace

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// Between the opening and the lock another process may take the file for a stale one and remove it; then the next name is tried.
std::pair<std::string, Descriptor> open_temporary(const std::string& path) {
  for (int n = 0; n < 100; ++n) {
    std::string name = path + std::string(mark) + std::to_string(::getpid()) + "-" + std::to_string(n) + std::string(ending);
    auto file = open_file(name, O_RDWR | O_CREAT | O_EXCL);
    if (!file && errno != EEXIST) fail("write", path, errno);
    if (file && take_lock(file, name) && is_name_of(name, file)) return {std::move(name), std::move(file)};
  }
  fail("write", path, EEXIST);
}

void remove_stale_temporaries(const std::string& folder) noexcept {
  try {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
      if (is_temporary(entry->path().filename().native())) remove_if_stale(entry->path().native());
  } catch (const std::exception&) {  // out of memory, say: the files stay for the next time
  }
}

}  // namespace sim
