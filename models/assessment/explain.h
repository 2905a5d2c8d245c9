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
  double first = 0, last = 0;   // in the first year and in the year compared with it, mean over replications
  double change() const { return last - first; }
};

struct ExplainedTerm {
  sim::Text name;
  std::string unit;
  std::vector<double> by_year;      // mean over replications
  std::vector<ExplainedFlow> flows; // largest first
};

/// Accumulates replications one by one, each with a weight; means are weighted.
class Explanation {
 public:
  /// Flows are those of the first year and of `year`, counted from it, or of the last one if the period ends before. The
  /// indicator must outlive this object.
  Explanation(const District& district, const Indicator& indicator, int year);

  /// `district`, `policies`: of this replication, in which assumptions may have been drawn.
  void add(const District& district, const PolicySet& policies, const Books& books, double weight = 1);
  std::size_t replicas() const { return replicas_; }
  std::vector<ExplainedTerm> terms() const;

 private:
  struct Sums {
    std::vector<double> by_year;
    std::map<std::pair<Trace::Of, BookKey>, ExplainedFlow> flows;
  };

  const std::vector<Term>& terms_;
  std::vector<Sums> sums_;  // [term]
  std::size_t compared_ = 0;  // year
  std::size_t replicas_ = 0;
  double weights_ = 0;        // their sum
};

/// Tasks of the plan that list the indicator or also affect it.
std::vector<const TaskFacts*> tasks_that_move(const Plan& plan, int number);

}  // namespace waste
