// wufei run: simulates, writes the results file, and shows the indicators. A signal stops the run; finished replicas are kept.
#include "models/run/run.h"

#include <iostream>

#include "engine/base/error.h"
#include "models/cli/errors.h"
#include "models/cli/indicators.h"
#include "models/cli/interruption.h"
#include "models/cli/notes.h"
#include "models/cli/progress.h"
#include "models/cli/verbs.h"
#include "models/outputs/frame.h"
#include "models/results/guard.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

/// The overrides: --uncertainty is shorthand for one of them.
std::vector<std::string> overrides_of(const Arguments& arguments) {
  auto overrides = arguments.all("set");
  if (arguments.has("uncertainty")) overrides.push_back("uncertainty=" + arguments.one_of("uncertainty", {"none", "parameters"}));
  return overrides;
}

std::vector<std::unique_ptr<World>> read_worlds(const Arguments& arguments) {
  std::vector<std::unique_ptr<World>> worlds;
  std::vector<sim::Diagnostic> wrong;
  for (const auto& path : arguments.words()) {
    try {
      worlds.push_back(build_world(Scenario::read(path, overrides_of(arguments))));
      const auto errors = network_errors(*worlds.back());
      wrong.insert(wrong.end(), errors.begin(), errors.end());
    } catch (const sim::InputError& error) {
      wrong.insert(wrong.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!wrong.empty()) throw sim::InputError(std::move(wrong));
  return worlds;
}

RunOptions options_of(const Arguments& arguments) {
  RunOptions options;
  options.replicas = static_cast<int>(arguments.whole("replicas", 1, 1'000'000).value_or(0));
  options.seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  options.threads = static_cast<unsigned>(arguments.whole("threads", 1, 1024).value_or(0));
  options.resume = arguments.has("resume");
  options.discard = arguments.has("discard");
  options.output = arguments.text("output");
  options.stop = &stop_wanted();
  return options;
}

/// As it was typed, the name of the program included, so that it works when it is typed again.
std::string resume_command(const Arguments& arguments, const Session& session) {
  std::string command = shell_quoted(session.program) + " run";
  if (!arguments.has("resume")) command += " --resume";
  for (const auto& token : arguments.tokens())
    if (token != "--discard") command += " " + shell_quoted(token);
  return command;
}

/// What a signal is answered with while the run is in a phase.
std::string sentence_in(RunPhase phase, const std::string& output, const std::string& command, const Session& session) {
  if (phase == RunPhase::written) return session.say({"已中断；结果文件已完整写出：", "interrupted; the results are complete: "}) + output;
  const std::string bar_ends = is_terminal(2) && !session.quiet ? "\n" : "";
  return bar_ends + session.say({"已中断；完成的各遍已保存。继续运行：\n  ", "interrupted; finished replicas are kept. To go on:\n  "}) +
         command;
}

int stopped(const RunSummary& summary, const std::string& command, const Session& session) {
  const int exit = answered_signal();
  const std::string kept = std::to_string(summary.results);
  std::cerr << (session.zh() ? "已中断；完成的 " + kept + " 个结果已保存。继续运行：\n  "
                             : "interrupted; " + kept + " finished results are kept. To go on:\n  ")
            << command << '\n';
  return exit;
}

/// What became of the journal, where that is out of the ordinary.
void tell_of_journal(const RunSummary& summary, const std::string& output, const Session& session) {
  if (summary.damaged)
    session.tell(session.say({"日志有损坏；完好的部分已采用，其余重新模拟",
                              "the journal was damaged; what was sound is used, the rest was simulated again"}));
  if (summary.longer == 0) return;
  const std::string more = std::to_string(summary.longer), journal = output + ".journal";
  session.tell(session.zh() ? journal + " 中还有一次更长运行的 " + more + " 个结果，予以保留"
                            : journal + " keeps " + more + " more results of a longer run");
}

std::string told(const RunSummary& summary, const std::string& output, const Session& session) {
  char text[200];
  std::snprintf(text, sizeof text,
                session.zh() ? "%.3g 个事件，%u 个线程，%.1f 秒，质量闭合差 %lld g"
                             : "%.3g events, %u threads, %.1f s, mass closes at %lld g",
                static_cast<double>(summary.events), summary.threads, summary.wall_s, static_cast<long long>(summary.mass_closure_g));
  return output + ": " + text;
}

int judge(const ResultsContent& results, const Session& session) {
  const auto missed = unmet(results, session);
  for (const auto& line : missed) session.tell(session.say({"未达标：", "target missed: "}) + line);
  return static_cast<int>(missed.empty() ? sim::Exit::ok : sim::Exit::no);
}

/// Otherwise nothing would be judged, and nothing missed.
void check_target_year(const World& world, const Session& session) {
  if (judged_year(world)) return;
  const std::string year = std::to_string(world.plan.target_year);
  throw UsageError(session.zh() ? "--fail-on-unmet 需要模拟目标年" + year + "年全年，而模拟时段不包括"
                                : "--fail-on-unmet needs the whole target year " + year + ", which the period does not cover");
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

int show(const std::string& output, const Arguments& arguments, const Session& session) {
  const ResultsContent results = read_back(output);
  for (const auto& line : idle_policies(results, session))
    session.tell(session.say({"警告[E0749]：以下政策在各遍模拟中均未起作用：",
                              "warning[E0749]: policies that changed nothing in any replica: "}) +
                 line);
  std::cout << as_table(results, {}, session);
  if (arguments.has("fail-on-unmet") && judge(results, session) != 0) return static_cast<int>(sim::Exit::no);
  return refuse_trust(results, session);
}

int run_scenarios(const Arguments& arguments, const Session& session) {
  RunOptions options = options_of(arguments);
  if (!options.output.empty()) guard_results(options.output);
  auto worlds = read_worlds(arguments);
  for (const auto& world : worlds) print(world->warnings, session);
  if (arguments.has("fail-on-unmet"))
    for (const auto& world : worlds) check_target_year(*world, session);
  if (options.output.empty()) options.output = "out/" + worlds.front()->scenario.name() + ".h5";
  const std::string command = resume_command(arguments, session);
  Progress progress(session);
  options.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
  const auto sentence = [&](RunPhase phase) { return sentence_in(phase, options.output, command, session); };
  options.entered = [&](RunPhase phase) { answer_signals(sentence(phase), true); };
  const RunSummary summary = run(std::move(worlds), options);
  progress.finish();
  if (!summary.complete) return stopped(summary, command, session);
  answer_signals(sentence(RunPhase::written), false);
  if (const int exit = answered_signal()) return std::cerr << sentence(RunPhase::written) << '\n', exit;
  tell_of_journal(summary, options.output, session);
  session.tell(told(summary, options.output, session));
  return show(options.output, arguments, session);
}

const RegisteredVerb registered{
    1,
    {"run",
     "SCENARIO...",
     1,
     1000,
     {"模拟情景，写出结果文件", "Simulates scenarios and writes a results file."},
     {"  wufei run scenarios/plan.yaml\n  wufei run scenarios/baseline.yaml scenarios/plan.yaml --replicas 100 --seed 7 -o out/banan.h5\n",
      "  wufei run scenarios/plan.yaml\n  wufei run scenarios/baseline.yaml scenarios/plan.yaml --replicas 100 --seed 7 -o out/banan.h5\n"},
     {{"replicas", "n", "N", {"重复次数，默认取自情景", "replicas; by default what the scenario says"}},
      {"seed", "s", "S", {"随机种子，默认取自情景", "seed; by default the scenario's"}},
      {"threads", "t", "T", {"线程数，默认全部", "threads; by default all"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"uncertainty",
       "",
       "WHAT",
       {"parameters：每遍模拟从范围中抽取假设值；none：各取最可能值；默认取自情景",
        "parameters: draw assumptions from their ranges for each replica; none: their most likely values; by default what the scenario says"}},
      {"output", "o", "FILE", {"结果文件，默认 out/<第一个情景>.h5", "results file; by default out/<first scenario>.h5"}},
      {"resume", "", "", {"接着运行被中断的运行", "go on with a run that was stopped"}},
      {"discard", "", "", {"放弃中断的运行留下的结果，从头开始", "drop what a stopped run has finished and start afresh"}},
      {"fail-on-unmet", "", "", {"有目标未达到时以 1 退出", "exit with 1 when a target is missed"}}},
     run_scenarios}};

}  // namespace
}  // namespace waste::cli
