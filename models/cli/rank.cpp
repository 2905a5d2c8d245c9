// wufei rank: which tasks matter for an indicator, and which can be put off without losing a mandatory target.
#include <iostream>
#include <optional>

#include "engine/base/quantity.h"
#include "models/cli/errors.h"
#include "models/cli/interruption.h"
#include "models/cli/output.h"
#include "models/cli/progress.h"
#include "models/cli/rank_view.h"
#include "models/cli/verbs.h"
#include "models/views/sheet_forms.h"
#include "models/views/workbook.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

bool is_scenario(const std::string& word) { return word.ends_with(".yaml") || word.ends_with(".yml"); }

struct Question {
  std::string indicator;  // empty: all
  std::string scenario;
};

Question question_of(const Arguments& arguments, const Session& session) {
  Question question;
  for (const std::string& word : arguments.words()) {
    std::string& place = is_scenario(word) ? question.scenario : question.indicator;
    if (!place.empty())
      throw UsageError(session.zh() ? "'" + word + "' 多余：只要一项指标和一个情景"
                                    : "'" + word + "' is one too many: give one indicator and one scenario");
    place = word;
  }
  if (question.scenario.empty())
    throw UsageError(session.say({"缺少情景文件，例如 wufei rank 11 scenarios/plan.yaml",
                                  "no scenario; e.g. wufei rank 11 scenarios/plan.yaml"}));
  if (question.indicator.empty() && !arguments.has("all") && !arguments.has("postpone"))
    throw UsageError(session.say({"缺少指标编号（如 11），或用 --all（全部指标）、--postpone（哪些可推迟）",
                                  "no indicator (such as 11); or --all for all of them, --postpone for what can wait"}));
  if (!question.indicator.empty() && arguments.has("all"))
    throw UsageError(session.say({"--all 包括全部指标，不再给编号", "--all takes all indicators, so give no number"}));
  return question;
}

std::optional<sim::Duration> lateness(const Arguments& arguments, const Session& session) {
  if (!arguments.has("late")) return {};
  const std::string text = arguments.text("late");
  try {
    const std::int64_t seconds = sim::to_integer(sim::parse_quantity(text), "s");
    if (seconds > 0) return sim::Duration{seconds};
  } catch (const sim::QuantityError&) {
  }
  throw UsageError(session.zh() ? "--late 的值 '" + text + "' 无效：应为时长，如 \"365 d\""
                                : "--late cannot be '" + text + "': expected a duration such as \"365 d\"");
}

VariantOptions options_of(const Arguments& arguments, std::optional<Progress>& progress) {
  VariantOptions options;
  options.replicas = static_cast<int>(arguments.whole("replicas", 1, 10'000).value_or(8));
  options.seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  options.threads = static_cast<unsigned>(arguments.whole("threads", 1, 1024).value_or(0));
  options.stop = &stop_wanted();
  options.progress = [&progress](std::size_t done, std::size_t all) { progress->show(done, all); };
  return options;
}

int stopped(const std::string& sentence) { return std::cerr << sentence << '\n', answered_signal(); }

/// The sheets of the answer; a workbook has them all, other formats the one that was asked for first.
std::string text_of(const std::vector<Sheet>& sheets, Format format, const Session& session) {
  if (format == Format::xlsx) return workbook(sheets, session);
  std::string text;
  if (format != Format::table) return in_format(sheets.front(), format, session);
  for (const Sheet& sheet : sheets) text += (text.empty() ? "" : "\n") + as_text(sheet, session);
  return text;
}

std::vector<Sheet> sheets_of(const RankView& view, const Question& question, Format format, const Session& session) {
  if (!question.indicator.empty()) return {by_indicator(view, line_named(view.variants, question.indicator, session))};
  if (format == Format::table) return {most_moving(view)};
  return {matrix_of_means(view), matrix_of_probabilities(view)};
}

int run(const Arguments& arguments, const Session& session) {
  const Question question = question_of(arguments, session);
  const Format format = format_named(arguments.one_of("format", format_names()));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  const bool one_table = format == Format::csv || format == Format::json;
  if (one_table && arguments.has("postpone") && (arguments.has("all") || !question.indicator.empty()))
    throw UsageError(session.say({"CSV 和 JSON 只有一张表：--postpone 请单独使用，或用 --format xlsx",
                                  "CSV and JSON hold one table: use --postpone alone, or --format xlsx"}));
  if (arguments.has("loss") && !arguments.has("postpone"))
    throw UsageError(session.say({"--loss 只与 --postpone 同用", "--loss belongs to --postpone"}));
  const auto late = lateness(arguments, session);
  std::optional<Progress> progress(std::in_place, session);
  const VariantOptions options = options_of(arguments, progress);
  const Variants variants(Scenario::read(question.scenario, arguments.all("set")), options);
  if (!question.indicator.empty()) line_named(variants, question.indicator, session);  // refused before anything is simulated
  if (tasks_to_rank(variants.world()).empty())
    throw UsageError(session.say({"情景中没有任务的政策可以停做",
                                  "no policy of the scenario carries out a task, so none can be left out"}));
  const std::string sentence = session.say({"已中断；没有写出任何内容", "interrupted; nothing was written"});
  answer_signals(sentence, true);
  const auto ranking = rank_tasks(variants, late);
  progress->finish();
  if (!ranking) return stopped(sentence);
  const RankView view{variants,         *ranking,
                      late.has_value(), session.zh() ? "推迟 " + arguments.text("late") : arguments.text("late"),
                      options.replicas, arguments.positive("loss", 5) / 100};
  std::vector<Sheet> sheets;
  if (!question.indicator.empty() || arguments.has("all")) sheets = sheets_of(view, question, format, session);
  if (arguments.has("postpone")) {
    progress.emplace(session);
    const auto found = postpone(variants, *ranking, late, view.loss);
    progress->finish();
    if (!found) return stopped(sentence);
    sheets.push_back(postponed(view, *found));
  }
  deliver(arguments.text("output"), text_of(sheets, format, session));
  return 0;
}

const RegisteredVerb registered{
    6,
    {"rank",
     "[NUMBER] SCENARIO",
     1,
     2,
     {"哪些任务最要紧，哪些可以推迟", "Says which tasks matter, and which can be put off."},
     {"  wufei rank 11 scenarios/plan.yaml\n  wufei rank 11 scenarios/plan.yaml --late \"365 d\" --replicas 8\n"
      "  wufei rank scenarios/plan.yaml --all --format xlsx -o out/任务.xlsx\n  wufei rank scenarios/plan.yaml --postpone --late \"365 d\"\n",
      "  wufei rank 11 scenarios/plan.yaml\n  wufei rank 11 scenarios/plan.yaml --late \"365 d\" --replicas 8\n"
      "  wufei rank scenarios/plan.yaml --all --format xlsx -o out/tasks.xlsx\n"
      "  wufei rank scenarios/plan.yaml --postpone --late \"365 d\"\n"},
     {{"late",
       "",
       "TIME",
       {"不停做，而是推迟这么久，如 \"365 d\"", "put tasks off by this, such as \"365 d\", instead of leaving them out"}},
      {"all", "", "", {"全部任务和全部指标", "all tasks and all indicators"}},
      {"postpone",
       "",
       "",
       {"找出可以一起停做（或推迟）而不失去必选目标的任务",
        "find tasks that can go (or be put off) together without losing a mandatory target"}},
      {"loss",
       "",
       "POINTS",
       {"与 --postpone 同用：达标概率允许下降的百分点，默认 5", "with --postpone: points of probability that a target may lose, 5"}},
      {"replicas", "n", "N", {"遍数，默认 8", "replicas, 8"}},
      {"seed", "s", "S", {"随机种子，默认取自情景", "seed; by default the scenario's"}},
      {"threads", "t", "T", {"线程数，默认全部", "threads; by default all"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"format", "", "FORMAT", {"table（默认）、csv、json 或 xlsx", "table (default), csv, json or xlsx"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
