// Policies: responsible unit, task, deadline and cost.
#include "models/outputs/output.h"

namespace waste {
namespace {

const TaskFacts* task_of(const World& world, const Policy& policy) { return policy.task ? &world.plan.tasks[policy.task.index] : nullptr; }
const ProjectFacts* project_of(const World& world, const Policy& policy) {
  return policy.project ? &world.plan.projects[policy.project.index] : nullptr;
}

/// Responsible units come from the task or, without a task, from the project.
std::string owner_of(const World& world, const Policy& policy) {
  if (const TaskFacts* task = task_of(world, policy)) return task->owner;
  const ProjectFacts* project = project_of(world, policy);
  return project ? project->owner : "";
}

std::string deadline_of(const World& world, const Policy& policy) {
  if (const TaskFacts* task = task_of(world, policy)) return task->deadline;
  const ProjectFacts* project = project_of(world, policy);
  return project ? project->year : "";
}

std::string joined(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ";") + std::to_string(number);
  return text;
}

/// "11;23;1": the indicators it is for.
std::string meant_for(const World& world, const Policy& policy) {
  if (const TaskFacts* task = task_of(world, policy)) return joined(task->indicators);
  const ProjectFacts* project = project_of(world, policy);
  return project ? joined(project->indicators) : "";
}

/// The indicators that its task moves besides.
std::string also_moved(const World& world, const Policy& policy) {
  const TaskFacts* task = task_of(world, policy);
  return task ? joined(task->also) : "";
}

sim::Time begin_of(const World& world, const Policy& policy) {
  const TaskFacts* task = task_of(world, policy);
  return task ? task->begin(policy.starts) : policy.starts;
}

std::string start_of(const World& world, const Policy& policy) {
  const sim::Time begin = begin_of(world, policy);
  return begin == sim::never ? "never" : sim::to_string(begin);
}

std::int64_t spent_in_run(const World& world, const Policy& policy) { return spent_on(policy, task_of(world, policy), world.district.end); }

/// One cell per policy, from the world and the policy.
template <class Get>
auto of_policy(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.policies.list; },
                 [get](const std::unique_ptr<Policy>& policy, const Frame& frame) { return get(frame.world, *policy); });
}

std::string task_id(const World& world, const Policy& p) { return task_of(world, p) ? task_of(world, p)->id : ""; }
std::string project_id(const World& world, const Policy& p) { return project_of(world, p) ? project_of(world, p)->id : ""; }

using W = const World&;
using P = const Policy&;
const sim::Names row{"policy"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"policies", {"政策", "policies"}, Moment::first, 4, row},
      {
          {"policy", {"政策", "policy"}, row, {}, "", of_policy([](W, P p) { return p.id; })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_policy([](W, P p) { return p.label.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_policy([](W, P p) { return p.label.en; })},
          {"task", {"任务", "task"}, row, {}, "of annex 2, that it carries out", of_policy(task_id)},
          {"project", {"工程", "project"}, row, {}, "of annex 3, that it carries out", of_policy(project_id)},
          {"owner", {"牵头单位", "owner"}, row, {}, "lead unit", of_policy(owner_of)},
          {"deadline", {"期限", "deadline"}, row, {}, "as printed", of_policy(deadline_of)},
          {"starts", {"开始", "starts"}, row, {}, "before any delay", of_policy(start_of)},
          {"probability", {"概率", "probability"}, row, {}, "that it happens at all", of_policy([](W, P p) { return p.probability; })},
          {"indicators",
           {"对应的指标", "indicators"},
           row,
           {},
           "numbers of the indicators that its task or project is for",
           of_policy(meant_for)},
          {"also",
           {"连带影响的指标", "also moved"},
           row,
           {},
           "numbers of the indicators that its task moves besides",
           of_policy(also_moved)},
          {"investment", {"投资", "investment"}, row, {"1", "fen"}, "when carried out in full", of_policy([](W, P p) {
             return p.investment;
           })},
          {"spent", {"本情景支出", "spent"}, row, {"1", "fen"}, "in this scenario", of_policy(spent_in_run)},
          {"source", {"来源", "source"}, row, {}, "", of_policy([](W, P p) { return p.source; })},
      },
      [](const Frame& frame) { return !frame.world.policies.list.empty(); })};
}};

}  // namespace
}  // namespace waste
