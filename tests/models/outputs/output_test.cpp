// Results tables by their literals alone: what is written, read back and printed, and that one literal is all a table needs.
#include "models/outputs/output.h"

#include <set>

#include "engine/store/file_io.h"
#include "models/results/layout.h"
#include "models/results/table.h"
#include "models/views/listing.h"
#include "tests/catch.h"
#include "tests/models/results/results_world.h"
#include "tests/paths.h"

namespace {

using namespace waste;

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

/// A new table is this literal; only the scenario called "tiny" has it.
const RegisteredOutputs tiny{[] {
  return std::vector{make_output<Frame>(
      {"tiny/loads", {"车次", "loads"}, Moment::last, 50, {"site"}},
      {
          replica_dimension(),
          {"site",
           {"场所", "site"},
           {"site"},
           {},
           "",
           of_each([](const Frame& f) -> const auto& { return f.world.district.sites; }, [](const Site& s) { return s.id; })},
          {"length",
           {"名称长度", "length of the name"},
           {"site"},
           {},
           "",
           of_each([](const Frame& f) -> const auto& { return f.world.district.sites; },
                   [](const Site& s) { return static_cast<std::int64_t>(s.id.size()); })},
          {"loads",
           {"车次", "loads"},
           {"replica", "site"},
           {"1", "vehicle"},
           "loads received",
           [](const Frame& frame, const ReplicaView& replica) {
             std::vector<double> loads(frame.world.district.sites.size());
             const Books& books = replica.books();
             for (std::size_t row = 0; row < books.keys.size(); ++row)
               for (const BookEntry& month : books.row(row))
                 if (books.keys[row].channel == Channel::received)
                   loads[books.keys[row].site] += static_cast<double>(month.count) + static_cast<double>(replica.result.replica);
             return loads;
           }},
          {"mean",
           {"平均车次", "mean loads"},
           {"site"},
           {"1", "vehicle"},
           "mean of the replicas",
           summary_of("tiny/loads/loads", &Summary::mean)},
      },
      [](const Frame& frame) { return frame.world.scenario.name() == "tiny"; })};
}};

const Style english, chinese{Language::zh, false};

}  // namespace

TEST_CASE("a new results table is one literal: it is written, read back and printed") {
  const ResultsWorld small("tiny");
  const std::string path = small.write("r.h5", small.four());
  const auto tables = read_tables(path, "tiny/loads");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].title.zh == "车次");
  CHECK(tables[0].cells<std::string>("site") == std::vector<std::string>{"plant", "town"});
  CHECK(tables[0].cells<double>("loads") == std::vector<double>{14 * 30, 0, 14 * 31, 0, 14 * 32, 0, 14 * 33, 0});
  CHECK(tables[0].cells<double>("mean") == std::vector<double>{14 * 31.5, 0});
  CHECK(listing(path, "tiny/loads", {}, Format::csv, english) ==
        "\xEF\xBB\xBFscenario,site,length of the name,mean loads [vehicle]\ntiny,plant,5,441\ntiny,town,4,0\n");
  says(listing(path, "tiny/loads", {}, Format::table, chinese), "平均车次");
  says(listing(path, "tiny/loads", {}, Format::table, english), "441 vehicles");
  says(listing(path, "tiny/loads", {}, Format::json, english), R"("mean": 441)");
  const ResultsWorld other("plan");
  CHECK(read_tables(other.write("r.h5", other.four()), "tiny/loads").front().empty());
}

TEST_CASE("the tables stand in the file in the order of their literals, and a table's columns in theirs") {
  const ResultsWorld small;
  const sim::Hdf5Reader file(small.write("r.h5", small.four()));
  sim::Names expected;
  for (const Output& output : outputs())
    if (file.has("plan/" + output.name)) {
      expected.push_back(output.name);
      sim::Names columns;
      for (const ColumnInfo& column : output.columns)
        if (file.has("plan/" + output.name + "/" + column.name)) columns.push_back(column.name);
      CHECK(file.datasets("plan/" + output.name) == columns);
    }
  CHECK(table_names(file, "plan") == expected);
  CHECK(expected ==
        sim::Names{"input", "values", "sites", "streams", "flows", "stocks", "service/wait", "run", "indicators", "scores", "alarms"});
}

TEST_CASE(
    "every column of a results table is labelled in both languages, stands on dimensions of its table, and is in the page of the format") {
  const std::string page = sim::read_file(waste::testing::in_project("docs/reference/results_format.md"));
  std::size_t seen = 0;
  for (const Output& output : outputs()) {
    if (output.name.starts_with("tiny/")) continue;
    INFO(output.name);
    CHECK_FALSE(output.title.zh.empty());
    CHECK_FALSE(output.title.en.empty());
    const std::string group = output.name.starts_with("service/") ? "service/<channel>" : output.name;
    CHECK(page.find("`" + group + "`") != std::string::npos);
    std::set<std::string> dimensions, names;
    for (const ColumnInfo& column : output.columns)
      if (column.is_dimension()) dimensions.insert(column.name);
    for (const auto& dim : output.rows) CHECK(dimensions.contains(dim));
    for (const ColumnInfo& column : output.columns) {
      INFO(column.name);
      CHECK(names.insert(column.name).second);
      CHECK_FALSE(column.label.zh.empty());
      CHECK_FALSE(column.label.en.empty());
      for (const auto& dim : column.dims) CHECK(dimensions.contains(dim));
      CHECK(page.find("`" + column.name + "`") != std::string::npos);
      if (column.has_unit_of_the_row())
        CHECK(std::any_of(output.columns.begin(), output.columns.end(), [](const ColumnInfo& other) { return other.name == "own_unit"; }));
      ++seen;
    }
  }
  CHECK(seen > 150);
}

TEST_CASE("any table is printed: quantities for people, all digits for programs, ids for positions, dates for days") {
  ResultsWorld small;
  auto results = small.four();
  results[1].books.alarms = {
      {18'262 + 31, small.world.district.site("plant"), small.world.district.stream("rubbish"), AlarmKind::turned_away, 7'000'000},
      {18'262 + 45, small.world.district.site("town"), no_stream, AlarmKind::no_manifest, 5}};
  results[1].books.alarm_counts[static_cast<std::size_t>(AlarmKind::turned_away)] = 1;
  const std::string path = small.write("r.h5", results);
  says(listing(path, "alarms", {}, Format::csv, english), "plan,0,1,2020-02-01,plant,rubbish,turned_away,7000000\n");
  says(listing(path, "alarms", {}, Format::csv, english), "plan,1,1,2020-02-15,town,,no_manifest,5\n");
  says(listing(path, "flows", 2, Format::csv, english),
       "plan,2,2020-01-01,\"received plant -> town, rubbish\",received,plant,town,rubbish,3255000000,1627500000,30\n");
  says(listing(path, "flows", {}, Format::csv, chinese), "情景,遍次,月份,流量,账目,场所,对方,废物（物料）,质量 [g],含水 [g],笔数\n");
  says(listing(path, "flows", {}, Format::table, english), "2.79 kt");
  says(listing(path, "service/wait", 0, Format::json, english), R"("amount": 613)");
  says(listing(path, "indicators", {}, Format::csv, english), "plan,7.annex,2020,indicator,12,7,annex");
}

TEST_CASE("a table that the file does not have, or a replica, is refused with what there is") {
  const ResultsWorld small;
  const std::string path = small.write("r.h5", small.four());
  const auto refusal = [&](const std::string& table, std::optional<std::uint32_t> replica) -> std::string {
    try {
      listing(path, table, replica, Format::csv, english);
    } catch (const sim::Error& error) {
      CHECK(error.exit() == sim::Exit::usage);
      return error.what();
    }
    return "(accepted)";
  };
  says(refusal("flaws", {}), "did you mean 'flows'?");
  says(refusal("climate", {}), "service/wait");
  says(refusal("flows", 9), "no replica 9");
  says(refusal("indicators", 1), "of all replicas together");
}

TEST_CASE("a position beyond the end of what it refers to is damage, and so is a column of another type") {
  const ResultsWorld small;
  auto results = small.four();
  results[0].books.alarms = {{18'262, 99, no_stream, AlarmKind::turned_away, 1}};
  const std::string path = small.write("r.h5", results);
  CHECK_THROWS_WITH(listing(path, "alarms", {}, Format::csv, english), ContainsSubstring("names nothing of 'site'"));
  CHECK_THROWS_WITH(read_tables(path, "flows").front().cells<double>("mass"), ContainsSubstring("of another type"));
}
