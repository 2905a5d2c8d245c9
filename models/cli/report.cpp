// wufei report: what results files say, as one page for a browser or a printer, as Markdown, or as a workbook.
#include "models/report/report.h"

#include "models/cli/indicators.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/report/html.h"
#include "models/report/markdown.h"
#include "models/report/sheets.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) {
  report::Request request{arguments.words(), {}, {}};
  if (arguments.has("scenario")) request.main = arguments.text("scenario");
  if (arguments.has("rank")) request.ranking = arguments.text("rank");
  if (const auto number = arguments.whole("indicator", 1, max_indicator)) request.indicator = static_cast<int>(*number);
  const std::string format = arguments.one_of("format", {"html", "md", "xlsx"});
  if (format == "xlsx" && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  if (format == "xlsx" && request.indicator)
    throw UsageError(session.say({"工作簿总是包括全部指标，请去掉 --indicator", "a workbook has all indicators: leave out --indicator"}));
  const report::Document document = report::report_on(request);
  deliver(arguments.text("output"), format == "xlsx" ? report::workbook_on(request, document, session)
                                    : format == "md" ? report::markdown(document, session.language)
                                                     : report::html(document));
  return 0;
}

const RegisteredVerb registered{
    6,
    {"report",
     "RESULTS...",
     1,
     100,
     {"生成报告：一个网页文件，可离线打开和打印", "Writes a report: one page that opens without a network and prints on paper."},
     {"  wufei report out/banan.h5 -o out/report.html\n  wufei report out/banan.h5 --indicator 11 --format md --lang zh\n"
      "  wufei rank scenarios/plan.yaml --all --format json -o out/rank.json\n"
      "  wufei report out/banan.h5 --rank out/rank.json --format xlsx --lang zh -o out/报告.xlsx\n",
      "  wufei report out/banan.h5 -o out/report.html\n  wufei report out/banan.h5 --indicator 11 --format md\n"
      "  wufei rank scenarios/plan.yaml --all --format json -o out/rank.json\n"
      "  wufei report out/banan.h5 --rank out/rank.json --format xlsx -o out/report.xlsx\n"},
     {{"indicator", "", "N", {"只报告一项指标", "of one indicator only"}},
      {"scenario",
       "",
       "NAME",
       {"评判哪个情景；默认为第一个有措施启动的情景", "the scenario that is judged; by default the first in which measures start"}},
      {"format",
       "",
       "FORMAT",
       {"html（默认，中英文）、md 或 xlsx（按 --lang）", "html (default, in both languages), md or xlsx (in that of --lang)"}},
      {"rank", "", "FILE", {"任务排序：wufei rank --all --format json 的输出", "a ranking of tasks, from wufei rank --all --format json"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
