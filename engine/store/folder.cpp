#include "engine/store/folder.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "engine/base/error.h"
#include "engine/store/fault_injection.h"

namespace sim {
namespace {

constexpr int as_folder = O_PATH | O_DIRECTORY;  // to pass through a folder, it need not be readable
constexpr int as_file = O_RDONLY | O_NONBLOCK | O_NOCTTY;

Descriptor open_at(int folder, const std::string& name, int flags) {
  for (;;) {
    errno = fault_of(FileOperation::open).error;
    Descriptor file{errno != 0 ? -1 : ::openat(folder, name.c_str(), O_CLOEXEC | flags)};
    if (file || errno != EINTR) return file;
  }
}

}  // namespace

Folder::Folder(const std::string& path) : folder_(open_at(AT_FDCWD, path, as_folder)) {
  if (!folder_)
    throw FileError(joined({"无法打开文件夹“" + path + "”", "cannot open the folder '" + path + "'"}, reason_of(errno)), path, errno);
}

Descriptor Folder::open(const std::string& path) const {
  Descriptor inner;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    if (name.empty() || name == "..") return errno = ENOENT, Descriptor{};
    const int kind = end < path.size() ? as_folder : as_file;
    Descriptor next = open_at(inner ? inner.number() : folder_.number(), name, O_NOFOLLOW | kind);
    if (!next) return next;
    inner = std::move(next);
    begin = end + 1;
  }
  return inner;
}

}  // namespace sim
