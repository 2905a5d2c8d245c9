
#include "models/policies/policy_set.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* streams =
    "{rubbish: {category: rubbish}, paper: {category: recyclables}, food: {category: food_waste}, acid: {category: hazardous}}";

/// One town of 1000 people who bring out 1 kg a day, in a world without seasons, noise or growth.
std::string town(const std::string& parameters, const std::string& policies = "") {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  depot: {kind: depot, place: here, vehicles: 2, payload: 5 t, worth_a_trip: 0}\n"
         "  tip: {kind: landfill, place: here, stream: rubbish, capacity: 100000 t}\n"
         "  dealer: {kind: outlet, place: here, accepts: [paper, acid], capacity: 100 t/d, yard: 100 t}\n"
         "  kitchen: {kind: outlet, place: here, accepts: [food], capacity: 100 t/d, yard: 100 t}\n"
         "  second: {kind: outlet, place: here, accepts: [food], capacity: 100 t/d, yard: 100 t}\n"
         "  town: {kind: township, place: here, population: 1000, per_head: 1 kg/d, bins: 100 t, loading: 1 h, stations: {tip: 1},"
         " depot: depot, rubbish: rubbish, " +
         parameters + "}\n" + policies;
}

std::string separation(const std::string& name, const std::string& into, const std::string& separable) {
  return "  " + name + ": {kind: separation, sites: [town], streams: [rubbish], into: " + into +
         ", coverage: 100 %, participation: 100 %, separable: " + separable + ", starts: 2021-01-01}\n";
}

SmallWorld world(const std::string& text, const std::string& ends = "2022-01-01") { return SmallWorld(text, ends, {}, streams); }

std::int64_t arose(SmallWorld& world, const char* stream, int year) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < world.books().keys.size(); ++i)
    if (world.books().keys[i].channel == Channel::generated && world.books().keys[i].stream == world.world().district.stream(stream))
      for (int m = 0; m < 12; ++m) sum += world.books().row(i)[static_cast<std::size_t>((year - 2020) * 12 + m)].amount;
  return sum;
}

}  // namespace

TEST_CASE("without habits and policies everything people bring out is rubbish, in 366 days of a leap year") {
  SmallWorld alone = world(town("takers: [dealer, kitchen]"));
  alone.run();
  CHECK(arose(alone, "rubbish", 2020) == 366'000'000);
  CHECK(arose(alone, "rubbish", 2021) == 365'000'000);
  CHECK(alone.in_year("town", Channel::generated, 2020) == 366'000'000);
}

TEST_CASE("what is kept apart by habit comes on top of the rubbish") {
  SmallWorld habit = world(town("apart: {paper: 20 %}, takers: [dealer]"));
  habit.run();
  CHECK(arose(habit, "rubbish", 2020) == 366'000'000);
  CHECK(arose(habit, "paper", 2020) == 366 * 200'000);
}

TEST_CASE("what a policy separates is taken out of the rubbish to the gram") {
  SmallWorld sorted = world(town("apart: {paper: 20 %, food: 0}, takers: [dealer, kitchen]",
                                 "policies:\n" + separation("one", "food", "7.3 %") + separation("two", "paper", "1.1 %")));
  sorted.run();
  CHECK(arose(sorted, "rubbish", 2020) == 366'000'000);
  CHECK(arose(sorted, "food", 2021) == 365 * 73'000);
  CHECK(arose(sorted, "paper", 2021) == 365 * 211'000);
  CHECK(arose(sorted, "rubbish", 2021) + arose(sorted, "food", 2021) + arose(sorted, "paper", 2021) == 365 * 1'200'000);
}

TEST_CASE("shares of several policies add up, and no more is separated than there is") {
  SmallWorld all = world(town("apart: {paper: 0, food: 0}, takers: [dealer, kitchen]",
                              "policies:\n" + separation("one", "food", "70 %") + separation("two", "paper", "60 %")));
  all.run();
  CHECK(arose(all, "rubbish", 2021) == 0);
  CHECK(arose(all, "food", 2021) + arose(all, "paper", 2021) == 365'000'000);
  CHECK(arose(all, "food", 2021) == 365 * 700'000);  // in the order of their names; paper has what is left
  SmallWorld full = world(town("apart: {food: 0}, takers: [kitchen]", "policies:\n" + separation("one", "food", "100 %")));
  full.run();
  CHECK(arose(full, "rubbish", 2021) == 0);
  CHECK(arose(full, "food", 2021) == 365'000'000);
}

TEST_CASE("a stream that the town does not list cannot be separated there") {
  CHECK_THROWS_AS(world(town("apart: {paper: 10 %}, takers: [dealer]", "policies:\n" + separation("one", "food", "50 %"))),
                  sim::InputError);
}

TEST_CASE("food waste goes to the sites that accept it, in turn, in full vehicles") {
  SmallWorld turns = world(town("apart: {food: 100 %}, takers: [dealer, kitchen, second], apart_payload: 2 t"));
  turns.run();
  const auto first = turns.in_year("kitchen", Channel::received, 2020), second = turns.in_year("second", Channel::received, 2020);
  CHECK(first % 2'000'000 == 0);
  CHECK(std::abs(first - second) <= 2'000'000);
  CHECK(first + second == Approx(366e6).margin(4e6));
  CHECK(turns.in_year("dealer", Channel::received, 2020) == 0);
}

TEST_CASE("less rubbish at the source leaves what is kept apart as it was") {
  SmallWorld less =
      world(town("apart: {paper: 20 %, food: 0}, takers: [dealer, kitchen]",
                 "policies:\n" + separation("one", "food", "5 %") +
                     "  less: {kind: source_reduction, sites: [town], streams: [rubbish], reduction: 10 %, starts: 2021-01-01}\n"));
  less.run();
  CHECK(arose(less, "paper", 2021) == 365 * 200'000);
  CHECK(arose(less, "food", 2021) == 365 * 50'000);
  CHECK(arose(less, "rubbish", 2021) == 365 * 850'000);
}

namespace {

std::vector<waste::Alarm> alarms_of(const SmallWorld& world, waste::AlarmKind kind) {
  std::vector<waste::Alarm> found;
  for (const waste::Alarm& alarm : world.books().alarms)
    if (alarm.kind == kind) found.push_back(alarm);
  return found;
}

constexpr std::int32_t new_year = 18'262;  // 2020-01-01 [d since 1970]

}  // namespace

TEST_CASE("a town that is served rings no alarm", "[alarm]") {
  SmallWorld served = world(town("takers: [dealer]"));
  served.run();
  CHECK(served.books().alarms.empty());
}

TEST_CASE("a town without vehicles says once that collection has stopped, a week on, and that a day's rubbish lies beside its bins",
          "[alarm]") {
  SmallWorld alone(town("takers: [dealer]"), "2021-01-01", {"sites.depot.vehicles=0", "sites.town.bins=10 t"}, streams);
  alone.run();
  const auto stopped = alarms_of(alone, waste::AlarmKind::collection_stopped), spilt = alarms_of(alone, waste::AlarmKind::overflow);
  REQUIRE(stopped.size() == 1);
  CHECK(stopped.front().day == new_year + 7);
  CHECK(stopped.front().amount == 7'000'000);
  REQUIRE(spilt.size() == 1);
  CHECK(spilt.front().day == new_year + 12);  // 10 t in the bins, 1 t of a day, and more than that
  CHECK(spilt.front().amount == 2'000'000);
  CHECK(alone.world().district.sites[spilt.front().site].id == "town");
}
