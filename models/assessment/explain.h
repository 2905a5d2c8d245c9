// Explains the value of an indicator: its numerator and denominator, the flows in them, and their changes.
//
// Nothing is listed by hand: the terms of the indicator are recomputed while their reads are recorded, so the parts reported are
// those that entered the value, and add up to it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {

struct Plan;
struct TaskFacts;

/// One part of a term: a flow, a stock, a capacity, or a figure of the district.
struct ExplainedFlow {
  BookKey key;
  Trace::Of of{};
  std::string unit;
  double first = 0, last = 0;   // in the first and last year, mean over replications
  double change() const { return last - first; }
};

struct ExplainedTerm {
  sim::Text name;
  std::string unit;
  std::vector<double> by_year;      // mean over replications
  std::vector<ExplainedFlow> flows; // largest first
};

/// Accumulates replications one by one.
class Explanation {
 public:
  /// Both must outlive this object.
  Explanation(const District& district, const Indicator& indicator);

  void add(const PolicySet& policies, const Books& books);
  std::size_t replicas() const { return replicas_; }
  std::vector<ExplainedTerm> terms() const;

 private:
  struct Sums {
    std::vector<double> by_year;
    std::map<std::pair<Trace::Of, BookKey>, ExplainedFlow> flows;
  };

  const District& district_;
  const std::vector<Term>& terms_;
  std::vector<Sums> sums_;  // [term]
  std::size_t replicas_ = 0;
};

/// Whether a policy changes anything at a time, and does so at a site of a flow and for its stream, as that which it takes from or
/// as that which it makes.
bool acts_on(const PolicySet& policies, const Policies& all, std::size_t policy, const BookKey& key, sim::Time now);

/// Tasks of the plan that list the indicator or also affect it.
std::vector<const TaskFacts*> tasks_that_move(const Plan& plan, int number);

}  // namespace waste
