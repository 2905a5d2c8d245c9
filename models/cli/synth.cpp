// wufei synth: a scenario of many districts, scaled from the district of another scenario.
#include "models/scenario/synthetic.h"

#include <filesystem>
#include <limits>

#include "engine/base/error.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

namespace fs = std::filesystem;

/// "out/synth_10" and "out/synth_10.yaml" name the same scenario.
fs::path scenario_path(const Arguments& arguments, int districts) {
  fs::path path = arguments.text("output", "out/synth_" + std::to_string(districts));
  if (path.extension() != ".yaml" && path.extension() != ".yml") path += ".yaml";
  return path;
}

fs::path table_path(fs::path scenario) { return scenario.replace_filename(scenario.stem().string() + "_districts.csv"); }

sim::FileError not_found(const fs::path& path, const std::error_code& problem) {
  const std::string name = path.string();
  return {sim::joined({"找不到“" + name + "”", "cannot find '" + name + "'"}, sim::reason_of(problem.value())), name, problem.value()};
}

/// Path of `base` relative to the scenario at `scenario`.
std::string seen_from(const fs::path& scenario, const fs::path& base) {
  std::error_code problem;
  const fs::path folder = fs::weakly_canonical(fs::absolute(scenario), problem).parent_path();
  if (problem) throw not_found(scenario, problem);
  const fs::path real = fs::canonical(base, problem);
  if (problem) throw not_found(base, problem);
  return real.lexically_relative(folder).generic_string();
}

sim::Time starts_of(const Arguments& arguments, const World& source, const Session& session) {
  if (!arguments.has("starts")) return source.district.start;
  const std::string text = arguments.text("starts");
  const auto date = sim::parse_time(text);
  if (date && *date == sim::month_begin(sim::month_number(*date))) return *date;
  throw UsageError(session.zh() ? "--starts 的值 '" + text + "' 无效：应为月份，如 2024-01"
                                : "--starts cannot be '" + text + "': expected a month such as 2024-01");
}

int run(const Arguments& arguments, const Session& session) {
  const std::string base = arguments.text("scenario", "scenarios/baseline.yaml");
  const auto source = build_template(Scenario::read(base));
  if (source->district.template_sites() == 0) throw UsageError(session.say({"情景没有场所可复制", "the scenario has no sites to copy"}));
  SynthOptions options;
  options.districts = static_cast<int>(arguments.whole("districts", 1, 10'000).value_or(10));
  options.months = static_cast<int>(arguments.whole("months", 1, 1200).value_or(1));
  options.seed = arguments.whole("seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(1);
  options.starts = starts_of(arguments, *source, session);
  options.target_year = source->plan.target_year;
  const fs::path path = scenario_path(arguments, options.districts);
  options.base = seen_from(path, base);
  options.table = table_path(path).filename().string();
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  deliver(table_path(path).string(), synth_table(options));
  deliver(path.string(), synth_scenario(options));
  try {
    build_template(Scenario::read(path.string()));  // reports problems immediately, such as a folder outside the root
  } catch (const sim::FileError& error) {
    throw sim::FileError({"“" + path.string() + "”已完整写出，但无法检查：" + error.zh(),
                          "'" + path.string() + "' is complete, but cannot be checked: " + error.what()},
                         error.path(), error.number());
  }
  const std::string number = std::to_string(options.districts);
  session.tell(path.string() +
               (session.zh() ? "：" + number + "个区；运行：\n  "
                             : ": " + number + (options.districts == 1 ? " district" : " districts") + "; to run:\n  ") +
               "wufei run " + shell_quoted(path.string()));
  return 0;
}

const RegisteredVerb registered{
    10,
    {"synth",
     "",
     0,
     0,
     {"由一个区的情景生成多区情景，各区共用接收单位", "Writes a scenario of many districts, scaled from one, that share receivers."},
     {"  wufei synth --districts 100\n  wufei synth --districts 1000 --scenario scenarios/plan.yaml --starts 2024-01 --months 2 -o out/third\n",
      "  wufei synth --districts 100\n  wufei synth --districts 1000 --scenario scenarios/plan.yaml --starts 2024-01 --months 2 -o out/third\n"},
     {{"districts",
       "d",
       "N",
       {"区的数目，默认 10；每 10 个区一市，每 10 市一省", "how many, by default 10; ten districts make a city, ten cities a province"}},
      {"months", "m", "M", {"模拟的月数，默认 1", "months to simulate, by default 1"}},
      {"starts", "", "YYYY-MM", {"第一个月，默认为所基于情景的第一个月", "the first month, by default that of the scenario it builds on"}},
      {"seed", "s", "S", {"大小、距离和模拟的随机种子，默认 1", "seed of sizes, distances and the simulation, by default 1"}},
      {"scenario", "", "FILE", {"所基于的情景，默认 scenarios/baseline.yaml", "scenario it builds on, by default scenarios/baseline.yaml"}},
      {"output",
       "o",
       "FILE",
       {"情景文件，默认 out/synth_N.yaml，区表写在其旁",
        "scenario file, by default out/synth_N.yaml; the table of districts stands beside it"}}},
     run}};

}  // namespace
}  // namespace waste::cli
