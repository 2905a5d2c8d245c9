// wufei resolve: the merged scenario, with the origin of every line.
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/scenario/scenario.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session&) {
  const Scenario scenario = Scenario::read(arguments.words().front(), arguments.all("set"));
  deliver(arguments.text("output"), scenario.resolved_text(arguments.has("origins")));
  return 0;
}

const RegisteredVerb registered{
    3,
    {"resolve",
     "SCENARIO",
     1,
     1,
     {"输出合并后的情景", "Prints the merged scenario."},
     {"  wufei resolve scenarios/plan.yaml --origins\n  wufei resolve scenarios/plan.yaml --set replicas=100 -o merged.yaml\n",
      "  wufei resolve scenarios/plan.yaml --origins\n  wufei resolve scenarios/plan.yaml --set replicas=100 -o merged.yaml\n"},
     {{"origins", "", "", {"每行注明来源文件和行号", "say behind each line where it comes from"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
