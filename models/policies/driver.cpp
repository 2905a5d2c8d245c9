#include "models/policies/driver.h"

#include <cmath>

#include "engine/base/error.h"
#include "engine/random/exact_math.h"

namespace waste {
namespace {

/// Mean and standard deviation of the next deviation.
struct Outlook {
  double mean = 0, spread = 0;
};

double power(double base, int exponent) {
  double result = 1;
  for (int i = 0; i < exponent; ++i) result *= base;
  return result;
}

Outlook free_outlook(const Driver& driver, double x) {
  return {driver.persistence * x, driver.deviation * std::sqrt(1 - driver.persistence * driver.persistence)};
}

/// Given also that the deviation will be `later` after `gap` more years: the product of two normal densities. Both variances are in
/// units of the square of the deviation, so that a path without deviation is bent towards what is known as well.
Outlook bridged_outlook(const Driver& driver, double x, double later, int gap) {
  const double far = power(driver.persistence, gap);
  const double here = 1 - driver.persistence * driver.persistence, there = 1 - far * far;
  const double weight = 1 / here + far * far / there;
  return {(driver.persistence * x / here + far * later / there) / weight, driver.deviation * std::sqrt(1 / weight)};
}

}  // namespace

const SiteRefs& Driver::sites(PolicyLever lever) const {
  switch (lever) {
    case PolicyLever::brought_out: return brought_out;
    case PolicyLever::generation: return generation;
    case PolicyLever::demand: return demand;
    case PolicyLever::inflow: return inflow;
    default: static const SiteRefs none; return none;
  }
}

std::vector<double> yearly_path(const Driver& driver, std::size_t years, const std::function<double()>& normal) {
  SIM_ASSERT(driver.known.size() == driver.known_years.size());
  const auto trend = [&](int year) { return sim::exact::pow(1 + driver.trend, year); };
  std::vector<double> path{1};
  double x = 0;  // the deviation
  std::size_t next = 0;
  for (int year = 1; path.size() < years; ++year) {
    const double z = normal();
    const bool none_known = next == driver.known.size();
    const double then = none_known ? 0 : sim::exact::log(driver.known[next] / trend(driver.known_years[next]));
    if (!none_known && driver.known_years[next] == year) {
      x = then;
      path.push_back(driver.known[next++]);
      continue;
    }
    const Outlook outlook = none_known ? free_outlook(driver, x) : bridged_outlook(driver, x, then, driver.known_years[next] - year);
    x = outlook.mean + outlook.spread * z;
    path.push_back(x == 0 ? trend(year) : trend(year) * sim::exact::exp(x));
  }
  return path;
}

namespace {

const sim::Registered<Driver, Driver> registered{
    "driver",
    {"外部驱动因素", "driver", "drivers"},
    {"本区不能决定的因素（人口、工业、建设、市场等）相对基准年的逐年指数，围绕趋势波动并逐步回归趋势。",
     "What the district does not decide (people, industry, building, markets): an index by year that deviates from a trend and returns to it."},
    {
        {&Driver::trend, "trend", "1/a", {"趋势的年增长率", "growth of the trend"}, -0.9, 1},
        {&Driver::deviation,
         "deviation",
         "1",
         {"指数的对数围绕趋势的长期标准差", "standard deviation of the logarithm of the index about the trend, in the long run"},
         0,
         1},
        {&Driver::persistence, "persistence", "1", {"一年后仍保留的偏离比例", "part of a deviation that is left a year later"}, 0, 0.99},
        {&Driver::between,
         "between",
         "step|linear",
         {"年际衔接：全年不变，或在各年年中之间线性变化", "an index holds for its year, or changes linearly from mid-year to mid-year"}},
        {&Driver::known,
         "known",
         "1",
         {"已知年份的指数，不再抽取，按年份填写", "indices of years that are known and not drawn, by year"},
         0.001,
         1000},
        {&Driver::brought_out,
         "brought_out",
         "site",
         {"居民投放量随之变化的镇街和收运线路", "towns and collection rounds where what people bring out follows it"}},
        {&Driver::generation, "generation", "site", {"产生量随之变化的场所", "sites where what arises follows it"}},
        {&Driver::demand, "demand", "site", {"订购量或开工数随之变化的场所", "sites whose orders, or projects begun, follow it"}},
        {&Driver::inflow, "inflow", "site", {"区外输入量随之变化的来源", "sources outside whose inflow follows it"}},
        {&Driver::streams,
         "streams",
         "stream",
         {"随之变化的废物种类；不填则为全部", "streams of which it changes what arises, is ordered or comes in; all when absent"}},
        {&Driver::value_added,
         "value_added",
         "yes/no",
         {"是否为工业增加值，并带动随工业增长的产废量", "whether it is industrial value added, which waste of industry follows"}},
        {&Driver::source, "source", "text", {"来源，或设定理由", "where it comes from, or the reason"}},
    }};

}  // namespace
}  // namespace waste
