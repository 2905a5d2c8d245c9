#include "models/results/writer.h"

#include <cmath>

#include "engine/store/file_io.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "models/results/layout.h"
#include "models/results/reader.h"
#include "tests/catch.h"
#include "tests/models/results/results_world.h"
#include "tests/paths.h"

using waste::IndicatorResult;
using waste::ResultsContent;

namespace {

const IndicatorResult& line(const ResultsContent& content, int number) {
  for (const auto& indicator : content.scenarios.front().indicators)
    if (indicator.number == number) return indicator;
  FAIL("no indicator " << number);
  return content.scenarios.front().indicators.front();
}

/// The sentence with which `path` is refused.
std::string refusal(const std::string& path) {
  try {
    waste::read_results(path);
  } catch (const sim::Error& error) {
    CHECK(error.exit() == sim::Exit::results);
    return error.what();
  }
  return "(accepted)";
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("What was written to a results file is read back") {
  const ResultsWorld small;
  const auto content = waste::read_results(small.write("r.h5", small.four()));
  CHECK(content.seed == 7);
  CHECK(content.replicas == 4);
  CHECK(content.complete);
  REQUIRE(content.scenarios.size() == 1);
  const auto& plan = content.scenarios.front();
  CHECK(plan.name == "plan");
  CHECK(plan.title.zh == "规划");
  CHECK(plan.resolved == small.world.scenario.resolved_text());
  CHECK(content.scenario_sha256 == small.world.scenario.sha256());
  CHECK(content.data_sha256 == small.world.scenario.data_sha256());
  CHECK(plan.first_year == 2020);
  CHECK(plan.years == 2);
  CHECK(plan.first_month == 2020 * 12);
  CHECK(plan.months == 14);
  CHECK(plan.replicas == 4);
}

TEST_CASE("An indicator's replicas and their summary are in the results file") {
  const ResultsWorld small;
  const auto content = waste::read_results(small.write("r.h5", small.four()));
  const auto& hauled = line(content, 7);
  CHECK(hauled.simulated);
  CHECK(hauled.own_unit == "吨/日");
  CHECK(hauled.target_text == "见规划");
  REQUIRE(hauled.annual.size() == 8);
  // Statistics count the dry half at the reference water content, which is none here.
  CHECK(hauled.annual[2 * 2 + 0] == Approx(52.5));
  CHECK(hauled.monthly.size() == 4 * 14);
  CHECK(hauled.monthly[3 * 14 + 13] == Approx(47.5));
  REQUIRE(hauled.mean.size() == 2);
  CHECK(hauled.mean[1] == Approx(48.125));
  CHECK(hauled.low[1] < hauled.mean[1]);
  CHECK(hauled.high[1] > hauled.mean[1]);
  CHECK(hauled.q50[0] == Approx(47.5));
  CHECK(hauled.q05[0] >= 45);
}

TEST_CASE("What is not simulated is NaN, and says so") {
  const ResultsWorld small;
  const std::string path = small.write("r.h5", small.four());
  const auto content = waste::read_results(path);
  const auto& other = line(content, 40);
  CHECK_FALSE(other.simulated);
  CHECK(std::isnan(other.mean[0]));
  CHECK(std::isnan(other.annual[0]));
  CHECK(std::isnan(other.probability_met));
  CHECK(std::isnan(other.target));
  const sim::Hdf5Reader file(path);
  CHECK(file.read<std::string>("plan/indicators/status").back() == "not simulated");
}

TEST_CASE("The probability of meeting a target counts the replicas that meet it in the target year") {
  ResultsWorld small;
  small.world.plan.indicators[0].target = 50;
  CHECK(std::isnan(line(waste::read_results(small.write("q.h5", small.four())), 7).probability_met));  // two months are no year
  small.world.district.end = sim::month_begin(small.world.district.first_month() + 24);
  CHECK(line(waste::read_results(small.write("r.h5", small.four())), 7).probability_met == 0.75);
  small.world.plan.indicators[0].rule = *waste::Rule::parse("<= 2020", 2020);
  small.world.plan.indicators[0].has_target = false;
  auto results = small.four();
  for (int m = 12; m < 24; ++m) results[0].books.entries[static_cast<std::size_t>(m)].amount *= 2;  // 2021: twice the rubbish
  CHECK(line(waste::read_results(small.write("s.h5", results)), 7).probability_met == 0.75);
  small.world.plan.target_year = 2020;  // the base year itself
  CHECK(line(waste::read_results(small.write("t.h5", results)), 7).probability_met == 1);
  small.world.plan.target_year = 2022;
  CHECK(std::isnan(line(waste::read_results(small.write("u.h5", results)), 7).probability_met));
}

TEST_CASE("Rows that only one replica has are rows of all, and grams are kept whole") {
  const ResultsWorld small;
  auto results = small.four();
  auto& books = results[2].books;
  books.keys.insert(books.keys.begin(), {waste::Channel::opening, 0, 0, waste::no_site});
  books.entries.insert(books.entries.begin(), 14, {9'007'199'254'740'993, 1, 2});
  const sim::Hdf5Reader file(small.write("r.h5", results));
  const auto names = file.read<std::string>("plan/flows/flow");
  CHECK(names == sim::Names{"opening plant, ash", "received plant -> town, rubbish"});
  CHECK(file.read<std::string>("plan/flows/counterpart") == sim::Names{"", "town"});
  const auto mass = file.read<std::int64_t>("plan/flows/mass");
  REQUIRE(mass.size() == 4 * 14 * 2);
  CHECK(mass[0] == 0);
  CHECK(mass[2 * 14 * 2] == 9'007'199'254'740'993);
  CHECK(mass[1] == small.grams(90, 0));
  CHECK(file.read<std::int32_t>("plan/flows/loads")[1] == 30);
  CHECK(file.read<std::int64_t>("plan/service/wait/amount")[13] == 613);
  CHECK(file.read<std::int64_t>("plan/stocks/mass")[13] == 5'000'013);
  CHECK(file.read<std::int64_t>("plan/run/checks") == std::vector<std::int64_t>(4, 99));
}

TEST_CASE("Two writes of the same run give the same bytes") {
  const ResultsWorld small;
  CHECK(sim::read_file(small.write("a.h5", small.four())) == sim::read_file(small.write("b.h5", small.four())));
}

TEST_CASE("The head of a journal record is the replica without the numbers of its books") {
  const ResultsWorld made;
  waste::ReplicaResult result = made.replica(3, 95);
  result.acted = {1, 0, 1};
  const waste::ReplicaResult head = waste::head_from_bytes(to_bytes(result));
  CHECK(head.books.entries.empty());
  CHECK(head.books.stocks.empty());
  CHECK(head.acted == result.acted);
  CHECK(to_bytes(waste::result_from_bytes(to_bytes(result))) == to_bytes(result));
  result.books.entries = result.books.stocks = {};
  CHECK(to_bytes(head) == to_bytes(result));
}

TEST_CASE("Replicas told first by their heads give the same file") {
  const ResultsWorld made;
  const auto results = made.four();
  const std::string path = made.folder / "heads.h5";
  const auto source = [&](std::uint32_t, std::size_t i) { return results[i]; };
  const auto heads = [&](std::uint32_t, std::size_t i) { return waste::head_from_bytes(to_bytes(results[i])); };
  waste::write_results(path, {&made.world}, {7, 4, true}, source, heads);
  CHECK(sim::read_file(path) == sim::read_file(made.write("whole.h5", results)));
}

TEST_CASE("Every variable of a results file has units, a coordinate on every axis, and a word in the page of the format") {
  const std::string page = sim::read_file(waste::testing::in_project("docs/reference/results_format.md"));
  const ResultsWorld small;
  const sim::Hdf5Reader file(small.write("r.h5", small.four()));
  std::size_t seen = 0;
  for (const std::string group : {"input", "values", "sites", "streams", "flows", "stocks", "service/wait", "run", "indicators"})
    for (const auto& name : file.datasets("plan/" + group)) {
      const std::string path = "plan/" + group + "/" + name;
      INFO(path);
      CHECK(file.attribute(path, "units").has_value());
      CHECK(says(page, "`" + name + "`"));
      for (const auto& dim : file.info(path).dims) CHECK(file.has("plan/" + group + "/" + dim));
      ++seen;
    }
  CHECK(seen > 80);
  CHECK(file.attribute("plan/flows/time", "units") == sim::AttributeValue{"days since 2020-01-01"});
}

TEST_CASE("A seed that no signed number holds survives") {
  const ResultsWorld small;
  CHECK(waste::read_results(small.write("r.h5", small.four(), ~std::uint64_t{0})).seed == ~std::uint64_t{0});
}

TEST_CASE("One file holds several scenarios, but not two of one name") {
  const ResultsWorld plan("plan"), base("base");
  const std::string path = plan.folder / "both.h5";
  const waste::ResultSource source = [&](std::uint32_t scenario, std::size_t) { return (scenario ? base : plan).replica(0, 90); };
  waste::write_results(path, {&plan.world, &base.world}, {7, 1, false}, source);
  const auto content = waste::read_results(path);
  REQUIRE(content.scenarios.size() == 2);
  CHECK(content.scenarios[1].name == "base");
  CHECK_FALSE(content.complete);
  CHECK(std::isnan(content.scenarios[0].indicators[0].low[0]));
  CHECK_THROWS_AS(waste::write_results(path, {&plan.world, &plan.world}, {7, 1, true}, source), sim::Error);
}

TEST_CASE("A results file of a newer version, of another program, or cut off is refused in one clear sentence") {
  const ResultsWorld small;
  const auto with_head = [&](const std::string& name, const std::string& format, const std::string& version) {
    sim::Hdf5Writer file;
    file.group("/", {{"format", format}, {"format_version", version}});
    const std::string path = small.folder / name;
    file.finish(path);
    return path;
  };
  CHECK(says(refusal(with_head("new.h5", waste::results_format, "3.0")), "use a newer version"));
  CHECK(says(refusal(with_head("other.h5", "something", "1.0")), "holds no results of this program"));
  CHECK(says(refusal(with_head("odd.h5", waste::results_format, "x")), "does not say the version"));
  CHECK(says(refusal(with_head("empty.h5", waste::results_format, "1.7")), "no attribute 'version'"));
  const std::string bytes = sim::read_file(small.write("r.h5", small.four()));
  sim::write_atomically(small.folder / "cut.h5", bytes.substr(0, bytes.size() / 2));
  CHECK(says(refusal(small.folder / "cut.h5"), "cut off"));
}

TEST_CASE("A results file without one of its variables, or with one of another shape, is refused") {
  const ResultsWorld small;
  const auto broken = [&](bool with_facts) {
    sim::Hdf5Writer file;
    file.group("/", {{"format", waste::results_format},
                     {"format_version", "1.0"},
                     {"version", "0"},
                     {"scenario_sha256", ""},
                     {"data_sha256", ""},
                     {"seed", std::int64_t{1}},
                     {"replicas", std::int64_t{1}},
                     {"complete", std::int64_t{1}}});
    file.group("plan", {{"title_zh", ""}, {"title_en", ""}, {"mass_closure_g", std::int64_t{0}}});
    file.dimension("plan/input/line", std::vector<std::int32_t>{});
    file.dataset("plan/input/text", {"line"}, std::vector<std::string>{});
    const std::string group = "plan/indicators/";
    file.dimension(group + "replica", std::vector<std::int32_t>{0});
    file.dimension(group + "time", std::vector<double>{0}, {{"units", "days since 2020-01-01"}});
    file.dimension(group + "year", std::vector<std::int32_t>{2020});
    file.dimension(group + "indicator", std::vector<std::string>{"7.annex"});
    if (with_facts) file.dataset(group + "number", {"year"}, std::vector<std::int32_t>{7});
    const std::string path = small.folder / "broken.h5";
    file.finish(path);
    return path;
  };
  CHECK(says(refusal(broken(false)), "has no 'plan/indicators/number'"));
  CHECK(says(refusal(broken(true)), "its dimensions are not the expected ones"));
}
