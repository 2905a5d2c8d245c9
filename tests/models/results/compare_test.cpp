#include "models/results/compare.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/models/results/results_world.h"

using waste::CompareMode;
using waste::Comparison;

namespace {

Comparison compare(const std::string& a, const std::string& b, CompareMode mode = CompareMode::exact) {
  waste::CompareOptions options;
  options.mode = mode;
  options.relative = 1e-6;
  return waste::compare_results(a, b, options);
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string all_places(const Comparison& comparison) {
  std::string text;
  for (const auto& difference : comparison.first) text += difference.where + "\n";
  return text;
}

}  // namespace

TEST_CASE("A results file is the same as itself, value by value") {
  const ResultsWorld small;
  const std::string path = small.write("a.h5", small.four());
  const auto comparison = compare(path, path);
  CHECK(comparison.same);
  CHECK(comparison.different == 0);
  CHECK(comparison.compared > 4 * 14 * 8);
  CHECK(says(comparison.summary, "the results are the same"));
}

TEST_CASE("One gram is found, with replica, month, channel, sites and stream") {
  const ResultsWorld small;
  auto results = small.four();
  results[2].books.entries[4].amount += 1;
  const auto comparison = compare(small.write("a.h5", small.four()), small.write("b.h5", results));
  CHECK_FALSE(comparison.same);
  REQUIRE_FALSE(comparison.first.empty());
  CHECK(comparison.first[0].where == "/plan/flows/mass: replica 2, 2020-05, received plant -> town, rubbish");
  CHECK(comparison.first[0].b - comparison.first[0].a == 1);
  CHECK(comparison.first[0].a == static_cast<double>(small.grams(105, 4)));
  CHECK(says(all_places(comparison), "/plan/indicators/annual: replica 2, 2020, 7.annex"));
  CHECK(says(comparison.summary, "first at /plan/flows/mass"));
}

TEST_CASE("A small difference passes within the tolerance, a large one does not") {
  const ResultsWorld small;
  auto results = small.four();
  results[2].books.entries[4].amount += 10;
  const std::string a = small.write("a.h5", small.four());
  CHECK(compare(a, small.write("b.h5", results), CompareMode::tolerance).same);
  results[2].books.entries[4].amount += 1'000'000'000;
  const auto comparison = compare(a, small.write("c.h5", results), CompareMode::tolerance);
  CHECK_FALSE(comparison.same);
  CHECK(says(comparison.first[0].where, "replica 2, 2020-05"));
}

TEST_CASE("A site that only one file has is told as such and shifts nothing") {
  const ResultsWorld small;
  ResultsWorld larger;
  larger.world.district.sites.insert(larger.world.district.sites.begin(), ResultsWorld::site("annex", "outlet", {"附", "annex"}));
  auto results = larger.four();
  for (auto& result : results) {
    auto& books = result.books;
    books.keys.insert(books.keys.begin(), {waste::Channel::opening, 0, 0, waste::no_site});
    books.entries.insert(books.entries.begin(), 14, {1000, 0, 1});
  }
  const auto comparison = compare(small.write("a.h5", small.four()), larger.write("b.h5", results));
  CHECK_FALSE(comparison.same);
  CHECK(comparison.different == 2);
  CHECK(all_places(comparison) ==
        "/plan/sites/site: annex: only in the second file\n/plan/flows/flow: opening annex, ash: only in the second file\n");
  CHECK(std::isnan(comparison.first[0].a));
}

TEST_CASE("Another number of replicas is told once, and the common ones are compared") {
  const ResultsWorld small;
  auto fewer = small.four();
  fewer.pop_back();
  const auto comparison = compare(small.write("a.h5", small.four()), small.write("b.h5", fewer));
  const std::string places = all_places(comparison);
  CHECK(says(places, "/replicas: '4' is not '3'"));
  CHECK(says(places, "/plan/flows/replica: replica 3: only in the first file"));
  CHECK_FALSE(says(places, "/plan/flows/mass"));
  CHECK_FALSE(says(places, "/plan/stocks/replica"));
}

TEST_CASE("Other inputs with the same results are the same results, and the summary names the inputs") {
  const ResultsWorld two, three("plan", "sites: {plant: {lines: 3}}\n");
  const auto comparison = compare(two.write("a.h5", two.four()), three.write("b.h5", three.four()));
  CHECK(comparison.same);
  CHECK(says(comparison.summary, "inputs differ at sites.plant.lines"));
}

TEST_CASE("A scenario that only one file has is a difference") {
  const ResultsWorld plan("plan"), base("base");
  const auto comparison = compare(plan.write("a.h5", plan.four()), base.write("b.h5", base.four()));
  CHECK(all_places(comparison) == "/plan: only in the first file\n/base: only in the second file\n");
}

TEST_CASE("The statistical comparison tells a shift from noise") {
  const ResultsWorld small;
  std::vector<waste::ReplicaResult> a, noise, shifted;
  for (std::uint32_t r = 0; r < 12; ++r) {
    const double tonnes = 90 + (r * 7) % 12, wobble = (r % 2 ? 1 : -1) * (0.1 + 0.01 * r);
    a.push_back(small.replica(r, tonnes));
    noise.push_back(small.replica(r, tonnes + wobble));
    shifted.push_back(small.replica(r, tonnes + wobble + 1));
  }
  const std::string path = small.write("a.h5", a);
  const auto quiet = compare(path, small.write("b.h5", noise), CompareMode::statistical);
  CHECK(quiet.same);
  CHECK(quiet.compared == 2);
  CHECK(says(quiet.summary, "no difference is significant"));
  const auto loud = compare(path, small.write("c.h5", shifted), CompareMode::statistical);
  CHECK_FALSE(loud.same);
  CHECK(loud.different == 2);
  CHECK(says(loud.first[0].where, "/plan/indicators/annual: 2020, 7.annex: means differ"));
  CHECK(loud.first[0].b - loud.first[0].a == Approx(0.5).margin(0.01));
  shifted.resize(1);
  CHECK_THROWS_AS(compare(path, small.write("d.h5", shifted), CompareMode::statistical), sim::Error);
}

TEST_CASE("Two pairs are too few to tell a shift, and the difference that could be seen is named") {
  const ResultsWorld small;
  std::vector<waste::ReplicaResult> a, shifted;
  for (std::uint32_t r = 0; r < 2; ++r) {
    a.push_back(small.replica(r, 100 + r));
    shifted.push_back(small.replica(r, 116 + 3.0 * r));  // far, but not by the same amount
  }
  const std::string path = small.write("a.h5", a);
  const auto found = compare(path, small.write("b.h5", shifted), CompareMode::statistical);
  CHECK_FALSE(found.same);
  CHECK(found.too_few);
  CHECK(found.different == 0);
  REQUIRE_FALSE(found.unseen.empty());
  CHECK(found.unseen.front().smallest > 16);
  CHECK(says(found.summary, "too few pairs to tell"));
  CHECK(compare(path, path, CompareMode::statistical).same);  // nothing varies between the pairs
}

TEST_CASE("Limits of a comparison that are no sensible numbers are a usage error") {
  const ResultsWorld small;
  const std::string path = small.write("a.h5", small.four());
  const auto refused = [&](CompareMode mode, double relative, double absolute, double confidence) {
    try {
      waste::compare_results(path, path, {mode, relative, absolute, confidence});
    } catch (const sim::Error& error) {
      return error.exit() == sim::Exit::usage;
    }
    return false;
  };
  const double nan = std::nan("");
  CHECK(refused(CompareMode::tolerance, nan, 0, 0.99));
  CHECK(refused(CompareMode::tolerance, 1e-9, -1, 0.99));
  CHECK(refused(CompareMode::tolerance, INFINITY, 0, 0.99));
  for (const double confidence : {nan, 0.0, 1.0, -0.5, 99.0}) CHECK(refused(CompareMode::statistical, 1e-9, 0, confidence));
  CHECK_FALSE(refused(CompareMode::statistical, 1e-9, 0, 0.95));
}
