// The indicators of a plan, their definitions, and whether a value meets the target.
#pragma once

#include <string>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {

struct IndicatorFacts;
struct Plan;

/// One line of the results: an indicator in one definition, simulated or not.
struct IndicatorLine {
  int facts = 0;                        // index into Plan::indicators
  std::string definition;               // "annex", "text", "formula"
  std::string key;                      // "11.annex"
  const Indicator* indicator = nullptr; // nullptr: not simulated
  bool scored = false;                  // this definition counts in the joint assessment
};

/// All indicators of the plan, in order of number and definition; those without a kind are "not simulated".
std::vector<IndicatorLine> indicator_lines(const Plan& plan);

/// Every definition of an indicator that is simulated or has a separate row, in order.
std::vector<std::string> definitions(const Plan& plan, int number);

/// Does `value` of a year meet the target? `first` is the same replica's value in the first year.
bool meets(const IndicatorFacts& facts, double value, double first);

}  // namespace waste
