// wufei studio: the report as a live page whose tasks and sizes can be moved. The work is done by wufei-studio, of the Python package.
#include "models/cli/companion.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) { run_companion("studio", arguments.tokens(), session); }

const RegisteredVerb registered{
    6,
    {"studio",
     "[X.h5] [SCENARIO...]",
     0,
     100,
     {"打开可操作的网页：改动任务和规模，当场模拟", "Opens a live page: move tasks and sizes, and see at once what changes."},
     {"  wufei studio scenarios/plan.yaml scenarios/baseline.yaml\n  wufei studio out/banan.h5\n",
      "  wufei studio scenarios/plan.yaml scenarios/baseline.yaml\n  wufei studio out/banan.h5\n"},
     {{"replicas", "n", "N", {"最多模拟多少遍；默认30", "at most so many replications; 30 by default"}},
      {"save", "", "FOLDER", {"保存情景的文件夹；默认为所改情景所在文件夹", "folder of saved scenarios; by default that of the scenario"}},
      {"no-browser", "", "", {"不打开浏览器，只打印网址", "do not open a browser, only print the address"}}},
     run}};

}  // namespace
}  // namespace waste::cli
