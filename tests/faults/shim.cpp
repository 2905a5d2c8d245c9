// A library to preload that makes the n-th call of a family of system calls fail, for tests/faults/faults.py.
//
//   WUFEI_FAULT=family:n:errno:once|sticky   the n-th call (from 1) fails; sticky: so do all later ones. errno 0: a read or write
//                                            handles half of what it was asked to
//   WUFEI_FAULT_ROOT=folder                  only calls about files below it, and about the standard output, count
//   WUFEI_FAULT_LOG=file                     appends "family calls" for each family when the process ends
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr std::array families{"open",   "read", "write",    "close", "sync", "truncate", "rename",
                              "unlink", "stat", "realpath", "mkdir", "lock", "map",      "folder"};
enum Family { open_, read_, write_, close_, sync_, truncate_, rename_, unlink_, stat_, realpath_, mkdir_, lock_, map_, folder_, none };

struct Plan {
  int family = none;
  long nth = 0;
  int error = 0;
  bool sticky = false;
  std::string root, log;
};

Plan read_plan() {
  Plan plan;
  if (const char* root = std::getenv("WUFEI_FAULT_ROOT")) plan.root = root;
  if (const char* log = std::getenv("WUFEI_FAULT_LOG")) plan.log = log;
  const char* text = std::getenv("WUFEI_FAULT");
  char name[32] = "", how[16] = "";
  if (!text || std::sscanf(text, "%31[^:]:%ld:%d:%15s", name, &plan.nth, &plan.error, how) != 4) return plan;
  for (std::size_t i = 0; i < families.size(); ++i)
    if (std::strcmp(families[i], name) == 0) plan.family = static_cast<int>(i);
  plan.sticky = std::strcmp(how, "sticky") == 0;
  return plan;
}

const Plan& plan() {
  static const Plan plan = read_plan();
  return plan;
}

std::array<std::atomic<long>, families.size()> calls{};
std::array<std::atomic<bool>, 4096> ours{};  // descriptors of files below the root

bool is_ours(const char* path) {
  if (!path || plan().root.empty()) return false;
  return path[0] != '/' || std::strncmp(path, plan().root.c_str(), plan().root.size()) == 0;
}
bool is_ours(int file) { return file == 1 || (file >= 0 && file < 4096 && ours[static_cast<std::size_t>(file)]); }
int mark(int file, bool mine) {
  if (file >= 0 && file < 4096) ours[static_cast<std::size_t>(file)] = mine;
  return file;
}

/// Counts a call; whether it must fail, with errno set.
bool fails(Family family, bool mine) {
  if (!mine) return false;
  const long n = ++calls[family];
  const Plan& p = plan();
  if (p.family != family || p.error == 0 || !(p.sticky ? n >= p.nth : n == p.nth)) return false;
  errno = p.error;
  return true;
}

/// Half of a length if this call must be cut short; the call was counted by `fails`.
std::size_t cut(Family family, bool mine, std::size_t length) {
  const Plan& p = plan();
  const long n = calls[family];
  if (!mine || p.family != family || p.error != 0 || !(p.sticky ? n >= p.nth : n == p.nth)) return length;
  return length > 1 ? length / 2 : length;
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct AtEnd {
  ~AtEnd() {
    if (plan().log.empty()) return;
    std::string text;
    for (std::size_t i = 0; i < families.size(); ++i) text += std::string(families[i]) + " " + std::to_string(calls[i]) + "\n";
    const long file = syscall(SYS_openat, AT_FDCWD, plan().log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (file >= 0) syscall(SYS_write, file, text.data(), text.size()), syscall(SYS_close, file);
  }
} at_end;

}  // namespace

#define NEXT(name) static const auto real = next<decltype(&name)>(#name)
#define FAIL(family, mine, value) \
  if (fails(family, mine)) return value

extern "C" {

#define OPEN(name)                                       \
  int name(const char* path, int flags, ...) {           \
    NEXT(name);                                          \
    va_list list;                                        \
    va_start(list, flags);                               \
    const mode_t mode = va_arg(list, mode_t);            \
    va_end(list);                                        \
    FAIL(open_, is_ours(path), -1);                      \
    return mark(real(path, flags, mode), is_ours(path)); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                             \
  int name(int folder, const char* path, int flags, ...) {       \
    NEXT(name);                                                  \
    va_list list;                                                \
    va_start(list, flags);                                       \
    const mode_t mode = va_arg(list, mode_t);                    \
    va_end(list);                                                \
    FAIL(open_, is_ours(path), -1);                              \
    return mark(real(folder, path, flags, mode), is_ours(path)); \
  }
OPENAT(openat)
OPENAT(openat64)

#define FOPEN(name)                                \
  FILE* name(const char* path, const char* mode) { \
    NEXT(name);                                    \
    FAIL(open_, is_ours(path), nullptr);           \
    FILE* file = real(path, mode);                 \
    if (file) mark(fileno(file), is_ours(path));   \
    return file;                                   \
  }
FOPEN(fopen)
FOPEN(fopen64)

ssize_t read(int file, void* bytes, size_t length) {
  NEXT(read);
  FAIL(read_, is_ours(file), -1);
  return real(file, bytes, cut(read_, is_ours(file), length));
}
#define PREAD(name, offset_type)                                           \
  ssize_t name(int file, void* bytes, size_t length, offset_type offset) { \
    NEXT(name);                                                            \
    FAIL(read_, is_ours(file), -1);                                        \
    return real(file, bytes, cut(read_, is_ours(file), length), offset);   \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t write(int file, const void* bytes, size_t length) {
  NEXT(write);
  FAIL(write_, is_ours(file), -1);
  return real(file, bytes, cut(write_, is_ours(file), length));
}
#define PWRITE(name, offset_type)                                                \
  ssize_t name(int file, const void* bytes, size_t length, offset_type offset) { \
    NEXT(name);                                                                  \
    FAIL(write_, is_ours(file), -1);                                             \
    return real(file, bytes, cut(write_, is_ours(file), length), offset);        \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

int close(int file) {
  NEXT(close);
  const bool mine = is_ours(file);
  mark(file, false);
  const int result = real(file);  // Linux closes the descriptor even when it reports an error
  FAIL(close_, mine, -1);
  return result;
}
int fsync(int file) {
  NEXT(fsync);
  FAIL(sync_, is_ours(file), -1);
  return real(file);
}
int fdatasync(int file) {
  NEXT(fdatasync);
  FAIL(sync_, is_ours(file), -1);
  return real(file);
}
int ftruncate(int file, off_t size) noexcept {
  NEXT(ftruncate);
  FAIL(truncate_, is_ours(file), -1);
  return real(file, size);
}
int ftruncate64(int file, off64_t size) noexcept {
  NEXT(ftruncate64);
  FAIL(truncate_, is_ours(file), -1);
  return real(file, size);
}
int rename(const char* from, const char* to) noexcept {
  NEXT(rename);
  FAIL(rename_, is_ours(to), -1);
  return real(from, to);
}
int link(const char* from, const char* to) noexcept {
  NEXT(link);
  FAIL(rename_, is_ours(to), -1);
  return real(from, to);
}
int unlink(const char* path) noexcept {
  NEXT(unlink);
  FAIL(unlink_, is_ours(path), -1);
  return real(path);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  NEXT(unlinkat);
  FAIL(unlink_, is_ours(path), -1);
  return real(folder, path, flags);
}
int remove(const char* path) noexcept {
  NEXT(remove);
  FAIL(unlink_, is_ours(path), -1);
  return real(path);
}

#define STAT(name, type)                              \
  int name(const char* path, type* status) noexcept { \
    NEXT(name);                                       \
    FAIL(stat_, is_ours(path), -1);                   \
    return real(path, status);                        \
  }
STAT(stat, struct stat)
STAT(stat64, struct stat64)
STAT(lstat, struct stat)
STAT(lstat64, struct stat64)
#define FSTAT(name, type)                     \
  int name(int file, type* status) noexcept { \
    NEXT(name);                               \
    FAIL(stat_, is_ours(file), -1);           \
    return real(file, status);                \
  }
FSTAT(fstat, struct stat)
FSTAT(fstat64, struct stat64)
#define FSTATAT(name, type)                                                  \
  int name(int folder, const char* path, type* status, int flags) noexcept { \
    NEXT(name);                                                              \
    FAIL(stat_, *path == 0 ? is_ours(folder) : is_ours(path), -1);           \
    return real(folder, path, status, flags);                                \
  }
FSTATAT(fstatat, struct stat)
FSTATAT(fstatat64, struct stat64)
int access(const char* path, int mode) noexcept {
  NEXT(access);
  FAIL(stat_, is_ours(path), -1);
  return real(path, mode);
}
char* realpath(const char* path, char* resolved) noexcept {
  NEXT(realpath);
  FAIL(realpath_, is_ours(path), nullptr);
  return real(path, resolved);
}
int mkdir(const char* path, mode_t mode) noexcept {
  NEXT(mkdir);
  FAIL(mkdir_, is_ours(path), -1);
  return real(path, mode);
}
int flock(int file, int operation) noexcept {
  NEXT(flock);
  FAIL(lock_, is_ours(file), -1);
  return real(file, operation);
}
void* mmap(void* address, size_t length, int protection, int flags, int file, off_t offset) noexcept {
  NEXT(mmap);
  FAIL(map_, file > 2 && is_ours(file), MAP_FAILED);
  return real(address, length, protection, flags, file, offset);
}
DIR* opendir(const char* path) {
  NEXT(opendir);
  FAIL(folder_, is_ours(path), nullptr);
  return real(path);
}
}
