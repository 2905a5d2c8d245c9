// Every task of the plan is switched off once, everything else and all random numbers alike, and the 39 indicators are compared
// year by year: a task must move exactly the indicators that data/banan/plan/tasks.csv says it moves (`indicators` and `also`).
//
// WUFEI_TASKS=t15,t16 restricts the test to some tasks; `wufei_tests "[matrix]"` prints what every task moves, and by how much.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "engine/base/ensemble.h"
#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

constexpr int first_year = 2020, years = 6;

/// A line of the results in one replica, year by year.
struct YearlyLine {
  int number = 0;  // of the indicator
  std::array<double, years> values{};
};
using Yearly = std::map<std::string, YearlyLine>;  // by the name of the line: "11.annex"

Yearly yearly(const World& world) {
  Replica running(world, 0);
  const Books books = *running.finish(go_on);
  const Accounts accounts(world.district, running.policies(), books);
  Yearly result;
  for (const IndicatorLine& line : indicator_lines(world.plan)) {
    YearlyLine& yearly = result[line.key];
    yearly.number = world.plan.indicators[static_cast<std::size_t>(line.facts)].number;
    for (int year = 0; year < years; ++year)
      yearly.values[static_cast<std::size_t>(year)] = line.indicator ? line.indicator->value(accounts, {12 * year, 12}) : undefined;
  }
  return result;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// The first change of each indicator that differs: number -> "11.annex 2023: 61.2 -> 60.9".
std::map<int, std::string> changes(const Yearly& with, const Yearly& without) {
  std::map<int, std::string> result;
  for (const auto& [name, line] : with) {
    const auto other = without.find(name);
    if (other == without.end()) {
      result[line.number] = name + " is there only with the task";
      continue;
    }
    for (std::size_t year = 0; year < years; ++year) {
      const double before = other->second.values[year], after = line.values[year];
      if (same(before, after) || result.contains(line.number)) continue;
      std::ostringstream text;
      text << name << " " << first_year + static_cast<int>(year) << ": " << before << " -> " << after;
      result[line.number] = text.str();
    }
  }
  for (const auto& [name, line] : without)
    if (!with.contains(name)) result[line.number] = name + " is there only without the task";
  return result;
}

/// The tasks asked for: all of them, or those named by WUFEI_TASKS.
std::vector<std::size_t> tasks_to_test(const World& plan) {
  const char* wanted = std::getenv("WUFEI_TASKS");
  std::vector<std::size_t> tasks;
  for (std::size_t i = 0; i < plan.plan.tasks.size(); ++i)
    if (!wanted || ("," + std::string(wanted) + ",").find("," + plan.plan.tasks[i].id + ",") != std::string::npos) tasks.push_back(i);
  return tasks;
}

std::set<int> expected(const TaskFacts& task) {
  std::set<int> numbers(task.indicators.begin(), task.indicators.end());
  numbers.insert(task.also.begin(), task.also.end());
  return numbers;
}

/// The indicators that stand so close to 100 % in every year of the plan that the most likely case shows no more of what single tasks
/// add to them; where what is uncertain turns out badly, it does.
std::set<int> at_their_bound(const Yearly& plan) {
  std::set<int> numbers;
  for (const auto& [name, line] : plan)
    if (std::all_of(line.values.begin(), line.values.end(), [](double value) { return value >= 97 && value <= 100; }))
      numbers.insert(line.number);
  return numbers;
}

/// Runs the plan, then the plan without each task, and hands over what every task changes.
template <class Visit>
void for_each_task(Visit visit) {
  const auto plan = district("plan", {}, "2026-01-01");
  const Yearly with = yearly(*plan);
  const auto tasks = tasks_to_test(*plan);
  sim::run_ensemble<Yearly>(
      tasks.size(), 0,
      [&](std::size_t i) { return yearly(*district("plan", {"tasks." + plan->plan.tasks[tasks[i]].id + ".active=no"}, "2026-01-01")); },
      [&](std::size_t i, Yearly&& without) { visit(plan->plan.tasks[tasks[i]], changes(with, without), at_their_bound(with)); }, go_on);
}

/// What is wrong with the changes of one task; empty when they are what its row says.
std::string complaint(const TaskFacts& task, const std::map<int, std::string>& changed, const std::set<int>& bound) {
  std::string text;
  // Recycled products are short in the most likely case, so that more demand for them moves nothing there.
  static const std::set<std::pair<std::string, int>> quiet{{"t73", 16}};
  const std::set<int> wanted = expected(task);
  for (const int number : wanted)
    if (!quiet.contains({task.id, number}) && !changed.contains(number) && !bound.contains(number))
      text += "\n  does not move indicator " + std::to_string(number);
  for (const auto& [number, change] : changed)
    if (!wanted.contains(number)) text += "\n  moves indicator " + std::to_string(number) + " besides: " + change;
  return text.empty() ? text : task.id + " " + task.name.en + text;
}

}  // namespace

TEST_CASE("switching a task off changes exactly the indicators that its row says it moves", "[tasks]") {
  for_each_task([](const TaskFacts& task, const std::map<int, std::string>& changed, const std::set<int>& bound) {
    const std::string wrong = complaint(task, changed, bound);
    if (!wrong.empty()) FAIL_CHECK(wrong);
  });
}

TEST_CASE("what a task moves besides the plan's list has a reason", "[tasks]") {
  const auto plan = district("plan");
  REQUIRE(plan->plan.tasks.size() == 90);
  for (const TaskFacts& task : plan->plan.tasks) {
    CAPTURE(task.id);
    CHECK(task.also.empty() == task.reason.empty());
    for (const int number : task.also) CHECK(std::count(task.indicators.begin(), task.indicators.end(), number) == 0);
  }
}

TEST_CASE("the whole matrix of tasks and indicators, printed", "[.][matrix][long]") {
  for_each_task([](const TaskFacts& task, const std::map<int, std::string>& changed, const std::set<int>& bound) {
    const std::string wrong = complaint(task, changed, bound);
    CHECK(wrong == "");
    std::cout << (wrong.empty() ? "ok    " : "WRONG ") << task.id << " expected";
    for (const int number : expected(task)) std::cout << " " << number;
    std::cout << "\n";
    for (const auto& [number, change] : changed) std::cout << "        " << number << ": " << change << "\n";
  });
}

}  // namespace waste::testing
