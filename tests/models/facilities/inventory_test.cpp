#include "models/facilities/inventory.h"

#include "tests/catch.h"

using waste::Inventory;
using waste::Stock;

namespace {

Inventory of(std::int64_t first, std::int64_t second, std::int64_t third) {
  Inventory inventory;
  for (const waste::StreamId stream : {waste::StreamId{4}, waste::StreamId{7}, waste::StreamId{9}}) inventory.keep(stream);
  inventory[0].put(first, first / 2);
  inventory[1].put(second, 0);
  inventory[2].put(third, third);
  return inventory;
}

std::vector<std::int64_t> taken(Inventory& inventory, std::int64_t wanted) {
  std::vector<std::int64_t> masses(inventory.size());
  inventory.take_mixed(wanted, [&](std::size_t which, const Stock& part) { masses[which] = part.mass; });
  return masses;
}

}  // namespace

TEST_CASE("what is mixed is taken from each stock in proportion to its mass, to the last gram", "[facilities]") {
  Inventory inventory = of(600, 300, 100);
  CHECK(taken(inventory, 10) == std::vector<std::int64_t>{6, 3, 1});
  CHECK(taken(inventory, 9) == std::vector<std::int64_t>{5, 2, 2});  // 990 left; what rounding leaves comes from the last
  CHECK(inventory.mass() == 981);
  CHECK(inventory[2].water == 97);
}

TEST_CASE("more than all cannot be taken, and nothing from nothing", "[facilities]") {
  Inventory inventory = of(600, 300, 100);
  CHECK(taken(inventory, 5000) == std::vector<std::int64_t>{600, 300, 100});
  CHECK(inventory.mass() == 0);
  CHECK(taken(inventory, 1) == std::vector<std::int64_t>{0, 0, 0});
}

TEST_CASE("a stock that is empty gives nothing", "[facilities]") {
  Inventory inventory = of(0, 10, 0);
  CHECK(taken(inventory, 4) == std::vector<std::int64_t>{0, 4, 0});
}
