#include "engine/store/system_calls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "engine/base/error.h"
#include "engine/store/temporary_files.h"

namespace sim {
namespace {

Message advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return {"请腾出空间或换一个文件夹", "free some space or choose another folder"};
    case EFBIG:
      return {"文件长度有限制（ulimit -f），或文件系统容不下这么大的文件",
              "a limit on the length of files is set (ulimit -f), or the file system takes none this long"};
    case ENOENT: return {"请检查名称，以及文件夹是否存在", "check the name, and that the folder is there"};
    case ENOTDIR: return {"路径中有一段是文件而不是文件夹", "a part of the path is a file, not a folder"};
    case EACCES:
    case EPERM: return {"请检查文件及其文件夹的权限", "check the permissions of the file and its folder"};
    case EROFS: return {"磁盘只读，请换一个文件夹", "the disk is read-only; choose another folder"};
    case EIO: return {"磁盘可能有故障，请换一个磁盘", "the disk may be failing; choose another disk"};
    case EMFILE:
    case ENFILE: return {"打开的文件过多，请放宽限制（ulimit -n）", "too many files are open; raise the limit (ulimit -n)"};
    default: return {};
  }
}

std::string in_chinese(const std::string& verb) {
  for (const auto& [english, chinese] : {std::pair{"write", "写入"},
                                         {"read", "读取"},
                                         {"shorten", "截短"},
                                         {"look at", "查看"},
                                         {"remove", "删除"},
                                         {"lock", "锁定"},
                                         {"open the folder", "打开文件夹"},
                                         {"make durable the folder", "保存文件夹"}})
    if (verb == english) return chinese;
  return verb;
}

}  // namespace

void fail(const char* verb, const std::string& path, int error, const Message& stands) {
  Message message = joined({"无法" + in_chinese(verb) + "“" + path + "”", std::string("cannot ") + verb + " '" + path + "'"},
                           reason_of(error));
  message = {stands.zh + message.zh, stands.en + message.en};
  if (const auto what = advice(error); !what.empty()) message = {message.zh + "；" + what.zh, message.en + "; " + what.en};
  throw FileError(message, path, error);
}

bool write_all(int file, std::string_view bytes) {
  return write_all(bytes, [&](const char* data, std::size_t length) { return ::write(file, data, length); });
}

std::optional<std::size_t> read_all(int file, std::uint64_t offset, std::span<char> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = attempt(FileOperation::read, [&](bool) {
      return ::pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    });
    if (got < 0) return {};
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Descriptor open_file(const std::string& path, int flags) {
  return Descriptor{attempt(FileOperation::open, [&](bool) { return ::open(path.c_str(), flags | O_CLOEXEC, 0666); })};
}

// O_NONBLOCK lets us look before we wait.
Descriptor open_regular(const char* verb, const std::string& path, int flags) {
  auto file = open_file(path, flags | O_NONBLOCK);
  struct stat status{};
  if (!file || ::fstat(file.number(), &status) != 0) fail(verb, path, errno);
  if (S_ISDIR(status.st_mode)) fail(verb, path, EISDIR);
  if (!S_ISREG(status.st_mode))
    throw Error(Exit::io, {"无法" + in_chinese(verb) + "“" + path + "”：不是普通文件，请换一个文件名",
                           std::string("cannot ") + verb + " '" + path + "': not a regular file; name an ordinary file"});
  return file;
}

std::uint64_t size_of(const Descriptor& file, const std::string& path) {
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) fail("read", path, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

void sync_folder_of(const std::string& path, const Message& stands) {
  const std::string folder = folder_of(path);
  const auto handle = open_file(folder, O_RDONLY | O_DIRECTORY);
  if (!handle) fail("open the folder", folder, errno, stands);
  const int result = attempt(FileOperation::sync_folder, [&](bool) { return ::fsync(handle.number()); });
  // Some network file systems have no fsync for folders and make names durable themselves.
  if (result != 0 && errno != EINVAL && errno != ENOTSUP) fail("make durable the folder", folder, errno, stands);
}

}  // namespace sim
