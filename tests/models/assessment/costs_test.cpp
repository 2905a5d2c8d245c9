#include "models/assessment/costs.h"

#include <map>

#include "tests/catch.h"
#include "tests/models/small_world.h"

using namespace waste;

namespace {

constexpr std::int64_t tonne = 1'000'000;

/// A town that sends its rubbish 12 km to a plant, which makes bricks of it for a buyer; and a tip that the plant may send to.
const std::string sites = R"(
streets: {length: 1 km}
roads: {way: {from: here, to: there, length: 10 km, speed: 40 km/h}}
sites:
  town: {kind: producer, place: here, stream: rubbish, rate: 10 t/d, payload: 10 t, outlet: plant}
  plant: {kind: outlet, place: there, accepts: [rubbish], capacity: 100 t/d, yard: 1000 t}
  buyer: {kind: outlet, place: there, accepts: [bricks], capacity: 100 t/d, yard: 1000 t}
  tip: {kind: landfill, place: far, stream: rubbish, capacity: 1000 t}
)";
const std::string places = "{here: {}, there: {}, far: {inside: no}}";
const std::string streams = "{rubbish: {category: rubbish}, bricks: {category: product, counts_as: rubbish}}";

const std::string tariffs = R"(
chains: {household: {categories: rubbish}}
tariffs:
  haul: {item: transport, categories: rubbish, price: 0.5 元/t/km}
  gate: {item: fees, sites: [plant], streams: [rubbish], price: 80 元/t}
  run: {item: operation, of: received, sites: [plant], streams: [rubbish], price: 33.33 元/t}
  bricks: {item: sales, sites: buyer, price: 12 元/t}
)";

/// Books of two months, made by hand.
class HandBooks {
 public:
  explicit HandBooks(const District& district) : district_(district) { books.first_month = district.first_month(), books.months = 2; }

  HandBooks& line(Channel channel, const char* site, const char* counterpart, const char* stream, std::int64_t first, std::int64_t second) {
    books.keys.push_back({channel, district_.stream(stream), district_.site(site), *counterpart ? district_.site(counterpart) : no_site});
    books.entries.push_back({first, 0, 1});
    books.entries.push_back({second, 0, 1});
    return *this;
  }

  Books books;

 private:
  const District& district_;
};

struct MoneyWorld {
  explicit MoneyWorld(const std::string& more = tariffs) : small(sites + more, "2020-03-01", {}, streams, places) {}

  const District& district() const { return small.world().district; }
  const Tariffs& prices() const { return small.world().plan.tariffs; }

  /// "town rubbish fees" -> fen of the two months.
  std::map<std::string, std::vector<std::int64_t>> of(const Books& books) const {
    std::map<std::string, std::vector<std::int64_t>> result;
    const CostAccount account = cost_account(district(), prices(), books);
    for (std::size_t i = 0; i < account.keys.size(); ++i) {
      const CostKey& key = account.keys[i];
      result[district().sites[key.site].id + " " + district().streams[key.stream].id + " " + info(key.item).name] = {account.row(i).begin(),
                                                                                                                     account.row(i).end()};
    }
    return result;
  }

  SmallWorld small;
};

using Fen = std::vector<std::int64_t>;

std::string refusal(const std::string& more) {
  try {
    const MoneyWorld accounts(more);
  } catch (const sim::InputError& error) {
    const auto& first = error.diagnostics().front();
    return first.code + " " + first.message;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("what a small district pays, by hand: haul, gate fee, operation and sale", "[costs]") {
  const MoneyWorld accounts;
  REQUIRE(accounts.district().distance(accounts.district().site("town"), accounts.district().site("plant")) == 12'000);
  HandBooks hand(accounts.district());
  hand.line(Channel::generated, "town", "", "rubbish", 30 * tonne, 0)
      .line(Channel::received, "plant", "town", "rubbish", 30 * tonne, 1)  // one gram in the second month
      .line(Channel::received, "buyer", "plant", "bricks", 5 * tonne, 0)
      .line(Channel::sent, "town", "plant", "rubbish", 30 * tonne, 1)
      .line(Channel::sent, "plant", "buyer", "bricks", 5 * tonne, 0);
  const auto account = accounts.of(hand.books);
  CHECK(account.at("town rubbish transport") == Fen{30 * 12 * 50, 0});
  CHECK(account.at("town rubbish fees") == Fen{30 * 8000, 0});
  CHECK(account.at("plant rubbish fees") == Fen{-30 * 8000, 0});
  CHECK(account.at("plant rubbish operation") == Fen{99'990, 0});
  CHECK(account.at("plant bricks sales") == Fen{-6000, 0});
  CHECK(account.at("buyer bricks sales") == Fen{6000, 0});
  CHECK_FALSE(account.contains("plant bricks transport"));  // no tariff for it
  CHECK(account.size() == 6);

  const ChainCosts costs = chain_costs(accounts.district(), accounts.prices(), hand.books);
  CHECK(costs.total(0, 0) == 18'000 + 99'990);
  CHECK(costs.of(0, 0, CostItem::fees) == 0);
  CHECK(costs.arisen(0, 0) == 30 * tonne);
}

TEST_CASE("third parties and sites outside have no account of their own", "[costs]") {
  const MoneyWorld accounts(tariffs + "account: {third_parties: {sites: [plant]}}\n");
  HandBooks hand(accounts.district());
  hand.line(Channel::received, "plant", "town", "rubbish", tonne, 2 * tonne).line(Channel::received, "tip", "plant", "rubbish", tonne, 0);
  const auto account = accounts.of(hand.books);
  CHECK(account.size() == 1);
  CHECK(account.at("town rubbish fees") == Fen{8000, 16'000});
}

TEST_CASE("a load that comes back is paid back, one that goes on to a site with a fee of its own is not", "[costs]") {
  const MoneyWorld accounts(tariffs + "  elsewhere: {item: fees, sites: [tip], price: 10 元/t}\n");
  HandBooks hand(accounts.district());
  hand.line(Channel::received, "plant", "town", "rubbish", 10 * tonne, 0)
      .line(Channel::received, "tip", "plant", "rubbish", 0, 3 * tonne)
      .line(Channel::received, "town", "plant", "rubbish", 4 * tonne, 0);
  const auto account = accounts.of(hand.books);
  CHECK(account.at("town rubbish fees") == Fen{6 * 8000, 0});
  CHECK(account.at("plant rubbish fees") == Fen{-6 * 8000, 3 * 1000});
}

TEST_CASE("gate fees that policies raise are part of the account", "[costs]") {
  const MoneyWorld accounts;
  HandBooks hand(accounts.district());
  hand.line(Channel::money, "plant", "town", "rubbish", 700, -50);
  const auto account = accounts.of(hand.books);
  CHECK(account.at("plant rubbish levies") == Fen{-700, 50});
  CHECK(account.at("town rubbish levies") == Fen{700, -50});
}

TEST_CASE("each month is rounded on its own, half away from zero, so that both sides of a payment cancel", "[costs]") {
  const MoneyWorld accounts;
  HandBooks hand(accounts.district());
  hand.line(Channel::received, "plant", "town", "rubbish", 62, 63);  // 0.496 and 0.504 fen at 80 元/t
  hand.line(Channel::received, "buyer", "plant", "bricks", 3'750, 1'250);  // 4.5 and 1.5 fen at 12 元/t
  const auto account = accounts.of(hand.books);
  CHECK(account.at("town rubbish fees") == Fen{0, 1});
  CHECK(account.at("plant rubbish fees") == Fen{0, -1});
  CHECK(account.at("plant bricks sales") == Fen{-5, -2});
  CHECK(account.at("buyer bricks sales") == Fen{5, 2});
}

TEST_CASE("the same follows from a run: what the plant received at the tariffs", "[costs]") {
  MoneyWorld accounts;
  const Books& books = accounts.small.run().books();
  const auto account = accounts.of(books);
  const std::int64_t received = accounts.small.sum("plant", Channel::received, 0, 1);
  REQUIRE(received > 250 * tonne);
  CHECK(account.at("town rubbish fees")[0] == received / tonne * 8000);
  CHECK(accounts.of(books).size() == cost_keys(accounts.district(), accounts.prices(), books.keys).size());
}

TEST_CASE("two tariffs for the same thing, streams without a chain and unknown names are refused", "[costs]") {
  CHECK(
      refusal(tariffs + "  again: {item: fees, kinds: outlet, streams: rubbish, price: 1 元/t}\n").starts_with("E0785 'again' and 'gate'"));
  CHECK(refusal(tariffs + "  other: {item: fees, kinds: outlet, streams: bricks, price: 1 元/t}\n") == "accepted");
  CHECK(refusal("chains: {bricks: {streams: bricks}}\ntariffs: {haul: {item: transport, price: 1 元/t/km}}\n")
            .starts_with("E0786 'rubbish' belongs to no chain"));
  CHECK(refusal(tariffs + "  wrong: {item: fees, kinds: outlets, price: 1 元/t}\n") == "E0107 kinds: nothing is called 'outlets'");
  CHECK(refusal(tariffs + "  wrong: {item: fees, sites: [], price: 1 元/t}\n").starts_with("E0114"));
  CHECK(refusal(tariffs + "  wrong: {item: power, sites: [tip], price: 1 元/t}\n").starts_with("E0105"));
}

TEST_CASE("a scenario without tariffs has no account", "[costs]") {
  const MoneyWorld accounts("");
  CHECK_FALSE(accounts.prices().given());
  HandBooks hand(accounts.district());
  hand.line(Channel::money, "plant", "town", "rubbish", 700, 0);
  CHECK(cost_account(accounts.district(), accounts.prices(), hand.books).keys.empty());
}
