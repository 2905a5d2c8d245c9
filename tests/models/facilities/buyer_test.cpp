#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

/// Deliveries of 2021 to a buyer of 10 t/d, as a multiple of that [1].
double bought(const std::string& buyer, const std::string& policies) {
  SmallWorld world("driving: {low: 100 %, mode: 100 %, high: 100 %}\nsites:\n"
                   "  store: {kind: product_store, place: here, stream: rubbish, capacity: 1000000 t, opening_stock: 1000000 t, "
                   "buyers: [works]}\n"
                   "  works: {kind: buyer, place: here, stream: rubbish, supplier: store, demand: 10 t/d, payload: 1 t, patience: 1000" +
                       buyer + "}\npolicies:\n" + policies,
                   "2022-01-01");
  return static_cast<double>(world.run().in_year("works", Channel::utilised, 2021)) / (365 * 10e6);
}

std::string more(const std::string& id, const std::string& change) {
  return "  " + id + ": {kind: market_demand, sites: [works], starts: 2020-06-01, change: " + change + "}\n";
}

}  // namespace

TEST_CASE("what policies add to a demand adds up and does not multiply") {
  CHECK(bought("", more("a", "100 %") + more("b", "100 %")) == Approx(3).epsilon(0.03));
  CHECK(bought("", more("a", "300 %") + more("b", "200 %") + more("c", "150 %")) == Approx(7.5).epsilon(0.03));
  CHECK(bought("", more("a", "50 %") + more("b", "-30 %")) == Approx(1.2).epsilon(0.05));
  CHECK(bought("", more("a", "-60 %") + more("b", "-60 %")) == 0);
}

TEST_CASE("policies together raise a demand no further than its saturation") {
  CHECK(bought(", saturation: 2", more("a", "100 %") + more("b", "100 %")) == Approx(2).epsilon(0.03));
  CHECK(bought(", saturation: 2", more("a", "50 %")) == Approx(1.5).epsilon(0.04));
  CHECK(bought(", saturation: 1", more("a", "50 %")) == Approx(1).epsilon(0.05));
}

TEST_CASE("orders follow the price by their elasticity, within the saturation") {
  const auto price = [](const std::string& amount, const std::string& elasticity) {
    return "  cheaper: {kind: price, sites: [works], starts: 2020-06-01, amount: " + amount +
           ", reference: 40 元/t, demand_elasticity: " + elasticity + "}\n";
  };
  CHECK(bought("", price("10 元/t", "-0.8")) == Approx(1.2).epsilon(0.03));   // the buyer is paid 10 of the 40 that it pays
  CHECK(bought("", price("-10 元/t", "-0.8")) == Approx(0.8).epsilon(0.03));  // it pays 10 more
  CHECK(bought("", price("10 元/t", "-8")) == Approx(3).epsilon(0.03));
  CHECK(bought(", saturation: 2", price("10 元/t", "-8")) == Approx(2).epsilon(0.03));
  CHECK(bought("", price("-10 元/t", "-8")) == 0);
}

TEST_CASE("a saturation below the demand itself is refused") {
  CHECK_THROWS_AS(bought(", saturation: 0.5", more("a", "50 %")), sim::Error);
}
