#include "engine/base/time.h"

#include "tests/catch.h"

using namespace sim;

TEST_CASE("A date names its first instant") {
  CHECK(to_string(*parse_time("2023")) == "2023-01-01");
  CHECK(to_string(*parse_time("2023-07")) == "2023-07-01");
  CHECK(to_string(*parse_time("2023-07-15")) == "2023-07-15");
  CHECK(to_string(*parse_time("2023-07-15 07:30")) == "2023-07-15 07:30:00");
  CHECK(to_string(*parse_time("2023-07-15 07:30:59")) == "2023-07-15 07:30:59");
  CHECK(seconds(*parse_time("1970-01-02")) == seconds_per_day);
}

TEST_CASE("Leap days exist in leap years only") {
  CHECK(to_string(*parse_time("2020-02-29")) == "2020-02-29");
  CHECK_FALSE(parse_time("2021-02-29"));
  CHECK_FALSE(parse_time("1900-02-29"));
  CHECK(parse_time("2000-02-29"));
  CHECK(*parse_time("2021-01-01") - *parse_time("2020-01-01") == Days{366});
}

TEST_CASE("What is not a date of the calendar is refused") {
  for (const char* text : {"",
                           "23",
                           "2023-",
                           "2023-7",
                           "2023-13",
                           "2023-00",
                           "2023-07-00",
                           "2023-04-31",
                           "2023/07/01",
                           "2023-07-15T07:30",
                           "2023-07-15 24:00",
                           "2023-07-15 07:60",
                           "2023-07-15 07:30:60",
                           "2023-07-15 7:30",
                           "2023-07-15 ",
                           "2023-07-15 07:30:00Z",
                           "２０２３",
                           "never",
                           "2023年7月",
                           "+023",
                           " 2023"}) {
    INFO(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("Every day from 2019 to 2026 survives the way through text") {
  for (Time day = *parse_time("2019"); day < *parse_time("2027"); day += Days{1}) REQUIRE(parse_time(to_string(day)) == day);
  const Time second = *parse_time("2024-12-31") + Duration{86'399};
  CHECK(to_string(second) == "2024-12-31 23:59:59");
  CHECK(parse_time(to_string(second)) == second);
  CHECK(to_string(never) == "never");
}

TEST_CASE("Months and weekdays follow the civil calendar") {
  const Time time = *parse_time("2020-01-01 12:00");
  CHECK(weekday_of(time) == 2);  // a Wednesday
  CHECK(month_number(time) == 2020 * 12);
  CHECK(month_begin(month_number(time) + 13) == *parse_time("2021-02"));
  CHECK(month_of_year(*parse_time("2021-12-31")) == 11);
  CHECK(year_of(*parse_time("2021-12-31 23:59:59")) == 2021);
  CHECK(time_of_day(time) == Duration{43'200});
}
