#include "engine/random/inverse.h"

#include <algorithm>
#include <cmath>

#include "engine/random/exact_math.h"
#include "tests/catch.h"

namespace exact = sim::exact;

TEST_CASE("gamma quantiles invert the incomplete gamma function at every shape") {
  for (const double shape : {1e-3, 0.1, 0.9, 1.0, 1.5, 30.0, 999.0, 1001.0, 1e4}) {
    INFO(shape);
    sim::GammaInverse inverse(shape);
    double worst = 0, previous = 0;
    for (double p = 0x1p-12; p < 1; p += 0x1p-12) {
      const double x = inverse(p);
      REQUIRE(x >= previous);
      previous = x;
      if (x > 1e-290) worst = std::max(worst, std::fabs(exact::incomplete_gamma(shape, x) - p));
    }
    CHECK(worst < (shape > 1000 ? 2e-6 : 1e-11));
    CHECK(previous > 0);
  }
}

TEST_CASE("gamma quantiles of shape 1 are the exponential's, far into both tails") {
  sim::GammaInverse inverse(1);
  for (const double p : {0x1p-23, 0x1p-10, 0.5, 1 - 0x1p-10, 1 - 0x1p-23}) CHECK(inverse(p) == Approx(-std::log1p(-p)).epsilon(1e-8));
}

TEST_CASE("beta quantiles invert the incomplete beta function for every shape of a PERT") {
  for (const double skew : {0.0, 0.01, 0.8, 2.0, 3.5, 4.0}) {
    INFO(skew);
    sim::BetaInverse inverse(1 + skew, 5 - skew);
    double worst = 0, previous = 0;
    for (double p = 0x1p-12; p < 1; p += 0x1p-12) {
      const double x = inverse(p);
      REQUIRE(x >= previous);
      REQUIRE(x <= 1);
      previous = x;
      worst = std::max(worst, std::fabs(exact::incomplete_beta(1 + skew, 5 - skew, x) - p));
    }
    CHECK(worst < 1e-12);
  }
}
