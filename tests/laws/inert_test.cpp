// No range is inert: a value set to one end of its range changes a book, an indicator, the greenhouse gases or the
// account of money of a replica.
//
// Worlds are compared over longer and longer periods, so that most values are settled within weeks; those of policies go on from a
// common replica at the beginning of 2022, before which no policy begins. What changes nothing while all other values are the most
// likely ones is looked at again in replicas with everything drawn.
#include <cmath>
#include <cstdio>
#include <optional>

#include "models/assessment/climate.h"
#include "models/assessment/costs.h"
#include "models/assessment/indicator_lines.h"
#include "models/outputs/frame.h"
#include "models/world/replica_world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

const char* const first_policy = "2022-01-01";

/// All results of a replica as text, without the number of events.
std::string results_of(const World& world, const Books& books, const PolicySet& policies) {
  ReplicaResult result;
  result.books = books;
  std::string text = to_bytes(result);
  const auto add = [&](double value) { text.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const Accounts accounts(world.district, policies, books);
  for (const IndicatorLine& line : indicator_lines(world.plan))
    for (std::size_t year = 0; line.indicator && year < years_of(world); ++year)
      add(line.indicator->value(accounts, year_of_run(world, year)));
  for (const ClimateYear& year : climate_account(world.district, world.plan.climate, books))
    for (const double value : year) add(value);
  for (const std::int64_t fen : cost_account(world.district, world.plan.tariffs, books).fen) add(static_cast<double>(fen));
  return text;
}

/// The text of a value that is `at`, and of those that make up a whole with it; without the others.
std::vector<std::pair<std::string, std::string>> texts(const std::vector<UncertainValue>& values, const std::vector<double>& usual,
                                                       std::size_t value, double at) {
  const auto same_whole = [&](std::size_t i) {
    return i != value && values[value].group != UncertainValue::no_group && values[i].group == values[value].group;
  };
  double others = 0;
  for (std::size_t i = 0; i < usual.size(); ++i)
    if (same_whole(i)) others += usual[i];
  std::vector<std::pair<std::string, std::string>> texts{{values[value].path, text_of(values[value], at)}};
  for (std::size_t i = 0; i < usual.size(); ++i)
    if (same_whole(i)) texts.emplace_back(values[i].path, text_of(values[i], usual[i] * (1 + (usual[value] - at) / others)));
  return texts;
}

/// Whether a value changes the results of one of the first replicas in which all values are drawn.
bool acts_when_drawn(const World& world, std::size_t value) {
  constexpr std::uint64_t replicas = 100;
  for (std::uint64_t replica = 0; replica < replicas; ++replica) {
    const std::vector<double> drawn = world_of_replica(world, replica)->drawn;
    const auto results = [&](double at) {
      std::vector<std::pair<std::string, std::string>> all;
      for (std::size_t i = 0; i < drawn.size(); ++i) all.emplace_back(world.uncertain[i].path, text_of(world.uncertain[i], drawn[i]));
      for (auto& text : texts(world.uncertain, drawn, value, at)) all.push_back(std::move(text));
      const auto own = build_world(world.scenario.with_texts(all), world);
      Replica running(*own, replica);
      const Books books = *running.finish(go_on);
      return results_of(*own, books, running.policies());
    };
    try {
      if (results(world.uncertain[value].low) != results(world.uncertain[value].high)) return true;
    } catch (const sim::InputError&) {
    }  // one of the ends contradicts other drawn values
  }
  return false;
}

/// One scenario over one period.
class Period {
 public:
  Period(const std::string& name, const std::string& ends) : world_(district(name, {"uncertainty=parameters"}, ends)) {
    for (const auto& value : world_->uncertain) modes_.push_back(value.mode);
    base_ = build_world(world_->scenario.with_texts({}), *world_);
    std::tie(results_, books_) = simulate(*base_);
  }

  const World& world() const { return *world_; }
  const std::vector<UncertainValue>& values() const { return world_->uncertain; }

  /// Whether the results differ from those of the modes when a value is `at`; nothing if that contradicts other values.
  std::optional<bool> differs(std::size_t value, double at) {
    try {
      const auto own = build_world(world_->scenario.with_texts(texts(values(), modes_, value, at)), *world_);
      const std::string& path = values()[value].path;
      if (path.starts_with("climate.") || path.starts_with("tariffs.") || path.starts_with("economy.value_added"))
        return results_of(*own, books_, own->draw_policies(0)) != results_;
      if (path.starts_with("policies.")) return later(*own) != results_;
      return simulate(*own).first != results_;
    } catch (const sim::InputError&) {
      return {};
    }
  }

 private:
  static std::pair<std::string, Books> simulate(const World& world) {
    Replica running(world, 0);
    Books books = *running.finish(go_on);
    std::string results = results_of(world, books, running.policies());
    return {std::move(results), std::move(books)};
  }

  /// The results of a replica that goes on in another world from the first policy on.
  std::string later(const World& world) {
    const sim::Time begin = *sim::parse_time(first_policy);
    if (begin >= world.district.end) return results_;
    if (!past_) {
      past_.emplace(*base_, 0);
      past_->run_until(begin, go_on);
    }
    const auto policies = std::make_shared<const PolicySet>(world.draw_policies(0));
    Replica running = past_->under(world, policies);
    const Books books = *running.finish(go_on);
    return results_of(world, books, *policies);
  }

  std::unique_ptr<World> world_, base_;
  std::vector<double> modes_;
  std::string results_;
  Books books_;
  std::optional<Replica> past_;
};

/// The values of a scenario, every `step`-th from `first` on, that change nothing at either end of their range.
std::vector<std::string> inert_values(const std::string& name, std::size_t first, std::size_t step) {
  std::vector<std::unique_ptr<Period>> periods;  // made when needed
  const std::vector<std::string> ends{"2020-02-01", "2021-01-01", "2023-01-01", "2026-01-01"};
  constexpr std::size_t of_policies = 2;  // the first period in which policies begin
  std::vector<std::string> inert;
  periods.push_back(std::make_unique<Period>(name, ends[0]));
  const auto values = periods[0]->values();
  const auto active = [&](std::size_t value) {
    for (std::size_t p = values[value].path.starts_with("policies.") ? of_policies : 0; p < ends.size(); ++p) {
      while (periods.size() <= p) periods.push_back(std::make_unique<Period>(name, ends[periods.size()]));
      const auto& v = values[value];
      for (const double end : {v.low, v.high}) {
        auto differs = periods[p]->differs(value, end);
        if (!differs) differs = periods[p]->differs(value, v.whole ? std::floor((end + v.mode) / 2) : (end + v.mode) / 2);
        if (differs.value_or(false)) return true;
      }
    }
    return false;
  };
  for (std::size_t value = first; value < values.size(); value += step) {
    if (active(value) || acts_when_drawn(periods.back()->world(), value)) continue;
    inert.push_back(values[value].path);
    std::fprintf(stderr, "inert: %s %g..%g..%g %s\n", values[value].path.c_str(), values[value].low, values[value].mode, values[value].high,
                 values[value].unit.c_str());
  }
  return inert;
}

}  // namespace

TEST_CASE("a sample of the values with a range each change a result", "[laws][uncertainty]") {
  CHECK(inert_values("plan", 11, 97).empty());
}

TEST_CASE("every value with a range changes a result", "[laws][uncertainty][long]") {
  // Sections, so that several processes can share the work: wufei_tests NAME -c "the second third".
  SECTION("the first third") { CHECK(inert_values("plan", 0, 3).empty()); }
  SECTION("the second third") { CHECK(inert_values("plan", 1, 3).empty()); }
  SECTION("the last third") { CHECK(inert_values("plan", 2, 3).empty()); }
}

}  // namespace waste::testing
