// A random stream is identified by name: (seed, entity, substream, replica) always give the same draws, regardless of other
// streams, order of execution and threads. Streams of different names are independent.
//
// Philox4x64-10 with key = (seed, layout version) and counter = (block, entity, substream, replica); draw d (from 0) is
// lane d % 4 of block d / 4 + 1. Blocks count from 1 because NumPy increments before it generates, so the draws equal
// `numpy.random.Philox(key=[seed, 1], counter=[0, entity, substream, replica]).random_raw()` bit for bit.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/wide.h"

namespace sim {

/// The 64-bit hash of entity and substream names: FNV-1a, then SplitMix64's finaliser, because plain FNV-1a leaves names that
/// differ in the last letter close together. Part of the layout: never change it alone.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

/// Identifies the random numbers of a replication. The scenario is not part of it, so scenarios share them (common random
/// numbers).
struct Seed {
  std::uint64_t value = 0;
  std::uint64_t replica = 0;
};

/// The bare bijection: four 64-bit words from a counter and a key.
std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter, const std::array<std::uint64_t, 2>& key);

/// One stream, a value type of one cache line. A copy continues with the same draws as the original.
class alignas(64) Random {
 public:
  /// Incremented whenever a name would give different draws.
  static constexpr std::uint64_t layout_version = 1;

  Random(std::uint64_t seed, std::uint64_t entity, std::uint64_t substream, std::uint64_t replica)
      : seed_(seed), entity_(entity), substream_(substream), replica_(replica) {}

  /// 64 random bits.
  std::uint64_t next() {
    const std::uint64_t lane = draws_++ % 4;
    return lane == 0 ? refill() : rest_[lane - 1];
  }

  /// A multiple of 2^-53 in [0, 1); one draw.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  /// A whole number in 0 ... n - 1 (0 when n is 0); one draw, no rejection: no value is favoured by more than n / 2^64.
  std::uint64_t below(std::uint64_t n) { return multiply_high(next(), n); }

  /// True with probability p to within 2^-53; never when p <= 0, always when p >= 1; one draw.
  bool bernoulli(double p) { return uniform() < p; }

  /// Number of draws so far.
  std::uint64_t draws() const { return draws_; }

  bool operator==(const Random&) const = default;

 private:
  std::uint64_t refill();  // makes the next block, returns its lane 0 and keeps the rest

  std::uint64_t seed_, entity_, substream_, replica_;
  std::uint64_t draws_ = 0;
  std::array<std::uint64_t, 3> rest_{};  // lanes 1 ... 3 of the current block
};
static_assert(sizeof(Random) == 64);

}  // namespace sim
