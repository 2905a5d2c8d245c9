#include "models/assessment/explain.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/plan.h"

namespace waste {

Explanation::Explanation(const District& district, const Indicator& indicator, int year) : terms_(indicator.measure.terms) {
  const std::size_t years = (static_cast<std::size_t>(district.months()) + 11) / 12;
  compared_ = std::min(static_cast<std::size_t>(std::max(year, 0)), years - 1);
  sums_.assign(terms_.size(), {std::vector<double>(years), {}});
}

void Explanation::add(const District& district, const PolicySet& policies, const Books& books, double weight) {
  const Accounts accounts(district, policies, books);
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const std::size_t years = sums_[t].by_year.size();
    for (std::size_t year = 0; year < years; ++year) {
      const int first = static_cast<int>(year) * 12;
      Trace trace;
      accounts.watch(&trace);
      sums_[t].by_year[year] += weight * terms_[t].value(accounts, {first, std::min(12, district.months() - first)});
      accounts.watch(nullptr);
      if (year != 0 && year != compared_) continue;
      for (const Trace::Line& line : trace.lines) {
        ExplainedFlow& flow = sums_[t].flows.try_emplace({line.of, line.key}, ExplainedFlow{line.key, line.of, line.unit}).first->second;
        if (year == 0) flow.first += weight * line.amount;
        if (year == compared_) flow.last += weight * line.amount;
      }
    }
  }
  ++replicas_;
  weights_ += weight;
}

std::vector<ExplainedTerm> Explanation::terms() const {
  const double n = replicas_ > 0 ? weights_ : 1;
  std::vector<ExplainedTerm> result;
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    ExplainedTerm term{terms_[t].name, terms_[t].unit, sums_[t].by_year, {}};
    for (double& value : term.by_year) value /= n;
    for (const auto& [key, sum] : sums_[t].flows) {
      term.flows.push_back(sum);
      term.flows.back().first /= n;
      term.flows.back().last /= n;
    }
    const auto size = [](const ExplainedFlow& flow) { return std::max(std::abs(flow.first), std::abs(flow.last)); };
    std::stable_sort(term.flows.begin(), term.flows.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
    result.push_back(std::move(term));
  }
  return result;
}

std::vector<const TaskFacts*> tasks_that_move(const Plan& plan, int number) {
  std::vector<const TaskFacts*> result;
  for (const TaskFacts& task : plan.tasks) {
    const auto lists = [&](const std::vector<int>& indicators) {
      return std::find(indicators.begin(), indicators.end(), number) != indicators.end();
    };
    if (lists(task.indicators) || lists(task.also)) result.push_back(&task);
  }
  return result;
}

}  // namespace waste
