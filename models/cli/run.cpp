// wufei run: simulates, writes the results file, and shows the indicators. A signal stops the run; finished replicas are kept.
#include "models/run/run.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "engine/base/error.h"
#include "models/cli/cluster_run.h"
#include "models/cli/errors.h"
#include "models/cli/interruption.h"
#include "models/cli/outcome.h"
#include "models/cli/progress.h"
#include "models/cli/verbs.h"
#include "models/outputs/frame.h"
#include "models/results/guard.h"
#include "models/run/until.h"
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

std::optional<Part> part_of(const Arguments& arguments, const Session& session) {
  if (!arguments.has("part")) return {};
  const auto part = part_from(arguments.text("part"));
  if (!part)
    throw UsageError(session.zh() ? "--part 的值 '" + arguments.text("part") + "' 无效：应为 K/N，例如 3/16，K 从 1 到 N"
                                  : "--part cannot be '" + arguments.text("part") + "': expected K/N, e.g. 3/16, with K from 1 to N");
  if (arguments.has("fail-on-unmet"))
    throw UsageError(session.say({"--fail-on-unmet 需要全部各遍，用于 wufei merge",
                                  "--fail-on-unmet judges whole runs; give it to wufei merge"}));
  return part;
}

std::optional<Until> until_of(const Arguments& arguments, const Session& session) {
  if (!arguments.has("until")) {
    if (arguments.has("max")) throw UsageError(session.say({"--max 只与 --until 一起使用", "--max goes with --until"}));
    return {};
  }
  auto until = until_from(arguments.text("until"));
  if (!until)
    throw UsageError(session.zh() ? "--until 的值 '" + arguments.text("until") + "' 无效：应形如 \"11 half-width < 0.5\""
                                  : "--until cannot be '" + arguments.text("until") + "': expected e.g. \"11 half-width < 0.5\"");
  until->most = static_cast<std::size_t>(arguments.whole("max", 1, 1'000'000).value_or(until->most));
  return until;
}

RunOptions options_of(const Arguments& arguments, const Session& session) {
  RunOptions options;
  options.replicas = static_cast<int>(arguments.whole("replicas", 1, 1'000'000).value_or(0));
  options.add = static_cast<int>(arguments.whole("add", 1, 1'000'000).value_or(0));
  options.part = part_of(arguments, session);
  options.until = until_of(arguments, session);
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
std::string sentence_in(RunPhase phase, const RunOptions& options, const std::string& command, const Session& session) {
  const std::string written = options.part ? part_path(options.output, *options.part) : options.output;
  if (phase == RunPhase::written) return session.say({"已中断；结果文件已完整写出：", "interrupted; the results are complete: "}) + written;
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

/// Otherwise nothing would be judged, and nothing missed.
void check_target_year(const World& world, const Session& session) {
  if (judged_year(world)) return;
  const std::string year = std::to_string(world.plan.target_year);
  throw UsageError(session.zh() ? "--fail-on-unmet 需要模拟目标年" + year + "年全年，而模拟时段不包括"
                                : "--fail-on-unmet needs the whole target year " + year + ", which the period does not cover");
}

void tell_how_to_merge(const RunOptions& options, const RunSummary& summary, const Session& session) {
  const std::string first = std::to_string(summary.simulated.first), last = std::to_string(summary.simulated.end - 1);
  const std::string command = shell_quoted(session.program) + " merge " + shell_quoted(options.output) + ".part-*";
  session.tell(session.zh() ? "第" + first + "至" + last + "遍；各部分完成后合并：\n  " + command
                            : "replicas " + first + " ... " + last + "; when all parts are there, merge them:\n  " + command);
}

/// The number of replicas, and what they were worth; 1 if that is not enough.
int tell_when_it_stopped(const Until& until, const RunSummary& summary, const Session& session) {
  char text[300];
  std::snprintf(text, sizeof text,
                session.zh() ? "%zu 遍后指标 %s 均值95%%区间的半宽为 %.4g，%s %.4g"
                             : "after %zu replicas the half-width of the 95 %% interval of indicator %s is %.4g, %s %.4g",
                summary.replicas, until.indicator.c_str(), summary.half_width,
                summary.reached ? session.say({"小于", "below"}).c_str() : session.say({"不小于", "not below"}).c_str(), until.half_width);
  if (summary.reached) session.tell(text);
  else std::cerr << text << '\n';
  return static_cast<int>(summary.reached ? sim::Exit::ok : sim::Exit::no);
}

int run_scenarios(const Arguments& arguments, const Session& session) {
  RunOptions options = options_of(arguments, session);
  if (!options.output.empty()) guard_results(options.output);
  auto worlds = read_worlds(arguments);
  for (const auto& world : worlds) print(world->warnings, session);
  if (arguments.has("fail-on-unmet"))
    for (const auto& world : worlds) check_target_year(*world, session);
  if (options.output.empty()) options.output = "out/" + worlds.front()->scenario.name() + ".h5";
  const std::string command = resume_command(arguments, session);
  Progress progress(session);
  options.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
  const auto sentence = [&](RunPhase phase) { return sentence_in(phase, options, command, session); };
  options.entered = [&](RunPhase phase) { answer_signals(sentence(phase), true); };
  if (arguments.has("cluster")) {
    answer_signals(sentence(RunPhase::simulating), true);
    return run_on_cluster(arguments, options.output, session);
  }
  const RunSummary summary = run(std::move(worlds), options);
  progress.finish();
  if (!summary.complete) return stopped(summary, command, session);
  answer_signals(sentence(RunPhase::written), false);
  if (const int exit = answered_signal()) return std::cerr << sentence(RunPhase::written) << '\n', exit;
  tell_of_journal(summary, options.output, session);
  session.tell(told(summary, session));
  if (options.part) return tell_how_to_merge(options, summary, session), 0;
  const int shown = show_outcome(options.output, arguments.has("fail-on-unmet"), session);
  return options.until ? std::max(shown, tell_when_it_stopped(*options.until, summary, session)) : shown;
}

const RegisteredVerb registered{
    1,
    {"run",
     "SCENARIO...",
     1,
     1000,
     {"模拟情景，写出结果文件", "Simulates scenarios and writes a results file."},
     {"  wufei run scenarios/plan.yaml\n  wufei run scenarios/baseline.yaml scenarios/plan.yaml --replicas 100 --seed 7 -o out/banan.h5\n"
      "  wufei run scenarios/plan.yaml --replicas 100 --part 3/16 -o out/plan.h5\n  wufei run scenarios/plan.yaml --add 100 -o out/plan.h5\n",
      "  wufei run scenarios/plan.yaml\n  wufei run scenarios/baseline.yaml scenarios/plan.yaml --replicas 100 --seed 7 -o out/banan.h5\n"
      "  wufei run scenarios/plan.yaml --replicas 100 --part 3/16 -o out/plan.h5\n  wufei run scenarios/plan.yaml --add 100 -o out/plan.h5\n"},
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
      {"part",
       "",
       "K/N",
       {"只模拟 N 份中的第 K 份，写出 FILE.part-K-of-N，供 wufei merge 合并",
        "simulate the K-th of N parts only, into FILE.part-K-of-N, for wufei merge"}},
      {"cluster",
       "",
       "ADDRESS",
       {"在 Dask 集群上模拟，如 tcp://主机:8786（需 Python 包的 cluster 扩展）",
        "simulate on a Dask cluster, e.g. tcp://host:8786 (pip install wufei[cluster])"}},
      {"add",
       "",
       "N",
       {"在已有的结果文件中再增加 N 遍，已有的不再模拟",
        "add N replicas to the results file that is there, without simulating those again"}},
      {"until",
       "",
       "RULE",
       {"增加遍数直到规则成立，如 \"11 half-width < 0.5\"：指标 11 均值的95%区间半宽",
        "more replicas until the rule holds, e.g. \"11 half-width < 0.5\": of the 95 % interval of indicator 11's mean"}},
      {"max", "", "N", {"--until 的最多遍数，默认 1000", "with --until: at most so many replicas; by default 1000"}},
      {"resume", "", "", {"接着运行被中断的运行", "go on with a run that was stopped"}},
      {"discard", "", "", {"放弃中断的运行留下的结果，从头开始", "drop what a stopped run has finished and start afresh"}},
      {"fail-on-unmet", "", "", {"有目标未达到时以 1 退出", "exit with 1 when a target is missed"}}},
     run_scenarios}};

}  // namespace
}  // namespace waste::cli
