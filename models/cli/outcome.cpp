#include "models/cli/outcome.h"

#include <cstdio>
#include <iostream>

#include "engine/base/error.h"
#include "models/cli/indicators.h"
#include "models/cli/notes.h"

namespace waste::cli {
namespace {

int judge(const ResultsContent& results, const Session& session) {
  const auto missed = unmet(results, session);
  for (const auto& line : missed) session.tell(session.say({"未达标：", "target missed: "}) + line);
  return static_cast<int>(missed.empty() ? sim::Exit::ok : sim::Exit::no);
}

ResultsContent read_back(const std::string& output) {
  try {
    return read_results(output);
  } catch (const sim::FileError& error) {
    throw sim::FileError({"“" + output + "”已完整写出，但无法显示：" + error.zh(),
                          "'" + output + "' is complete, but cannot be shown: " + error.what()},
                         error.path(), error.number());
  }
}

/// The results stand, but say nothing about what is likely.
int refuse_trust(const ResultsContent& results, const Session& session) {
  const auto lines = without_trust(results, session);
  for (const auto& line : lines)
    std::cerr << session.say({"错误[E0779]：一两遍占了几乎全部权重：", "error[E0779]: one or two replicas have nearly all the weight: "})
              << line;
  return static_cast<int>(lines.empty() ? sim::Exit::ok : sim::Exit::no);
}

}  // namespace

std::string told(const RunSummary& summary, const Session& session) {
  char text[200];
  std::snprintf(text, sizeof text,
                session.zh() ? "%.3g 个事件，%u 个线程，%.1f 秒，质量闭合差 %lld g"
                             : "%.3g events, %u threads, %.1f s, mass closes at %lld g",
                static_cast<double>(summary.events), summary.threads, summary.wall_s, static_cast<long long>(summary.mass_closure_g));
  return summary.written + ": " + text;
}

int show_outcome(const std::string& output, bool fail_on_unmet, const Session& session) {
  const ResultsContent results = read_back(output);
  for (const auto& line : idle_policies(results, session))
    session.tell(session.say({"警告[E0749]：以下政策在各遍模拟中均未起作用：",
                              "warning[E0749]: policies that changed nothing in any replica: "}) +
                 line);
  std::cout << as_table(results, {}, session);
  if (fail_on_unmet && judge(results, session) != 0) return static_cast<int>(sim::Exit::no);
  return refuse_trust(results, session);
}

}  // namespace waste::cli
