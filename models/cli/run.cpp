// wufei run: simulates, writes the results file, and shows the indicators. A signal stops the run; finished replicas are kept.
#include "models/run.h"

#include <csignal>
#include <iostream>

#include "engine/base/error.h"
#include "models/cli/errors.h"
#include "models/cli/indicators.h"
#include "models/cli/notes.h"
#include "models/cli/progress.h"
#include "models/cli/verbs.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

// A signal handler can access globals only.
std::atomic<bool> stop_wanted{false};
volatile std::sig_atomic_t signal_seen = 0;
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int number) {
  signal_seen = number;
  stop_wanted.store(true);
}

// The default handler is restored for the second signal, so that a hanging run can be killed.
void catch_signals() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

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
  options.output = arguments.text("output");
  options.stop = &stop_wanted;
  return options;
}

std::string resume_command(const Arguments& arguments) {
  std::string command = "wufei run";
  if (!arguments.has("resume")) command += " --resume";
  for (const auto& token : arguments.tokens()) command += " " + shell_quoted(token);
  return command;
}

int stopped(const RunSummary& summary, const Arguments& arguments, const Session& session) {
  const std::string kept = std::to_string(summary.results);
  std::cerr << (session.zh() ? "已中断；完成的 " + kept + " 个结果已保存。继续运行：\n  "
                             : "interrupted; " + kept + " finished results are kept. To go on:\n  ")
            << resume_command(arguments) << '\n';
  return 128 + static_cast<int>(signal_seen);
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

int run_scenarios(const Arguments& arguments, const Session& session) {
  RunOptions options = options_of(arguments);
  auto worlds = read_worlds(arguments);
  for (const auto& world : worlds) print(world->warnings, session);
  if (options.output.empty()) options.output = "out/" + worlds.front()->scenario.name() + ".h5";
  Progress progress(session);
  options.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
  catch_signals();
  const RunSummary summary = run(std::move(worlds), options);
  progress.finish();
  if (!summary.complete) return stopped(summary, arguments, session);
  session.tell(told(summary, options.output, session));
  const ResultsContent results = read_results(options.output);
  for (const auto& line : idle_policies(results, session))
    session.tell(session.say({"警告[E0749]：以下政策在各遍模拟中均未起作用：", "warning[E0749]: policies that changed nothing in any replica: "}) + line);
  std::cout << as_table(results, {}, session);
  return arguments.has("fail-on-unmet") ? judge(results, session) : 0;
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
       {"parameters：每遍模拟从范围中抽取假设值；none（默认）",
        "parameters: draw assumptions from their ranges for each replica; none (default)"}},
      {"output", "o", "FILE", {"结果文件，默认 out/<第一个情景>.h5", "results file; by default out/<first scenario>.h5"}},
      {"resume", "", "", {"接着运行被中断的运行", "go on with a run that was stopped"}},
      {"fail-on-unmet", "", "", {"有目标未达到时以 1 退出", "exit with 1 when a target is missed"}}},
     run_scenarios}};

}  // namespace
}  // namespace waste::cli
