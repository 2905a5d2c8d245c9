#include "models/cli/companion.h"

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

}  // namespace

void run_companion(const std::string& name, const std::vector<std::string>& words, const Session& session) {
  const std::string program = "wufei-" + name;
  const fs::path path = find(program);
  if (path.empty())
    throw sim::Error(sim::Exit::resource,
                     {"没有找到程序" + program + "：它随Python包安装，请运行 pip install wufei",
                      "the program " + program + " is not installed: it comes with the Python package, pip install wufei"});
  std::vector<std::string> all{program};
  all.insert(all.end(), words.begin(), words.end());
  all.insert(all.end(), {"--lang", session.zh() ? "zh" : "en"});
  if (session.quiet) all.emplace_back("--quiet");
  std::vector<char*> arguments;
  for (std::string& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  ::execv(path.c_str(), arguments.data());
  throw sim::FileError({"无法运行“" + path.string() + "”", "cannot run '" + path.string() + "'"}, path.string(), errno);
}

}  // namespace waste::cli
