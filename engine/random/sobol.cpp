#include "engine/random/sobol.h"

#include <array>
#include <boost/random/sobol.hpp>
#include <vector>

#include "engine/base/error.h"
#include "engine/random/random.h"

namespace sim {
namespace {

constexpr unsigned digits = 32, digits_of_a_call = 8;
using Purpose = std::uint64_t;
constexpr Purpose scrambling = hash_name("owen scramble"), shuffling = hash_name("owen shuffle");

/// [digit * dimensions + dimension]: the direction numbers. The point before 2^(k + 1) has the Gray code 2^k, so it is one of them.
std::vector<std::uint32_t> read_directions() {
  boost::random::sobol_engine<std::uint32_t, digits> engine(sobol_dimensions);
  std::vector<std::uint32_t> directions;
  directions.reserve(std::size_t{digits} * sobol_dimensions);
  for (unsigned digit = 0; digit < digits; ++digit) {
    engine.seed(static_cast<std::uint32_t>((std::uint64_t{2} << digit) - 2));  // Boost begins with point 1
    for (std::uint32_t dimension = 0; dimension < sobol_dimensions; ++dimension) directions.push_back(engine());
  }
  return directions;
}

std::array<std::uint64_t, 4> random_words(unsigned depth, std::uint32_t prefix, Purpose purpose, const Scramble& scramble) {
  const std::uint64_t node = std::uint64_t{depth} << 32 | prefix;
  return philox({node, scramble.entity, purpose, scramble.number}, {scramble.seed, Random::layout_version});
}

/// Flips every digit by a bit of the node that the digits before it lead to. One call of Philox serves a subtree of eight levels,
/// whose 255 nodes are numbered as in a heap.
std::uint32_t flip(std::uint32_t value, Purpose purpose, const Scramble& scramble) {
  std::uint32_t result = 0;
  for (unsigned depth = 0; depth < digits; depth += digits_of_a_call) {
    const auto words = random_words(depth, depth == 0 ? 0 : value >> (digits - depth), purpose, scramble);
    std::uint32_t node = 1;
    for (unsigned digit = depth; digit < depth + digits_of_a_call; ++digit) {
      const std::uint32_t own = value >> (digits - 1 - digit) & 1;
      result = result << 1 | (own ^ static_cast<std::uint32_t>(words[node / 64] >> (node % 64) & 1));
      node = node << 1 | own;
    }
  }
  return result;
}

std::uint32_t reversed(std::uint32_t value) {
  std::uint32_t result = 0;
  for (unsigned digit = 0; digit < digits; ++digit) result = result << 1 | (value >> digit & 1);
  return result;
}

}  // namespace

std::uint32_t sobol(std::uint32_t dimension, std::uint32_t index) {
  static const std::vector<std::uint32_t> directions = read_directions();
  SIM_ASSERT(dimension < sobol_dimensions);
  std::uint32_t coordinate = 0;
  const std::uint32_t gray = index ^ index >> 1;
  for (unsigned digit = 0; digit < digits; ++digit)
    if (gray >> digit & 1) coordinate ^= directions[std::size_t{digit} * sobol_dimensions + dimension];
  return coordinate;
}

double scrambled(std::uint32_t coordinate, const Scramble& scramble) {
  constexpr unsigned rest = 53 - digits;
  const std::uint64_t behind = random_words(digits, coordinate, scrambling, scramble)[0] >> (64 - rest);
  const std::uint64_t all = std::uint64_t{flip(coordinate, scrambling, scramble)} << rest | behind;
  return static_cast<double>(all) * 0x1p-53 + 0x1p-54;
}

double shuffled_van_der_corput(std::uint32_t index, const Scramble& scramble) {
  return scrambled(reversed(flip(index, shuffling, scramble)), scramble);
}

}  // namespace sim
