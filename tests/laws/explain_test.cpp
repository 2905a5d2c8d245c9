// What an explanation shows is what the indicator was computed from, for every indicator and definition.
#include "models/assessment/explain.h"

#include <cmath>

#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// One replica of the plan over the years in which most policies begin.
struct Lived {
  std::unique_ptr<World> world = district("plan", {}, "2022-07-01");
  Replica replica{*world, 0};
  Books books = *replica.finish(go_on);
  Accounts accounts{world->district, replica.policies(), books};
};

const Lived& lived() {
  static const Lived lived;
  return lived;
}

std::vector<IndicatorLine> simulated_lines() {
  std::vector<IndicatorLine> lines;
  for (const IndicatorLine& line : indicator_lines(lived().world->plan))
    if (line.indicator) lines.push_back(line);
  return lines;
}

bool alike(double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

const std::vector<Months> periods{{0, 12}, {12, 12}, {24, 6}, {0, 1}, {15, 1}, {29, 1}};

}  // namespace

TEST_CASE("the parts of every term of every indicator add up to the term") {
  std::size_t terms = 0, with_parts = 0;
  for (const IndicatorLine& line : simulated_lines())
    for (const Term& term : line.indicator->measure.terms)
      for (const Months& months : periods) {
        Trace trace;
        lived().accounts.watch(&trace);
        const double value = term.value(lived().accounts, months);
        lived().accounts.watch(nullptr);
        double parts = 0;
        for (const Trace::Line& part : trace.lines) parts += part.amount;
        INFO(line.key << ", " << term.name.en << ", months " << months.first << " + " << months.count << ": " << parts << " of " << value);
        CHECK((alike(parts, value) || (std::isnan(value) && trace.lines.empty())));
        ++terms, with_parts += !trace.lines.empty();
      }
  CHECK(with_parts > terms / 2);  // not a law about nothing
}

TEST_CASE("the value of every indicator is its formula of its terms, and nothing else") {
  std::size_t defined = 0;
  for (const IndicatorLine& line : simulated_lines())
    for (const Months& months : periods) {
      std::vector<double> terms;
      for (const Term& term : line.indicator->measure.terms) terms.push_back(term.value(lived().accounts, months));
      const double value = line.indicator->value(lived().accounts, months);
      INFO(line.key);
      CHECK(alike(line.indicator->measure.formula(terms), value));
      defined += !std::isnan(value);
    }
  CHECK(defined > simulated_lines().size());
}

TEST_CASE("an explanation tells the same terms as the results, each year by itself") {
  const PolicySet& policies = lived().replica.policies();
  for (const IndicatorLine& line : simulated_lines()) {
    Explanation explanation(lived().world->district, *line.indicator, 9);  // beyond the period: the last year
    explanation.add(lived().world->district, policies, lived().books);
    const auto terms = explanation.terms();
    REQUIRE(terms.size() == line.indicator->measure.terms.size());
    std::vector<double> of_2021;
    for (const ExplainedTerm& term : terms) {
      of_2021.push_back(term.by_year[1]);
      double last = 0;
      for (const ExplainedFlow& flow : term.flows) last += flow.last;
      INFO(line.key << ", " << term.name.en);
      CHECK((alike(last, term.by_year.back()) || std::isnan(term.by_year.back())));
    }
    INFO(line.key);
    CHECK(alike(line.indicator->measure.formula(of_2021), line.indicator->value(lived().accounts, {12, 12})));
  }
}

TEST_CASE("the flows of an explanation are those of the year asked for") {
  std::size_t told = 0;
  for (const IndicatorLine& line : simulated_lines()) {
    Explanation explanation(lived().world->district, *line.indicator, 1);
    explanation.add(lived().world->district, lived().replica.policies(), lived().books);
    for (const ExplainedTerm& term : explanation.terms()) {
      double sum = 0;
      for (const ExplainedFlow& flow : term.flows) sum += flow.last;
      INFO(line.key << ", " << term.name.en);
      CHECK((alike(sum, term.by_year[1]) || std::isnan(term.by_year[1])));
      told += !term.flows.empty() && term.by_year[1] != term.by_year.back();
    }
  }
  CHECK(told > 10);
}

TEST_CASE("what is declared a percentage lies between 0 and 100 unless old stock is in it") {
  for (const IndicatorLine& line : simulated_lines()) {
    if (line.indicator->measure.bounds != Bounds::percentage) continue;
    for (const Months& months : {Months{0, 12}, Months{12, 12}}) {
      const double value = line.indicator->value(lived().accounts, months);
      INFO(line.key << ": " << value);
      CHECK_FALSE((value < 0 || value > 100));
    }
  }
}

}  // namespace waste::testing
