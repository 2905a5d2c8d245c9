#include "models/policies/task.h"

#include <algorithm>
#include <sstream>

#include "models/policies/policy.h"
#include "models/scenario/fields.h"

namespace waste {
namespace {

/// "1;2;11": numbers of indicators.
std::vector<int> numbers(Fields& fields, const char* key) {
  std::string text;
  fields.text(key, text);
  std::vector<int> result;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, ';');) {
    const bool digits = !word.empty() && word.size() <= 3 && word.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) {
      fields.error(fields.map().find(key)->place, "E0709",
                   {"“" + word + "”不是指标编号", "'" + word + "' is not the number of an indicator"},
                   {"方案所列指标的编号，如11;23", "numbers of the plan's list, e.g. 11;23"});
      return {};
    }
    result.push_back(std::stoi(word));
  }
  return result;
}

}  // namespace

sim::Time TaskFacts::begin(sim::Time starts) const {
  return !active || starts == sim::never || starts >= starts_before ? sim::never : starts + shift;
}

std::int64_t spent_on(const Policy& policy, const TaskFacts* task, sim::Time end) {
  if ((task ? task->begin(policy.starts) : policy.starts) >= end) return 0;
  const double part = task ? std::min(task->strength, 1.0) : 1;
  return static_cast<std::int64_t>(static_cast<double>(policy.investment) * part * policy.probability + 0.5);
}

void read_switches(Fields& fields, TaskFacts& task) {
  const Fields::Names none;
  fields.yes_no("active", task.active);
  fields.parameter({"shift", "s", {"推迟开始的时间；负数为提前", "begins later, or earlier when negative"}, -1e9, 1e9}, &task.shift, none);
  fields.parameter({"strength", "1", {"实施力度", "how far it goes"}, 0, 10}, &task.strength, none);
  fields.date("starts_before", task.starts_before);
}

TaskFacts read_task(const Node::Entry& entry, Fields& fields, const TaskFacts& defaults) {
  TaskFacts task = defaults;
  task.id = entry.key;
  fields.ordinal("number", task.number);
  fields.text("owner", task.owner);
  fields.text("support", task.support);
  fields.text("deadline", task.deadline);
  fields.text("levers", task.levers);
  task.indicators = numbers(fields, "indicators");
  task.also = numbers(fields, "also");
  fields.text("reason", task.reason);
  read_switches(fields, task);
  return task;
}

ProjectFacts read_project(const Node::Entry& entry, Fields& fields) {
  ProjectFacts project;
  project.id = entry.key;
  fields.ordinal("number", project.number);
  fields.text("owner", project.owner);
  fields.text("year", project.year);
  fields.text("quantity", project.quantity);
  fields.integer("investment", "fen", project.investment, {0, 1e17});
  project.indicators = numbers(fields, "indicators");
  return project;
}

}  // namespace waste
