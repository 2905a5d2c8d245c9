// The plan's tasks (annex 2) and key projects (annex 3). A task is the switch of the policies that carry it out: whatever a
// policy does, its task can be taken out, moved in time, or weakened, in one line of a scenario.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "models/scenario/label.h"
#include "models/scenario/tree.h"

namespace waste {

class Fields;

struct TaskFacts {
  std::string id;                // "t15"
  int number = 0;                // in annex 2
  Label name;
  std::string owner;             // lead unit
  std::string support;           // units that take part
  std::string deadline;          // as printed; empty: none printed
  std::string levers;            // what it pulls, by the names of the plan's tables
  std::vector<int> indicators;   // that it moves, by the plan's tables
  std::vector<int> also;         // that it moves besides, for the reason given
  std::string reason;            // why `also`
  // What a scenario may change.
  bool active = true;            // no: the policies of this task never begin
  sim::Duration shift{0};        // begins later, or (negative) earlier
  double strength = 1;           // factor on how far its policies go [1]
  sim::Time starts_before = sim::never;  // policies of it that would begin at this time or later never begin

  /// When a policy that is to begin at `starts` begins under this task, before any slippage.
  sim::Time begin(sim::Time starts) const;
};

struct ProjectFacts {
  std::string id;                // "p04"
  int number = 0;                // in annex 3
  Label name;
  std::string owner;
  std::string year;              // as printed
  std::string quantity;          // as the plan has it, in own words
  std::int64_t investment = 0;   // [fen]; 0: the plan prints none
  std::vector<int> indicators;
};

/// Reads what a scenario may change: of one task, or of all tasks (`all_tasks`), whose values are then the defaults.
void read_switches(Fields& fields, TaskFacts& task);

/// Read one entry of `tasks` or `projects`; the label is read by the caller, who also refuses unknown keys.
TaskFacts read_task(const Node::Entry& entry, Fields& fields, const TaskFacts& defaults);
ProjectFacts read_project(const Node::Entry& entry, Fields& fields);

}  // namespace waste
