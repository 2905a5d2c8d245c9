// wufei merge: puts the parts of a run together. The file is the same to the byte as that of a run in one process.
#include "models/run/merge.h"

#include <iostream>

#include "models/cli/interruption.h"
#include "models/cli/outcome.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

int merge_parts(const Arguments& arguments, const Session& session) {
  RunOptions options;
  options.output = arguments.text("output");
  options.threads = static_cast<unsigned>(arguments.whole("threads", 1, 1024).value_or(0));
  options.stop = &stop_wanted();
  const std::string nothing = session.say({"已中断；没有写出任何内容，各部分未变",
                                           "interrupted; nothing was written, the parts are as they were"});
  const std::string complete = session.say({"已中断；结果文件已完整写出", "interrupted; the results are complete"});
  options.entered = [&](RunPhase phase) { answer_signals(phase == RunPhase::written ? complete : nothing, phase != RunPhase::written); };
  const RunSummary summary = merge(arguments.words(), options);
  if (const int exit = answered_signal()) return std::cerr << (summary.complete ? complete : nothing) << '\n', exit;
  session.tell(told(summary, session));
  return show_outcome(summary.written, arguments.has("fail-on-unmet"), session);
}

const RegisteredVerb registered{
    2,
    {"merge",
     "PART...",
     1,
     1'000'000,
     {"把 run --part 写出的各部分合并成结果文件", "Puts the parts that run --part wrote together into a results file."},
     {"  wufei merge out/plan.h5.part-*\n  wufei merge night/plan.h5.part-* day/plan.h5.part-* -o out/plan.h5\n",
      "  wufei merge out/plan.h5.part-*\n  wufei merge night/plan.h5.part-* day/plan.h5.part-* -o out/plan.h5\n"},
     {{"output", "o", "FILE", {"结果文件，默认取自各部分的名称", "results file; by default as the parts are named"}},
      {"threads", "t", "T", {"线程数，默认全部", "threads; by default all"}},
      {"fail-on-unmet", "", "", {"有目标未达到时以 1 退出", "exit with 1 when a target is missed"}}},
     merge_parts}};

}  // namespace
}  // namespace waste::cli
