#include "models/report/provenance.h"

#include <filesystem>
#include <map>
#include <numeric>

#include "engine/base/sha256.h"
#include "engine/store/file_io.h"
#include "models/report/wording.h"
#include "models/views/page.h"

namespace waste::report {
namespace {

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

Table file_table(const Source& source) {
  const ResultsContent& content = source.content;
  Table table{
      {"结果文件 " + base_name(source.path), "Results file " + base_name(source.path)}, {{{"项目", "what"}}, {{"内容", "value"}}}, {}};
  const auto add = [&](const Label& what, const std::string& value) { table.rows.push_back({text_cell(what), text_cell(value)}); };
  add({"程序版本", "version of the program"}, content.version);
  add({"随机数种子", "seed"}, std::to_string(content.seed));
  add({"模拟遍数", "replications"}, std::to_string(content.replicas));
  add({"情景文本SHA-256", "SHA-256 of the scenarios"}, content.scenario_sha256);
  add({"数据表SHA-256", "SHA-256 of the data"}, content.data_sha256);
  add({"结果文件SHA-256", "SHA-256 of the results file"}, sim::sha256(sim::read_file(source.path)));
  table.rows.push_back({text_cell(Label{"是否完整", "complete"}),
                        text_cell(content.complete ? Label{"是", "yes"}
                                                   : Label{"否：运行中断，只含已完成的各遍", "no: the run was stopped early"})});
  add({"重现全部数值", "makes every number again"}, "wufei reproduce " + base_name(source.path));
  return table;
}

Table scenario_table(const Sources& sources) {
  Table table{{"各情景", "Scenarios"},
              {{{"情景", "scenario"}},
               {{"名称", "name"}},
               {{"遍数", "replications"}, true},
               {{"有效遍数", "effective"}, true},
               {{"抽取的假设", "drawn values"}, true},
               {{"事件总数", "events"}, true},
               {{"物料最大误差（克）", "largest imbalance [g]"}, true}},
              {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable run = scenario.table("run");
    const auto& events = run.cells<std::int64_t>("events");
    const std::int64_t sum = std::accumulate(events.begin(), events.end(), std::int64_t{0});
    table.rows.push_back({text_cell(scenario.full), text_cell(scenario.key), text_cell(std::to_string(scenario.result->replicas)),
                          text_cell(number(scenario.result->effective)), text_cell(std::to_string(scenario.result->uncertain)),
                          text_cell(std::to_string(sum)), text_cell(std::to_string(scenario.result->mass_closure_g))});
  }
  return table;
}

Label word_for(const std::string& status) {
  if (status == "plan") return {"取自方案", "from the plan"};
  if (status == "derived") return {"推导", "derived"};
  if (status == "assumption") return {"假设", "assumptions"};
  if (status == "scenario") return {"情景设定", "set by the scenario"};
  return {status, status};
}

Sentence values_of(const ReportedScenario& scenario) {
  const ResultTable values = scenario.table("values");
  std::map<std::string, std::size_t> counts;
  for (const std::string& status : values.cells<std::string>("status")) ++counts[status];
  Label list;
  std::size_t sum = 0;
  for (const auto& [status, count] : counts) {
    list = list + (list.zh.empty() ? Label{} : Label{"，", ", "}) + word_for(status) + same(" " + std::to_string(count));
    sum += count;
  }
  return {filled({"“{}”的输入数值{}个：{}。", "Input values of “{}”: {}; {}."}, {scenario.title, same(std::to_string(sum)), list})};
}

Label idle(const ScenarioResult& scenario) {
  Label list;
  for (const PolicyResult& policy : scenario.policies)
    if (policy.idle()) list = list + (list.zh.empty() ? Label{} : Label{"、", ", "}) + policy.label + same(" (" + policy.id + ")");
  return list;
}

std::string command_of(const Sources& sources) {
  std::string command = "wufei report";
  for (const auto& file : sources.files()) command += " " + base_name(file->path);
  return command + " -o report.html";
}

}  // namespace

Section provenance(const Sources& sources) {
  Section section{"provenance", {"出处与重现", "Provenance"}, {}};
  for (const auto& file : sources.files()) section.blocks.push_back(file_table(*file));
  section.blocks.push_back(scenario_table(sources));
  section.blocks.push_back(values_of(sources.main()));
  if (const Label list = idle(*sources.main().result); !list.zh.empty())
    section.blocks.push_back(Sentence{Label{"各遍均未起作用的措施：", "Measures that changed nothing in any replication: "} + list +
                                      Label{"。", "."}});
  section.blocks.push_back(Sentence{
      filled({"本报告由 {} 生成，同样的结果文件得到同样的字节；图由 {}（Apache-2.0）绘制，不连接网络。",
              "This report was written by {}; the same results give the same bytes. Pictures are drawn by {} (Apache-2.0); "
              "no network is used."},
             {same(command_of(sources)), same(std::string(page_chart_library))}),
      Tone::note});
  return section;
}

}  // namespace waste::report
