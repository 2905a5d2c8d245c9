#include "engine/store/file_lock.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "engine/base/time.h"
#include "engine/base/utf8.h"
#include "engine/store/system_calls.h"

namespace sim {
namespace {

/// A file of /proc, which has no length before it is read; empty if it cannot be read.
std::string proc(const std::string& name) {
  std::ifstream file("/proc/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The process that holds the lock, from lines like "2: FLOCK  ADVISORY  WRITE 4711 fe:00:131 0 EOF".
std::optional<long> process_with_lock(const struct stat& file) {
  char wanted[64];
  std::snprintf(wanted, sizeof wanted, "%02x:%02x:%llu", major(file.st_dev), minor(file.st_dev),
                static_cast<unsigned long long>(file.st_ino));
  std::istringstream lines(proc("locks"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number, kind, manner, access, place;
    long process = 0;
    if (words >> number >> kind >> manner >> access >> process >> place && kind == "FLOCK" && place == wanted && process > 0)
      return process;
  }
  return {};
}

/// The word at `index`, from 0, of a text.
std::optional<long long> number_at(const std::string& text, int index) {
  std::istringstream words(text);
  std::string word;
  for (int i = 0; i < index; ++i) words >> word;
  long long number = 0;
  return words >> number ? std::optional(number) : std::nullopt;
}

/// When a process began: ticks since the machine was started, of which /proc/stat tells the time.
std::string begin_of(long process) {
  const std::string status = proc(std::to_string(process) + "/stat"), machine = proc("stat");
  const auto name_end = status.rfind(')'), boot_at = machine.find("\nbtime ");
  if (name_end == status.npos || boot_at == machine.npos) return "";
  const auto ticks = number_at(status.substr(name_end + 1), 19), boot = number_at(machine.substr(boot_at), 1);
  const long rate = ::sysconf(_SC_CLK_TCK);
  if (!ticks || !boot || rate <= 0) return "";
  return ", since " + to_string(Time{Duration{*boot + *ticks / rate}}) + " UTC";
}

std::string command_of(long process) {
  constexpr std::size_t most = 160;  // bytes; the rest of a long command says little
  std::string command = proc(std::to_string(process) + "/cmdline");
  std::replace(command.begin(), command.end(), '\0', ' ');
  const std::string text = printable(trim(command).substr(0, most));
  return text.empty() ? "" : " (" + text + (command.size() > most ? "..." : "") + ")";
}

}  // namespace

bool take_lock(const Descriptor& file, const std::string& path) {
  while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return false;
    if (errno == ENOLCK || errno == ENOSYS || errno == EOPNOTSUPP || errno == EINVAL) return true;
    if (errno != EINTR) fail("lock", path, errno);
  }
  return true;
}

std::string holder_of(const Descriptor& file) {
  struct stat status{};
  const auto process = ::fstat(file.number(), &status) == 0 ? process_with_lock(status) : std::nullopt;
  if (!process) return "another process is writing it";
  return "process " + std::to_string(*process) + " is writing it" + begin_of(*process) + command_of(*process);
}

bool is_name_of(const std::string& path, const Descriptor& file) {
  struct stat named{}, open{};
  if (::stat(path.c_str(), &named) != 0) {
    if (errno == ENOENT) return false;
    fail("look at", path, errno);
  }
  if (::fstat(file.number(), &open) != 0) fail("look at", path, errno);
  return named.st_dev == open.st_dev && named.st_ino == open.st_ino;
}

}  // namespace sim
