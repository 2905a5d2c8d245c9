#include "engine/random/random.h"

#include <Random123/philox.h>

namespace sim {

std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter, const std::array<std::uint64_t, 2>& key) {
  const auto words = philox4x64_R(10, {{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {words.v[0], words.v[1], words.v[2], words.v[3]};
}

std::uint64_t Random::refill() {
  const std::uint64_t block = (draws_ - 1) / 4 + 1;  // next() has already counted this draw
  const auto words = philox4x64_R(10, {{block, entity_, substream_, replica_}}, {{seed_, layout_version}});
  rest_ = {words.v[1], words.v[2], words.v[3]};
  return words.v[0];
}

}  // namespace sim
