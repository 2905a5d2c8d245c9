// An indicator is a pure function of the closed books: no facility, no policy, no random number.
//
// Where the plan mixes scopes an indicator has more than one definition; each is one literal and one kind in the catalogue,
// named "<number>.<definition>".
#pragma once

#include <functional>
#include <initializer_list>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/assessment/accounts.h"

namespace waste {

/// A quantity in the formula of an indicator that has a name of its own: a numerator, a denominator.
struct Term {
  sim::Text name;
  const char* unit = "";
  std::function<double(const Accounts&, Months)> value;
};

/// How an indicator is computed, and of what.
struct Measure {
  std::function<double(const Accounts&, Months)> value;  // NaN when the months give none (a denominator is 0)
  std::vector<Term> terms;  // what it is made of, in the order of the formula; empty: it has no named parts
};

/// One sum over the books divided by another, times `scale`: in per cent unless told otherwise.
Measure ratio(Term numerator, Term denominator, double scale = 100);
/// By how much a quantity is less than in the same months of the first year, where it goes by another name [%].
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

/// Puts indicators into the catalogue, each as "<number>.<definition>".
struct RegisteredIndicators {
  RegisteredIndicators(std::initializer_list<Indicator> literals);
};

}  // namespace waste
