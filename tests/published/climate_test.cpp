// Worked examples of the IPCC's guidelines of 2006, volume 5.
#include "models/assessment/climate.h"

#include <cmath>

#include "tests/catch.h"

using namespace waste;

TEST_CASE("V18: Germany's plastics of 2010 burnt give 3996.213908543999 Gg of carbon dioxide", "[published][climate]") {
  const double burnt = 62'940'432 * 0.6 * 0.37 * 0.104 / 1000;  // people, t each, burnt, plastics [Gg]
  CHECK(burnt == Approx(1453.1686940159996).epsilon(1e-15));
  CHECK(fossil_carbon_dioxide(burnt, 1, 0.75, 1, 1) == Approx(3996.213908543999).epsilon(1e-15));
}

TEST_CASE("V19: at a rate of ln 2 a constant deposit decays by 0, 1/2, 3/4, 7/8", "[published][climate]") {
  const auto decayed = first_order_decay({1, 1, 1, 1}, std::log(2.0));
  const double printed[] = {0, 0.5, 0.75, 0.875};
  for (std::size_t i = 0; i < 4; ++i) CHECK(decayed[i] == Approx(printed[i]).margin(1e-15));
}

TEST_CASE("V19: ten years of food waste give the printed methane", "[published][climate]") {
  const std::vector<double> deposits(10, 2300.322 * 0.15 * 0.5 * 0.705);  // degradable carbon that decays [Gg]
  const auto decayed = first_order_decay(deposits, 0.185);
  const double printed[] = {0, 13.6951, 25.0772, 34.5369, 42.3989, 48.9331, 54.3636, 58.8770, 62.6280, 65.7456};
  for (std::size_t i = 0; i < 10; ++i) CHECK(std::abs(methane_of(decayed[i], 0.5) - printed[i]) <= 0.00005);
}
