// An indicator is a pure function of the closed books: no facilities, policies or random numbers.
//
// Where the plan mixes scopes, an indicator has several definitions; each is a literal and a kind in the catalogue, named
// "<number>.<definition>".
#pragma once

#include <functional>
#include <initializer_list>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/assessment/accounts.h"

namespace waste {

/// A named quantity in the formula of an indicator, e.g. a numerator or denominator.
struct Term {
  sim::Text name;
  const char* unit = "";
  std::function<double(const Accounts&, Months)> value;
};

/// How an indicator is computed, and from which terms.
struct Measure {
  std::function<double(const Accounts&, Months)> value;  // NaN if undefined for the months (a denominator is 0)
  std::vector<Term> terms;  // in the order of the formula; empty: no named terms
};

/// Ratio of two sums over the books, times `scale`; by default in per cent.
Measure ratio(Term numerator, Term denominator, double scale = 100);
/// Reduction of a quantity relative to the same months of the first year, where the term has a different name [%].
Measure decrease(sim::Text in_first_year, Term quantity);

/// One definition of one of the plan's indicators, as a literal.
struct Indicator {
  int number = 0;               // 1 ... 39
  const char* definition = "";  // "annex" as the plan's annex 1 counts, or a word for another reading
  sim::Text name;
  sim::Text formula;            // with its source
  Measure measure;

  double value(const Accounts& accounts, Months months) const { return measure.value(accounts, months); }
  const std::vector<Term>& terms() const { return measure.terms; }
};

/// Registers indicators in the catalogue, each as "<number>.<definition>".
struct RegisteredIndicators {
  RegisteredIndicators(std::initializer_list<Indicator> literals);
};

}  // namespace waste
