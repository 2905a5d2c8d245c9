// Nothing is no success: where none of the flows that an indicator is about has happened, it has no value and meets no target.
#include <cmath>
#include <set>

#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Members of registers are counted, not moved: none is a number like any other, and fewer is never better.
const std::set<std::string> counts{"3.annex", "4.annex", "5.annex", "28.annex", "31.annex"};

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
    if (counts.contains(kind.name)) CHECK(value == 0);
    else CHECK(std::isnan(value));
  }
}

}  // namespace waste::testing
