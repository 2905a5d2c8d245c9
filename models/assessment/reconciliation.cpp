#include "models/assessment/reconciliation.h"
#include "models/assessment/plan.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "models/assessment/statistics.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

constexpr double claim_limit = 1.96;  // each claim is tested individually, 95 %

/// Reads "a + 0.5*b - c" and "a / b" over the ids of statistics.
class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, const std::vector<Statistic>& statistics) : text_(text), statistics_(statistics) {}

  bool read(Expression& expression) {
    if (!sum(expression.above)) return false;
    blanks();
    if (at_ == text_.size()) return true;
    if (text_[at_++] != '/')
      return fail("“" + std::string(text_.substr(at_ - 1)) + "”之前应为 +、- 或 /",
                  "expected +, - or / before '" + std::string(text_.substr(at_ - 1)) + "'");
    if (!sum(expression.below)) return false;
    blanks();
    return at_ == text_.size() || fail("“" + std::string(text_.substr(0, at_)) + "”之后不应再有内容",
                                       "nothing may follow '" + std::string(text_.substr(0, at_)) + "'");
  }

  const sim::Message& problem() const { return problem_; }
  const std::string& unknown() const { return unknown_; }

 private:
  bool fail(const std::string& zh, const std::string& en) {
    problem_ = {zh, en};
    return false;
  }

  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  bool sum(Expression::Terms& terms) {
    for (bool first = true;; first = false) {
      blanks();
      const char sign = at_ < text_.size() ? text_[at_] : '\0';
      const bool signed_term = sign == '+' || sign == '-';
      if (!first && !signed_term) return true;
      if (signed_term) ++at_;
      if (!term(sign == '-' ? -1 : 1, terms)) return false;
    }
  }

  bool term(double coefficient, Expression::Terms& terms) {
    blanks();
    double factor = 1;
    if (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_]))) {
      at_ = static_cast<std::size_t>(std::from_chars(text_.data() + at_, text_.data() + text_.size(), factor).ptr - text_.data());
      blanks();
      if (at_ >= text_.size() || text_[at_++] != '*')
        return fail("数之后应为 * 和统计量的名称", "a number must be followed by * and the name of a statistic");
      blanks();
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) ++at_;
    const std::string name(text_.substr(begin, at_ - begin));
    const auto found = std::find_if(statistics_.begin(), statistics_.end(), [&](const Statistic& s) { return s.id == name; });
    if (found == statistics_.end()) {
      unknown_ = name;
      return fail("没有叫“" + name + "”的统计量", "no statistic is called '" + name + "'");
    }
    terms.emplace_back(static_cast<std::size_t>(found - statistics_.begin()), coefficient * factor);
    return true;
  }

  std::string_view text_;
  const std::vector<Statistic>& statistics_;
  std::size_t at_ = 0;
  sim::Message problem_;
  std::string unknown_;
};

void read_expression(const Node::Entry& entry, Fields& fields, const std::vector<Statistic>& statistics, Expression& expression) {
  std::string text;
  if (!fields.text("expression", text))
    return fields.error(entry.place, "E0101", {"“" + entry.key + "”没有算式", "'" + entry.key + "' has no expression"},
                        sim::typed("expression: general - general_used"));
  ExpressionReader reader(text, statistics);
  if (reader.read(expression)) return;
  std::vector<std::string> known;
  for (const auto& statistic : statistics) known.push_back(statistic.id);
  const std::string near = reader.unknown().empty() ? "" : sim::nearest(reader.unknown(), known);
  fields.error(fields.map().find("expression")->place, "E0710",
               {"“" + text + "”不是算式：" + reader.problem().zh, "'" + text + "' is no expression: " + reader.problem().en},
               near.empty() ? sim::Message{"统计量的加减，如 a - 0.5*b，两个和之间可有一个 /",
                                           "sums of statistics, e.g. a - 0.5*b, and one / between two sums"}
                            : near_hint(reader.unknown(), known));
}

double value_of(const Expression::Terms& terms, const std::vector<double>& flows) {
  double sum = 0;
  for (const auto& [flow, coefficient] : terms) sum += coefficient * flows[flow];
  return sum;
}

/// Gradient of the expression with respect to each flow.
Expression::Terms slopes(const Expression& expression, const std::vector<double>& flows) {
  if (expression.below.empty()) return expression.above;
  const double below = value_of(expression.below, flows), ratio = value_of(expression.above, flows) / below;
  Expression::Terms terms;
  for (const auto& [flow, coefficient] : expression.above) terms.emplace_back(flow, coefficient / below);
  for (const auto& [flow, coefficient] : expression.below) terms.emplace_back(flow, -ratio * coefficient / below);
  return terms;
}

double variance_of(const Expression::Terms& terms, const ReconciledFlows& flows) {
  double sum = 0;
  for (const auto& [i, a] : terms)
    for (const auto& [j, b] : terms) sum += a * b * flows.covariance[i * flows.value.size() + j];
  return std::max(sum, 0.0);
}

CheckedClaim check(const Claim& claim, const ReconciledFlows& flows) {
  CheckedClaim result;
  const double below = claim.expression.below.empty() ? 1 : value_of(claim.expression.below, flows.value);
  result.found = claim.factor * value_of(claim.expression.above, flows.value) / below;
  const double variance = claim.factor * claim.factor * variance_of(slopes(claim.expression, flows.value), flows);
  result.z = (claim.value - result.found) / std::sqrt(claim.sigma * claim.sigma + variance);
  result.agrees = std::abs(result.z) <= claim_limit;
  return result;
}

}  // namespace

Statistic read_statistic(const Node::Entry& entry, Fields& fields) {
  Statistic statistic;
  statistic.place = entry.place;
  statistic.id = entry.key;
  fields.text("topic", statistic.topic);
  fields.text("unit", statistic.unit);
  fields.text("hindcast", statistic.hindcast);
  const bool measured = fields.number("value", "1", statistic.measured.value, any_figure);
  const bool uncertain = fields.map().find("sigma") != nullptr;
  fields.number("sigma", "1", statistic.measured.sigma, {0, any_figure.high});
  if (measured && !uncertain)
    fields.error(entry.place, "E0710",
                 {"统计量“" + entry.key + "”需要不小于0的sigma", "statistic '" + entry.key + "' needs a sigma from 0"},
                 {"标准不确定度，单位与数值相同", "its standard uncertainty, in the unit of the value"});
  return statistic;
}

Balance read_balance(const Node::Entry& entry, Fields& fields, const std::vector<Statistic>& statistics) {
  Balance balance;
  balance.id = entry.key;
  read_expression(entry, fields, statistics, balance.expression);
  if (!balance.expression.below.empty())
    fields.error(fields.map().find("expression")->place, "E0710", {"平衡式是等于0的和，不含 /", "a balance is a sum that is 0, without /"},
                 {"写 a - 0.35*b，不写 a / b", "a - 0.35*b instead of a / b"});
  return balance;
}

Claim read_claim(const Node::Entry& entry, Fields& fields, const std::vector<Statistic>& statistics) {
  Claim claim;
  claim.place = entry.place;
  claim.id = entry.key;
  fields.text("unit", claim.unit);
  fields.number("value", "1", claim.value, any_figure);
  fields.number("sigma", "1", claim.sigma, {0, any_figure.high});
  fields.number("factor", "1", claim.factor, any_figure);
  fields.text("contradicts", claim.contradicts);
  read_expression(entry, fields, statistics, claim.expression);
  if (!(claim.sigma > 0))
    fields.error(entry.place, "E0710", {"说法“" + entry.key + "”需要大于0的sigma", "claim '" + entry.key + "' needs a sigma above 0"},
                 {"末位的一半", "half of its last printed place"});
  return claim;
}

Reconciliation reconcile(const Plan& plan) {
  std::vector<MeasuredFlow> measured;
  for (const Statistic& statistic : plan.statistics) measured.push_back(statistic.measured);
  std::vector<LinearBalance> balances;
  for (const Balance& balance : plan.balances) balances.push_back({balance.expression.above});
  Reconciliation result;
  result.flows = reconcile(measured, balances);
  result.limit = chi_square_quantile(0.95, result.flows.freedom);
  const auto tests = std::count_if(result.flows.z.begin(), result.flows.z.end(), [](double z) { return !std::isnan(z); });
  result.suspicion = suspicion_limit(static_cast<std::size_t>(tests));
  for (const Claim& claim : plan.claims) result.claims.push_back(check(claim, result.flows));
  return result;
}

}  // namespace waste
