// ODYM's test of a stock with a fixed lifetime (V16 of validation.md; S. Pauliuk, N. Heeren, J. Ind. Ecol. 24, 2020, 446-458).
#include "models/assessment/balance.h"
#include "tests/catch.h"

TEST_CASE("a stock whose things last five years follows ODYM's published numbers", "[reconcile]") {
  const std::vector<double> inflow{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const auto result = waste::stock_in_use(inflow, 5);
  CHECK(result.stock == std::vector<double>{1, 3, 6, 10, 15, 20, 25, 30, 35, 40});
  CHECK(result.outflow == std::vector<double>{0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
}

TEST_CASE("things that last no time at all are never in stock, and those that outlast the years stay", "[reconcile]") {
  const std::vector<double> inflow{4, 5};
  CHECK(waste::stock_in_use(inflow, 0).stock == std::vector<double>{0, 0});
  CHECK(waste::stock_in_use(inflow, 0).outflow == inflow);
  CHECK(waste::stock_in_use(inflow, 100).stock == std::vector<double>{4, 9});
  CHECK(waste::stock_in_use({}, 5).stock.empty());
}
