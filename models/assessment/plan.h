// The plan: what judges. Its indicators with their targets, its tasks and key projects, the statistics it prints, and the factors by
// which greenhouse gases are reckoned. No facility, policy or indicator sees it.
#pragma once

#include <string>
#include <vector>

#include "models/assessment/climate.h"
#include "models/assessment/hindcast.h"
#include "models/assessment/reconciliation.h"
#include "models/policies/task.h"
#include "models/scenario/section.h"

namespace waste {

/// What the plan says of one of the 39 indicators. A number may have further rows, each for one definition that the plan gives
/// a target of its own, or for one of the parts it names under one number.
struct IndicatorFacts {
  int number = 0;
  std::string id;
  std::string definition;        // the one this row is about; empty: all that have no row of their own
  std::string scored = "annex";  // the definition that is held against the target; "none": this number is not scored
  Label name;
  std::string unit;              // UDUNITS where possible
  std::string own_unit;          // as shown to people
  std::string baseline_text, target_text;  // as printed in annex 1
  double baseline = 0, target = 0;
  bool has_baseline = false, has_target = false;
  std::string rule;              // ">=", "<=", ">", "=", "<= 2020", "> 2020", "none"
  bool mandatory = false;        // starred in the plan
  bool extensive = false;        // grows with the district: what is asked of one says nothing about several together
  std::string responsible;
};

/// A chapter of the list of indicators.
struct IndicatorGroup {
  std::string id;
  Label name;
  int first = 0, last = 0;       // numbers
};

struct Plan {
  std::vector<IndicatorFacts> indicators;      // by number and definition
  std::vector<IndicatorGroup> indicator_groups;
  std::vector<TaskFacts> tasks;        // sorted by id
  std::vector<ProjectFacts> projects;  // sorted by id
  std::vector<Statistic> statistics;   // of the first year, as printed
  std::vector<Balance> balances;
  std::vector<Claim> claims;
  std::vector<HindcastFacts> hindcast;
  ClimateFactors climate;
};

/// Defines the names of tasks and projects. The streams must be read.
void read_plan(SectionReader& reader, const std::vector<Stream>& streams, Plan& plan);

}  // namespace waste
