// The plan, section 2(2): gypsum cake of 40 % water is dried to a product of 15 %. Dry mass is kept, so product = cake * 0.60 / 0.85:
// 40 万t of cake give 28.235 万t of product and 11.765 万t of water; 30 万t of product need 42.5 万t of cake.
#include <atomic>
#include <string>

#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

constexpr const char* dryer_alone = R"(format: 1
period: {starts: 2020-01-01, ends: 2021-01-01}
seed: 1
places: {works: {}}
streams:
  cake: {category: general_industrial, reference_water: 40 %}
  product: {category: product, counts_as: cake, reference_water: 15 %}
sites:
  yard: {kind: yard, place: works, stream: cake, plant: dryer, landfill: landfill, opening_stock: 400000 t, opening_water: 40 %,
         high: 500000 t, payload: 32 t}
  dryer: {kind: dryer, place: works, feed: cake, product: product, yard: yard, outlet: users, capacity: 1600 t/d, lines: 3,
          moisture_out: 15 %, feed_store: 640 t}
  users: {kind: outlet, place: works, accepts: [product], utilised: 100 %, capacity: 5000 t/d, yard: 100000 t}
  landfill: {kind: outlet, place: works, accepts: [cake], utilised: 0 %, capacity: 5000 t/d, yard: 10000 t}
)";

struct Year {
  std::int64_t amount = 0, water = 0, facts = 0;
};

/// Sums of a year at the dryer.
struct Dried {
  Year consumed, produced, emitted;
};

Dried dried(const std::vector<std::string>& overrides) {
  const ScenarioFolder folder;
  const auto world = waste::build_world(folder.read(dryer_alone, overrides));
  const std::atomic<bool> stop{false};
  const auto books = waste::Replica(*world, 0).finish(stop);
  REQUIRE(books);
  Dried sums;
  for (std::size_t i = 0; i < books->keys.size(); ++i) {
    const auto& key = books->keys[i];
    if (key.site != world->district.site("dryer")) continue;
    Year* year = key.channel == waste::Channel::consumed   ? &sums.consumed
                 : key.channel == waste::Channel::produced ? &sums.produced
                 : key.channel == waste::Channel::emitted  ? &sums.emitted
                                                           : nullptr;
    if (!year) continue;
    for (const auto& month : books->row(i)) year->amount += month.amount, year->water += month.water, year->facts += month.count;
  }
  return sums;
}

}  // namespace

TEST_CASE("40 wan t of cake give 28.235 wan t of product and 11.765 wan t of water, to the gram of every load") {
  const Dried year = dried({});
  constexpr std::int64_t loads = 12'500, of_load = 22'588'235;  // [g] 32 t * 0.60 / 0.85 = 22588235.29
  CHECK(year.consumed.facts == loads);
  CHECK(year.consumed.amount == 400'000'000'000);
  CHECK(year.consumed.water == 160'000'000'000);
  CHECK(year.produced.amount == loads * of_load);
  CHECK(year.emitted.amount == loads * (32'000'000 - of_load));
  CHECK(year.emitted.water == year.emitted.amount);
  CHECK(year.consumed.amount - year.consumed.water == year.produced.amount - year.produced.water);  // dry mass is kept
  CHECK(static_cast<double>(year.produced.amount) / 1e10 == Approx(28.235).margin(0.0005));  // 万t
  CHECK(static_cast<double>(year.emitted.amount) / 1e10 == Approx(11.765).margin(0.0005));
}

TEST_CASE("30 wan t of product need 42.5 wan t of cake") {
  const Dried year = dried({"sites.yard.opening_stock=425000 t", "sites.yard.payload=34 t"});
  CHECK(year.consumed.amount == 425'000'000'000);
  CHECK(year.produced.amount == 300'000'000'000);
  CHECK(year.emitted.amount == 125'000'000'000);
}
