// wufei reproduce: runs a results file again, from the file alone, and compares every number.
#include "models/run/reproduce.h"

#include <iostream>

#include "models/cli/comparison_view.h"
#include "models/cli/interruption.h"
#include "models/cli/output.h"
#include "models/cli/progress.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) {
  RunOptions options;
  options.threads = static_cast<unsigned>(arguments.whole("threads", 1, 1024).value_or(0));
  options.stop = &stop_wanted();
  Progress progress(session);
  options.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
  const std::string sentence = session.say({"已中断；没有比较任何结果", "interrupted; nothing was compared"});
  options.entered = [&sentence](RunPhase) { answer_signals(sentence, true); };
  const Reproduction reproduction = reproduce(arguments.words().front(), options);
  progress.finish();
  if (const int exit = answered_signal()) return std::cerr << sentence << '\n', exit;
  deliver("", comparison_table(reproduction.comparison, session));
  return reproduction.comparison.same ? 0 : 1;
}

const RegisteredVerb registered{
    11,
    {"reproduce",
     "RESULTS",
     1,
     1,
     {"只凭结果文件重新运行，逐个数比较", "Runs a results file again, from the file alone, and compares every number."},
     {"  wufei reproduce out/banan.h5\n  wufei reproduce out/banan.h5 --threads 1 --lang zh\n",
      "  wufei reproduce out/banan.h5\n  wufei reproduce out/banan.h5 --threads 1\n"},
     {{"threads", "t", "T", {"线程数，默认全部", "threads; by default all"}}},
     run}};

}  // namespace
}  // namespace waste::cli
