// What people keep apart in 2020, against what the plan states or implies (plan.zh.txt, lines 32 and 55; identities rows 32 to
// 34), and what becomes of it until 2025. Nothing is set: each figure is a sum over loads.
#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

const Months year_2020{0, 12};

/// One replica of a scenario and the questions that are asked of it.
class Lived {
 public:
  explicit Lived(const std::string& name, std::vector<std::string> overrides = {}, const std::string& ends = "2021-01-01")
      : world_(district(name, std::move(overrides), ends)), replica_(*world_, 0), books_(*replica_.finish(go_on)),
        accounts_(world_->district, replica_.policies(), books_) {}

  const Accounts& accounts() const { return accounts_; }

  double indicator(const std::string& key, Months months = year_2020) const {
    for (const IndicatorLine& line : indicator_lines(world_->plan))
      if (line.key == key && line.indicator) return line.indicator->value(accounts_, months);
    FAIL("no indicator " << key);
    return 0;
  }

  double generated(Category category) const {
    return accounts_.tonnes(Channel::generated, year_2020,
                            [&](const BookKey& key) { return accounts_.category_of(key.stream) == category; });
  }

 private:
  std::unique_ptr<World> world_;
  Replica replica_;
  Books books_;
  Accounts accounts_;
};

}  // namespace

TEST_CASE("food waste, recyclables and the recovery rate of 2020 come out of the flows as the plan states them") {
  const Lived lived("baseline");
  CHECK(lived.generated(Category::food_waste) == Approx(60'200).epsilon(0.01));
  CHECK(lived.accounts().recovered(year_2020) == Approx(104'100).epsilon(0.01));
  CHECK(lived.generated(Category::household_hazardous) == Approx(118).epsilon(0.02));
  CHECK(lived.indicator("7.annex") == Approx(827).epsilon(0.01));
  CHECK(lived.indicator("17.annex") == Approx(35.18).epsilon(0.01));
  CHECK(lived.indicator("17.net") == Approx(33.25).epsilon(0.01));  // less 15 % of 6.02 万t, which are burnt
  CHECK(lived.indicator("18.annex") == Approx(4.4).margin(0.5));
  CHECK(lived.indicator("8.annex") == Approx(94.2).margin(0.5));
  CHECK(lived.indicator("9.annex") == Approx(17.68).margin(0.3));
  CHECK(lived.indicator("10.waybill") == Approx(99.6).margin(0.05));
  CHECK(lived.indicator("10.repacking") > 80);
  CHECK(lived.indicator("10.bins") == Approx(91).margin(0.7));
  CHECK(lived.indicator("24.annex") == Approx(100).margin(0.1));
}

TEST_CASE("no food waste is lost to the rubbish in 2020") {
  const Lived lived("baseline");
  const auto lost = lived.accounts().tonnes(Channel::overflowed, year_2020, [&](const BookKey& key) {
    return lived.accounts().category_of(key.stream) == Category::food_waste;
  });
  CHECK(lost < 60);  // one in a thousand
}

TEST_CASE("one value of the villages is held against two targets") {
  const Lived lived("baseline", {}, "2020-03-01");
  CHECK(lived.indicator("9.annex", {0, 2}) == lived.indicator("9.project", {0, 2}));
}

TEST_CASE("with three lines out of four standing still rubbish goes to the emergency landfill and indicator 24 falls") {
  const std::vector<std::string> half_a_year{"base_year=2024-05", "period.starts=2024-05-01"};
  const Lived usual("plan", half_a_year, "2024-09-01"), outage("incinerator_outage", half_a_year, "2024-09-01");
  const Months months{0, 4};
  CHECK(usual.indicator("24.annex", months) == 100);
  CHECK(outage.indicator("24.annex", months) < 99);
}

}  // namespace waste::testing
