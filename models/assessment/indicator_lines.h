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
  std::string definition;               // "annex", or another that the plan asks for
  std::string key;                      // "11.annex"
  const Indicator* indicator = nullptr; // nullptr: not simulated
  bool scored = false;                  // this definition counts in the joint assessment
};

/// All indicators of the plan, in order of number and definition; those without a kind are "not simulated".
std::vector<IndicatorLine> indicator_lines(const Plan& plan);

/// The definitions of an indicator that the plan asks for, in order: "annex", the scored one, those it names besides, and those
/// with a row of their own.
std::vector<std::string> definitions(const Plan& plan, int number);
/// The definitions that a number may be scored by: those simulated, and those with a row of their own.
std::vector<std::string> known_definitions(const Plan& plan, int number);

/// Is there anything that a value can be held against?
bool judged(const IndicatorFacts& facts);
/// Does `value` meet the target? `base` is the same replica's value in the base year.
bool meets(const IndicatorFacts& facts, double value, double base);
/// How far `value` is beyond the target: negative if it misses it, NaN if nothing is judged [unit of the value].
double margin(const IndicatorFacts& facts, double value, double base);

}  // namespace waste
