// Where an indicator's number comes from: its numerator and denominator, the flows in them, and how these changed.
//
// Nothing is listed by hand. The indicator is computed again from the books while what it reads is noted, so the flows told
// are those that went into the number.
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
  double first = 0, last = 0;   // in the first and the last year, mean of the replicas
  double change() const { return last - first; }
};

struct ExplainedTerm {
  Label name;
  std::string unit;
  std::vector<double> by_year;      // mean of the replicas
  std::vector<ExplainedFlow> flows; // the largest first
};

/// Gathers replicas one by one.
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

/// Whether a policy names one of the sites of a flow, and its stream where it names streams.
bool acts_on(const District& district, const Policy& policy, const BookKey& key);

/// Tasks of the plan that list the indicator, or move it besides.
std::vector<const TaskFacts*> tasks_that_move(const Plan& plan, int number);

}  // namespace waste
