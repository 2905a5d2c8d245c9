#include "models/outputs/indicator_rows.h"

#include "models/assessment/score.h"

namespace waste {

std::vector<bool> IndicatorRows::met(std::size_t line, const Collected& all) const {
  const IndicatorFacts& plan = facts(lines[line]);
  const auto year = judged_year(world);
  if (!lines[line].indicator || !judged(plan) || all.replicas == 0 || !year) return {};
  const std::size_t size = years() * lines.size();
  const auto base = all.across("indicators/annual", size, line);
  const auto value = all.across("indicators/annual", size, *year * lines.size() + line);
  std::vector<bool> result;
  for (std::size_t r = 0; r < all.replicas; ++r) result.push_back(meets(plan, value[r], base[r]));
  return result;
}

}  // namespace waste
