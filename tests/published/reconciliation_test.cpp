// Narasimhan and Jordache, Data Reconciliation and Gross Error Detection (2000): the heat exchanger with bypass (V9 of
// validation.md). Six streams, all measured with sigma 1, around a splitter, two sides of an exchanger and a mixer.
#include <cmath>
#include <string>

#include "models/assessment/balance.h"
#include "models/assessment/statistics.h"
#include "tests/catch.h"

namespace waste {
namespace {

const std::vector<LinearBalance> exchanger{
    {{{0, 1.0}, {1, -1.0}, {2, -1.0}}}, {{{1, 1.0}, {3, -1.0}}}, {{{2, 1.0}, {4, -1.0}}}, {{{3, 1.0}, {4, 1.0}, {5, -1.0}}}};

std::vector<MeasuredFlow> measured(const std::vector<double>& values) {
  std::vector<MeasuredFlow> flows;
  for (const double value : values) flows.push_back({value, 1});
  return flows;
}

std::string printed(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

}  // namespace

TEST_CASE("the published exchanger is reconciled to the printed digits", "[reconcile]") {
  const auto result = reconcile(measured({101.91, 64.45, 34.65, 64.20, 36.44, 98.88}), exchanger);
  const std::vector<std::string> values{"100.22", "64.50", "35.72", "64.50", "35.72", "100.22"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(printed(result.value[i], 2) == values[i]);
    CHECK(printed(result.sigma[i], 5) == "0.57735");
  }
  CHECK(printed(result.chi_square, 4) == "6.4075");
  CHECK(result.freedom == 4);
  CHECK(printed(chi_square_quantile(0.95, 4), 3) == "9.488");
}

TEST_CASE("a gross error of 4 in stream 2 is found, and found in stream 2", "[reconcile]") {
  const auto result = reconcile(measured({101.91, 68.45, 34.65, 64.20, 36.44, 98.88}), exchanger);
  CHECK(printed(result.chi_square, 3) == "16.674");
  CHECK(result.chi_square > chi_square_quantile(0.95, result.freedom));
  const std::vector<std::string> z{"1.253", "3.205", "0.494", "2.000", "1.698", "2.458"};
  for (std::size_t i = 0; i < z.size(); ++i) CHECK(printed(std::abs(result.z[i]), 3) == z[i]);
  const double limit = suspicion_limit(6);
  CHECK(limit == Approx(2.638).margin(0.001));
  for (std::size_t i = 0; i < z.size(); ++i) CHECK((std::abs(result.z[i]) > limit) == (i == 1));
}

TEST_CASE("a flow nobody measured comes out of the balances, or is told to be unknown", "[reconcile]") {
  auto flows = measured({101.91, 64.45, 34.65, 64.20, 36.44, 98.88});
  flows[1].value = flows[2].value = std::nan("");
  const auto result = reconcile(flows, exchanger);
  CHECK(result.freedom == 2);
  CHECK(result.value[1] == Approx(result.value[3]));
  CHECK(result.value[0] == Approx(result.value[1] + result.value[2]));
  CHECK(result.sigma[1] == Approx(result.sigma[3]));
  CHECK(std::isnan(result.z[1]));

  const std::vector<LinearBalance> one{{{{0, 1.0}, {1, -1.0}, {2, -1.0}}}};  // a split into two unknown parts
  const auto split = reconcile(std::vector<MeasuredFlow>{{100, 1}, {}, {}}, one);
  CHECK(split.freedom == 0);
  CHECK(split.value[0] == 100);
  CHECK(split.sigma[0] == Approx(1));
  CHECK(std::isnan(split.value[1]));
  CHECK(std::isnan(split.z[0]));
}

TEST_CASE("an exact flow does not move, and balances that say the same twice count once", "[reconcile]") {
  const std::vector<LinearBalance> same{{{{0, 1.0}, {1, -1.0}}}, {{{0, 2.0}, {1, -2.0}}}};
  const auto result = reconcile(std::vector<MeasuredFlow>{{10, 0}, {12, 1}}, same);
  CHECK(result.freedom == 1);
  CHECK(result.value[0] == 10);
  CHECK(result.value[1] == Approx(10));
  CHECK(result.chi_square == Approx(4));
  CHECK(result.z[1] == Approx(2));
}

TEST_CASE("the scale of the units does not matter", "[reconcile]") {
  std::vector<MeasuredFlow> flows = measured({101.91, 64.45, 34.65, 64.20, 36.44, 98.88});
  for (auto& flow : flows) flow = {flow.value * 1e10, 1e10};
  const auto result = reconcile(flows, exchanger);
  CHECK(result.chi_square == Approx(6.4075).epsilon(1e-4));
  CHECK(result.value[0] == Approx(100.2233e10).epsilon(1e-4));
}

TEST_CASE("nothing measured and nothing balanced is nothing", "[reconcile]") {
  const auto empty = reconcile({}, {});
  CHECK(empty.value.empty());
  CHECK(empty.freedom == 0);
  const auto lone = reconcile(std::vector<MeasuredFlow>{{5, 0.1}}, {});
  CHECK(lone.value[0] == 5);
  CHECK(lone.sigma[0] == Approx(0.1));
}

TEST_CASE("quantiles of chi-square are those of the tables", "[reconcile]") {
  CHECK(printed(chi_square_quantile(0.95, 1), 3) == "3.841");
  CHECK(printed(chi_square_quantile(0.95, 10), 3) == "18.307");
  CHECK(printed(chi_square_quantile(0.99, 30), 3) == "50.892");
  CHECK(std::isnan(chi_square_quantile(0.95, 0)));
}

}  // namespace waste
