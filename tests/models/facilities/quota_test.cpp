#include "models/facilities/quota.h"

#include "tests/catch.h"

using waste::Quota;

namespace {

sim::Time date(int year, unsigned month, unsigned day = 1) {
  return sim::Time{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}};
}

}  // namespace

TEST_CASE("a quota is released month by month, and what is not used stays for later in the year") {
  Quota quota;
  CHECK(quota.grant(500, 1, 1'200, date(2020, 1)) == 100);
  CHECK(quota.grant(500, 1, 1'200, date(2020, 1, 31)) == 0);
  CHECK(quota.grant(30, 1, 1'200, date(2020, 2)) == 30);
  CHECK(quota.grant(500, 1, 1'200, date(2020, 4)) == 270);  // of 400 released, 130 were used
  CHECK(quota.grant(5'000, 1, 1'200, date(2020, 12, 31)) == 800);
}

TEST_CASE("a year's quota is granted to the last gram, even when it is no multiple of twelve") {
  Quota quota;
  std::int64_t sum = 0;
  for (unsigned month = 1; month <= 12; ++month) sum += quota.grant(1'000'000, 1, 1'000'003, date(2021, month));
  CHECK(sum == 1'000'003);
  Quota large;  // a quota of many grams times twelve months still fits
  CHECK(large.grant(9'000'000'000'000'000'000, 1, 9'000'000'000'000'000'000, date(2021, 12)) == 9'000'000'000'000'000'000);
}

TEST_CASE("a new year begins with a new quota, and what was left of the old one is lost") {
  Quota quota;
  CHECK(quota.grant(1, 1, 1'200, date(2020, 12)) == 1);
  CHECK(quota.grant(5'000, 1, 1'200, date(2021, 1)) == 100);
}

TEST_CASE("less than the least worth a journey is not granted and not used up") {
  Quota quota;
  CHECK(quota.grant(70, 50, 1'200, date(2020, 1)) == 70);
  CHECK(quota.grant(70, 50, 1'200, date(2020, 1)) == 0);  // 30 are left
  CHECK(quota.grant(70, 30, 1'200, date(2020, 1)) == 30);
  CHECK(quota.grant(70, 0, 1'200, date(2020, 1)) == 0);
}

TEST_CASE("who asks for little gets it while enough is left") {
  Quota quota;
  CHECK(quota.grant(10, 50, 1'200, date(2020, 1)) == 10);
}

TEST_CASE("a quota that was cut below what is used grants nothing") {
  Quota quota;
  CHECK(quota.grant(100, 1, 1'200, date(2020, 1)) == 100);
  CHECK(quota.grant(100, 0, 600, date(2020, 1)) == 0);
  CHECK(quota.grant(100, 0, 600, date(2020, 2)) == 0);
  CHECK(quota.grant(100, 0, 600, date(2020, 3)) == 50);
}

TEST_CASE("the next month begins on its first day, over the turn of the year too") {
  CHECK(waste::next_month(date(2020, 2, 29)) == date(2020, 3));
  CHECK(waste::next_month(date(2020, 12, 1)) == date(2021, 1));
}
