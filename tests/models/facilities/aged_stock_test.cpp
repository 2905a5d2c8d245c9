#include "models/facilities/aged_stock.h"

#include "tests/catch.h"

using sim::Duration;
using sim::Time;
using waste::AgedStock;

namespace {

Time day(int number) { return Time{Duration{number * sim::seconds_per_day}}; }

AgedStock three_lots() {
  AgedStock stock;
  stock.put(100, day(1), 50);
  stock.put(200, day(2), 0);
  stock.put(300, day(3), 50);
  return stock;
}

}  // namespace

TEST_CASE("the oldest lot leaves first, and water leaves in proportion", "[facilities]") {
  AgedStock stock = three_lots();
  const waste::Stock part = stock.take(150);
  CHECK(part.mass == 150);
  CHECK(part.water == 25);
  CHECK(stock.mass() == 450);
  CHECK(stock.water() == 75);
  CHECK(stock.kept_since(day(0), day(2)) == 0);
  CHECK(stock.kept_since(day(2), day(3)) == 150);
}

TEST_CASE("more than all that is kept cannot be taken", "[facilities]") {
  AgedStock stock = three_lots();
  CHECK(stock.take(1000).mass == 600);
  CHECK(stock.mass() == 0);
  CHECK(stock.water() == 0);
  CHECK_FALSE(stock.kept_since_before(sim::never));
}

TEST_CASE("adjoining intervals count every lot once", "[facilities]") {
  const AgedStock stock = three_lots();
  CHECK(stock.kept_since(day(1), day(2)) == 100);
  CHECK(stock.kept_since(day(2), day(3)) == 200);
  CHECK(stock.kept_since(day(3), day(4)) == 300);
  CHECK(stock.kept_since(day(1), day(4)) == stock.mass());
}

TEST_CASE("a stock is overdue when its oldest lot is", "[facilities]") {
  AgedStock stock = three_lots();
  CHECK_FALSE(stock.kept_since_before(day(1)));
  CHECK(stock.kept_since_before(day(1) + Duration{1}));
  stock.take(100);
  CHECK_FALSE(stock.kept_since_before(day(2)));
}

TEST_CASE("nothing is not a lot", "[facilities]") {
  AgedStock stock;
  stock.put(0, day(1));
  CHECK_FALSE(stock.kept_since_before(day(9)));
}
