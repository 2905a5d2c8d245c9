// wufei check: all errors of scenario files, and a proof that every stream can reach a site where it may end.
#include <iostream>
#include <map>

#include "engine/base/error.h"
#include "models/cli/errors.h"
#include "models/cli/verbs.h"
#include "models/policies/fixed_sizes.h"
#include "models/run/near_targets.h"
#include "models/views/format.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

std::string count(std::size_t number, const Label& noun, const Session& session) {
  return std::to_string(number) + " " + session.say(noun);
}

/// "values: 120 plan, 33 derived": input values by status.
std::string values_by_status(const Scenario& scenario, const Session& session) {
  static const std::map<std::string, Label> labels{{"plan", {"方案", "plan"}},
                                                   {"derived", {"推导", "derived"}},
                                                   {"assumption", {"假设", "assumed"}},
                                                   {"scenario", {"情景", "from the scenario"}}};
  std::map<std::string, std::size_t> counts;
  for (const InputValue& value : scenario.values()) ++counts[value.status];
  std::string text;
  for (const auto& [status, label] : labels)
    if (counts.count(status)) text += (text.empty() ? "" : session.zh() ? "、" : ", ") + count(counts[status], label, session);
  return text;
}

/// "; 12 sizes of policies have no range"; nothing if all have one.
std::string without_range(std::size_t number, const Session& session) {
  if (number == 0) return "";
  if (session.zh()) return "；" + std::to_string(number) + "个政策参数没有范围";
  return "; " + std::to_string(number) + (number == 1 ? " size of a policy has no range" : " sizes of policies have no range");
}

/// Values that are drawn from a sequence of their own, because the list of the district lacks them.
std::string unlisted(const World& world, const Session& session) {
  if (world.unlisted == 0) return "";
  return session.say({"；不在抽样维度表中：", "; not in the list of draws: "}) +
         count(world.unlisted, {"个有取值范围的数值", "values with a range"}, session);
}

std::string summary(const World& world, const Session& session) {
  const std::string comma = session.zh() ? "，" : ", ";
  const std::string districts = world.district.districts > 1 ? count(world.district.districts, {"个区", "districts"}, session) + comma : "";
  return districts + count(world.district.sites.size(), {"个场所", "sites"}, session) + comma +
         count(world.district.streams.size(), {"种废物（物料）", "streams"}, session) + comma +
         count(world.policies.list.size(), {"项政策", "policies"}, session) + comma +
         count(world.plan.indicators.size(), {"项指标", "indicators"}, session) + session.say({"；数值：", "; values: "}) +
         values_by_status(world.scenario, session) + unlisted(world, session) +
         session.say({"；各类废物均有去向", "; every stream reaches an end"}) +
         without_range(sizes_without_range(world.scenario).size(), session);
}

/// "t32_compounds.members, t32_rewards.coverage, ... (7)"
std::string listed(const std::vector<std::string>& paths) {
  constexpr std::size_t shown = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(shown, paths.size()); ++i)
    list += (i ? ", " : "") + paths[i].substr(std::string("policies.").size());
  return paths.size() > shown ? list + ", ... (" + std::to_string(paths.size()) + ")" : list;
}

Warning warning_of(const World& world, const NearTarget& near) {
  const std::string value = number(near.value), target = number(near.facts.target), sizes = listed(near.sizes);
  const Label unit{near.facts.own_unit, near.facts.unit};
  return {world.scenario.diagnostic(world.scenario.root().at_path(near.sizes.front())->place, "E0798", {}),
          {"按最可能取值，指标" + std::to_string(near.facts.number) + "“" + near.facts.name.zh + "”为" + value + "，距目标" + target +
               "不到1%，而左右它的参数是假设：" + sizes,
           "in the middle case indicator " + std::to_string(near.facts.number) + " (" + near.facts.name.en + ") comes out at " + value +
               ", within 1 % of its target " + target + ", and assumed sizes move it: " + sizes},
          {"以证据定参数，并看达标概率", "sizes from evidence; read the probability, not the verdict"}};
}

/// The middle case, simulated: E0798 for each target that it only just meets or misses. Returns what to say of it.
std::string look_at_targets(const std::string& path, const Arguments& arguments, const Session& session) {
  auto overrides = arguments.all("set");
  overrides.push_back("uncertainty=none");
  const auto world = build_world(Scenario::read(path, overrides));
  std::vector<Warning> warnings;
  for (const NearTarget& one : near_targets(*world)) warnings.push_back(warning_of(*world, one));
  print(warnings, session);
  return session.say({"；最可能情形距目标不到1%的指标：", "; within 1 % of the target in the middle case: "}) +
         count(warnings.size(), {"项", "indicators"}, session);
}

std::string check_one(const std::string& path, const Arguments& arguments, const Session& session) {
  const auto world = build_world(Scenario::read(path, arguments.all("set")));
  if (auto errors = network_errors(*world); !errors.empty()) throw sim::InputError(std::move(errors));
  print(world->warnings, session);
  std::string text = summary(*world, session);
  if (arguments.has("targets")) text += look_at_targets(path, arguments, session);
  if (arguments.has("ranges"))
    for (const auto& size : sizes_without_range(world->scenario)) text += "\n    " + size;
  return text;
}

/// Reports one scenario; the others are checked regardless.
int report(const std::string& path, const Arguments& arguments, const Session& session) {
  try {
    const std::string text = check_one(path, arguments, session);
    std::cout << painted("ok", Paint::green, session.color_out) << "  " << path << ": " << text << '\n';
    return 0;
  } catch (const sim::InputError& error) {
    print(error, session);
    return static_cast<int>(error.exit());
  } catch (const sim::Error& error) {
    print(in_language(error, session), session);
    return static_cast<int>(error.exit());
  }
}

int run(const Arguments& arguments, const Session& session) {
  int exit = 0;
  for (const auto& path : arguments.words()) exit = std::max(exit, report(path, arguments, session));
  return exit;
}

const RegisteredVerb registered{2,
                                {"check",
                                 "SCENARIO...",
                                 1,
                                 1000,
                                 {"检查情景文件，列出全部错误，不运行", "Finds all errors of scenario files, without a run."},
                                 {"  wufei check scenarios/plan.yaml\n  wufei check scenarios/*.yaml --lang zh\n",
                                  "  wufei check scenarios/plan.yaml\n  wufei check scenarios/*.yaml\n"},
                                 {{"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
                                  {"ranges",
                                   "",
                                   "",
                                   {"列出没有范围的政策参数（方案写明的请以 fixed 标明）",
                                    "list the sizes of policies without a range (`fixed` names those that the plan prints)"}},
                                  {"targets",
                                   "",
                                   "",
                                   {"模拟最可能情形一遍，提示距目标不到1%、而参数出于假设的指标",
                                    "simulate the middle case once and warn of targets within 1 % where sizes are assumed"}}},
                                 run}};

}  // namespace
}  // namespace waste::cli
