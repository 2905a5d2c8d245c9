// wufei show: the indicators of a results file against their targets, or any of its tables.
#include <limits>
#include <set>

#include "models/cli/indicator_export.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/views/alarms.h"
#include "models/views/climate.h"
#include "models/views/costs.h"
#include "models/views/hindcast.h"
#include "models/views/listing.h"

namespace waste::cli {
namespace {

Selection selection_of(const Arguments& arguments) {
  Selection selection;
  selection.all = arguments.has("all");
  if (const auto number = arguments.whole("indicator", 1, max_indicator)) selection.number = static_cast<int>(*number);
  return selection;
}

/// Plans number their indicators as they like: a file knows its own.
void check_number(const ResultsContent& results, const Selection& selection, const Session& session) {
  std::set<int> known;
  for (const auto& scenario : results.scenarios)
    for (const auto& line : scenario.indicators) known.insert(line.number);
  if (!selection.number || known.contains(*selection.number)) return;
  std::string list;
  for (const int number : known) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + std::to_string(number);
  const std::string number = std::to_string(*selection.number);
  throw UsageError(session.zh() ? "结果文件中没有指标" + number + "；已有：" + list
                                : "the file has no indicator " + number + "; it has: " + list);
}

/// The file of --chance: another run of the same scenarios, whose assumptions were not drawn.
std::optional<ResultsContent> chance_alone(const Arguments& arguments, const Session& session) {
  if (!arguments.has("chance")) return {};
  ResultsContent chance = read_results(arguments.text("chance"));
  for (const ScenarioResult& scenario : chance.scenarios)
    if (scenario.uncertain > 0)
      throw UsageError(session.say({"--chance 的文件抽取了不确定的数值；请用 wufei run … --uncertainty none 重新运行",
                                    "the file of --chance has drawn values; run it again with wufei run … --uncertainty none"}));
  return chance;
}

std::string indicators_view(const Arguments& arguments, Selection selection, Format format, const Session& session) {
  const ResultsContent results = read_results(arguments.words().front());
  const auto chance = chance_alone(arguments, session);
  selection.chance = chance ? &*chance : nullptr;
  check_number(results, selection, session);
  switch (format) {
    case Format::json: return as_json(results, selection);
    case Format::csv: return as_csv(results, selection, session);
    case Format::table: break;
  }
  return as_table(results, selection, session);
}

std::string table_view(const Arguments& arguments, Format format, const Session& session) {
  std::optional<std::uint32_t> replica;
  if (const auto number = arguments.whole("replica", 0, std::numeric_limits<std::int32_t>::max()))
    replica = static_cast<std::uint32_t>(*number);
  return listing(arguments.words().front(), arguments.text("table"), replica, format, session);
}

std::string answer(const Arguments& arguments, const Session& session) {
  const std::string& path = arguments.words().front();
  const Format format = format_named(arguments.one_of("format", {"table", "csv", "json"}));
  const Selection selection = selection_of(arguments);
  if (arguments.has("replica") && !arguments.has("table"))
    throw UsageError(session.say({"--replica 只与 --table 同用", "--replica belongs to --table"}));
  if (arguments.has("chance") && (format != Format::table || selection.number))
    throw UsageError(session.say({"--chance 只用于指标总表", "--chance belongs to the table of all indicators"}));
  if (arguments.has("table")) return table_view(arguments, format, session);
  if (arguments.has("alarms")) return alarms_view(path, format, session);
  if (arguments.has("hindcast")) return hindcast_view(path, format, session);
  if (arguments.has("climate")) return climate_view(path, format, session);
  if (arguments.has("costs")) return costs_view(path, format, session);
  return indicators_view(arguments, selection, format, session);
}

int run(const Arguments& arguments, const Session& session) {
  deliver(arguments.text("output"), answer(arguments, session));
  return 0;
}

const RegisteredVerb registered{
    5,
    {"show",
     "RESULTS",
     1,
     1,
     {"指标与目标对照", "Shows indicators against their targets."},
     {"  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n",
      "  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n"},
     {{"indicator", "", "N", {"只看一项指标，列出各年", "one indicator, with all its years"}},
      {"all", "", "", {"也列出未模拟的指标", "list those that are not simulated, too"}},
      {"chance",
       "",
       "FILE",
       {"并列只计偶然因素的达标概率，取自 --uncertainty none 的结果文件",
        "beside, the probabilities by chance alone, from a file run with --uncertainty none"}},
      {"hindcast", "", "", {"基准年模拟值与方案数值对照", "the base year against what the plan states of it"}},
      {"costs",
       "",
       "",
       {"各链条每吨费用、投资，以及每项指标每改善一个单位的支出",
        "what each chain costs a tonne, investments, and what a unit of each indicator costs"}},
      {"climate", "", "", {"温室气体，按来源和年份", "greenhouse gases, by source and year"}},
      {"alarms", "", "", {"预警，按日期", "alarms, by date"}},
      {"table",
       "",
       "NAME",
       {"结果文件中的任一张表，如 flows、stocks、service/wait", "any table of the file, such as flows, stocks, service/wait"}},
      {"replica", "", "N", {"与 --table 同用：只列一遍模拟", "with --table: of one replica only"}},
      {"format", "", "FORMAT", {"table（默认）、csv 或 json", "table (default), csv or json"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
