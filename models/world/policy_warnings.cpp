#include "models/world/policy_warnings.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "models/world/declared_questions.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr unsigned levers_in_all = static_cast<unsigned>(PolicyLever::count_);

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g %%", 100 * share);
  return text;
}

std::string plain(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string day(sim::Time time) { return sim::to_string(sim::Time{sim::day_of(time)}).substr(0, 10); }

/// The warnings about one policy.
class PolicyWarnings {
 public:
  PolicyWarnings(const World& world, const Policy& policy, std::vector<Warning>& all)
      : world_(world), policy_(policy), task_(policy.task ? &world.plan.tasks[policy.task.index] : nullptr), all_(all) {}

  void look() {
    if (!policy_.acts()) return;
    const sim::Time begin = task_ ? task_->begin(policy_.starts) : policy_.starts;
    if (begin == sim::never) return;  // switched off by name
    if (!answers_anything())
      return warn("kind", "E0743", {"没有改变任何数值：各项数值为零或不完整", "changes nothing: its numbers are zero or incomplete"},
                  {"补全它要改变的数值，或删去这项政策", "complete its numbers, or take the policy out"});
    if (policy_.probability <= 0)
      return warn("probability", "E0743", {"发生的概率为零，不会实施", "has a probability of 0: it never happens"},
                  {"大于零的概率，或写 starts: never", "a probability above 0, or 'starts: never'"});
    look_at_period(begin);
    look_at_shares();
  }

 private:
  bool answers_anything() const {
    for (unsigned i = 0; i < levers_in_all; ++i)
      if (answers(policy_, static_cast<PolicyLever>(i))) return true;
    return policy_.value_added(1) != 1;
  }
  void look_at_period(sim::Time begin);
  void look_at_shares();
  void warn(const char* key, const char* code, const Label& message, const Label& hint);

  const World& world_;
  const Policy& policy_;
  const TaskFacts* task_;
  std::vector<Warning>& all_;
};

void PolicyWarnings::warn(const char* key, const char* code, const Label& message, const Label& hint) {
  const Node* policy = world_.scenario.root().at_path("policies." + policy_.id);
  const Node* node = policy->find(key);
  all_.push_back({world_.scenario.diagnostic(node ? node->place : policy->place, code, {}),
                  {"政策“" + policy_.id + "”" + message.zh, "policy '" + policy_.id + "' " + message.en},
                  hint});
}

void PolicyWarnings::look_at_period(sim::Time begin) {
  const District& district = world_.district;
  const std::string task_zh = task_ && begin != policy_.starts ? "（经任务" + task_->id + "调整）" : "";
  const std::string task_en = task_ && begin != policy_.starts ? ", as task " + task_->id + " moves it" : "";
  const sim::Time earliest = begin + sim::Duration{policy_.delay.low};
  if (earliest >= district.end)
    return warn("starts", "E0744",
                {"于" + day(earliest) + "开始" + task_zh + "，而模拟到" + day(district.end) + "为止，不起作用",
                 "begins on " + day(earliest) + task_en + ", and the run ends on " + day(district.end) + ": it changes nothing"},
                {"提前开始，或写 never", "an earlier start, or 'never'"});
  if (policy_.ends == sim::never) return;
  const sim::Time over = policy_.ends + (begin - policy_.starts) + sim::Duration{policy_.delay.high};
  if (over <= district.start)
    warn("ends", "E0745",
         {"至迟于" + day(over) + "结束" + task_zh + "，而模拟自" + day(district.start) + "起，不起作用",
          "is over by " + day(over) + task_en + ", and the run begins on " + day(district.start) + ": it changes nothing"},
         {"推迟结束，或写 never", "a later end, or 'never'"});
}

void PolicyWarnings::look_at_shares() {
  if (!task_ || task_->strength <= 1) return;
  for (unsigned i = 0; i < levers_in_all; ++i) {
    const auto lever = static_cast<PolicyLever>(i);
    if (!beyond_bounds(policy_, lever, task_->strength)) continue;
    const std::string at = percent(task_->strength);
    warn("task", "E0747",
         {"在任务" + task_->id + "力度为" + at + "时，" + info(lever).name.zh + "的变化超过全部，按全部计",
          "changes more than all of " + std::string(info(lever).name.en) + " at the strength of task " + task_->id + ", " + at +
              ": it counts as all"},
         {"较小的力度或比例", "a smaller strength or share"});
  }
}

/// What a policy counts at the strength of its task, where this is no whole number: "t39_trucks 0.6 -> 1".
std::string rounded(const World& world, const Policy& policy) {
  if (!policy.task) return "";
  const double strength = world.plan.tasks[policy.task.index].strength;
  const double full = static_cast<double>(policy.vehicles(1)) + policy.reach(1);
  const double exact = full * strength, counted = full * whole_strength(policy, strength);
  return std::abs(exact - counted) < 1e-6 ? "" : policy.id + " " + plain(exact) + " -> " + plain(counted);
}

/// One warning for all of them, because the strength of all tasks is usually set in one place.
void warn_of_rounding(const World& world, std::vector<Warning>& all) {
  constexpr std::size_t shown = 5;
  std::string list;
  std::size_t count = 0;
  const Policy* first = nullptr;
  for (const auto& policy : world.policies.list) {
    const std::string text = rounded(world, *policy);
    if (text.empty()) continue;
    if (!first) first = policy.get();
    if (++count <= shown) list += (list.empty() ? "" : ", ") + text;
  }
  if (!first) return;
  const Node& root = world.scenario.root();
  const Node* at = root.at_path("all_tasks.strength");
  const Node* own = root.at_path("tasks." + world.plan.tasks[first->task.index].id + ".strength");
  if (own) at = own;
  if (!at) at = root.at_path("policies." + first->id);
  const std::string more = count > shown ? ", ... (" + std::to_string(count) + ")" : "";
  all.push_back({world.scenario.diagnostic(at->place, "E0746", {}),
                 {"车辆和名录成员只能是整数，按力度折算后四舍五入：" + list + more,
                  "vehicles and members are whole; at this strength they are rounded: " + list + more},
                 {"", ""}});
}

}  // namespace

std::vector<Warning> policy_warnings(const World& world) {
  std::vector<Warning> all;
  for (const auto& policy : world.policies.list) PolicyWarnings(world, *policy, all).look();
  warn_of_rounding(world, all);
  return all;
}

}  // namespace waste
