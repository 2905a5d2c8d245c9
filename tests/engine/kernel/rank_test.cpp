#include "engine/kernel/rank.h"

#include "engine/random/random.h"
#include "tests/catch.h"

namespace {

/// Of every key, how many are smaller: as one would count them.
bool right(const sim::RankKeys& keys, std::size_t size, const sim::Ranks& ranks) {
  for (std::size_t i = 0; i < size; ++i) {
    std::int32_t smaller = 0;
    for (std::size_t j = 0; j < size; ++j) smaller += keys.keys[j] < keys.keys[i];
    if (ranks.ranks[i] != smaller) return false;
  }
  return true;
}

void check(sim::Rank rank) {
  sim::Random random(1, 2, 3, 4);
  for (std::size_t size = 1; size <= sim::ranked_at_most; ++size) {
    for (const std::uint64_t largest : {std::uint64_t{1}, std::uint64_t{20}, std::uint64_t{sim::RankKeys::last}}) {
      sim::RankKeys keys;
      for (std::size_t i = 0; i < size; ++i) keys.keys[i] = static_cast<std::int32_t>(random.below(largest + 1));
      sim::Ranks ranks;
      keys.end_at(size);
      rank(keys, size, ranks);
      INFO(size << " keys up to " << largest);
      CHECK(right(keys, size, ranks));
    }
  }
}

}  // namespace

TEST_CASE("ranks are what counting gives, of equal and of the largest keys too") { check(sim::rank_portable); }

TEST_CASE("ranks in vectors of 256 bits are the same") {
  if (!sim::has_avx2()) {
    WARN("this machine has no AVX2");
    return;
  }
  check(sim::rank_avx2);
  CHECK(sim::rank == sim::rank_avx2);
}
