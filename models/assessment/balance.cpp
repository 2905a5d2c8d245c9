#include "models/assessment/balance.h"

#include <Eigen/Dense>
#include <cmath>

#include "engine/random/exact_math.h"

namespace waste {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double tiny = 1e-9;  // components of unit vectors, and eigenvalues for unit rows, count as 0 below this

/// Pseudoinverse of a positive semidefinite matrix, and its rank.
std::pair<MatrixXd, Index> pseudo_inverse(const MatrixXd& matrix) {
  if (matrix.rows() == 0) return {matrix, 0};
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(matrix);
  const Index rank = (eigen.eigenvalues().array() > tiny).count();
  const MatrixXd directions = eigen.eigenvectors().rightCols(rank);
  return {directions * eigen.eigenvalues().tail(rank).cwiseInverse().asDiagonal() * directions.transpose(), rank};
}

/// Least squares with some of the flows unmeasured.
class Reconciler {
 public:
  Reconciler(std::span<const MeasuredFlow> flows, std::span<const LinearBalance> balances) : flows_(flows) {
    for (std::size_t i = 0; i < flows.size(); ++i) (std::isnan(flows[i].value) ? unmeasured_ : measured_).push_back(i);
    measured_part_ = columns(balances, measured_);
    unmeasured_part_ = columns(balances, unmeasured_);
  }

  ReconciledFlows solve() {
    const auto n = flows_.size();
    result_.value.assign(n, nan);
    result_.sigma.assign(n, nan);
    result_.z.assign(n, nan);
    result_.covariance.assign(n * n, 0.0);
    adjust();
    complete();
    return std::move(result_);
  }

 private:
  static MatrixXd columns(std::span<const LinearBalance> balances, const std::vector<std::size_t>& chosen) {
    MatrixXd part = MatrixXd::Zero(static_cast<Index>(balances.size()), static_cast<Index>(chosen.size()));
    for (std::size_t row = 0; row < balances.size(); ++row)
      for (const auto& [flow, coefficient] : balances[row].terms)
        for (std::size_t i = 0; i < chosen.size(); ++i)
          if (chosen[i] == flow) part(static_cast<Index>(row), static_cast<Index>(i)) += coefficient;
    return part;
  }

  /// The balances without the unmeasured flows: rows orthogonal to all their columns.
  MatrixXd projected() const {
    if (unmeasured_.empty() || unmeasured_part_.rows() == 0) return measured_part_;
    const Eigen::ColPivHouseholderQR<MatrixXd> qr(unmeasured_part_);
    const MatrixXd q = qr.householderQ();
    return q.rightCols(q.cols() - qr.rank()).transpose() * measured_part_;
  }

  void adjust();
  void complete();
  void store(std::size_t flow, double value, double variance);

  std::span<const MeasuredFlow> flows_;
  std::vector<std::size_t> measured_, unmeasured_;
  MatrixXd measured_part_, unmeasured_part_;
  VectorXd adjusted_;
  MatrixXd covariance_;  // of the adjusted values
  ReconciledFlows result_;
};

void Reconciler::store(std::size_t flow, double value, double variance) {
  result_.value[flow] = value;
  result_.sigma[flow] = std::sqrt(std::max(variance, 0.0));
}

void Reconciler::adjust() {
  const auto n = static_cast<Index>(measured_.size());
  VectorXd measured(n), sigma(n);
  for (Index i = 0; i < n; ++i) {
    measured(i) = flows_[measured_[static_cast<std::size_t>(i)]].value;
    sigma(i) = flows_[measured_[static_cast<std::size_t>(i)]].sigma;
  }
  MatrixXd balances = projected();
  MatrixXd weighted = balances * sigma.asDiagonal();
  for (Index row = 0; row < weighted.rows(); ++row) {  // normalised rows, so that "tiny" is meaningful
    const double length = weighted.row(row).norm();
    const double scale = length > 0 ? 1 / length : 0;  // a row of exact flows only cannot constrain anything
    weighted.row(row) *= scale;
    balances.row(row) *= scale;
  }
  const auto [inverse, rank] = pseudo_inverse(weighted * weighted.transpose());
  const VectorXd residual = balances * measured;
  const VectorXd shift = weighted.transpose() * (inverse * residual);           // adjustment / sigma
  const MatrixXd checked = weighted.transpose() * inverse * weighted;           // its covariance
  adjusted_ = measured - sigma.cwiseProduct(shift);
  covariance_ = sigma.asDiagonal() * (MatrixXd::Identity(n, n) - checked) * sigma.asDiagonal();
  result_.chi_square = residual.dot(inverse * residual);
  result_.freedom = static_cast<int>(rank);
  for (Index i = 0; i < n; ++i) {
    const std::size_t flow = measured_[static_cast<std::size_t>(i)];
    store(flow, adjusted_(i), covariance_(i, i));
    if (checked(i, i) > tiny) result_.z[flow] = shift(i) / std::sqrt(checked(i, i));
    for (Index j = 0; j < n; ++j) result_.covariance[flow * flows_.size() + measured_[static_cast<std::size_t>(j)]] = covariance_(i, j);
  }
}

/// Computes the unmeasured flows that are determined by the adjusted ones.
void Reconciler::complete() {
  if (unmeasured_.empty() || unmeasured_part_.rows() == 0) return;
  const Eigen::CompleteOrthogonalDecomposition<MatrixXd> decomposition(unmeasured_part_);
  const MatrixXd inverse = decomposition.pseudoInverse();
  const MatrixXd free = MatrixXd::Identity(inverse.rows(), inverse.rows()) - inverse * unmeasured_part_;
  const MatrixXd gains = -inverse * measured_part_;
  const VectorXd value = gains * adjusted_;
  const MatrixXd mixed = gains * covariance_;
  const MatrixXd variance = mixed * gains.transpose();
  const auto n = flows_.size();
  const auto determined = [&](Index i) { return free.row(i).norm() < tiny; };
  for (Index i = 0; i < value.size(); ++i) {
    if (!determined(i)) continue;
    const std::size_t flow = unmeasured_[static_cast<std::size_t>(i)];
    store(flow, value(i), variance(i, i));
    for (Index j = 0; j < mixed.cols(); ++j) {
      const std::size_t other = measured_[static_cast<std::size_t>(j)];
      result_.covariance[flow * n + other] = result_.covariance[other * n + flow] = mixed(i, j);
    }
    for (Index j = 0; j < value.size(); ++j)
      if (determined(j)) result_.covariance[flow * n + unmeasured_[static_cast<std::size_t>(j)]] = variance(i, j);
  }
}

}  // namespace

ReconciledFlows reconcile(std::span<const MeasuredFlow> flows, std::span<const LinearBalance> balances) {
  return Reconciler(flows, balances).solve();
}

double suspicion_limit(std::size_t tests) { return tests == 0 ? nan : sim::exact::normal_quantile(1 - 0.025 / static_cast<double>(tests)); }

std::vector<double> steady_state(std::span<const double> sources, std::span<const Gain> gains) {
  const auto n = static_cast<Index>(sources.size());
  MatrixXd system = MatrixXd::Identity(n, n);
  for (const Gain& gain : gains) system(static_cast<Index>(gain.to), static_cast<Index>(gain.from)) -= gain.yield;
  const VectorXd flows = system.fullPivLu().solve(Eigen::Map<const VectorXd>(sources.data(), n));
  return {flows.data(), flows.data() + n};
}

DynamicStock stock_in_use(std::span<const double> inflow, std::size_t life) {
  DynamicStock result;
  double stock = 0;
  for (std::size_t period = 0; period < inflow.size(); ++period) {
    const double leaves = period >= life ? inflow[period - life] : 0;
    stock += inflow[period] - leaves;
    result.stock.push_back(stock);
    result.outflow.push_back(leaves);
  }
  return result;
}

}  // namespace waste
