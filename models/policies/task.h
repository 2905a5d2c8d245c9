// The plan's tasks (annex 2) and key projects (annex 3). A task controls the policies that implement it: one line of a scenario
// can turn it off, move it in time or weaken it, whatever its policies do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "models/scenario/label.h"
#include "models/scenario/tree.h"

namespace waste {

class Fields;
class Policy;

struct TaskFacts {
  std::string id;                // "t15"
  int number = 0;                // in annex 2
  Label name;
  std::string owner;             // lead unit
  std::string support;           // units that take part
  std::string deadline;          // as printed; empty: none printed
  std::string levers;            // its levers, as named in the plan's tables
  std::vector<int> indicators;   // that it affects according to the plan's tables
  std::vector<int> also;         // further indicators that it affects, for the reason given
  std::string reason;            // why `also`
  // Settable by a scenario.
  bool active = true;            // no: the policies of this task never start
  sim::Duration shift{0};        // starts later, or (negative) earlier
  double strength = 1;           // factor on the level of its policies [1]
  sim::Time starts_before = sim::never;  // its policies that would start at this time or later never start

  /// Start of a policy scheduled for `starts` under this task, before any slippage.
  sim::Time begin(sim::Time starts) const;
};

struct ProjectFacts {
  std::string id;                // "p04"
  int number = 0;                // in annex 3
  Label name;
  std::string owner;
  std::string year;              // as printed
  std::string quantity;          // as in the plan, paraphrased
  std::int64_t investment = 0;   // [fen]; 0: none in the plan
  std::vector<int> indicators;
};

/// Investment in a policy that is spent by `end` [fen]: none if it never starts, a part if it is partly complete; of one that may not
/// happen, what is to be expected. `task`: that it carries out, or nullptr.
std::int64_t spent_on(const Policy& policy, const TaskFacts* task, sim::Time end);

/// Reads what a scenario may set: for one task, or for all tasks (`all_tasks`), whose values are then the defaults.
void read_switches(Fields& fields, TaskFacts& task);

/// Read one entry of `tasks` or `projects`; the caller reads the label and rejects unknown keys.
TaskFacts read_task(const Node::Entry& entry, Fields& fields, const TaskFacts& defaults);
ProjectFacts read_project(const Node::Entry& entry, Fields& fields);

}  // namespace waste
