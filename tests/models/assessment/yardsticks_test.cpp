#include "models/assessment/yardsticks.h"

#include <cmath>
#include <vector>

#include "tests/catch.h"

using waste::YearValue;

TEST_CASE("GM(1,1) has the published coefficients of a published series", "[yardsticks]") {
  const std::vector<double> noise{71.1, 72.4, 72.4, 72.1, 71.4, 72.0, 71.6};  // a textbook series; figures to ten digits
  const auto model = waste::grey_model(noise);
  CHECK(model.a == Approx(0.0023437865).margin(5e-11));
  CHECK(model.b == Approx(72.6572696).margin(5e-8));
  CHECK(model.value(1) == Approx(72.4).margin(0.15));
}

TEST_CASE("GM(1,1) nearly continues a geometric series", "[yardsticks]") {
  std::vector<YearValue> past;
  for (int year = 2015; year <= 2020; ++year) past.push_back({year, 100 * std::pow(1.05, year - 2015)});
  CHECK(waste::grey_forecast(past, 2022) == Approx(100 * std::pow(1.05, 7)).epsilon(1e-3));
}

TEST_CASE("GM(1,1) of a constant series is that constant", "[yardsticks]") {
  const std::vector<YearValue> past{{2016, 5}, {2017, 5}, {2018, 5}, {2019, 5}};
  CHECK(waste::grey_forecast(past, 2025) == Approx(5));
}

TEST_CASE("A straight line is continued, also across gaps", "[yardsticks]") {
  const std::vector<YearValue> past{{2010, 10}, {2015, 20}, {2020, 30}};
  CHECK(waste::linear_trend(past, 2025) == Approx(40));
  CHECK(waste::persistence(past, 2025) == 30);
}

TEST_CASE("A yardstick is not to be had where the past does not suffice", "[yardsticks]") {
  const std::vector<YearValue> none, two{{2019, 1}, {2020, 2}}, gap{{2010, 1}, {2015, 2}, {2016, 3}, {2017, 4}},
      zero{{2017, 1}, {2018, 0}, {2019, 1}, {2020, 1}};
  CHECK(std::isnan(waste::persistence(none, 2021)));
  CHECK(std::isnan(waste::linear_trend(two, 2021)));
  CHECK(std::isnan(waste::grey_forecast(none, 2021)));
  CHECK(std::isnan(waste::grey_forecast(gap, 2021)));
  CHECK(std::isnan(waste::grey_forecast(zero, 2021)));
}
