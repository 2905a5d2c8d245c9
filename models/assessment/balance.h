// Linear mass balances: reconciliation of measured flows by weighted least squares, and stocks of durable goods.
//
// Reconciliation finds the flows nearest to the measurements, each deviation weighted by 1 / sigma^2, that close every balance.
// Unmeasured flows are eliminated first, by projecting the balances on the space orthogonal to their columns (QR), and computed
// afterwards where the balances determine them. Source: S. Narasimhan, C. Jordache, Data Reconciliation and Gross Error Detection
// (Gulf, 2000), chapters 3, 7 and 8. The only use of Eigen.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace waste {

struct MeasuredFlow {
  double value = std::numeric_limits<double>::quiet_NaN();  // NaN: not measured
  double sigma = 1;                                         // standard uncertainty, in the unit of the value; 0: exact
};

/// The sum of coefficient times flow over all terms is 0.
struct LinearBalance {
  std::vector<std::pair<std::size_t, double>> terms;  // (index of the flow, coefficient)
};

struct ReconciledFlows {
  std::vector<double> value;       // [flow]; NaN: not measured, and the balances do not determine it
  std::vector<double> sigma;       // [flow] standard uncertainty after reconciliation; NaN likewise
  std::vector<double> z;           // [flow] adjustment / its standard deviation; NaN: not checked by any other flow
  std::vector<double> covariance;  // [flow * flows + flow] of the reconciled values; 0 where not determined
  double chi_square = 0;           // of the global test
  int freedom = 0;                 // its degrees of freedom: balances over measured flows only
};

ReconciledFlows reconcile(std::span<const MeasuredFlow> flows, std::span<const LinearBalance> balances);

/// |z| above which one of `tests` flows is suspected, so that the overall false-alarm rate is 5 % (Bonferroni).
double suspicion_limit(std::size_t tests);

/// Flows x that satisfy x = A x + f: `gains` holds (to, from, grams of `to` per gram of `from`).
struct Gain {
  std::size_t to, from;
  double yield;
};
std::vector<double> steady_state(std::span<const double> sources, std::span<const Gain> gains);

/// Stock in use of goods with a fixed lifetime of `life` periods: inflow leaves again after that time. [period]
struct DynamicStock {
  std::vector<double> stock, outflow;
};
DynamicStock stock_in_use(std::span<const double> inflow, std::size_t life);

}  // namespace waste
