// One hash for every number of threads, every machine and every compiler. It changes only with the model or its data, and then
// the new value belongs into the same commit, with a word why.

#include "tests/laws/district.h"
#include "engine/base/sha256.h"
#include "tests/catch.h"

namespace waste::testing {
namespace {

/// The numbers of the books alone, so that the format of a journal is no part of the hash.
std::string numbers_of(const Books& books) {
  std::string text;
  const auto add = [&](const auto&... numbers) { ((text += std::to_string(numbers) + ' '), ...); };
  const auto add_months = [&](const BookEntry* first) {
    for (int month = 0; month < books.months; ++month) add(first[month].amount, first[month].water, first[month].count);
  };
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const BookKey& key = books.keys[i];
    add(static_cast<int>(key.channel), key.stream, key.site, key.counterpart);
    add_months(books.row(i).data());
  }
  for (std::size_t i = 0; i < books.stock_keys.size(); ++i) {
    add(books.stock_keys[i].first, books.stock_keys[i].second);
    add_months(books.stocks.data() + i * static_cast<std::size_t>(books.months));
  }
  for (const Alarm& alarm : books.alarms) add(alarm.day, alarm.site, alarm.stream, static_cast<int>(alarm.kind), alarm.amount);
  return text;
}

}  // namespace

TEST_CASE("a replica of the plan has the golden bits") {
  const auto world = district("plan", {"base_year=2024-05", "period.starts=2024-05-01"}, "2024-07-01");
  const auto books = Replica(*world, 1).finish(go_on);
  REQUIRE(books);
  CHECK(sim::sha256(numbers_of(*books)) == "54b7e18c4e5346090641358959e78ebfa6b27a6f6f504c96f8406bfc97517ed8");
}

}  // namespace waste::testing
