#include "models/run/merge.h"

#include <fstream>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Two scenarios with drawn assumptions over a year and a month, so that replicas are weighted by the base year.
std::vector<Scenario> both(const std::string& ends = "2021-02-01") {
  return {scenario("baseline", {"uncertainty=parameters"}, ends), scenario("plan", {"uncertainty=parameters"}, ends)};
}

RunOptions into(const std::string& output, int replicas, unsigned threads = 1) {
  RunOptions options;
  options.output = output;
  options.replicas = replicas;
  options.threads = threads;
  return options;
}

std::string part_of(const std::vector<Scenario>& scenarios, RunOptions options, Part part) {
  options.part = part;
  return run(scenarios, options).written;
}

/// Into the results file that the parts are named after.
RunSummary merged(const std::vector<std::string>& parts) {
  RunOptions options;
  options.output = "";
  return merge(parts, options);
}

/// What merging is refused with.
sim::Error refused_merge(const std::vector<std::string>& parts, const std::string& output) {
  try {
    RunOptions options;
    options.output = output;
    merge(parts, options);
  } catch (const sim::Error& error) {
    return error;
  }
  FAIL("merged");
  throw;
}

bool says(const sim::Error& error, const std::string& text) {
  INFO(error.what());
  const bool found = std::string(error.what()).find(text) != std::string::npos;
  CHECK(found);
  return found;
}

}  // namespace

TEST_CASE("parts in any order, of any number of threads, give the bytes of one process, and so do added replicas", "[parts]") {
  const ScenarioFolder folder;
  const auto scenarios = both();
  run(scenarios, into(folder / "one.h5", 5, 2));
  const std::string one = bytes_of(folder / "one.h5");
  std::vector<std::string> parts;
  for (const std::size_t number : {3u, 1u, 2u}) parts.push_back(part_of(scenarios, into(folder / "X.h5", 5, number % 2 + 1), {number, 3}));
  CHECK(parts.front() == folder / "X.h5.part-3-of-3");
  const RunSummary whole = merged(parts);
  CHECK(whole.written == folder / "X.h5");
  CHECK(whole.replicas == 5);
  CHECK((bytes_of(folder / "X.h5") == one));

  run(scenarios, into(folder / "added.h5", 2));
  RunOptions add = into(folder / "added.h5", 0, 2);
  add.add = 3;
  const RunSummary added = run(scenarios, add);
  CHECK(added.simulated == ReplicaRange{2, 5});
  CHECK((bytes_of(folder / "added.h5") == one));
  CHECK_FALSE(std::filesystem::exists(folder / "added.h5.journal"));
}

TEST_CASE("a part that was stopped goes on, and its results are the same", "[parts]") {
  const ScenarioFolder folder;
  const auto scenarios = both("2020-03-01");
  std::atomic<bool> stop{false};
  RunOptions options = into(folder / "X.h5", 6);
  options.part = Part{2, 2};
  options.stop = &stop;
  options.progress = [&](std::size_t done, std::size_t) { stop = done >= 2; };
  CHECK_FALSE(run(scenarios, options).complete);
  const std::string first = part_of(scenarios, into(folder / "X.h5", 6), {1, 2}), second = folder / "X.h5.part-2-of-2";
  const auto unfinished = refused_merge({first, second}, folder / "X.h5");
  CHECK(unfinished.exit() == sim::Exit::no);
  says(unfinished, second + ": ");
  CHECK_THROWS_AS(part_of(scenarios, into(folder / "X.h5", 6), {2, 2}), sim::Error);  // not without resume
  RunOptions again = into(folder / "X.h5", 6);
  again.resume = true;
  CHECK(part_of(scenarios, again, {2, 2}) == second);
  merged({first, second});
  run(scenarios, into(folder / "one.h5", 6));
  CHECK((bytes_of(folder / "X.h5") == bytes_of(folder / "one.h5")));
}

TEST_CASE("merging refuses holes, doubles, other runs and damage, and names them", "[parts]") {
  const ScenarioFolder folder;
  const std::vector<Scenario> scenarios{scenario("plan")};
  std::vector<std::string> parts;
  for (std::size_t number = 1; number <= 3; ++number) parts.push_back(part_of(scenarios, into(folder / "X.h5", 6), {number, 3}));
  const std::string output = folder / "out.h5";

  const auto hole = refused_merge({parts[0], parts[2]}, output);
  CHECK(hole.exit() == sim::Exit::no);
  says(hole, "replicas 2 ... 3");
  says(hole, "X.h5.part-2-of-3");

  const auto twice = refused_merge({parts[0], parts[1], parts[1], parts[2]}, output);
  CHECK(twice.exit() == sim::Exit::results);
  says(twice, "both hold replicas 2 ... 3");

  RunOptions seeded = into(folder / "seeded.h5", 6);
  seeded.seed = 9;
  says(refused_merge({parts[0], part_of(scenarios, seeded, {2, 3}), parts[2]}, output), "seed 1 and 9");
  says(refused_merge({parts[0], part_of(scenarios, into(folder / "more.h5", 9), {2, 3}), parts[2]}, output), "replicas 6 and 9");
  says(refused_merge({parts[0], part_of({scenario("baseline")}, into(folder / "other.h5", 6), {2, 3}), parts[2]}, output),
       "scenarios plan and baseline");
  says(refused_merge({parts[0], part_of({scenario("plan", {"policies.gypsum_market.change=30 %"})}, into(folder / "text.h5", 6), {2, 3}),
                      parts[2]},
                     output),
       "texts or data");

  const std::string sound = bytes_of(parts[1]);
  const auto damaged = [&](const std::string& bytes) {
    write(parts[1], bytes);
    const sim::Error error = refused_merge(parts, output);
    CHECK(says(error, parts[1]));
    return error;
  };
  for (const std::size_t at :
       {std::size_t{20}, std::size_t{60}, std::size_t{2000}, sound.size() / 2, sound.size() - 40, sound.size() - 3}) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    CAPTURE(at, sound.size());
    damaged(bytes);
  }
  CHECK(damaged(sound.substr(0, sound.size() - 32)).exit() == sim::Exit::no);  // its seal is missing: unfinished
  says(damaged(sound + "more"), "4 bytes stand behind its seal");
  damaged("");
  CHECK_FALSE(std::filesystem::exists(output));

  std::string bytes = sound;  // a damaged part is made whole by simulating what is missing
  bytes[sound.size() - 60] = static_cast<char>(bytes[sound.size() - 60] ^ 4);
  says(damaged(bytes), "is damaged: replica 3 of 'plan'");
  RunOptions again = into(folder / "X.h5", 6);
  again.resume = true;
  part_of(scenarios, again, {2, 3});
  merged(parts);
  run(scenarios, into(folder / "one.h5", 6));
  CHECK((bytes_of(folder / "X.h5") == bytes_of(folder / "one.h5")));
}

TEST_CASE("a part of a run of another size is not taken for one of this", "[parts]") {
  const ScenarioFolder folder;
  part_of({scenario("plan")}, into(folder / "X.h5", 4), {1, 2});
  RunOptions longer = into(folder / "X.h5", 8);
  longer.resume = true;
  CHECK_THROWS_WITH(part_of({scenario("plan")}, longer, {1, 2}), ContainsSubstring("is a part of 4 replicas, this run has 8"));
  CHECK_THROWS_WITH(part_of({scenario("plan")}, into(folder / "Y.h5", 4), {1, 5}), ContainsSubstring("cannot be cut into 5 parts"));
}

TEST_CASE("replicas are added to the same run only", "[parts]") {
  const ScenarioFolder folder;
  const std::string output = folder / "X.h5";
  RunOptions add = into(output, 0);
  add.add = 1;
  CHECK_THROWS_WITH(run(std::vector{scenario("plan")}, add), ContainsSubstring("there is no '" + output + "' to add replicas to"));
  run(std::vector{scenario("plan")}, into(output, 1));
  CHECK_THROWS_WITH(run(std::vector{scenario("baseline")}, add), ContainsSubstring("holds the scenarios plan, this run baseline"));
  CHECK_THROWS_WITH(run(std::vector{scenario("plan", {"policies.gypsum_market.change=30 %"})}, add),
                    ContainsSubstring("another text of scenario 'plan'"));
  add.seed = 5;
  CHECK_THROWS_WITH(run(std::vector{scenario("plan")}, add), ContainsSubstring("has seed 1, this run 5"));
  add.seed.reset();
  add.replicas = 2;
  CHECK_THROWS_WITH(run(std::vector{scenario("plan")}, add), ContainsSubstring("give one of them"));
}

}  // namespace waste::testing
