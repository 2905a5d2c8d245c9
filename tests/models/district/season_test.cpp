#include "models/district/season.h"

#include "tests/catch.h"

using namespace waste;

namespace {

sim::Time at(const char* text) { return *sim::parse_time(text); }

const sim::Numbers spring{0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, winter{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

double year_of_shares(const sim::Numbers& season, const char* first, int days) {
  double sum = 0;
  for (int day = 0; day < days; ++day) sum += share_of_day(season, at(first) + day * std::chrono::hours{24});
  return sum;
}

}  // namespace

TEST_CASE("a season gives a year's amount in a common year and in a leap year") {
  CHECK(year_of_shares(spring, "2020-01-01", 366) == Approx(1).epsilon(1e-12));
  CHECK(year_of_shares(spring, "2021-01-01", 365) == Approx(1).epsilon(1e-12));
  CHECK(year_of_shares({}, "2020-01-01", 366) == Approx(1).epsilon(1e-12));
  CHECK(year_of_shares({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "2020-01-01", 366) == 0);
}

TEST_CASE("the days left count down to one on the last day of a season, and over new year") {
  CHECK(days_left(spring, at("2020-02-01")) == 29 + 31 + 30);
  CHECK(days_left(spring, at("2020-02-29")) == 1 + 31 + 30);
  CHECK(days_left(spring, at("2020-04-30")) == 1);
  CHECK(days_left(spring, at("2020-05-01")) == 0);
  CHECK(days_left(winter, at("2020-12-31")) == 1 + 31);
  CHECK(days_left(winter, at("2021-01-31")) == 1);
}

TEST_CASE("the next day of a season is tomorrow, or the first of its next month") {
  CHECK(next_day_of(spring, at("2020-02-28 23:00")) == at("2020-02-29"));
  CHECK(next_day_of(spring, at("2020-04-30")) == at("2021-02-01"));
  CHECK(next_day_of(winter, at("2020-12-31")) == at("2021-01-01"));
  CHECK(next_day_of(spring, at("2019-12-31 23:59:59")) == at("2020-02-01"));
  CHECK(next_day_of({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, at("2020-01-01")) == sim::never);
}
