// Explains the value of an indicator: its numerator and denominator, the flows in them, and their changes.
//
// Nothing is listed by hand: the indicator is recomputed while its reads of the books are recorded, so the flows reported are
// those that entered the value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {

struct Plan;
struct TaskFacts;

struct ExplainedFlow {
  BookKey key;
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
  Explanation(const District& district, const Indicator& indicator);

  void add(const PolicySet& policies, const Books& books);
  std::size_t replicas() const { return replicas_; }
  std::vector<ExplainedTerm> terms() const;

 private:
  struct Sums {
    std::vector<double> by_year;
    std::map<BookKey, ExplainedFlow> flows;
  };

  const District& district_;
  std::vector<Term> terms_;
  std::vector<Sums> sums_;  // [term]
  std::size_t replicas_ = 0;
};

/// Whether a policy names one of the sites of a flow and, if it names streams, the stream of the flow.
bool acts_on(const District& district, const Policy& policy, const BookKey& key);

/// Tasks of the plan that list the indicator or also affect it.
std::vector<const TaskFacts*> tasks_that_move(const Plan& plan, int number);

}  // namespace waste
