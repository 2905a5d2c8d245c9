// wufei show: the indicators of a results file against their targets, answers to questions about them, or any of its tables.
#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "engine/base/error.h"
#include "models/cli/gaps.h"
#include "models/cli/indicator_export.h"
#include "models/cli/output.h"
#include "models/cli/sides.h"
#include "models/cli/verbs.h"
#include "models/views/alarms.h"
#include "models/views/alarms_sheet.h"
#include "models/views/books_sheet.h"
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

std::string sheet_text(Sheet sheet, const Arguments& arguments, Format format, const Session& session, const char* by, const char* value) {
  return in_format(arguments.has("wide") ? wide(sheet, by, value) : sheet, format, session);
}

std::string indicators_view(const Arguments& arguments, Selection selection, Format format, const Session& session) {
  const ResultsContent results = read_results(arguments.words().front());
  const auto chance = chance_alone(arguments, session);
  selection.chance = chance ? &*chance : nullptr;
  check_number(results, selection.number, session);
  if (arguments.has("wide")) return sheet_text(as_sheet(results, selection), arguments, format, session, "year", "mean");
  switch (format) {
    case Format::json: return as_json(results, selection);
    case Format::csv:
    case Format::xlsx: return in_format(as_sheet(results, selection), format, session);
    case Format::table: break;
  }
  return as_table(results, selection, session);
}

void write_table(const Arguments& arguments, Format format, const Session& session, const Sink& sink) {
  std::optional<std::uint32_t> replica;
  if (const auto number = arguments.whole("replica", 0, std::numeric_limits<std::int32_t>::max()))
    replica = static_cast<std::uint32_t>(*number);
  list_rows(arguments.words().front(), arguments.text("table"), replica, format, session, sink);
}

std::string sides_view(const Arguments& arguments, Format format, const Session& session) {
  const Sides sides = read_sides(arguments.words(), session);
  SidesSelection selection{selection_of(arguments).number, {}, arguments.has("years") || format != Format::table, arguments.has("all")};
  if (const auto year = arguments.whole("year", 1, 9999)) selection.year = static_cast<int>(*year);
  check_number(*sides.list.front().file, selection.number, session);
  return in_format(side_by_side(sides, selection, session), format, session);
}

std::string gap_view(const Arguments& arguments, Format format, const Session& session) {
  const ResultsContent results = read_results(arguments.words().front());
  const int number = static_cast<int>(*arguments.whole("gap", 1, max_indicator));
  check_number(results, number, session);
  return in_format(gap(arguments.words().front(), results, number, session), format, session);
}

std::string margins_view(const Arguments& arguments, Format format, const Session& session) {
  const bool by_margin = arguments.has("sort") && arguments.one_of("sort", {"number", "margin"}) == "margin";
  return in_format(margins(read_results(arguments.words().front()), {arguments.has("unmet"), by_margin}, session), format, session);
}

BooksQuery books_query(const Arguments& arguments, const Session& session) {
  BooksQuery query;
  query.monthly = arguments.has("monthly");
  if (const auto year = arguments.whole("year", 1, 9999)) query.year = static_cast<int>(*year);
  if (arguments.has("scenario")) query.scenario = arguments.text("scenario");
  if (arguments.has("site")) query.site = arguments.text("site");
  if (arguments.has("kind")) query.kind = arguments.text("kind");
  std::istringstream words(arguments.text("by", "category"));
  for (std::string word; std::getline(words, word, ',');) {
    const auto& known = by_names();
    const auto at = std::find(known.begin(), known.end(), word);
    if (at == known.end())
      throw UsageError(session.zh() ? "--by 的值 '" + word + "' 无效：应为 township、site、stream、category 中的一个或几个，用逗号隔开" +
                                          did_you_mean(sim::nearest(word, known), session)
                                    : "--by cannot be '" + word + "': expected township, site, stream, category, or several with commas" +
                                          did_you_mean(sim::nearest(word, known), session));
    query.by.push_back(static_cast<By>(at - known.begin()));
  }
  return query;
}

using MakeSheet = Sheet (*)(const std::string& path, const BooksQuery& query, const Style& style);

/// The answer of a sheet of the books; `value`: what stands in the columns of --wide.
template <MakeSheet make, const char* value>
std::string books_view(const Arguments& arguments, Format format, const Session& session) {
  const BooksQuery query = books_query(arguments, session);
  return sheet_text(make(arguments.words().front(), query, session), arguments, format, session, query.monthly ? "month" : "year", value);
}

bool asks_of_alarms(const Arguments& arguments) {
  for (const char* option : {"kind", "site", "year", "scenario", "monthly", "wide"})
    if (arguments.has(option)) return true;
  return false;
}

constexpr char mass[] = "mass", queue_hours[] = "queue_hours", trips[] = "trips", count[] = "count";

/// All alarms by date, or a count of those that are asked for.
std::string alarms_answer(const Arguments& arguments, Format format, const Session& session) {
  if (asks_of_alarms(arguments)) return books_view<alarms_sheet, count>(arguments, format, session);
  return alarms_view(arguments.words().front(), format, session);
}

/// A question, by the option that asks it, and the options that may stand beside.
struct Question {
  const char* option;
  std::set<std::string> with;
  std::string (*answer)(const Arguments& arguments, Format format, const Session& session);
  void (*write)(const Arguments& arguments, Format format, const Session& session,
                const Sink& sink) = nullptr;  // instead, if it may be long
};

const std::vector<Question>& questions() {
  using A = const Arguments&;
  using S = const Session&;
  static const std::vector<Question> all{
      {"table", {"replica"}, nullptr, write_table},
      {"side-by-side", {"year", "years", "indicator", "all"}, sides_view},
      {"gap", {}, gap_view},
      {"unmet", {"sort"}, margins_view},
      {"sort", {"unmet"}, margins_view},
      {"flows", {"by", "monthly", "year", "scenario", "site", "wide"}, books_view<flows_sheet, mass>},
      {"stocks", {"by", "monthly", "year", "scenario", "site", "wide"}, books_view<stocks_sheet, mass>},
      {"queues", {"monthly", "year", "scenario", "site", "wide"}, books_view<queues_sheet, queue_hours>},
      {"vehicles", {"monthly", "year", "scenario", "site", "wide"}, books_view<vehicles_sheet, trips>},
      {"alarms", {"kind", "site", "year", "scenario", "monthly", "wide"}, alarms_answer},
      {"hindcast", {}, [](A a, Format format, S s) { return hindcast_view(a.words().front(), format, s); }},
      {"climate", {}, [](A a, Format format, S s) { return climate_view(a.words().front(), format, s); }},
      {"costs",
       {"against"},
       [](A a, Format format, S s) {
         return costs_view(a.words().front(), format, s, a.has("against") ? std::optional(a.text("against")) : std::nullopt);
       }},
      {"indicators",
       {"indicator", "all", "chance", "wide"},
       [](A a, Format format, S s) { return indicators_view(a, selection_of(a), format, s); }},
  };
  return all;
}

/// The first question that is asked; the indicators if none is.
const Question& question_of(const Arguments& arguments) {
  for (const Question& question : questions())
    if (arguments.has(question.option)) return question;
  return questions().back();
}

std::string name_of(const Question& question, const Session& session) {
  const bool asked = std::string(question.option) != "indicators";
  return asked ? std::string("--") + question.option : session.say({"指标表", "the table of indicators"});
}

/// What is accepted has an effect.
void check_options(const Arguments& arguments, const Question& question, const Session& session) {
  std::map<std::string, std::string> belongs;
  for (const Question& each : questions())
    for (const auto& option : each.with)
      belongs[option] += (belongs[option].empty() ? "" : session.say({"、", ", "})) + name_of(each, session);
  for (const Question& each : questions()) belongs.emplace(each.option, "");
  for (const auto& [option, to] : belongs) {
    if (!arguments.has(option) || option == question.option || question.with.contains(option)) continue;
    const std::string asked = name_of(question, session);
    if (to.empty())
      throw UsageError(session.zh() ? "--" + option + " 不与 " + asked + " 同用" : "--" + option + " does not go with " + asked);
    throw UsageError(session.zh() ? "--" + option + " 只与 " + to + " 同用" : "--" + option + " belongs to " + to);
  }
  if (question.answer != sides_view && arguments.words().size() > 1)
    throw UsageError(session.say({"参数太多：几个结果文件并排比较用 --side-by-side",
                                  "too many words: several results files go with --side-by-side"}));
}

int run(const Arguments& arguments, const Session& session) {
  const Format format = format_named(arguments.one_of("format", format_names()));
  const Question& question = question_of(arguments);
  check_options(arguments, question, session);
  if (arguments.has("chance") && (format != Format::table || arguments.has("indicator") || arguments.has("wide")))
    throw UsageError(session.say({"--chance 只用于指标总表", "--chance belongs to the table of all indicators"}));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  if (question.write) deliver_pieces(arguments.text("output"), [&](const Sink& sink) { question.write(arguments, format, session, sink); });
  else deliver(arguments.text("output"), question.answer(arguments, format, session));
  return 0;
}

const RegisteredVerb registered{
    5,
    {"show",
     "RESULTS...",
     1,
     100,
     {"指标与目标对照，以及关于结果的问题", "Shows indicators against their targets, and answers questions about them."},
     {"  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n"
      "  wufei show out/banan.h5 --side-by-side --format xlsx -o out/对比.xlsx\n"
      "  wufei show out/banan.h5 --side-by-side out/idea.h5:idea\n  wufei show out/banan.h5 --unmet --sort margin\n"
      "  wufei show out/banan.h5 --gap 16\n  wufei show out/banan.h5 --wide --format csv -o out/逐年.csv\n"
      "  wufei show out/banan.h5 --flows --by township,stream --monthly --year 2024 --wide --format xlsx -o out/月报.xlsx\n"
      "  wufei show out/banan.h5 --vehicles --year 2025\n  wufei show out/banan.h5 --alarms --kind overdue --year 2025\n",
      "  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n"
      "  wufei show out/banan.h5 --side-by-side --format xlsx -o out/sides.xlsx\n"
      "  wufei show out/banan.h5 --side-by-side out/idea.h5:idea\n  wufei show out/banan.h5 --unmet --sort margin\n"
      "  wufei show out/banan.h5 --gap 16\n  wufei show out/banan.h5 --wide --format csv -o out/years.csv\n"
      "  wufei show out/banan.h5 --flows --by township,stream --monthly --year 2024 --wide --format xlsx -o out/months.xlsx\n"
      "  wufei show out/banan.h5 --vehicles --year 2025\n  wufei show out/banan.h5 --alarms --kind overdue --year 2025\n"},
     {{"indicator", "", "N", {"只看一项指标，列出各年", "one indicator, with all its years"}},
      {"all", "", "", {"也列出未模拟的指标", "list those that are not simulated, too"}},
      {"chance",
       "",
       "FILE",
       {"并列只计偶然因素的达标概率，取自 --uncertainty none 的结果文件",
        "beside, the probabilities by chance alone, from a file run with --uncertainty none"}},
      {"side-by-side",
       "",
       "",
       {"各情景并排，逐遍相减；可给几个文件，文件.h5:情景 只取一个情景",
        "scenarios side by side, with paired differences; of several files, FILE.h5:SCENARIO takes one"}},
      {"years", "", "", {"与 --side-by-side 同用：列出各年，末年在前", "with --side-by-side: all years, the last first"}},
      {"year", "", "YYYY", {"只列一年", "one year"}},
      {"unmet", "", "", {"只列多半达不到的目标，及其差额", "only targets that are more likely missed than met, and what they lack"}},
      {"sort", "", "KEY", {"number（编号）或 margin（余量，最差的在前）", "number, or margin: the furthest from its target first"}},
      {"gap",
       "",
       "N",
       {"指标 N 要达标，分子或分母还要改变多少", "what would have to change, and by how much, to meet the target of indicator N"}},
      {"flows",
       "",
       "",
       {"物料流量：产生、运出、接收、利用、填埋等，按年", "flows: generated, sent, received, utilised, landfilled, by year"}},
      {"stocks", "", "", {"年末（月末）存量", "stocks at the end of years or months"}},
      {"vehicles", "", "", {"车队：车次、在途时间、利用率、缺车时间", "vehicles by depot: trips, hours, utilisation, shortage"}},
      {"queues", "", "", {"排队、等候、拒收、停运，按场所", "queues, waits, refused loads and down time, by site"}},
      {"by",
       "",
       "WHAT,...",
       {"按 township（镇街）、site（场所）、stream（废物）、category（类别，默认）分列",
        "rows by township, site, stream, category (default)"}},
      {"monthly", "", "", {"按月", "by month"}},
      {"site", "", "SITE", {"只看一个场所，标识或名称", "one site, by id or name"}},
      {"scenario", "", "NAME", {"只看一个情景", "one scenario"}},
      {"kind", "", "KIND", {"与 --alarms 同用：只看一类预警，标识或名称", "with --alarms: one kind, by id or name"}},
      {"hindcast", "", "", {"基准年模拟值与方案数值对照", "the base year against what the plan states of it"}},
      {"costs",
       "",
       "",
       {"各链条每吨费用、投资，以及每项指标每改善一个单位的支出",
        "what each chain costs a tonne, investments, and what a unit of each indicator costs"}},
      {"against",
       "",
       "NAME",
       {"与 --costs 同用：与哪个情景比较，默认为文件中的第一个",
        "with --costs: the scenario to compare with, by default the first of the file"}},
      {"climate", "", "", {"温室气体，按来源和年份", "greenhouse gases, by source and year"}},
      {"alarms", "", "", {"预警，按日期", "alarms, by date"}},
      {"table",
       "",
       "NAME",
       {"结果文件中的任一张表，如 flows、stocks、service/wait", "any table of the file, such as flows, stocks, service/wait"}},
      {"replica", "", "N", {"与 --table 同用：只列一遍模拟", "with --table: of one replica only"}},
      {"wide", "", "", {"各年（月）并列成列", "years or months side by side"}},
      {"format", "", "FORMAT", {"table（默认）、csv、json 或 xlsx", "table (default), csv, json or xlsx"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
