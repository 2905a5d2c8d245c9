#include "models/cli/companion.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "engine/base/error.h"

namespace waste::cli {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

/// Empty if there is none.
fs::path find(const std::string& program) {
  std::error_code problem;
  const fs::path own = fs::read_symlink("/proc/self/exe", problem);
  if (!problem && is_program(own.parent_path() / program)) return own.parent_path() / program;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && is_program(fs::path(folder) / program)) return fs::path(folder) / program;
  return {};
}

struct Command {
  std::string path;
  std::vector<std::string> words;

  /// For the system's calls, which want them without const.
  std::vector<char*> arguments() {
    std::vector<char*> all;
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
  }
};

Command command_of(const std::string& name, const std::vector<std::string>& words, const Session& session) {
  const std::string program = "wufei-" + name;
  const fs::path path = find(program);
  if (path.empty())
    throw sim::Error(sim::Exit::resource,
                     {"没有找到程序" + program + "：它随Python包安装，请运行 pip install wufei",
                      "the program " + program + " is not installed: it comes with the Python package, pip install wufei"});
  Command command{path.string(), {program}};
  command.words.insert(command.words.end(), words.begin(), words.end());
  command.words.insert(command.words.end(), {"--lang", session.zh() ? "zh" : "en"});
  if (session.quiet) command.words.emplace_back("--quiet");
  return command;
}

[[noreturn]] void fail(const Command& command, int number) {
  throw sim::FileError({"无法运行“" + command.path + "”", "cannot run '" + command.path + "'"}, command.path, number);
}

}  // namespace

void run_companion(const std::string& name, const std::vector<std::string>& words, const Session& session) {
  Command command = command_of(name, words, session);
  ::execv(command.path.c_str(), command.arguments().data());
  fail(command, errno);
}

int call_companion(const std::string& name, const std::vector<std::string>& words, const Session& session) {
  Command command = command_of(name, words, session);
  pid_t child = 0;
  if (const int number = ::posix_spawn(&child, command.path.c_str(), nullptr, nullptr, command.arguments().data(), environ))
    fail(command, number);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail(command, errno);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace waste::cli
