#include "models/results/compare.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "models/results/axis.h"
#include "models/results/compare_equal.h"
#include "models/results/compare_inputs.h"
#include "models/results/compare_tests.h"
#include "models/results/compare_text.h"
#include "models/results/layout.h"

namespace waste {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t max_named = 20, max_named_of_one = 5;  // in total; per dataset, so that it does not hide the others

class Comparer {
 public:
  Comparer(const std::string& a, const std::string& b, const CompareOptions& options)
      : a_(open_results(a)), b_(open_results(b)), options_(options) {}

  Comparison compare();

 private:
  bool statistical() const { return options_.mode == CompareMode::statistical; }
  void differ(const std::string& where, double a, double b);
  void only(const std::string& where, bool in_a);

  void compare_heads();
  void compare_group(const std::string& path);
  void compare_axis(const std::string& path);
  void compare_dataset(const std::string& path);
  template <class T>
  void compare_values(const std::string& path, bool by_replica);
  template <class T>
  void compare_element(const std::string& path, const Axes& axes, const T& a, const T& b, std::size_t at_a);
  void test_indicators(const std::string& group);
  void test(const std::string& where, const std::vector<double>& a, const std::vector<double>& b);
  void settle_tests();

  bool same(double a, double b) const;
  bool same(std::int64_t a, std::int64_t b) const;
  bool same(const std::string& a, const std::string& b) const { return a == b; }

  std::shared_ptr<const MatchedAxis> matched(const std::string& dimension);
  Axes axes_of(const std::string& path);
  void summarise_all();

  sim::Hdf5Reader a_, b_;
  const CompareOptions& options_;
  Comparison result_;
  std::set<std::string> told_;  // replicas and months in one file only, which every group repeats
  std::map<std::string, std::size_t> named_;  // [dataset] differences reported
  std::map<std::string, std::shared_ptr<const MatchedAxis>> axes_;  // by path, each matched once
  PairedTests tests_;
};

std::string join(const std::string& group, const std::string& name) { return group.empty() ? name : group + "/" + name; }
std::string group_of(const std::string& path) { return path.substr(0, path.rfind('/')); }
std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// Names in either file: in the order of `a`, then those in `b` only.
sim::Names merged(const sim::Names& a, const sim::Names& b) {
  sim::Names all = a;
  for (const auto& name : b)
    if (std::find(a.begin(), a.end(), name) == a.end()) all.push_back(name);
  return all;
}

double number(double value) { return value; }
double number(std::int64_t value) { return static_cast<double>(value); }
double number(const std::string&) { return nan; }
std::string texts(const std::string& a, const std::string& b) { return ": '" + a + "' is not '" + b + "'"; }
template <class T>
std::string texts(const T&, const T&) {
  return "";
}

std::string text_of(const std::optional<sim::AttributeValue>& value) {
  if (!value) return "(none)";
  if (const auto* text = std::get_if<std::string>(&*value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&*value)) return std::to_string(*whole);
  return std::to_string(std::get<double>(*value));
}

void Comparer::differ(const std::string& where, double a, double b) {
  result_.same = false;
  ++result_.different;
  if (result_.first.size() < max_named && ++named_[where.substr(0, where.find(':'))] <= max_named_of_one)
    result_.first.push_back({where, a, b});
}

void Comparer::only(const std::string& where, bool in_a) {
  ++result_.compared;
  differ(where + ": only in the " + (in_a ? "first" : "second") + " file", in_a ? 1 : nan, in_a ? nan : 1);
}

bool Comparer::same(double a, double b) const {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (a == b || options_.mode == CompareMode::exact) return a == b;
  return std::abs(a - b) <= options_.absolute + options_.relative * std::max(std::abs(a), std::abs(b));
}

bool Comparer::same(std::int64_t a, std::int64_t b) const {
  return a == b || (options_.mode == CompareMode::tolerance && same(number(a), number(b)));
}

Comparison Comparer::compare() {
  if (!statistical()) compare_heads();
  for (const auto& scenario : merged(a_.groups(), b_.groups())) {
    if (!a_.has(scenario) || !b_.has(scenario)) only("/" + scenario, a_.has(scenario));
    else if (statistical()) test_indicators(scenario + "/indicators");
    else compare_group(scenario);
  }
  if (statistical()) settle_tests();
  summarise_all();
  return std::move(result_);
}

void Comparer::compare_heads() {
  for (const char* name : compared_heads) {
    const auto a = a_.attribute("/", name), b = b_.attribute("/", name);
    ++result_.compared;
    if (a != b) differ(std::string("/") + name + texts(text_of(a), text_of(b)), nan, nan);
  }
}

void Comparer::compare_group(const std::string& path) {
  for (const auto& name : merged(a_.datasets(path), b_.datasets(path))) {
    const std::string dataset = join(path, name);
    if (!a_.has(dataset) || !b_.has(dataset)) only("/" + dataset, a_.has(dataset));
    else if (a_.info(dataset).dims == sim::Names{name}) compare_axis(dataset);
    else compare_dataset(dataset);
  }
  for (const auto& name : merged(a_.groups(path), b_.groups(path))) {
    const std::string group = join(path, name);
    if (is_input(name)) continue;
    if (!a_.has(group) || !b_.has(group)) only("/" + group, a_.has(group));
    else compare_group(group);
  }
}

void Comparer::compare_axis(const std::string& path) {
  const MatchedAxis& axis = *matched(path);
  if (!statistical()) result_.compared += axis.common.size();
  const auto tell = [&](const std::string& coordinate, bool in_a) {
    const std::string name = name_of(path);
    const bool repeated = name == "replica" || name == "time";
    const std::string scenario = path.substr(0, path.find('/'));
    if (repeated && !told_.insert(scenario + "/" + coordinate).second) return;
    only("/" + path + ": " + coordinate, in_a);
  };
  for (const auto i : axis.only_a) tell(axis.a[i], true);
  for (const auto i : axis.only_b) tell(axis.b[i], false);
}

std::shared_ptr<const MatchedAxis> Comparer::matched(const std::string& dimension) {
  auto& axis = axes_[dimension];
  if (!axis) axis = std::make_shared<const MatchedAxis>(match(coordinates(a_, dimension), coordinates(b_, dimension)));
  return axis;
}

Axes Comparer::axes_of(const std::string& path) {
  const auto a = a_.info(path), b = b_.info(path);
  Axes axes;
  for (std::size_t i = 0; i < a.dims.size(); ++i) {
    axes.push_back(matched(join(group_of(path), a.dims[i])));
    if (a.dims != b.dims || axes[i]->a.size() != a.shape[i] || axes[i]->b.size() != b.shape[i])
      throw sim::Error(sim::Exit::results, {"结果文件在“" + path + "”处损坏",
                                            "results file is damaged at '" + path + "': its length is not that of its dimensions"});
  }
  return axes;
}

void Comparer::compare_dataset(const std::string& path) {
  const auto a = a_.info(path), b = b_.info(path);
  if (a.dims != b.dims || a.type != b.type) {
    ++result_.compared;
    return differ("/" + path + ": of another type or other dimensions", nan, nan);
  }
  const bool by_replica = !a.dims.empty() && a.dims.front() == "replica";
  switch (a.type) {
    case sim::ElementType::text: return compare_values<std::string>(path, by_replica);
    case sim::ElementType::float32:
    case sim::ElementType::float64: return compare_values<double>(path, by_replica);
    default: return compare_values<std::int64_t>(path, by_replica);
  }
}

template <class T>
void Comparer::compare_element(const std::string& path, const Axes& axes, const T& a, const T& b, std::size_t at_a) {
  ++result_.compared;
  if (same(a, b)) return;
  differ("/" + path + (axes.empty() ? "" : ": " + coordinates_of(axes, at_a)) + texts(a, b), number(a), number(b));
}

// One replica at a time, so that only one of each file is in memory. That all values are there, which reading none of them checks,
// bounds what their axes can claim.
template <class T>
void Comparer::compare_values(const std::string& path, bool by_replica) {
  a_.read_rows<T>(path, 0, 0), b_.read_rows<T>(path, 0, 0);
  const auto axes = axes_of(path);
  const auto offsets = common_offsets(axes, by_replica ? 1 : 0);
  const auto compare = [&](const std::vector<T>& a, const std::vector<T>& b, std::size_t start) {
    for (const auto& [i, j] : offsets) compare_element(path, axes, T(a[i]), T(b[j]), start + i);
  };
  if (!by_replica) return compare(a_.read<T>(path), b_.read<T>(path), 0);
  for (const auto& [i, j] : axes.front()->common) {
    const auto a = a_.read_rows<T>(path, i, 1), b = b_.read_rows<T>(path, j, 1);
    compare(a, b, i * a.size());
  }
}

void Comparer::test_indicators(const std::string& group) {
  const std::string path = group + "/annual";
  compare_axis(group + "/year");
  compare_axis(group + "/indicator");
  const auto axes = axes_of(path);
  if (axes.size() != 3)
    throw sim::Error(sim::Exit::results,
                     {"结果文件在“" + path + "”处损坏", "results file is damaged at '" + path + "': it has not three dimensions"});
  if (axes.front()->common.size() < 2)
    throw sim::Error(sim::Exit::usage,
                     {"统计比较至少需要两个文件共有的两遍", "a statistical comparison needs at least two replicas that both files have"});
  const auto all_a = a_.read<double>(path), all_b = b_.read<double>(path);
  const Axes inner(axes.begin() + 1, axes.end());
  const std::size_t row_a = axes[1]->a.size() * axes[2]->a.size(), row_b = axes[1]->b.size() * axes[2]->b.size();
  for (const auto& [at_a, at_b] : common_offsets(inner, 0)) {
    std::vector<double> a, b;
    for (const auto& [i, j] : axes.front()->common) {
      a.push_back(all_a.at(i * row_a + at_a));
      b.push_back(all_b.at(j * row_b + at_b));
    }
    test("/" + path + ": " + coordinates_of(inner, at_a), a, b);
  }
}

void Comparer::test(const std::string& where, const std::vector<double>& a, const std::vector<double>& b) {
  const auto defined = [](const std::vector<double>& v) {
    return std::any_of(v.begin(), v.end(), [](double x) { return !std::isnan(x); });
  };
  if (defined(a) != defined(b)) return only(where, defined(a));
  tests_.add(where, a, b);
}

void Comparer::settle_tests() {
  result_.compared += tests_.size();
  tests_.each_difference(options_.confidence, [&](const std::string& where, double a, double b) { differ(where, a, b); });
  if (!result_.same) return;
  result_.unseen = tests_.unseen(options_.confidence);
  result_.too_few = !result_.unseen.empty();
  result_.same = !result_.too_few;
  if (result_.unseen.size() > max_named_of_one) result_.unseen.resize(max_named_of_one);
}

void Comparer::summarise_all() {
  sim::Message text = summary_of(result_, options_.mode);
  const auto add = [&](const sim::Message& more) { text = {text.zh + more.zh, text.en + more.en}; };
  if (options_.inputs) add(differing_inputs(a_, b_));
  const auto a = text_of(a_.attribute("/", "version")), b = text_of(b_.attribute("/", "version"));
  if (a != b) add({"；分别由" + a + "版和" + b + "版写出", "; written by versions " + a + " and " + b});
  result_.summary = text.en, result_.summary_zh = text.zh;
}

void check(const CompareOptions& options) {
  const auto refuse = [](const sim::Message& what) { throw sim::Error(sim::Exit::usage, what); };
  const auto sound = [](double limit) { return std::isfinite(limit) && limit >= 0; };
  if (!sound(options.relative))
    refuse({"相对容差应为不小于0的数，如1e-9", "the relative tolerance must be a number of at least 0, such as 1e-9"});
  if (!sound(options.absolute))
    refuse({"绝对容差应为不小于0的数，如0.5", "the absolute tolerance must be a number of at least 0, such as 0.5"});
  if (!(options.confidence > 0 && options.confidence < 1))
    refuse({"置信度应为0与1之间的数，如0.99", "the confidence must be a number between 0 and 1, such as 0.99"});
}

}  // namespace

Comparison compare_results(const std::string& a, const std::string& b, const CompareOptions& options) {
  check(options);
  if (options.mode != CompareMode::statistical && sim::same_bytes(a, b)) return compare_with_copy(a, options.mode);
  return Comparer(a, b, options).compare();
}

}  // namespace waste
