#include "models/run/reproduce.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "engine/base/error.h"
#include "models/results/layout.h"
#include "models/results/reader.h"

namespace waste {
namespace {

namespace fs = std::filesystem;

/// A folder of one's own, gone with its contents at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "wufei-reproduce-XXXXXX").string();
    if (!::mkdtemp(name.data()))
      throw sim::Error(sim::Exit::io, {"无法新建临时文件夹“" + name + "”：" + sim::reason_of(errno).zh + "；请把TMPDIR设为有空间的文件夹",
                                       "cannot make a temporary folder '" + name + "': " + sim::reason_of(errno).en +
                                           "; set TMPDIR to a folder with room"});
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  std::string file() const { return (path_ / "again.h5").string(); }

 private:
  fs::path path_;
};

std::vector<Scenario> scenarios_of(const ResultsContent& content) {
  std::vector<Scenario> scenarios;
  for (const auto& scenario : content.scenarios) scenarios.push_back(Scenario::parse(scenario.name, scenario.resolved));
  return scenarios;
}

}  // namespace

Reproduction reproduce(const std::string& results, RunOptions options) {
  const ResultsContent content = read_results(results);
  if (!content.complete || content.replicas < 1 || content.replicas > 1'000'000 || content.scenarios.empty())
    refuse_results(results, {"没有写明怎样重新运行", "does not say what to run again"});
  const TemporaryFolder folder;
  options.output = folder.file();
  options.seed = content.seed;
  options.replicas = content.replicas;
  Reproduction reproduction{run(scenarios_of(content), options), {}};
  if (reproduction.run.complete) reproduction.comparison = compare_results(results, options.output, {.inputs = false});
  return reproduction;
}

}  // namespace waste
