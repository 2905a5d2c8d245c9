// An indicator is a pure function of the closed books: no facilities, policies or random numbers.
//
// Where the plan mixes scopes, an indicator has several definitions; each is a literal and a kind in the catalogue, named
// "<number>.<definition>".
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/assessment/accounts.h"
#include "models/assessment/statistics.h"

namespace waste {

/// A named quantity in the formula of an indicator, e.g. a numerator or denominator.
struct Term {
  sim::Text name;
  const char* unit = "";
  std::function<double(const Accounts&, Months)> value;
};

/// A formula over terms. Only the terms enter the value, so whatever explains the terms explains the value.
struct Measure {
  std::vector<Term> terms;  // in the order of the formula
  /// Of the values of the terms, in their order; NaN if undefined (a denominator is 0).
  std::function<double(std::span<const double>)> formula;
  Bounds bounds = Bounds::none;
  std::vector<std::string> topics{};  // of the sites that the terms pick out
  std::vector<Category> categories{}; // of the streams that they sum: without any of these there is nothing to count
  bool of_output = false;             // divides by the output of industry, which the district's data must give
};

/// A sum, count or mean that is a term by itself.
Measure plain(Term quantity);
/// A flow that is a term by itself and better the smaller it is. Nothing is no success: undefined if nothing has moved.
Measure moved(Term quantity);
/// Ratio of two terms, times `scale`; by default in per cent. Undefined unless the denominator is positive, and for a flow
/// (t, t/d, m3) over what is none, such as value added, if nothing has moved.
Measure ratio(Term numerator, Term denominator, double scale = 100);
/// Ratio of a part to its whole [%].
Measure share(Term part, Term whole);
/// Reduction of a quantity relative to the same months of the base year, where the term has a different name [%].
Measure decrease(sim::Text in_base_year, Term quantity);

/// The same, of terms that pick out the sites of some topics. A topic that no indicator names is a slip of the pen (E0748).
Measure about_topics(std::vector<std::string> topics, Measure measure);
/// The same, of terms that sum streams of some categories.
Measure about_waste(std::vector<Category> categories, Measure measure);

/// One definition of one of the plan's indicators, as a literal.
struct Indicator {
  int number = 0;               // in the plan's list
  const char* definition = "";  // "annex" as the plan's annex 1 counts, or a word for another reading
  sim::Text name;
  sim::Text formula;            // with its source
  Measure measure;

  double value(const Accounts& accounts, Months months) const;
};

/// All topics that some indicator names, sorted.
std::vector<std::string> known_topics();

/// Registers indicators in the catalogue, each as "<number>.<definition>".
struct RegisteredIndicators {
  RegisteredIndicators(std::initializer_list<Indicator> literals);
};

}  // namespace waste
