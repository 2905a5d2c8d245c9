#include "models/outputs/indicator_rows.h"

#include "models/assessment/score.h"

namespace waste {

std::vector<bool> IndicatorRows::met(std::size_t line, const Collected& all) const {
  const IndicatorFacts& plan = facts(lines[line]);
  const bool asked = plan.rule == "<= 2020" || plan.rule == "> 2020" || (plan.has_target && plan.rule != "none");
  const bool whole_year = months() % 12 == 0;  // an incomplete year is not compared with an annual target
  if (!lines[line].indicator || !asked || all.replicas == 0 || !whole_year) return {};
  const std::size_t size = years() * lines.size();
  const auto first = all.across("indicators/annual", size, line);
  const auto last = all.across("indicators/annual", size, size - lines.size() + line);
  std::vector<bool> result;
  for (std::size_t r = 0; r < all.replicas; ++r) result.push_back(meets(plan, last[r], first[r]));
  return result;
}

}  // namespace waste
