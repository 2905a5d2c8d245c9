#include "models/policies/policy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/random/exact_math.h"

namespace waste {

const std::vector<sim::Parameter<Policy>>& common_policy_parameters() {
  static const std::vector<sim::Parameter<Policy>> parameters{
      {&Policy::starts, "starts", "date", {"分阶段实施的第一天", "first day of the phase-in"}},
      {&Policy::ends, "ends", "date", {"自此日起不再适用", "day from which it no longer applies"}},
      {&Policy::ramp, "ramp", "s", {"线性或逻辑斯蒂曲线实施的时长", "length of a linear or logistic phase-in"}, 0, 1e10},
      {&Policy::shape, "shape", "step|linear|logistic", {"实施进度的形状：一步到位、线性、逻辑斯蒂曲线", "how the phase-in goes"}},
      {&Policy::delay, "delay", "s", {"启动延误：最小、最可能、最大", "slippage of the start: low, most likely, high"}, 0, 1e10},
      {&Policy::probability, "probability", "1", {"发生的概率；每遍抽取一次", "that it happens at all; drawn once per replica"}, 0, 1},
      {&Policy::sites, "sites", "site", {"适用的场所；不填则为全部", "where it applies; everywhere when absent"}},
      {&Policy::streams, "streams", "stream", {"适用的废物种类；不填则为全部", "what it applies to; everything when absent"}},
      {&Policy::task,
       "task",
       "task",
       {"所落实的方案任务，由该任务决定是否启用", "task of the plan that it carries out, and that switches it"}},
      {&Policy::project, "project", "project", {"所落实的方案重点工程", "key project of the plan that it carries out"}},
      {&Policy::investment,
       "investment",
       "fen",
       {"启动时一次性投入的资金；由 `show --costs` 列出", "money spent once, when it begins; listed by `show --costs`"},
       0,
       1e17},
      {&Policy::source, "source", "text", {"方案中的出处，或设定理由", "place in the plan, or the reason"}},
  };
  return parameters;
}

namespace {

static_assert(std::tuple_size_v<decltype(levers)> == static_cast<std::size_t>(PolicyLever::count_));

constexpr auto rows = std::make_index_sequence<std::tuple_size_v<decltype(levers)>>{};

/// Whether `test` is true of the lever of a question.
template <class Test, std::size_t... row>
bool is_true_of(PolicyLever question, Test test, std::index_sequence<row...>) {
  static_assert(((std::get<row>(levers).question == static_cast<PolicyLever>(row)) && ...), "levers are in the order of the enumeration");
  return ((row == static_cast<std::size_t>(question) && test(std::get<row>(levers))) || ...);
}

template <std::size_t... row>
std::array<LeverInfo, sizeof...(row)> all_infos(std::index_sequence<row...>) {
  return {std::get<row>(levers).info...};
}

bool same(double a, double b) { return a == b; }
bool same(const Policy::Separated& a, const Policy::Separated& b) { return a.share == b.share; }
template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}

}  // namespace

const LeverInfo& info(PolicyLever question) {
  static const auto infos = all_infos(rows);
  return infos[static_cast<std::size_t>(question)];
}

bool answers(const Policy& policy, PolicyLever question, double level) {
  return is_true_of(question, [&](const auto& lever) { return !lever.combination.neutral((policy.*lever.answer)(level)); }, rows);
}

bool gradual(const Policy& policy, PolicyLever question) {
  const auto differs = [&](const auto& lever) { return !same((policy.*lever.answer)(0.5), (policy.*lever.answer)(1)); };
  return is_true_of(question, differs, rows);
}

bool beyond_bounds(const Policy& policy, PolicyLever question, double level) {
  const auto beyond = [&](const auto& lever) {
    const auto answer = (policy.*lever.answer)(level);
    return !same(answer, lever.combination.bounded(answer));
  };
  return is_true_of(question, beyond, rows);
}

namespace {

/// Logistic curve through (0, 0) and (1, 1) with its steepest point at the middle; steepness 10 leaves 0.7 % at either end.
double logistic_phase(double x) {
  const auto logistic = [](double u) { return 1 / (1 + sim::exact::exp(-10 * (u - 0.5))); };
  static const double at_start = logistic(0), rise = logistic(1) - at_start;
  return (logistic(x) - at_start) / rise;
}

}  // namespace

double phase_in(const Policy& policy, sim::Time start, sim::Time now) {
  if (now < start) return 0;
  if (policy.shape == "step" || policy.ramp <= sim::Duration{0}) return 1;
  const double x = static_cast<double>((now - start).count()) / static_cast<double>(policy.ramp.count());
  if (x >= 1) return 1;
  if (policy.shape == "linear") return x;
  return logistic_phase(x);
}

}  // namespace waste
