// wufei report: what results files say, as one page for a browser or a printer, or as Markdown.
#include "models/report/report.h"

#include "models/cli/indicators.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/report/html.h"
#include "models/report/markdown.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) {
  report::Request request{arguments.words(), {}, {}};
  if (arguments.has("scenario")) request.main = arguments.text("scenario");
  if (const auto number = arguments.whole("indicator", 1, max_indicator)) request.indicator = static_cast<int>(*number);
  const bool markdown = arguments.one_of("format", {"html", "md"}) == "md";
  const report::Document document = report::report_on(request);
  deliver(arguments.text("output"), markdown ? report::markdown(document, session.language) : report::html(document));
  return 0;
}

const RegisteredVerb registered{
    6,
    {"report",
     "RESULTS...",
     1,
     100,
     {"生成报告：一个网页文件，可离线打开和打印", "Writes a report: one page that opens without a network and prints on paper."},
     {"  wufei report out/banan.h5 -o out/report.html\n  wufei report out/banan.h5 --indicator 11 --format md --lang zh\n",
      "  wufei report out/banan.h5 -o out/report.html\n  wufei report out/banan.h5 --indicator 11 --format md\n"},
     {{"indicator", "", "N", {"只报告一项指标", "of one indicator only"}},
      {"scenario",
       "",
       "NAME",
       {"评判哪个情景；默认为第一个有措施启动的情景", "the scenario that is judged; by default the first in which measures start"}},
      {"format", "", "FORMAT", {"html（默认，中英文）或 md（按 --lang）", "html (default, in both languages) or md (in that of --lang)"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
