// wufei compare: compares two results files: are they the same, where do they first differ, and does it matter?
#include "models/results/compare.h"

#include <algorithm>

#include "models/cli/comparison_view.h"
#include "models/cli/output.h"
#include "models/cli/sides.h"
#include "models/cli/verbs.h"
#include "models/views/json.h"
#include "models/views/sheet_forms.h"

namespace waste::cli {
namespace {

CompareOptions options_of(const Arguments& arguments, const Session& session) {
  CompareOptions options;
  const std::string mode = arguments.one_of("mode", {"exact", "tolerance", "statistical"});
  options.mode = mode == "exact" ? CompareMode::exact : mode == "tolerance" ? CompareMode::tolerance : CompareMode::statistical;
  const bool limits = arguments.has("relative") || arguments.has("absolute");
  if (limits && options.mode != CompareMode::tolerance)
    throw UsageError(session.say({"--relative 和 --absolute 只用于 --mode tolerance",
                                  "--relative and --absolute belong to --mode tolerance"}));
  if (arguments.has("confidence") && options.mode != CompareMode::statistical)
    throw UsageError(session.say({"--confidence 只用于 --mode statistical", "--confidence belongs to --mode statistical"}));
  options.confidence = arguments.positive("confidence", options.confidence);
  options.relative = arguments.positive("relative", options.relative);
  options.absolute = arguments.positive("absolute", options.absolute);
  return options;
}

std::string as_json(const Comparison& comparison, const std::string& mode) {
  Json json;
  json.begin('{').member("schema_version", 1).member("mode", mode).member("same", comparison.same).member("too_few", comparison.too_few);
  json.member("compared", comparison.compared).member("different", comparison.different).member("summary", comparison.summary);
  json.key("first").begin('[');
  for (const Difference& d : comparison.first) json.begin('{').member("where", d.where).member("a", d.a).member("b", d.b).end();
  json.end().key("unseen").begin('[');
  for (const Unseen& unseen : comparison.unseen)
    json.begin('{').member("where", unseen.where).member("mean", unseen.mean).member("smallest", unseen.smallest).end();
  return json.end().end().text();
}

/// Whether scenarios are to be set side by side: asked for, or because a word names a scenario or there are more than two.
bool side_by_side_wanted(const Arguments& arguments) {
  if (arguments.has("mode")) return arguments.text("mode") == "side-by-side";
  const auto& words = arguments.words();
  return words.size() > 2 || std::any_of(words.begin(), words.end(), [](const auto& word) { return !side_name(word).scenario.empty(); });
}

int run_sides(const Arguments& arguments, const Session& session) {
  for (const char* option : {"relative", "absolute", "confidence"})
    if (arguments.has(option))
      throw UsageError(session.zh() ? std::string("--") + option + " 不用于情景并排比较"
                                    : std::string("--") + option + " is not for scenarios side by side");
  const Format format = format_named(arguments.one_of("format", format_names()));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  SidesSelection selection;
  selection.all_years = arguments.has("years") || format != Format::table;
  if (const auto year = arguments.whole("year", 1, 9999)) selection.year = static_cast<int>(*year);
  if (const auto number = arguments.whole("indicator", 1, 999)) selection.number = static_cast<int>(*number);
  deliver(arguments.text("output"), in_format(side_by_side(read_sides(arguments.words(), session), selection, session), format, session));
  return 0;
}

int run(const Arguments& arguments, const Session& session) {
  arguments.one_of("mode", {"exact", "tolerance", "statistical", "side-by-side"});
  if (side_by_side_wanted(arguments)) return run_sides(arguments, session);
  for (const char* option : {"year", "years", "indicator", "output"})
    if (arguments.has(option))
      throw UsageError(session.zh() ? std::string("--") + option + " 只用于 --mode side-by-side"
                                    : std::string("--") + option + " belongs to --mode side-by-side");
  if (arguments.words().size() != 2)
    throw UsageError(session.say({"比较两个结果文件是否相同，需要两个文件",
                                  "two results files are needed to say whether they are the same"}));
  const std::string format = arguments.one_of("format", {"table", "json"});
  const CompareOptions options = options_of(arguments, session);
  const Comparison comparison = compare_results(arguments.words()[0], arguments.words()[1], options);
  deliver("", format == "json" ? as_json(comparison, arguments.text("mode", "exact")) : comparison_table(comparison, session));
  return comparison.same ? 0 : 1;
}

const RegisteredVerb registered{
    6,
    {"compare",
     "A B",
     1,
     100,
     {"比较两个结果文件是否相同，或把情景并排比较", "Says whether two results files are the same, or sets scenarios side by side."},
     {"  wufei compare out/a.h5 out/b.h5\n  wufei compare out/a.h5 out/b.h5 --mode statistical --format json\n"
      "  wufei compare out/a.h5:plan out/b.h5:idea --format csv -o out/对比.csv\n",
      "  wufei compare out/a.h5 out/b.h5\n  wufei compare out/a.h5 out/b.h5 --mode statistical --format json\n"
      "  wufei compare out/a.h5:plan out/b.h5:idea --format csv -o out/sides.csv\n"},
     {{"mode",
       "",
       "MODE",
       {"exact（默认）、tolerance、statistical 或 side-by-side（写 文件:情景 时的默认）",
        "exact (default), tolerance, statistical, or side-by-side (the default of FILE:SCENARIO)"}},
      {"relative", "", "X", {"tolerance 的相对误差，默认 1e-9", "relative difference allowed by tolerance, 1e-9"}},
      {"absolute", "", "X", {"tolerance 的绝对误差，默认 0", "absolute difference allowed by tolerance, 0"}},
      {"confidence", "", "X", {"statistical 的总置信度，默认 0.99", "joint confidence of statistical, 0.99"}},
      {"indicator", "", "N", {"并排：只比较一项指标的各年", "side by side: one indicator, all its years"}},
      {"year", "", "YYYY", {"并排：只列一年，默认目标年", "side by side: one year; by default the target year"}},
      {"years", "", "", {"并排：列出各年，末年在前", "side by side: all years, the last first"}},
      {"format", "", "FORMAT", {"table（默认）或 json；并排还可用 csv、xlsx", "table (default) or json; side by side csv and xlsx, too"}},
      {"output", "o", "FILE", {"并排：写入文件", "side by side: write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
