// wufei show: the indicators of a results file against their targets.
#include "models/cli/alarms.h"
#include "models/cli/climate.h"
#include "models/cli/costs.h"
#include "models/cli/hindcast.h"
#include "models/cli/indicators.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

Selection selection_of(const Arguments& arguments) {
  Selection selection;
  selection.all = arguments.has("all");
  if (const auto number = arguments.whole("indicator", 1, 39)) selection.number = static_cast<int>(*number);
  return selection;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string format = arguments.one_of("format", {"table", "csv", "json"});
  const Selection selection = selection_of(arguments);
  if (arguments.has("alarms")) {
    const auto alarms = read_alarms(arguments.words().front());
    deliver(arguments.text("output"), format == "json"  ? alarms_as_json(alarms)
                                      : format == "csv" ? alarms_as_csv(alarms, session)
                                                        : alarms_as_table(alarms, session));
    return 0;
  }
  const ResultsContent results = read_results(arguments.words().front());
  if (arguments.has("hindcast")) {
    deliver(arguments.text("output"), hindcast(results, format, session));
    return 0;
  }
  if (arguments.has("climate")) {
    deliver(arguments.text("output"), format == "json"  ? climate_as_json(results)
                                      : format == "csv" ? climate_as_csv(results, session)
                                                        : climate_as_table(results, session));
    return 0;
  }
  if (arguments.has("costs")) {
    deliver(arguments.text("output"), costs_table(results, session));
    return 0;
  }
  deliver(arguments.text("output"), format == "json"  ? as_json(results, selection)
                                    : format == "csv" ? as_csv(results, selection, session)
                                                      : as_table(results, selection, session));
  return 0;
}

}  // namespace

const Verb show_verb{
    "show", "RESULTS", 1, 1,
    {"指标与目标对照", "Shows indicators against their targets."},
    {"  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n",
     "  wufei show out/banan.h5\n  wufei show out/banan.h5 --indicator 11 --format json\n"},
    {{"indicator", "", "N", {"只看一项指标，列出各年", "one indicator, with all its years"}},
     {"all", "", "", {"也列出未模拟的指标", "list those that are not simulated, too"}},
     {"hindcast", "", "", {"2020年模拟值与规划数值对照", "the first year against what the plan states of it"}},
     {"costs", "", "", {"列出投资，以及每项指标每变动一个单位的支出", "list investments, and what a unit of each indicator costs"}},
     {"climate", "", "", {"温室气体，按来源和年份", "greenhouse gases, by source and year"}},
     {"alarms", "", "", {"预警，按日期", "alarms, by date"}},
     {"format", "", "FORMAT", {"table（默认）、csv 或 json", "table (default), csv or json"}},
     {"output", "o", "FILE", {"写入文件", "write to a file"}}},
    run};

}  // namespace waste::cli
