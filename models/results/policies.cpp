#include "models/results/policies.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "engine/base/error.h"
#include "models/results/layout.h"

namespace waste {
namespace {

const TaskFacts* task_of(const World& world, const Policy& policy) { return policy.task ? &world.plan.tasks[policy.task.index] : nullptr; }
const ProjectFacts* project_of(const World& world, const Policy& policy) {
  return policy.project ? &world.plan.projects[policy.project.index] : nullptr;
}

/// The task tells whom to ask; a policy without a task is its project's.
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

/// "11;23;1": the indicators it is to move.
std::string moved_by(const World& world, const Policy& policy) {
  std::vector<int> numbers;
  if (const TaskFacts* task = task_of(world, policy)) {
    numbers = task->indicators;
    numbers.insert(numbers.end(), task->also.begin(), task->also.end());
  } else if (const ProjectFacts* project = project_of(world, policy)) {
    numbers = project->indicators;
  }
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ";") + std::to_string(number);
  return text;
}

sim::Time begin_of(const World& world, const Policy& policy) {
  const TaskFacts* task = task_of(world, policy);
  return task ? task->begin(policy.starts) : policy.starts;
}

/// What is spent of the investment until the end of the run: nothing on what never begins, a part on what goes part of its way.
std::int64_t spent_on(const World& world, const Policy& policy) {
  if (begin_of(world, policy) >= world.district.end) return 0;
  const TaskFacts* task = task_of(world, policy);
  const double part = task ? std::min(task->strength, 1.0) : 1;
  return static_cast<std::int64_t>(static_cast<double>(policy.investment) * part + 0.5);
}

std::vector<int> numbers_of(const std::string& text) {
  std::vector<int> numbers;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, ';');) numbers.push_back(std::atoi(word.c_str()));
  return numbers;
}

}  // namespace

void write_policies(sim::Hdf5Writer& file, const World& world, const std::string& path) {
  if (world.policies.list.empty()) return;
  const auto column = [&](const std::string& name, auto get, const sim::Attributes& about) {
    std::vector<std::decay_t<decltype(get(*world.policies.list[0]))>> values;
    for (const auto& policy : world.policies.list) values.push_back(get(*policy));
    if (name == "policy") file.dimension(path + "/" + name, values, about);
    else file.dataset(path + "/" + name, {"policy"}, values, about);
  };
  const auto id = [](const auto& list, sim::Reference<std::uint32_t> which) { return which ? list[which.index].id : std::string(); };
  column("policy", [](const Policy& p) { return p.id; }, plain());
  column("label_zh", [](const Policy& p) { return p.label.zh; }, plain());
  column("label_en", [](const Policy& p) { return p.label.en; }, plain());
  column("task", [&](const Policy& p) { return id(world.plan.tasks, p.task); }, plain("of annex 2, that it carries out"));
  column("project", [&](const Policy& p) { return id(world.plan.projects, p.project); }, plain("of annex 3, that it carries out"));
  column("owner", [&](const Policy& p) { return owner_of(world, p); }, plain("lead unit"));
  column("deadline", [&](const Policy& p) { return deadline_of(world, p); }, plain("as printed"));
  column("starts", [&](const Policy& p) { return begin_of(world, p) == sim::never ? "never" : sim::to_string(begin_of(world, p)); },
         plain("before any delay"));
  column("indicators", [&](const Policy& p) { return moved_by(world, p); }, plain("numbers of the indicators it is to move"));
  column("investment", [](const Policy& p) { return p.investment; }, units("1", "fen", "when carried out in full"));
  column("spent", [&](const Policy& p) { return spent_on(world, p); }, units("1", "fen", "in this scenario"));
  column("source", [](const Policy& p) { return p.source; }, plain());
}

std::vector<PolicyResult> read_policies(const sim::Hdf5Reader& file, const std::string& path) {
  if (!file.has(path)) return {};
  std::vector<PolicyResult> policies(file.read<std::string>(path + "/policy").size());
  const auto column = [&]<class T>(const char* name, T, auto set) {
    const auto values = file.read<T>(path + "/" + name);
    if (values.size() != policies.size()) throw sim::Error(sim::Exit::results, "results file is damaged at '" + path + "/" + name + "'");
    for (std::size_t i = 0; i < policies.size(); ++i) set(policies[i], values[i]);
  };
  const std::string text;
  column("policy", text, [](PolicyResult& p, const std::string& value) { p.id = value; });
  column("label_zh", text, [](PolicyResult& p, const std::string& value) { p.label.zh = value; });
  column("label_en", text, [](PolicyResult& p, const std::string& value) { p.label.en = value; });
  column("task", text, [](PolicyResult& p, const std::string& value) { p.task = value; });
  column("project", text, [](PolicyResult& p, const std::string& value) { p.project = value; });
  column("owner", text, [](PolicyResult& p, const std::string& value) { p.owner = value; });
  column("deadline", text, [](PolicyResult& p, const std::string& value) { p.deadline = value; });
  column("indicators", text, [](PolicyResult& p, const std::string& value) { p.indicators = numbers_of(value); });
  column("investment", std::int64_t{}, [](PolicyResult& p, std::int64_t value) { p.investment = value; });
  column("spent", std::int64_t{}, [](PolicyResult& p, std::int64_t value) { p.spent = value; });
  return policies;
}

}  // namespace waste
