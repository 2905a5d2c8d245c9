#include "models/cli/cluster_run.h"

#include "models/cli/companion.h"
#include "models/cli/outcome.h"

namespace waste::cli {

int run_on_cluster(const Arguments& arguments, const std::string& output, const Session& session) {
  for (const std::string option : {"part", "add", "until"})
    if (arguments.has(option))
      throw UsageError(session.zh() ? "--" + option + " 只在本机运行，不能与 --cluster 同时使用"
                                    : "--" + option + " works on this machine only: without --cluster");
  std::vector<std::string> words = arguments.tokens();
  if (!arguments.has("output")) words.insert(words.begin(), {"--output", output});
  if (const int exit = call_companion("cluster", words, session)) return exit;
  return show_outcome(output, arguments.has("fail-on-unmet"), session);
}

}  // namespace waste::cli
