#include "models/report/sources.h"

#include <algorithm>
#include <filesystem>

#include "models/results/layout.h"

namespace waste::report {
namespace {

std::size_t due_in(const ReportedScenario& scenario) {
  const auto& policies = scenario.result->policies;
  return static_cast<std::size_t>(std::count_if(policies.begin(), policies.end(), [](const PolicyResult& policy) { return policy.due; }));
}

template <class Get>
bool share(const std::vector<ReportedScenario>& scenarios, Get get) {
  std::vector<std::string> names;
  for (const auto& scenario : scenarios) names.push_back(get(scenario));
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

/// What stands before the first colon.
std::string before_colon(const std::string& text) { return text.substr(0, std::min(text.find("："), text.find(": "))); }

std::string stem_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

}  // namespace

ResultTable ReportedScenario::table(const std::string& name, const TableSelection& selection) const {
  return read_table(source->file, source->path, result->name, name, selection);
}

const IndicatorResult* ReportedScenario::line(int number, const std::string& definition) const {
  for (const IndicatorResult& line : result->indicators)
    if (line.number == number && line.definition == definition) return &line;
  return nullptr;
}

std::vector<double> ReportedScenario::weights() const {
  if (result->weighted) return result->weights;
  return std::vector<double>(static_cast<std::size_t>(result->replicas), 1.0 / result->replicas);
}

Sources::Sources(const std::vector<std::string>& paths, const std::optional<std::string>& main) {
  for (const std::string& path : paths) add(path);
  const auto short_zh = [](const ReportedScenario& scenario) { return before_colon(scenario.full.zh); };
  const auto short_en = [](const ReportedScenario& scenario) { return before_colon(scenario.full.en); };
  if (!share(scenarios_, short_zh) && !share(scenarios_, short_en))
    for (ReportedScenario& scenario : scenarios_) scenario.title = {short_zh(scenario), short_en(scenario)};
  if (share(scenarios_, [](const ReportedScenario& scenario) { return scenario.key; }))
    for (ReportedScenario& scenario : scenarios_) {
      const std::string file = stem_of(scenario.source->path);
      scenario.key = file + ":" + scenario.key;
      scenario.title = {scenario.title.zh + "（" + file + "）", scenario.title.en + " (" + file + ")"};
    }
  choose(main);
}

void Sources::add(const std::string& path) {
  files_.push_back(std::make_unique<Source>(Source{path, read_results(path), open_results(path)}));
  const Source& source = *files_.back();
  for (const ScenarioResult& result : source.content.scenarios) {
    const Label title{result.title.zh.empty() ? result.name : result.title.zh, result.title.en.empty() ? result.name : result.title.en};
    scenarios_.push_back({&source, &result, title, title, result.name});
  }
  if (source.content.scenarios.empty()) refuse_results(path, {"没有情景", "has no scenario"});
}

void Sources::choose(const std::optional<std::string>& main) {
  std::string known;
  std::optional<std::size_t> asked;
  std::size_t least = 0;
  for (std::size_t i = 0; i < scenarios_.size(); ++i) {
    known += (known.empty() ? "" : ", ") + scenarios_[i].key;
    if (main && !asked && (scenarios_[i].key == *main || scenarios_[i].result->name == *main)) asked = i;
    if (due_in(scenarios_[i]) < due_in(scenarios_[least])) least = i;
  }
  if (main && !asked)
    throw sim::Error(sim::Exit::usage,
                     {"没有名为“" + *main + "”的情景；已有：" + known, "no scenario is called '" + *main + "'; there are: " + known});
  main_ = asked.value_or(least == 0 && scenarios_.size() > 1 && due_in(scenarios_[0]) < due_in(scenarios_[1]) ? 1 : 0);
  if (due_in(scenarios_[least]) < due_in(scenarios_[main_])) reference_ = least;
}

}  // namespace waste::report
