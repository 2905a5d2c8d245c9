#include "models/books/line_table.h"

#include <map>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/random/random.h"
#include "tests/catch.h"

using waste::LineTable;

namespace {

using Number = std::uint32_t;
using Known = std::map<std::pair<std::uint32_t, std::uint64_t>, Number>;  // (site, key)

void add(LineTable& table, Known& known, std::uint32_t site, std::uint64_t key) {
  known[{site, key}] = static_cast<Number>(table.size());
  table.add(site, key);
}

/// Lines of `known` that the table does not find, or finds to be another one.
std::size_t wrong(LineTable& table, const Known& known) {
  std::size_t wrong = 0;
  for (const auto& [line, number] : known) {
    const auto slot = table.find(line.first, line.second);
    wrong += slot == LineTable::no_slot || table[slot].key != line.second || table[slot].number != number;
  }
  return wrong;
}

/// Shares of lines that stand where they are looked for first [1].
double likely(LineTable& table, const Known& known) {
  double found = 0;
  for (const auto& [line, number] : known) found += table[table.home_slot(line.first, line.second)].number == number;
  return found / static_cast<double>(known.size());
}

}  // namespace

TEST_CASE("an empty table finds nothing, whatever the site and the key") {
  LineTable table(3);
  for (std::uint32_t site = 0; site < 3; ++site)
    for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 63, LineTable::free - 1})
      CHECK(table.find(site, key) == LineTable::no_slot);
  CHECK(table.size() == 0);
}

TEST_CASE("the same key at two sites is two lines") {
  LineTable table(2);
  Known known;
  add(table, known, 0, 77);
  CHECK(table.find(1, 77) == LineTable::no_slot);
  add(table, known, 1, 77);
  CHECK(wrong(table, known) == 0);
  CHECK(table.find(0, 77) != table.find(1, 77));
}

TEST_CASE("the key of free places belongs to no line") {
  LineTable table(1);
  CHECK_THROWS_AS(table.add(0, LineTable::free), sim::Error);
}

TEST_CASE("lines are found while pages grow in turn, move and leave gaps") {
  constexpr std::uint32_t sites = 50;
  LineTable table(sites);
  Known known;
  sim::Random random(1, 2, 3, 4);
  while (known.size() < 5'000) {
    // Sites differ in how many lines they have, as those of a district do.
    const auto site = static_cast<std::uint32_t>(random.below(1 + random.below(sites)));
    const std::uint64_t key = random.below(400) << 32 | random.below(30) << 16 | random.below(60);
    if (table.find(site, key) != LineTable::no_slot) continue;
    add(table, known, site, key);
    if (known.size() % 512 == 0) CHECK(wrong(table, known) == 0);
  }
  CHECK(table.size() == known.size());
  CHECK(wrong(table, known) == 0);
  CHECK(table.find(0, std::uint64_t{999} << 32) == LineTable::no_slot);
  CHECK(table.memory_bytes() < known.size() * 8 * sizeof(LineTable::Line));
}

TEST_CASE("keys that differ in one field, or only in high or low bits, are told apart") {
  for (const int shift : {0, 1, 16, 31, 32, 40, 51}) {
    LineTable table(1);
    Known known;
    for (std::uint64_t i = 0; i < 3'000; ++i) add(table, known, 0, i << shift);
    INFO("shift " << shift);
    CHECK(wrong(table, known) == 0);
    CHECK(table.find(0, std::uint64_t{3'001} << shift) == LineTable::no_slot);
  }
}

TEST_CASE("a page that has just grown has most lines where they are looked for first") {
  LineTable table(200);
  Known known;
  sim::Random random(1, 2, 3, 4);
  for (std::uint32_t site = 0; site < 200; ++site)
    for (int i = 0; i < 11; ++i)  // the eleventh is the first that does not fit into 16 places
      add(table, known, site, random.below(1'000'000) << 32 | random.below(30) << 16 | static_cast<std::uint64_t>(i));
  CHECK(likely(table, known) > 0.9);
}

TEST_CASE("lines stay where they are as long as their site has room") {
  LineTable table(2);
  Known known;
  for (std::uint64_t key = 0; key < 50; ++key) {
    const bool room = table.has_room(0);
    std::vector<LineTable::Slot> before, after;
    for (const auto& [line, number] : known) before.push_back(table.find(line.first, line.second));
    const Known had = known;
    add(table, known, 0, key * key);
    for (const auto& [line, number] : had) after.push_back(table.find(line.first, line.second));
    if (room) CHECK(before == after);
  }
}

TEST_CASE("what lines have collected moves with them") {
  LineTable table(2);
  Known known;
  for (std::uint64_t key = 0; key < 100; ++key) {
    add(table, known, key % 2, key);
    auto& line = table[table.find(key % 2, key)];
    line.amount = static_cast<std::int64_t>(key), line.water = -line.amount, line.count = 1;
  }
  std::size_t lost = 0;
  for (const auto& [line, number] : known) {
    const auto& found = table[table.find(line.first, line.second)];
    const auto amount = static_cast<std::int64_t>(line.second);
    lost += found.amount != amount || found.water != -amount || found.count != 1;
  }
  CHECK(lost == 0);
}

TEST_CASE("a copy of a table grows alone") {
  LineTable table(2);
  Known known;
  for (std::uint64_t key = 0; key < 20; ++key) add(table, known, key % 2, key);
  LineTable copy = table;
  Known of_copy = known;
  for (std::uint64_t key = 20; key < 200; ++key) add(copy, of_copy, 0, key);
  for (std::uint64_t key = 20; key < 100; ++key) add(table, known, 1, key);
  CHECK(wrong(table, known) == 0);
  CHECK(wrong(copy, of_copy) == 0);
  CHECK(table.find(0, 150) == LineTable::no_slot);
}
