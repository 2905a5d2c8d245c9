#include "models/cli/notes.h"

#include <cstdio>

#include "models/assessment/weights.h"

namespace waste::cli {
namespace {

std::string idle_in(const ScenarioResult& scenario, const Session& session) {
  std::string list;
  for (const PolicyResult& policy : scenario.policies)
    if (policy.idle()) list += (list.empty() ? "" : session.say({"、", ", "})) + policy.id;
  return list;
}

}  // namespace

const Label what_the_mark_is{
    "! 超过100%：当年利用或回收的量大于当年产生量，差额是以前留存在堆场、仓库或田间的物料；目标不高于100%的，按达标计。\n",
    "! above 100 %: more was used or recovered than arose in the year; the rest is left over from before, in yards, stores or fields.\n"
    "  It meets a target of 100 % or less.\n"};

std::string idle_note(const ScenarioResult& scenario, const Session& session) {
  const std::string list = idle_in(scenario, session);
  return list.empty() ? "" : session.say({"各遍均未起作用的政策：", "policies that changed nothing in any replica: "}) + list + "\n";
}

std::vector<std::string> idle_policies(const ResultsContent& results, const Session& session) {
  std::vector<std::string> lines;
  for (const auto& scenario : results.scenarios)
    if (const std::string list = idle_in(scenario, session); !list.empty())
      lines.push_back(scenario.name + session.say({"：", ": "}) + list);
  return lines;
}

std::string weights_note(const ScenarioResult& scenario, const Session& session) {
  if (!scenario.weighted) return "";
  char number[32];
  std::snprintf(number, sizeof number, "%.1f", scenario.effective);
  const std::string n = std::to_string(scenario.replicas), worth = number;
  std::string text = session.say({"各遍按方案所载基准年数值加权：" + n + "遍相当于等权重的" + worth + "遍。\n",
                                  "replicas are weighted by the figures of the base year: " + n + " are worth " + worth +
                                      " of equal weight.\n"});
  if (trust(scenario.effective, static_cast<std::size_t>(scenario.replicas)) != Trust::good)
    text += session.say({"有效遍数太少：区间和概率尚不可信，请增加模拟遍数。\n",
                         "that is too few: bands and probabilities are not to be believed; use more replicas.\n"});
  return text;
}

std::vector<std::string> without_trust(const ResultsContent& results, const Session& session) {
  std::vector<std::string> lines;
  for (const auto& scenario : results.scenarios)
    if (scenario.weighted && scenario.replicas >= 10 &&
        trust(scenario.effective, static_cast<std::size_t>(scenario.replicas)) == Trust::none)
      lines.push_back(scenario.name + session.say({"：", ": "}) + weights_note(scenario, session));
  return lines;
}

}  // namespace waste::cli
