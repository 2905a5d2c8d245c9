
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/base/ensemble.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/paths.h"

namespace waste::testing {

std::vector<std::string> named_books(const World& world, std::uint64_t replica) {
  Replica running(world, replica);
  const Books books = *running.finish(go_on);
  std::vector<std::string> lines;
  const auto name = [&](SiteId site) { return site == no_site ? std::string("-") : world.district.sites[site].id; };
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const BookKey& key = books.keys[i];
    std::string line = std::string(info(key.channel).name) + " " +
                       (key.stream == no_stream ? std::string("-") : world.district.streams[key.stream].id) + " " + name(key.site) + " " +
                       name(key.counterpart);
    for (const BookEntry& entry : books.row(i))
      line += " " + std::to_string(entry.amount) + "/" + std::to_string(entry.water) + "/" + std::to_string(entry.count);
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

namespace {

/// A copy of the project's data and scenarios that a test may change.
class ProjectCopy {
 public:
  ProjectCopy() : root_(std::filesystem::temp_directory_path() / ("wufei-laws-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
    for (const char* folder : {"data", "scenarios"})
      std::filesystem::copy(waste::testing::in_project(folder), root_ / folder, std::filesystem::copy_options::recursive);
  }
  ~ProjectCopy() { std::filesystem::remove_all(root_); }
  std::filesystem::path operator/(const std::string& path) const { return root_ / path; }

 private:
  std::filesystem::path root_;
};

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Reverses the rows of a table below its header and units.
void reverse_rows(const std::filesystem::path& path, std::size_t head) {
  auto lines = lines_of(path);
  REQUIRE(lines.size() > head + 2);
  std::reverse(lines.begin() + static_cast<std::ptrdiff_t>(head), lines.end());
  std::ofstream out(path);
  for (const auto& line : lines) out << line << '\n';
}

std::unique_ptr<World> world_of(const std::filesystem::path& scenario) {
  return build_world(Scenario::read(scenario.string(), {"uncertainty=none", "period.ends=2020-03-01"}));
}

}  // namespace

TEST_CASE("the same replica gives the same bits on any number of threads, alone or among others") {
  const auto world = district("plan");
  std::vector<std::string> alone;
  for (std::uint64_t r = 0; r < 6; ++r) alone.push_back(books_of(*world, r));
  REQUIRE(alone[0] != alone[1]);
  for (const unsigned threads : {1u, 2u, 3u, 7u, 16u}) {
    std::vector<std::string> together;
    sim::run_ensemble<std::string>(
        6, threads, [&](std::size_t r) { return std::optional(books_of(*world, r)); },
        [&](std::size_t, std::string&& bytes) { together.push_back(std::move(bytes)); }, go_on);
    REQUIRE(together == alone);
  }
}

TEST_CASE("a copy taken at any date, and the original, continue to the same bits") {
  const auto world = district("plan", {"policies.gypsum_dryer.starts=2020-01-20"});
  const std::string unsplit = books_of(*world, 3);
  for (const char* date : {"2020-01-01 00:00:01", "2020-01-17 13:37", "2020-01-31", "2020-02-28 23:59:59"}) {
    Replica original(*world, 3);
    REQUIRE(original.run_until(*sim::parse_time(date), go_on));
    Replica copy = original;
    REQUIRE(rest_of(copy) == unsplit);
    REQUIRE(rest_of(original) == unsplit);
  }
}

TEST_CASE("a run split at any date is the unsplit run") {
  const auto world = district("baseline");
  Replica pieces(*world, 1);
  for (sim::Time t = world->district.start; t < world->district.end; t += sim::Duration{100'003}) REQUIRE(pieces.run_until(t, go_on));
  REQUIRE(rest_of(pieces) == books_of(*world, 1));
}

TEST_CASE("two worlds side by side do not disturb each other") {
  const auto one = district("baseline"), other = district("plan", {"seed=7"});
  const std::string alone = books_of(*one, 0);
  Replica a(*one, 0), b(*other, 0);
  for (sim::Time t = one->district.start; t < one->district.end; t += sim::Duration{86'400 * 5}) {
    REQUIRE(a.run_until(t, go_on));
    REQUIRE(b.run_until(t, go_on));
  }
  REQUIRE(rest_of(a) == alone);
}

TEST_CASE("the order of rows and keys in the files leaves no trace") {
  const ProjectCopy copy;
  reverse_rows(copy / "data/banan/network/stations.csv", 2);
  reverse_rows(copy / "data/banan/living/townships.csv", 2);
  reverse_rows(copy / "data/banan/values.csv", 1);
  reverse_rows(copy / "data/banan/network/roads.csv", 2);
  const auto shuffled = world_of(copy / "scenarios/plan.yaml");
  REQUIRE(books_of(*shuffled) == books_of(*district("plan")));
}

TEST_CASE("adding a site that nobody meets changes nothing else") {
  const std::string before = "sites.aaa_apart={kind: outlet, place: yudong, accepts: [bottom_ash], capacity: 1 t/d, yard: 10 t}";
  const std::string behind = "sites.zzz_apart={kind: outlet, place: yudong, accepts: [bottom_ash], capacity: 1 t/d, yard: 10 t}";
  const auto plain = named_books(*district("plan"), 2);
  REQUIRE(named_books(*district("plan", {before}), 2) == plain);
  REQUIRE(named_books(*district("plan", {before, behind}), 2) == plain);
}

TEST_CASE("overriding a value with itself changes nothing") {
  const auto world = district("plan");
  const Node* population = world->scenario.root().at_path("sites.town_yudong.population");
  REQUIRE(population != nullptr);
  const auto same = district("plan", {"sites.town_yudong.population=" + population->text});
  REQUIRE(same->scenario.resolved_text() == world->scenario.resolved_text());
  REQUIRE(books_of(*same) == books_of(*world));
}

TEST_CASE("policies that begin after the horizon are the same as none") {
  const auto plan = district("plan");  // every policy of the plan begins in 2022 or later
  REQUIRE(!plan->policies.list.empty());
  REQUIRE(named_books(*plan, 4) == named_books(*district("baseline"), 4));
}

TEST_CASE("scenarios share random numbers: what a policy does not touch stays the same to the bit") {
  const auto with = district("plan", {"policies.gypsum_market.starts=2020-01-15"});
  const auto plain = district("plan");
  const auto rubbish_only = [](const std::vector<std::string>& lines) {
    std::vector<std::string> kept;
    for (const auto& line : lines)
      if (line.find(" rubbish ") != std::string::npos) kept.push_back(line);
    return kept;
  };
  const auto a = named_books(*with, 5), b = named_books(*plain, 5);
  REQUIRE(a != b);
  REQUIRE(rubbish_only(a) == rubbish_only(b));
}

}  // namespace waste::testing
