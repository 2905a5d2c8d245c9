#include "engine/random/inverse_cdf.h"

#include <algorithm>
#include <atomic>
#include <cmath>  // fabs, ldexp, sqrt: exact or correctly rounded everywhere
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/random/exact_math.h"
#include "engine/random/exp_each.h"
#include "engine/random/inverse.h"
#include "engine/random/pert_shape.h"

namespace sim {
namespace {

constexpr double largest = 9e15;    // whole numbers below are exact in a double
constexpr double largest_cv = 100;  // beyond, the mean comes from draws rarer than 2^-23

void require(bool condition, const std::string& message) {
  if (!condition) throw std::invalid_argument(message);
}

void require_mean(double mean) { require(mean >= 0 && mean <= largest, "the mean must lie in 0 ... 9e15"); }

void require_cv(double cv) { require(cv >= 0 && cv <= largest_cv, "the coefficient of variation must lie in 0 ... 100"); }

void require_order(std::int64_t low, std::int64_t mode, std::int64_t high) {
  require(low <= mode && mode <= high, "low, mode and high must ascend");
  require(static_cast<double>(low) >= -largest && static_cast<double>(high) <= largest, "low and high must lie in -9e15 ... 9e15");
}

/// floor(x + 1/2), by a conversion that every processor has.
std::int64_t nearest_whole(double x) {
  const double up = x + 0.5;
  const auto toward_zero = static_cast<std::int64_t>(up);
  return static_cast<double>(toward_zero) > up ? toward_zero - 1 : toward_zero;
}

}  // namespace

/// Builds the table of a continuous distribution.
class Polyline {
 public:
  /// The distribution as quantile of p; called with ascending p, all multiples of 2^-23 except 0 and 1.
  using Inverse = std::function<double(double)>;

  /// A positive distribution with an open end.
  static InverseCdf positive(const Inverse& inverse, double mean) { return positive(inner_nodes(inverse), mean); }

  /// The same from its inner nodes.
  static InverseCdf positive(std::vector<double> inner, double mean) {
    Polyline line{std::move(inner)};
    auto& q = line.nodes_;
    q.front() = std::max(0.0, q[1] - end_piece(q[1], q[2]));
    q.back() = q[last - 1] + end_piece(q[last - 2], q[last - 1]);
    line.correct(mean, [](double x) { return x; });
    return line.fixed_point(0);
  }

  /// A distribution from low to high, by its inner nodes; all of these and the mean are relative to `origin`, to keep a narrow range
  /// exact.
  static InverseCdf between(std::vector<double> inner, double mean, double low, double high, std::int64_t origin) {
    Polyline line{std::move(inner)};
    line.nodes_.front() = low;
    line.nodes_.back() = high;
    line.correct(mean, [=](double x) { return (x - low) * ((high - x) / (high - low)); });
    return line.fixed_point(origin);
  }

  /// The inverse of a distribution at the inner nodes, for callers that need it more than once.
  static std::vector<double> inner_nodes(const Inverse& inverse) {
    std::vector<double> nodes(InverseCdf::node_count);
    for (std::size_t i = 1; i < last; ++i) nodes[i] = inverse(static_cast<double>(position(i)) * 0x1p-23);
    return nodes;
  }

  static double mean(const InverseCdf& table) {
    Int128 sum = 0;  // in 2^-24 of a fixed-point unit
    for (std::size_t i = 0; i < table.nodes_.size(); ++i) sum += static_cast<Int128>(table.nodes_[i]) * weight(i);
    return static_cast<double>(sum) * 0x1p-24 / static_cast<double>(std::int64_t{1} << table.shift_);
  }

 private:
  static constexpr std::size_t tail = InverseCdf::tail, upper_tail = InverseCdf::upper_tail;
  static constexpr std::size_t last = InverseCdf::node_count - 1;

  explicit Polyline(std::vector<double> inner) : nodes_(std::move(inner)) {
    for (std::size_t i = 2; i < last; ++i) nodes_[i] = std::max(nodes_[i], nodes_[i - 1]);  // rounding of the inverse
  }

  /// Position of node i [2^-23].
  static std::int64_t position(std::size_t i) {
    if (i <= tail) return static_cast<std::int64_t>(i);
    if (i <= upper_tail) return static_cast<std::int64_t>((i - tail + 1) * tail);
    return static_cast<std::int64_t>((InverseCdf::body - 1) * tail + i - upper_tail);
  }

  /// Weight of node i in the mean [2^-24].
  static std::int64_t weight(std::size_t i) { return position(std::min(i + 1, last)) - position(i == 0 ? 0 : i - 1); }

  /// The same for all nodes [1].
  static std::vector<double> all_weights() {
    std::vector<double> weights(InverseCdf::node_count);
    for (std::size_t i = 0; i <= last; ++i) weights[i] = static_cast<double>(weight(i)) * 0x1p-24;
    return weights;
  }

  /// Distance of the last node from the one before, such that the uniform piece between them has the mean of an exponential end
  /// through the quantiles of 2^-22 and 2^-23.
  static double end_piece(double a, double b) { return 2 * std::fabs(b - a) / 0.69314718055994530942; }

  /// Adds a small multiple of direction(x), which keeps the ends and the order, to obtain the requested mean.
  template <class Direction>
  void correct(double mean, const Direction& direction) {
    static const std::vector<double> weights = all_weights();
    double now = 0, per_unit = 0;
    for (std::size_t i = 0; i <= last; ++i) {
      now += weights[i] * nodes_[i];
      per_unit += weights[i] * direction(nodes_[i]);
    }
    const double factor = per_unit > 0 ? (mean - now) / per_unit : 0;
    for (double& node : nodes_) node += factor * direction(node);
  }

  /// The nodes as whole multiples of the finest power of two for which they, and what is added to them, fit 64 bits.
  InverseCdf fixed_point(std::int64_t origin) const {
    const double reach = std::max(std::fabs(nodes_.front()), std::fabs(nodes_.back())) + std::fabs(static_cast<double>(origin));
    require(reach < 0x1p60, "the largest draws would not fit 64 bits");
    InverseCdf table;
    while (table.shift_ < 61 && std::ldexp(reach, table.shift_ + 1) < 0x1p61) ++table.shift_;
    table.half_ = std::int64_t{1} << (table.shift_ - 1);
    const double unit = std::ldexp(1.0, table.shift_);
    table.nodes_.reserve(nodes_.size());
    for (const double node : nodes_) table.nodes_.push_back(origin * 2 * table.half_ + nearest_whole(node * unit));
    return table;
  }

  std::vector<double> nodes_;
};

InverseCdf InverseCdf::constant(std::int64_t value) {
  InverseCdf table;
  table.constant_ = value;
  return table;
}

InverseCdf InverseCdf::exponential(double mean) {
  require_mean(mean);
  if (mean == 0) return constant(0);
  static const std::vector<double> unit = Polyline::inner_nodes([](double p) { return exact::log1p(-p); });
  std::vector<double> nodes = unit;
  for (double& node : nodes) node *= -mean;
  return Polyline::positive(std::move(nodes), mean);
}

InverseCdf InverseCdf::lognormal(double mean, double cv) {
  require_mean(mean);
  require_cv(cv);
  if (mean == 0 || cv == 0) return constant(nearest_whole(mean));
  static const std::vector<double> normal = Polyline::inner_nodes(exact::normal_quantile);
  const double variance = exact::log1p(cv * cv), deviation = std::sqrt(variance);  // of the logarithm
  std::vector<double> nodes = normal;
  for (double& node : nodes) node = deviation * node - variance / 2;
  exact::exp_each(nodes);
  for (double& node : nodes) node *= mean;
  return Polyline::positive(std::move(nodes), mean);
}

InverseCdf InverseCdf::gamma(double mean, double cv) {
  require_mean(mean);
  require_cv(cv);
  if (mean == 0 || cv == 0) return constant(nearest_whole(mean));
  const double shape = 1 / (cv * cv);
  if (!(shape < 1e18)) return constant(nearest_whole(mean));  // the standard deviation is below one unit even at 9e15
  return Polyline::positive([inverse = GammaInverse{shape}, scale = mean / shape](double p) mutable { return scale * inverse(p); }, mean);
}

namespace {

using Nodes = std::shared_ptr<const std::vector<double>>;

/// The quantiles of beta variables behind PERTs, by skew. Scenarios use few shapes: half of a district's tables differ from
/// another one only in scale, and finding the quantiles is most of their cost.
class PertShapes {
 public:
  static constexpr std::size_t most = 64;  // 4 MiB; sampled parameters keep adding new ones

  Nodes find(double skew) {
    const std::lock_guard lock(mutex_);
    const auto at = shapes_.find(skew);
    return at == shapes_.end() ? nullptr : at->second;
  }
  Nodes get(double skew) {
    if (Nodes known = find(skew)) return known;
    auto nodes = std::make_shared<const std::vector<double>>(Polyline::inner_nodes(BetaInverse{1 + skew, 5 - skew}));
    const std::lock_guard lock(mutex_);
    if (shapes_.size() >= most) shapes_.clear();
    return shapes_.emplace(skew, std::move(nodes)).first->second;
  }

 private:
  std::mutex mutex_;
  std::map<double, Nodes> shapes_;
};

PertShapes& pert_shapes() {
  static PertShapes shapes;
  return shapes;
}

double pert_skew(std::int64_t low, std::int64_t mode, std::int64_t high) {
  return 4 * static_cast<double>(mode - low) / static_cast<double>(high - low);
}

}  // namespace

void prepare_pert(std::span<const PertEnds> tables) {
  std::vector<double> wanted;
  for (const auto& [low, mode, high] : tables)
    if (low < high && !pert_shapes().find(pert_skew(low, mode, high))) wanted.push_back(pert_skew(low, mode, high));
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  if (wanted.size() < 2 || wanted.size() > PertShapes::most / 2) return;  // nothing to parallelise, or more than the cache holds
  const std::atomic<bool> to_the_end{false};
  ordered_pipeline(wanted.size(), 0, [&](std::size_t i) { pert_shapes().get(wanted[i]); }, [](std::size_t) {}, to_the_end);
}

InverseCdf InverseCdf::pert(std::int64_t low, std::int64_t mode, std::int64_t high) {
  require_order(low, mode, high);
  if (low == high) return constant(low);
  const double rise = static_cast<double>(mode - low), range = static_cast<double>(high - low);
  std::vector<double> nodes = *pert_shapes().get(pert_skew(low, mode, high));
  for (double& node : nodes) node *= range;
  return Polyline::between(std::move(nodes), (4 * rise + range) / 6, 0, range, low);
}

double InverseCdf::mean() const { return nodes_.empty() ? static_cast<double>(constant_) : Polyline::mean(*this); }

}  // namespace sim
