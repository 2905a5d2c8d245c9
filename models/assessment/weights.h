// Weights of replicas by what is known of the base year: importance sampling of drawn assumptions, with the ranges as prior.
//
// The weight of a replica is proportional to exp(-1/2 sum ((simulated - stated) / sd)^2) over the rows of the hindcast that have an
// sd: what a normal error of the model and of the printed figure makes of the row. Weights are normalised to 1. What they are worth
// is the effective number of replicas, 1 / (sum of squared weights) (L. Kish, Survey Sampling, 1965): as many equal ones would give
// means of the same variance. Weighting beats accepting replicas within the sd: decision 0108, and weights_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/assessment/hindcast.h"

namespace waste {

/// Whether any row has an sd.
bool weighs(std::span<const HindcastFacts> rows);

/// `values`: [replica * rows + row], NaN where a row is not simulated, which then does not weigh. Empty, as for equal weights, if no
/// row weighs or none is simulated.
std::vector<double> weights_of(std::span<const HindcastFacts> rows, std::span<const double> values);

/// The effective number of replicas of these weights, which need not be normalised.
double effective_number(std::span<const double> weights);

/// What the effective number says about bands and probabilities.
enum class Trust : unsigned char { good, small, none };  // small: fewer than 10, or than 10 % of replicas; none: fewer than 2
Trust trust(double effective, std::size_t replicas);

}  // namespace waste
