// Results files whose structure lies under a right seal: every reader gets values or a sim::Error, soon and in little memory.
//
// A few hundred always; with [long] as many as WUFEI_MUTANTS says (100,000), from WUFEI_FIRST_MUTANT (0) on.
#include "engine/store/file_io.h"
#include "models/run/run.h"
#include "tests/fuzz/lying_headers.h"
#include "tests/fuzz/lying_tables.h"
#include "tests/fuzz/results_readers.h"
#include "tests/fuzz/rich_district.h"

namespace {

using fuzz::Counts;

/// Two scenarios with every kind of table but drivers.
std::string honest_file(const store_test::Folder& folder) {
  store_test::place(folder.file("baseline.yaml"), fuzz::rich_district);
  store_test::place(folder.file("plan.yaml"), fuzz::rich_plan);
  store_test::place(folder.file("observations.csv"), fuzz::rich_observations);
  waste::RunOptions options;
  options.replicas = 3;
  options.threads = 1;
  options.output = folder.file("honest.h5");
  waste::run({folder.file("baseline.yaml"), folder.file("plan.yaml")}, options);
  return options.output;
}

using Tables = std::vector<fuzz::StoredTable>;

fuzz::StoredTable& at(Tables& tables, const std::string& path) {
  return *std::find_if(tables.begin(), tables.end(), [&](const auto& table) { return table.path == path; });
}

void remove(Tables& tables, const std::string& path) {
  std::erase_if(tables, [&](const auto& table) { return table.path == path || table.path.starts_with(path + "/"); });
}

/// The honest file, forged files beside it, and what a reader says of one: "" if it reads it.
struct Forger {
  store_test::Folder folder;
  std::string honest = honest_file(folder), path = folder.file("forged.h5");
  waste::Observations observations = waste::read_observations(folder.file("observations.csv"));
  fuzz::LyingTables tables{honest};

  std::string told(const std::function<void(Tables&)>& change, const std::function<void(const std::string&)>& read) const {
    store_test::place(path, tables.forged(change));
    try {
      read(path);
      return "";
    } catch (const sim::Error& error) {
      CHECK(error.exit() == sim::Exit::results);
      return error.what();
    }
  }
};

const auto head = [](const std::string& path) { waste::read_results(path); };
const auto listed = [](const char* table) {
  return [table](const std::string& path) { waste::listing(path, table, {}, waste::Format::csv, {}); };
};

Counts try_lies(std::uint64_t first, std::uint64_t count) {
  const store_test::Folder folder;
  const std::string honest = honest_file(folder);
  const fuzz::LyingTables tables(honest);
  const fuzz::ResultsReaders readers(honest, "baseline", folder.file("mutant.h5"),
                                     waste::read_observations(folder.file("observations.csv")));
  Counts counts;
  std::string table;  // of four mutants: itself, and three with lies in its headers
  for (std::uint64_t number = first; number < first + count; ++number) {
    if (table.empty() || number % 4 == 0) table = tables.mutant(number / 4);
    readers.try_file(number % 4 == 0 ? table : fuzz::LyingHeaders(table).mutant(number), number, counts);
  }
  fuzz::ResultsReaders::check_memory();
  return counts;
}

}  // namespace

TEST_CASE("Results files whose structure lies are refused or read, without a crash or a hang", "[hostile]") {
  try_lies(4'360, 4).report();  // tables by years that have no year
  const Counts counts = try_lies(0, 200);
  CHECK(counts.refused > 50);
  CHECK(counts.accepted > 5);
}

TEST_CASE("Many results files whose structure lies are refused or read, without a crash or a hang", "[hostile][long]") {
  try_lies(fuzz::number_in("WUFEI_FIRST_MUTANT", 0), fuzz::number_in("WUFEI_MUTANTS", 100'000)).report();
}

TEST_CASE("The honest file of the lies is read, written anew", "[hostile]") {
  const Forger forger;
  const auto as_it_is = [](Tables&) {};
  CHECK(forger.told(as_it_is, head) == "");
  for (const char* table : {"flows", "hindcast", "climate", "alarms", "weights", "service/alarms"})
    CHECK(forger.told(as_it_is, listed(table)) == "");
  CHECK(forger.told(as_it_is, [&](const std::string& path) { CHECK(waste::compare_results(forger.honest, path, {}).same); }) == "");
  CHECK(forger.told(as_it_is, [&](const std::string& path) { waste::score_results(path, forger.observations); }) == "");
}

TEST_CASE("Heads of results files that cannot be are refused", "[hostile]") {
  const Forger forger;
  const auto numbers = [](const char* path, auto values) {
    return [=](Tables& tables) { at(tables, std::string("baseline/") + path).values = values; };
  };
  CHECK_THAT(forger.told(numbers("indicators/year", std::vector<std::int32_t>{-5, -4}), head),
             ContainsSubstring("do not follow each other"));
  CHECK_THAT(forger.told(numbers("indicators/year", std::vector<std::int32_t>{2'147'483'647}), head),
             ContainsSubstring("do not follow each other"));
  CHECK_THAT(forger.told(numbers("indicators/target_year", std::vector<std::int32_t>{-2'147'483'647}), head),
             ContainsSubstring("no target year"));
  CHECK_THAT(forger.told(numbers("weights/weight", std::vector<double>{std::nan(""), 0.5, 0.5}), head),
             ContainsSubstring("a weight from 0 to 1"));
  CHECK_THAT(forger.told(numbers("weights/weight", std::vector<double>{7}), head), ContainsSubstring("a weight from 0 to 1"));
  const auto months = [](Tables& tables) { at(tables, "baseline/indicators/time").length = 200'000; };
  CHECK_THAT(forger.told(months, head), ContainsSubstring("more months than the calendar"));
  const auto empty = [](Tables& tables) { remove(tables, "baseline"), remove(tables, "plan"); };
  CHECK_THAT(forger.told(empty, head), ContainsSubstring("holds no scenario"));
}

TEST_CASE("Columns of another type, or on other dimensions than their rows, are refused", "[hostile]") {
  const Forger forger;
  const auto typed = [](const char* path, auto values) {
    return [=](Tables& tables) { at(tables, std::string("baseline/") + path).values = values; };
  };
  const auto hindcast = [](const std::string& path) { waste::hindcast_view(path, waste::Format::table, {}); };
  CHECK_THAT(forger.told(typed("hindcast/stated", std::vector<std::int64_t>{1}), hindcast), ContainsSubstring("another type"));
  CHECK_THAT(forger.told([](Tables& tables) { remove(tables, "baseline/hindcast/stated"); }, hindcast), ContainsSubstring("no numbers"));
  const auto alarms = [](const std::string& path) { waste::alarms_view(path, waste::Format::table, {}); };
  CHECK_THAT(forger.told([](Tables& tables) { remove(tables, "baseline/alarms/of_replica"); }, alarms), ContainsSubstring("of no replica"));
  CHECK_THAT(forger.told(typed("alarms/site", std::vector<std::string>{"x"}), alarms), ContainsSubstring("another type"));
  const auto hoisted = [](Tables& tables) {  // the dimension lies in the group above, and a single value in its place
    fuzz::StoredTable scale = at(tables, "baseline/flows/flow");
    at(tables, scale.path).dims.clear();
    scale.path = "baseline/flow";
    tables.insert(tables.begin() + 2, scale);
  };
  CHECK_THAT(forger.told(hoisted, listed("flows")), ContainsSubstring("damaged"));
}

TEST_CASE("Rows that no column has values for are refused at once, however many they are", "[hostile]") {
  const Forger forger;
  const auto bare = [](Tables& tables) {
    for (const char* column : {"mass", "water", "loads"}) remove(tables, std::string("baseline/flows/") + column);
    for (const char* dim : {"replica", "time", "flow"}) at(tables, std::string("baseline/flows/") + dim).length = 60'000;
  };
  CHECK_THAT(forger.told(bare, listed("flows")), ContainsSubstring("no column has a value for each row"));
  const auto nothing = [&](const std::string& path) { waste::compare_results(path, path, {}); };
  CHECK(forger.told(bare, nothing) == "");  // dimensions alone are compared
}

TEST_CASE("Masses beyond any sum, and tables without what an observation asks, are refused", "[hostile]") {
  const Forger forger;
  const auto score = [&](const std::string& path) { waste::score_results(path, forger.observations); };
  const auto books = [](const std::string& path) {
    const auto world = waste::world_from_results(path, "baseline");
    waste::BooksReader(path, *world).read(0);
  };
  const auto heavy = [](Tables& tables) { at(tables, "baseline/flows/mass").values = std::vector<std::int64_t>{std::int64_t{1} << 62}; };
  CHECK_THAT(forger.told(heavy, books), ContainsSubstring("beyond any number"));
  CHECK_THAT(forger.told(heavy, score), ContainsSubstring("beyond any number"));
  CHECK_THAT(forger.told([](Tables& tables) { remove(tables, "baseline/flows/channel"); }, score),
             ContainsSubstring("has no 'baseline/flows/channel'"));
  CHECK_THAT(forger.told([](Tables& tables) { remove(tables, "baseline/flows/time"); }, score), ContainsSubstring("baseline/flows"));
}
