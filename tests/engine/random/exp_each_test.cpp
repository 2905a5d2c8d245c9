#include "engine/random/exp_each.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "tests/catch.h"

namespace exact = sim::exact;

namespace {

/// Numbers of every size, with those at which the forms part, and what is no number.
std::vector<double> arguments() {
  constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> all{0.0, -0.0, 1, -1, 0.5, -0.5, 700, -700, 700.0000001, -700.0000001, 709.8, 709.9, -745.1, -745.3};
  for (const double x : {infinity, -infinity, nan, 1e300, -1e300, 1e-300, -1e-300}) all.push_back(x);
  sim::Random random(1, sim::hash_name("exp_each"), 0, 0);
  for (int i = 0; i < 100'000; ++i) all.push_back(1500 * (random.uniform() - 0.5));
  for (int i = 0; i < 100'000; ++i) all.push_back(8 * (random.uniform() - 0.5));
  return all;
}

template <class Form>
void check(Form form) {
  const std::vector<double> before = arguments();
  for (std::size_t cut = 0; cut < 5; ++cut) {  // ends that make up no four
    std::vector<double> after(before.begin(), before.end() - static_cast<std::ptrdiff_t>(cut));
    form(after);
    std::size_t different = 0;
    for (std::size_t i = 0; i < after.size(); ++i)
      different += std::bit_cast<std::uint64_t>(after[i]) != std::bit_cast<std::uint64_t>(exact::exp(before[i])) ? 1 : 0;
    CHECK(different == 0);
  }
}

}  // namespace

TEST_CASE("exp of many numbers has the bits of exp of each, whatever the processor can do") {
  check(exact::exp_each);
  check(exact::exp_each_portable);
  check(exact::exp_each_avx2);
}

TEST_CASE("exp of no numbers does nothing") {
  std::vector<double> none;
  exact::exp_each(none);
  CHECK(none.empty());
}
