// The plan's statistics of one year, reconciled under their mass balances, and the figures that contradict them. Three sections
// of a scenario, all of them data:
//
//   statistics  measured values with a standard uncertainty; one without a value is computed from the balances
//   balances    sums over statistics that are 0: "general - general_used - general_disposed"
//   claims      other printed figures about the same flows: "general_used / general" is 56 %. A claim takes no part in the
//               least squares: it is compared with their result, so that a contradiction is flagged and never averaged in.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/assessment/balance.h"
#include "models/district/stream.h"
#include "models/scenario/fields.h"

namespace waste {

struct Plan;

struct Statistic {
  std::string id;
  Label name;
  std::string topic, unit;
  MeasuredFlow measured;
  std::string hindcast;  // the row of the hindcast that simulates it; empty: none
  Place place{};         // where it is written, which gives the order of printed rows
};

/// Sum of coefficient times statistic; divided by another such sum if `below` is not empty.
struct Expression {
  using Terms = std::vector<std::pair<std::size_t, double>>;
  Terms above, below;
};

struct Balance {
  std::string id;
  Label name;
  Expression expression;
};

struct Claim {
  std::string id;
  Label name;
  std::string unit;
  double value = 0, sigma = 0;
  double factor = 1;       // from the unit of the expression to the unit of the claim
  Expression expression;
  std::string contradicts;  // row of the register of conflicts, "C1"; empty: expected to agree
  Place place{};            // as that of a statistic
};

/// Reads one entry of a section; the caller reads the label and rejects unknown keys.
Statistic read_statistic(const Node::Entry& entry, Fields& fields);
Balance read_balance(const Node::Entry& entry, Fields& fields, const std::vector<Statistic>& statistics);
Claim read_claim(const Node::Entry& entry, Fields& fields, const std::vector<Statistic>& statistics);

struct CheckedClaim {
  double found = 0;   // value from the reconciled flows
  double z = 0;       // (claim - found) / standard deviation of the difference
  bool agrees = true; // |z| <= 1.96
};

struct Reconciliation {
  ReconciledFlows flows;      // [statistic]
  double limit = 0;           // of the global test, 95 %
  double suspicion = 0;       // limit of |z| for one statistic
  std::vector<CheckedClaim> claims;  // [claim]

  bool passes() const { return flows.freedom == 0 || flows.chi_square <= limit; }
};

Reconciliation reconcile(const Plan& plan);

}  // namespace waste
