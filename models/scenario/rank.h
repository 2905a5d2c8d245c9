// The rank of a drawn value in a replica: the probability p, 0 < p < 1, at which the inverse of its distribution is taken.
//
// Ranks are points of Sobol' sequences (engine/random/sobol.h), so that few replicas cover the ranges: replica r is point r / 8 of
// scramble r mod 8, and the eight scrambles are independent samples, from which an interval can be made. The dimension of a value
// is bound to its path in a list of the district (draw_list.h); a path without one gets a stratified sequence of its own. Either
// way a rank depends on seed, path and replica alone: more replicas or other values change none.
//
// Values with a common cause (common_causes.h) are bound by a Gaussian copula: with the factor z_c of the cause and its own z_v,
// both normal, p = Phi(l z_c + sqrt(1 - l^2) z_v), where l is the loading, negative for a value that goes the other way.
#pragma once

#include <cstdint>
#include <string>

namespace waste {

/// A source of ranks: a value, or a common cause.
struct RankName {
  static constexpr int no_dimension = -1;

  std::string path;
  int dimension = no_dimension;
};

/// Independent scrambles of a run.
inline constexpr std::uint64_t scrambles = 8;

/// `attempt`: how often the values were drawn before and refused. The first eight attempts keep to the stratum.
double rank_of(const RankName& name, std::uint64_t seed, std::uint64_t replica, int attempt = 0);

/// The same with a common cause.
double rank_of(const RankName& name, const RankName& cause, double loading, std::uint64_t seed, std::uint64_t replica, int attempt = 0);

/// The correlation of normal variables whose rank correlation (Spearman) is `correlation`: 2 sin(pi correlation / 6).
double gaussian_correlation(double correlation);

}  // namespace waste
