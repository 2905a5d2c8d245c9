// wufei compare: compares two results files: are they the same, where do they first differ, and does it matter?
#include "models/results/compare.h"

#include "models/cli/comparison_view.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/views/json.h"

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

int run(const Arguments& arguments, const Session& session) {
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
     2,
     2,
     {"比较两个结果文件：是否相同，哪里不同", "Says whether two results files are the same, and where they differ."},
     {"  wufei compare out/a.h5 out/b.h5\n  wufei compare out/a.h5 out/b.h5 --mode statistical --format json\n",
      "  wufei compare out/a.h5 out/b.h5\n  wufei compare out/a.h5 out/b.h5 --mode statistical --format json\n"},
     {{"mode", "", "MODE", {"exact（默认）、tolerance 或 statistical", "exact (default), tolerance or statistical"}},
      {"relative", "", "X", {"tolerance 的相对误差，默认 1e-9", "relative difference allowed by tolerance, 1e-9"}},
      {"absolute", "", "X", {"tolerance 的绝对误差，默认 0", "absolute difference allowed by tolerance, 0"}},
      {"confidence", "", "X", {"statistical 的总置信度，默认 0.99", "joint confidence of statistical, 0.99"}},
      {"format", "", "FORMAT", {"table（默认）或 json", "table (default) or json"}}},
     run}};

}  // namespace
}  // namespace waste::cli
