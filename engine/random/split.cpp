#include "engine/random/split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/base/wide.h"

namespace sim {
namespace {

void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument(message);
}

struct Remainder {
  Uint128 size;
  std::size_t index;
};

bool larger(const Remainder& a, const Remainder& b) { return a.size != b.size ? a.size > b.size : a.index < b.index; }

/// `weight(i)` is a whole number below 2^63, `parts` may alias its source.
template <class Weight>
void apportion_by(std::int64_t total, const Weight& weight, std::span<std::int64_t> parts) {
  Uint128 sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) sum += weight(i);
  require(sum > 0 || total == 0, "nothing can be split over weights that are all 0");
  if (total == 0) return std::fill(parts.begin(), parts.end(), 0);

  std::array<Remainder, 64> few;
  std::vector<Remainder> many(parts.size() > few.size() ? parts.size() : 0);
  const std::span remainders = many.empty() ? std::span{few}.first(parts.size()) : std::span{many};

  const std::uint64_t size = total < 0 ? 0 - static_cast<std::uint64_t>(total) : static_cast<std::uint64_t>(total);
  std::uint64_t left = size;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Uint128 product = static_cast<Uint128>(size) * weight(i);
    const auto quota = static_cast<std::uint64_t>(product / sum);
    remainders[i] = {product - quota * sum, i};
    parts[i] = static_cast<std::int64_t>(quota);
    left -= quota;
  }
  if (left > 0) std::nth_element(remainders.begin(), remainders.begin() + (left - 1), remainders.end(), larger);
  for (std::size_t i = 0; i < left; ++i) ++parts[remainders[i].index];
  if (total < 0)
    for (auto& part : parts) part = static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(part));
}

}  // namespace

void apportion(std::int64_t total, std::span<const std::int64_t> weights, std::span<std::int64_t> parts) {
  require(weights.size() == parts.size(), "there must be as many parts as weights");
  for (const auto weight : weights) require(weight >= 0, "a weight must not be negative");
  apportion_by(total, [&](std::size_t i) { return static_cast<std::uint64_t>(weights[i]); }, parts);
}

void apportion(std::int64_t total, std::span<const double> weights, std::span<std::int64_t> parts) {
  require(weights.size() == parts.size(), "there must be as many parts as weights");
  double largest = 0;
  for (const double weight : weights) {
    require(weight >= 0 && weight <= std::numeric_limits<double>::max(), "a weight must be finite and not negative");
    largest = std::max(largest, weight);
  }
  // As whole numbers with the same ratios to within 2^-62 of the largest: division keeps them in range at both
  // extremes.
  apportion_by(total, [&](std::size_t i) { return static_cast<std::uint64_t>(weights[i] / largest * 0x1p62); }, parts);
}

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> parts(weights.size());
  apportion(total, weights, parts);
  return parts;
}

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> weights) {
  std::vector<std::int64_t> parts(weights.size());
  apportion(total, weights, parts);
  return parts;
}

Split::Split(std::span<const double> weights, double concentration) : weights_(weights.begin(), weights.end()) {
  require(concentration > 0 && concentration <= 1e12, "the concentration must be positive and at most 1e12");
  double sum = 0;
  for (const double weight : weights) {
    require(weight >= 0, "a weight must not be negative");
    sum += weight;
  }
  require(sum > 0 && sum <= std::numeric_limits<double>::max(), "the weights must have a positive, finite sum");

  // Gamma variables of shape share * concentration and one common scale, over their sum.
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto same = std::find(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(i), weights[i]);
    const auto first = static_cast<std::size_t>(same - weights.begin());
    table_of_.push_back(first < i ? table_of_[first] : tables_.size());
    if (first < i) continue;
    const double share = weights[i] / sum;
    const double cv = std::min(100.0, 1 / std::sqrt(share * concentration));  // the limit of InverseCdf
    tables_.push_back(InverseCdf::gamma(share * 0x1p40, cv));
  }
}

void Split::operator()(std::int64_t total, Random& random, std::span<std::int64_t> parts) const {
  require(parts.size() == size(), "there must be as many parts as weights");
  require(total >= 0, "the total to split must not be negative");
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) sum += parts[i] = tables_[table_of_[i]].sample(random);
  if (sum > 0) apportion(total, std::span<const std::int64_t>{parts}, parts);
  else  // all draws rounded to zero
    apportion(total, std::span<const double>{weights_}, parts);
}

std::vector<std::int64_t> Split::operator()(std::int64_t total, Random& random) const {
  std::vector<std::int64_t> parts(size());
  (*this)(total, random, parts);
  return parts;
}

}  // namespace sim
