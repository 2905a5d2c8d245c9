#include "models/facilities/contract_pool.h"

#include "tests/catch.h"

using waste::ContractPool;

namespace {

struct Draws {
  sim::Random contracts{1, 2, 3, 0}, openings{1, 2, 4, 0};
  ContractPool::Change month(ContractPool& members, const ContractPool::Terms& terms) { return members.month(terms, contracts, openings); }
};

}  // namespace

TEST_CASE("everybody is under contract at the start, and stays so while every contract is renewed") {
  ContractPool members(260);
  Draws draws;
  for (int month = 0; month < 60; ++month) draws.month(members, {.lapse = 0.5, .opens = 2.5, .keeps = 1, .reach = 0});
  CHECK(members.units() > 260);
  CHECK(members.served() == members.units());
}

TEST_CASE("without renewal nobody is left in the end, and nobody less than nobody") {
  ContractPool members(40);
  Draws draws;
  for (int month = 0; month < 200; ++month) draws.month(members, {.lapse = 0.5, .opens = 0, .keeps = 0, .reach = 0});
  CHECK(members.units() == 40);
  CHECK(members.served() == 0);
  CHECK(members.outside() == 40);
}

TEST_CASE("outreach wins as many as it reaches, once each, and not more than stand outside") {
  ContractPool members(10);
  Draws draws;
  draws.month(members, {.lapse = 1, .opens = 0, .keeps = 0, .reach = 0});
  REQUIRE(members.served() == 0);
  CHECK(draws.month(members, {.lapse = 0, .opens = 0, .keeps = 0, .reach = 3.9}).reached == 3);
  CHECK(draws.month(members, {.lapse = 0, .opens = 0, .keeps = 0, .reach = 3.9}).reached == 0);
  CHECK(draws.month(members, {.lapse = 0, .opens = 0, .keeps = 0, .reach = 1e9}).reached == 7);
}

TEST_CASE("no unit at all, and a great many, are counted as they are") {
  ContractPool nobody(0);
  Draws draws;
  const auto change = draws.month(nobody, {.lapse = 1, .opens = 0, .keeps = 0, .reach = 5});
  CHECK((change.opened == 0 && change.reached == 0 && nobody.units() == 0));
  ContractPool many(1'000'000);
  draws.month(many, {.lapse = 0.1, .opens = 0, .keeps = 0.5, .reach = 0});
  CHECK(many.outside() == Approx(50'000).epsilon(0.02));
}

TEST_CASE("the more contracts are renewed the fewer are lost, on the same draws") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    ContractPool lax(200), careful(200);
    sim::Random a{seed, 1, 1, 0}, b{seed, 1, 1, 0}, c{seed, 1, 2, 0}, d{seed, 1, 2, 0};
    lax.month({.lapse = 0.3, .opens = 4, .keeps = 0.3, .reach = 0}, a, c);
    careful.month({.lapse = 0.3, .opens = 4, .keeps = 0.8, .reach = 0}, b, d);
    CHECK(lax.units() == careful.units());
    CHECK(lax.served() <= careful.served());
  }
}
