// Nothing is no success: where none of the flows that an indicator is about has happened, it has no value and meets no target.
#include <cmath>
#include <set>

#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Of these more is better, so that 0 (-100 % of growth) is a number like any other and meets no target: members of registers, film
/// brought back, recyclables against those of the year before.
const std::set<std::string> the_more_the_better{"3.annex",      "4.annex",  "5.annex",  "15.annex",
                                                "15.cumulated", "18.annex", "28.annex", "31.annex"};

}  // namespace

TEST_CASE("books in which nothing has happened give no indicator a value that meets a target", "[indicator]") {
  const auto world = district("baseline", {}, "2021-01-01");
  const PolicySet policies = world->draw_policies(0);
  Books books;
  books.first_month = world->district.first_month();
  books.months = world->district.months();
  const Accounts accounts(world->district, policies, books);
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    CAPTURE(kind.name);
    const double value = kind.make()->value(accounts, {0, 12});
    if (the_more_the_better.contains(kind.name)) CHECK(value <= 0);
    else CHECK(std::isnan(value));
  }
}

}  // namespace waste::testing
