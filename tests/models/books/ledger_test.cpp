#include "models/books/ledger.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/random/random.h"
#include "tests/catch.h"

using waste::BookEntry;
using waste::Channel;
using waste::Holding;
using waste::Ledger;
using waste::no_site;
using waste::no_stream;
using waste::SiteId;
using waste::StreamId;

namespace {

sim::Fact fact(Channel channel, SiteId site, StreamId stream, std::int64_t amount, std::int64_t water = 0, SiteId counterpart = no_site) {
  return {site, counterpart, static_cast<std::uint16_t>(channel), stream, amount, water};
}

const std::vector<waste::Stream>& streams() {
  static const auto made = [] {
    std::vector<waste::Stream> list(3);
    list[0].id = "cake", list[1].id = "product", list[2].id = "ash";
    return list;
  }();
  return made;
}

void check(Ledger& ledger, SiteId site, std::vector<Holding> held) { ledger.check_site(site, held, "some_site", streams()); }

template <class Action>
std::string error_of(sim::Exit exit, Action action) {
  try {
    action();
  } catch (const sim::Error& error) {
    CHECK(error.exit() == exit);
    return error.what();
  }
  FAIL("no error");
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  INFO(text << "\nlacks: " << part);
  CHECK(text.find(part) != std::string::npos);
  return true;
}

}  // namespace

TEST_CASE("every channel has a name, a unit and a label in both languages, and names differ") {
  std::map<std::string, int> names;
  for (std::size_t i = 0; i < waste::channels; ++i) {
    const auto& info = waste::info(static_cast<Channel>(i));
    ++names[info.name];
    CHECK_FALSE(std::string(info.unit).empty());
    CHECK_FALSE(info.label.zh.empty());
    CHECK_FALSE(info.label.en.empty());
    if (info.sign != 0) CHECK(std::string(info.own_unit) == "g");
  }
  CHECK(names.size() == waste::channels);
}

TEST_CASE("the books equal a plain sum of all facts, for many more rows than the table began with") {
  constexpr std::size_t sites = 60, stream_count = 20;
  Ledger ledger(sites, stream_count, 24'240, 3);
  std::map<std::tuple<Channel, StreamId, SiteId, SiteId>, std::vector<BookEntry>> plain;
  sim::Random random(1, 2, 3, 4);
  for (std::size_t month = 0; month < 3; ++month) {
    for (int i = 0; i < 30'000; ++i) {
      const auto channel = static_cast<Channel>(random.below(static_cast<std::uint64_t>(Channel::alarms)));
      const auto site = static_cast<SiteId>(random.below(sites)), other = static_cast<SiteId>(random.below(sites + 1));
      const auto stream = static_cast<StreamId>(random.below(stream_count));
      const SiteId counterpart = other == sites ? no_site : other;
      const auto amount = static_cast<std::int64_t>(random.below(1'000'000)) - 500'000, water = amount / 3;
      ledger.record({}, fact(channel, site, stream, amount, water, counterpart));
      auto& entries = plain[{channel, stream, site, counterpart}];
      entries.resize(3);
      entries[month].amount += amount;
      entries[month].water += water;
      ++entries[month].count;
    }
    ledger.close_month();
  }
  const waste::Books books = ledger.take();
  CHECK(books.first_month == 24'240);
  CHECK(books.months == 3);
  REQUIRE(books.keys.size() == plain.size());
  REQUIRE(plain.size() > 40'000);
  CHECK(std::is_sorted(books.keys.begin(), books.keys.end()));
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const auto& key = books.keys[i];
    const auto it = plain.find({key.channel, key.stream, key.site, key.counterpart});
    REQUIRE(it != plain.end());
    for (std::size_t month = 0; month < 3; ++month) {
      const BookEntry& a = books.row(i)[month];
      const BookEntry& b = it->second[month];
      wrong += a.amount != b.amount || a.water != b.water || a.count != b.count;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("any order of the same facts gives the same books") {
  constexpr std::size_t sites = 12, stream_count = 3;
  sim::Random random(1, 2, 3, 4);
  std::vector<sim::Fact> facts;
  for (int i = 0; i < 4'000; ++i) {
    const auto channel = static_cast<Channel>(random.below(waste::channels));
    const auto site = static_cast<SiteId>(random.below(1 + random.below(sites))), other = static_cast<SiteId>(random.below(sites));
    const auto part = static_cast<std::int64_t>(random.below(waste::alarm_kinds));
    facts.push_back(fact(channel, site, static_cast<StreamId>(random.below(stream_count)), 100 + i % 7, part, other));
  }
  const auto books_of = [](const std::vector<sim::Fact>& list) {
    Ledger ledger(sites, stream_count, 0, 1);
    for (const auto& f : list) ledger.record({}, f);
    ledger.close_month();
    return ledger.take();
  };
  const auto numbers = [](const std::vector<BookEntry>& entries) {
    std::vector<std::array<std::int64_t, 3>> list;
    for (const auto& entry : entries) list.push_back({entry.amount, entry.water, entry.count});
    return list;
  };
  const auto first = books_of(facts);
  REQUIRE(first.keys.size() > 1'000);
  for (int trial = 0; trial < 5; ++trial) {
    for (std::size_t i = facts.size() - 1; i > 0; --i) std::swap(facts[i], facts[random.below(i + 1)]);
    const auto other = books_of(facts);
    CHECK(first.keys == other.keys);
    CHECK(numbers(first.entries) == numbers(other.entries));
    CHECK(first.stock_keys == other.stock_keys);
    CHECK(numbers(first.stocks) == numbers(other.stocks));
    CHECK(first.alarm_counts == other.alarm_counts);
  }
}

TEST_CASE("a site may have ten thousand counterparts") {
  constexpr SiteId others = 10'000;
  Ledger ledger(others + 1, 3, 0, 1);
  std::int64_t held = 0;
  for (int round = 0; round < 2; ++round)
    for (SiteId other = 1; other <= others; ++other) {
      ledger.record({}, fact(Channel::received, 0, 1, other, other / 2, other));
      held += other;
    }
  std::int64_t water = 0;
  for (SiteId other = 1; other <= others; ++other) water += 2 * (other / 2);
  check(ledger, 0, {{1, held, water}});
  ledger.close_month();
  const auto books = ledger.take();
  REQUIRE(books.keys.size() == others);
  std::size_t wrong = 0;
  for (SiteId other = 1; other <= others; ++other) {
    const BookEntry& entry = books.row(other - 1)[0];
    wrong += books.keys[other - 1] != waste::BookKey{Channel::received, 1, 0, other} || entry.amount != 2 * other || entry.count != 2;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a ledger of some sites knows them by position and refuses all others") {
  const std::vector<std::uint32_t> position{0, 5, 1, 9};  // sites 0 and 2 stand here
  Ledger ledger(2, 3, 0, 1, position);
  ledger.record({}, fact(Channel::generated, 2, 0, 10, 4));
  ledger.record({}, fact(Channel::generated, 0, 0, 3));
  ledger.record({}, fact(Channel::sent, 2, 0, 6, 2, 3));
  check(ledger, 2, {{0, 4, 2}});
  check(ledger, 0, {{0, 3, 0}});
  for (const SiteId stranger : {SiteId{1}, SiteId{3}, SiteId{4}, no_site})
    error_of(sim::Exit::internal, [&] { ledger.record({}, fact(Channel::generated, stranger, 0, 1)); });
  ledger.close_month();
  const auto books = ledger.take();
  REQUIRE(books.keys.size() == 3);
  CHECK(books.keys[0] == waste::BookKey{Channel::generated, 0, 0, no_site});
  CHECK(books.keys[2] == waste::BookKey{Channel::sent, 0, 2, 3});
}

TEST_CASE("a line without counterpart or without stream comes back as it was written") {
  Ledger ledger(2, 3, 0, 1);
  ledger.record({}, fact(Channel::down, 1, no_stream, 60));
  ledger.record({}, fact(Channel::money, 0, 2, -5, 0, 1));
  ledger.close_month();
  const auto books = ledger.take();
  REQUIRE(books.keys.size() == 2);
  CHECK(books.keys[0] == waste::BookKey{Channel::down, no_stream, 1, no_site});
  CHECK(books.keys[1] == waste::BookKey{Channel::money, 2, 0, 1});
  CHECK(books.row(1)[0].amount == -5);
}

TEST_CASE("facts that make no sense are refused as our own mistake") {
  Ledger ledger(2, 3, 0, 1);
  for (const auto& nonsense :
       {fact(Channel::count_, 0, 0, 1), fact(Channel::sent, 2, 0, 1), fact(Channel::sent, 0, 3, 1), fact(Channel::sent, 0, no_stream, 1),
        fact(Channel::alarms, 2, 0, 1), fact(Channel::down, no_site, no_stream, 1)})
    error_of(sim::Exit::internal, [&] { ledger.record({}, nonsense); });
  const sim::Fact without_sense{0, no_site, 0xffff, no_stream, 1, 0};  // like a place that no line has taken yet
  error_of(sim::Exit::internal, [&] { ledger.record({}, without_sense); });
  ledger.close_month();
  CHECK(ledger.take().keys.empty());
}

TEST_CASE("months are closed one by one, and a line that begins later is zero before") {
  Ledger ledger(1, 3, 24'240, 3);
  ledger.record({}, fact(Channel::generated, 0, 0, 10, 4));
  ledger.close_month();
  ledger.close_month();
  ledger.record({}, fact(Channel::generated, 0, 1, 7));
  ledger.record({}, fact(Channel::disposed, 0, 0, 10, 4));
  ledger.close_month();
  const auto books = ledger.take();
  REQUIRE(books.keys.size() == 3);
  const auto amounts = [&](std::size_t row) {
    return std::vector<std::int64_t>{books.row(row)[0].amount, books.row(row)[1].amount, books.row(row)[2].amount};
  };
  CHECK(amounts(0) == std::vector<std::int64_t>{10, 0, 0});
  CHECK(amounts(1) == std::vector<std::int64_t>{0, 0, 7});
  CHECK(amounts(2) == std::vector<std::int64_t>{0, 0, 10});
  REQUIRE(books.stock_keys.size() == 2);
  CHECK(books.stocks[0].amount == 10);
  CHECK(books.stocks[0].water == 4);
  CHECK(books.stocks[1].amount == 10);
  CHECK(books.stocks[2].amount == 0);
  CHECK(books.stocks[5].amount == 7);
}

TEST_CASE("the ledger is empty after its books were taken") {
  Ledger ledger(1, 3, 0, 2);
  ledger.record({}, fact(Channel::generated, 0, 0, 10));
  ledger.close_month();
  CHECK(ledger.take().keys.size() == 1);
  check(ledger, 0, {});
  ledger.close_month();
  CHECK(ledger.take().keys.empty());
}

TEST_CASE("what stands at a site must equal the books to the gram, mass and water") {
  Ledger ledger(2, 3, 0, 1);
  ledger.record({}, fact(Channel::opening, 0, 0, 100, 40));
  ledger.record({}, fact(Channel::generated, 0, 0, 50, 10));
  check(ledger, 0, {{0, 100, 40}, {0, 50, 10}});
  check(ledger, 1, {});
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{0, 149, 50}}); }), "site 'some_site', stream 'cake'");
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{0, 149, 50}}); }), "difference -1 g");
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{0, 150, 51}}); }), "water");
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{1, 150, 50}}); }), "stream 'cake'");
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 1, {{0, 1, 0}}); }), "difference 1 g");
}

TEST_CASE("a check that finds something wrong leaves nothing behind for the next one, and months count on through checks") {
  Ledger ledger(2, 3, 0, 1);
  ledger.record({}, fact(Channel::generated, 0, 0, 50, 10));
  error_of(sim::Exit::mass, [&] { check(ledger, 0, {{0, 49, 10}, {2, 7, 0}}); });
  error_of(sim::Exit::mass, [&] { ledger.check_road({std::vector<Holding>{{1, 3, 0}}}, streams()); });
  check(ledger, 0, {{0, 50, 10}});
  check(ledger, 1, {});
  ledger.record({}, fact(Channel::generated, 0, 0, 5, 1));
  check(ledger, 0, {{0, 55, 11}});
  ledger.close_month();
  const waste::Books books = ledger.take();
  REQUIRE(books.keys.size() == 1);
  CHECK(books.entries[0].amount == 55);
  CHECK(books.entries[0].count == 2);
  CHECK(books.closing_error == 3);
}

TEST_CASE("a load is on the road between sent and received") {
  Ledger ledger(2, 3, 0, 1);
  const auto road = [&](std::vector<Holding> held) { ledger.check_road(held, streams()); };
  ledger.record({}, fact(Channel::generated, 0, 0, 30, 12));
  ledger.record({}, fact(Channel::sent, 0, 0, 30, 12, 1));
  check(ledger, 0, {});
  road({{0, 20, 8}, {0, 10, 4}});
  contains(error_of(sim::Exit::mass, [&] { road({}); }), "on the road");
  ledger.record({}, fact(Channel::received, 1, 0, 30, 12, 0));
  road({});
  check(ledger, 1, {{0, 30, 12}});
}

TEST_CASE("a transformation must give out what it takes in, water and air included") {
  Ledger ledger(1, 3, 0, 1);
  ledger.record({}, fact(Channel::opening, 0, 0, 100, 40));
  ledger.record({}, fact(Channel::consumed, 0, 0, 100, 40));
  ledger.record({}, fact(Channel::produced, 0, 1, 70, 10));
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{1, 70, 10}}); }), "transformation");
  ledger.record({}, fact(Channel::emitted, 0, 0, 30, 29));
  contains(error_of(sim::Exit::mass, [&] { check(ledger, 0, {{1, 70, 10}}); }), "water in transformation");
  ledger.record({}, fact(Channel::emitted, 0, 0, 0, 1));
  check(ledger, 0, {{1, 70, 10}});
}

TEST_CASE("less than nothing, or more water than mass, is a model error") {
  Ledger ledger(2, 3, 0, 1);
  ledger.record({}, fact(Channel::sent, 0, 2, 5));
  contains(error_of(sim::Exit::model, [&] { check(ledger, 0, {{2, -5, 0}}); }), "negative stock at site 'some_site', stream 'ash'");
  ledger.record({}, fact(Channel::opening, 1, 1, 5, 6));
  error_of(sim::Exit::model, [&] { check(ledger, 1, {{1, 5, 6}}); });
}

TEST_CASE("a copy of a ledger goes on alone") {
  Ledger ledger(1, 3, 0, 1);
  ledger.record({}, fact(Channel::generated, 0, 0, 10));
  const auto copy = ledger.clone();
  copy->record({}, fact(Channel::generated, 0, 0, 5));
  check(ledger, 0, {{0, 10, 0}});
  check(static_cast<Ledger&>(*copy), 0, {{0, 15, 0}});
}

TEST_CASE("a copy taken between facts that are not posted yet continues identically, whatever lines come") {
  Ledger ledger(3, 3, 0, 2);
  const auto write = [](sim::Recorder& recorder, SiteId from) {
    for (SiteId other = from; other < from + 40; ++other)
      for (const SiteId site : {SiteId{0}, SiteId{2}}) recorder.record({}, fact(Channel::received, site, other % 3, 10 + other, 3, other));
  };
  write(ledger, 0);
  const auto copy = ledger.clone();
  auto& second = static_cast<Ledger&>(*copy);
  const auto finish = [&](Ledger& books) {
    write(books, 20);
    books.close_month();
    write(books, 5);
    books.close_month();
    return books.take();
  };
  const auto a = finish(ledger), b = finish(second);
  CHECK(a.keys == b.keys);
  REQUIRE(a.keys.size() == 120);
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    different += a.entries[i].amount != b.entries[i].amount || a.entries[i].water != b.entries[i].water ||
                 a.entries[i].count != b.entries[i].count;
  CHECK(different == 0);
}
