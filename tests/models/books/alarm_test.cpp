#include "models/books/alarm.h"

#include "models/books/ledger.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using namespace waste;

namespace {

/// A firm that makes a tonne a day and may keep it for ten days; the receiver opens its quota of `tonnes` a year.
std::string firm(const std::string& quota, const std::string& receiver = "") {
  return R"(
sites:
  firm: {kind: hazardous_store, place: here, stream: rubbish, rate: 1 t/d, capacity: 1000 t, payload: 5 t, application: 20 t, limit: 10 d,
         receivers: [works], authority: office, carrier: vans}
  office: {kind: authority, place: here}
  vans: {kind: carrier, place: here, vehicles: 5}
  works: {kind: receiver, place: here, accepts: [rubbish], quota: )" +
         quota + ", capacity: 100 t/d, method: incinerate" + receiver + "}\n";
}

std::int64_t count(const Books& books, AlarmKind kind) { return books.alarm_counts[static_cast<std::size_t>(kind)]; }

}  // namespace

TEST_CASE("what nobody takes is overdue, and the alarm rings once, on the day it becomes so", "[alarm]") {
  SmallWorld world(firm("0 t/a"), "2020-07-01");
  const Books& books = world.run().books();
  REQUIRE(count(books, AlarmKind::overdue) == 1);
  REQUIRE(books.alarms.size() == 1);
  CHECK(books.alarms[0].site == world.world().district.site("firm"));
  CHECK(books.alarms[0].stream == world.world().district.stream("rubbish"));
  CHECK(books.alarms[0].day == 18'262 + 11);  // the lot of 1 January is older than ten days on the 12th
  CHECK(books.alarms[0].amount == 1'000'000);
  CHECK(world.sum("firm", Channel::alarms, 0, 6) == 1);
}

TEST_CASE("a store that runs over rings once while it stays full", "[alarm]") {
  SmallWorld world(firm("0 t/a"), "2023-01-01", {"sites.firm.capacity=50 t"});
  CHECK(count(world.run().books(), AlarmKind::store_full) == 1);
}

TEST_CASE("a manifest that stays open longer than allowed is late", "[alarm]") {
  SmallWorld quick(firm("1000 t/a"), "2021-01-01");
  CHECK(count(quick.run().books(), AlarmKind::manifest_late) == 0);
  SmallWorld slow(firm("1000 t/a", ", late: 60 s"), "2021-01-01");
  slow.run();
  CHECK(count(slow.books(), AlarmKind::manifest_late) > 0);
  CHECK(count(slow.books(), AlarmKind::manifest_late) == slow.in_year("works", Channel::manifests, 2020));
}

TEST_CASE("scales that differ ring without touching a gram", "[alarm]") {
  SmallWorld exact(firm("1000 t/a"), "2021-01-01");
  SmallWorld rough(firm("1000 t/a", ", scale_error: 5 %"), "2021-01-01");
  exact.run();
  rough.run();
  CHECK(count(exact.books(), AlarmKind::manifest_mass) == 0);
  CHECK(count(rough.books(), AlarmKind::manifest_mass) > 0);
  CHECK(exact.in_year("works", Channel::disposed, 2020) == rough.in_year("works", Channel::disposed, 2020));
  CHECK(exact.events() == rough.events());
}

TEST_CASE("hazardous waste from inside without a manifest rings for every load", "[alarm]") {
  SmallWorld world(R"(
sites:
  careless: {kind: producer, place: here, stream: rubbish, rate: 1 t/d, payload: 5 t, outlet: works}
  works: {kind: receiver, place: here, accepts: [rubbish], quota: 0 t/a, capacity: 100 t/d, method: incinerate}
)",
                   "2020-03-01");
  world.run();
  CHECK(count(world.books(), AlarmKind::no_manifest) == 60 / 5);
}

TEST_CASE("an onset is the first of a series", "[alarm]") {
  Onset onset;
  const sim::Time begin = sim::month_begin(2020 * 12);
  using std::chrono::hours;
  CHECK(onset.begins(begin));
  CHECK_FALSE(onset.begins(begin + hours{1}));
  CHECK_FALSE(onset.begins(begin + hours{25}));  // 24 h after the last
  CHECK(onset.begins(begin + hours{50}));
}

TEST_CASE("the first alarms are listed, all are counted, in order of date and site", "[alarm]") {
  Ledger ledger(2, 1, 2020 * 12, 1);
  const auto ring = [&](sim::EntityId site, int day) {
    ledger.record(sim::month_begin(2020 * 12) + std::chrono::hours{24 * day},
                  {site, no_site, static_cast<std::uint16_t>(Channel::alarms), 0, 7, static_cast<std::int64_t>(AlarmKind::overdue)});
  };
  ring(1, 0);
  ring(0, 0);
  for (std::size_t i = 0; i < max_alarms; ++i) ring(0, 1);
  ledger.close_month();
  const Books books = ledger.take();
  CHECK(books.alarms.size() == max_alarms);
  CHECK(books.alarms[0].site == 0);
  CHECK(books.alarms[1].site == 1);
  CHECK(books.alarm_counts[0] == static_cast<std::int64_t>(max_alarms) + 2);
}
