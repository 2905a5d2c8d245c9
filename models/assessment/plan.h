// The plan, against which results are assessed: indicators with targets, tasks, key projects, printed statistics,
// greenhouse-gas factors and tariffs. Not visible to facilities, policies or indicators.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/assessment/climate_factors.h"
#include "models/assessment/hindcast.h"
#include "models/assessment/reconciliation.h"
#include "models/assessment/rule.h"
#include "models/assessment/tariffs.h"
#include "models/policies/task.h"
#include "models/scenario/section.h"

namespace waste {

struct Indicator;

/// What the plan states for one of its indicators. A number may have further rows, each for a definition with a separate target,
/// or for one of the parts that the plan lists under one number.
struct IndicatorFacts {
  int number = 0;
  std::string id;
  std::string definition;        // the definition of this row; empty: all without a separate row
  std::vector<std::string> also;   // definitions reported besides "annex", the scored one and those with a row of their own
  std::string scored = "annex";  // the definition that is held against the target; "none": this number is not scored
  Label name;
  std::string unit;              // UDUNITS where possible
  std::string own_unit;          // as displayed
  std::string baseline_text, target_text;  // as printed in annex 1
  double baseline = 0, target = 0;
  bool has_baseline = false, has_target = false;
  Rule rule;
  bool mandatory = false;        // marked with a star in the plan
  bool extensive = false;        // scales with the district: its target does not apply to several districts together
  std::string responsible;
  std::string decided;           // what decides its value: "mechanism", "data" or "judgement"; empty: not said
  Label why;                     // in one line, what that is
  std::shared_ptr<const Indicator> own;  // what the row itself says to count (own_indicator.h); nullptr: the program's formula
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
  int target_year = 0;                 // the year that is held against the targets
  std::vector<Statistic> statistics;   // of the base year, as printed
  std::vector<Balance> balances;
  std::vector<Claim> claims;
  std::vector<HindcastFacts> hindcast;
  ClimateFactors climate;
  Tariffs tariffs;                     // read once the sites are known
};

/// Defines the names of tasks and projects. The district's period and streams must already be read.
void read_plan(SectionReader& reader, const District& district, Plan& plan);

}  // namespace waste
