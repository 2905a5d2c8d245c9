// An indicator is a pure function of the closed books: no facility, no policy, no random number.
//
// Where the plan mixes scopes an indicator has more than one definition; each is one kind in the catalogue, named
// "<number>.<definition>".
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/assessment/accounts.h"
#include "models/scenario/label.h"

namespace waste {

/// A part of an indicator that has a name of its own: a numerator, a denominator.
struct Term {
  Label name;
  std::string unit;
  std::function<double(const Accounts&, Months)> value;
};

class Indicator {
 public:
  virtual ~Indicator() = default;
  virtual int number() const = 0;                 // 1 ... 39
  virtual std::string definition() const { return "annex"; }
  virtual std::string formula() const = 0;        // with its source
  /// NaN when the months give no value (a denominator is 0).
  virtual double value(const Accounts& accounts, Months months) const = 0;
  /// What `value` is made of, in the order of the formula; empty: it has no named parts.
  virtual std::vector<Term> terms() const { return {}; }
};

/// An indicator that divides one sum over the books by another.
class Ratio : public Indicator {
 public:
  double value(const Accounts& accounts, Months months) const final {
    const double below = denominator(accounts, months);
    return below > 0 ? scale() * numerator(accounts, months) / below : undefined;
  }
  std::vector<Term> terms() const final;

 protected:
  virtual double scale() const { return 100; }  // to per cent
  virtual double numerator(const Accounts& accounts, Months months) const = 0;
  virtual double denominator(const Accounts& accounts, Months months) const = 0;
  virtual Label numerator_name() const = 0;
  virtual Label denominator_name() const = 0;
  virtual const char* numerator_unit() const { return "t"; }
  virtual const char* denominator_unit() const { return "t"; }
};

}  // namespace waste
