#include <array>
#include <utility>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

using Group = std::vector<Category>;
const std::array<std::pair<const char*, Group>, 4> groups{{
    {"records_household", {Category::rubbish, Category::food_waste, Category::recyclables}},
    {"records_industrial", {Category::general_industrial}},
    {"records_hazardous", {Category::hazardous, Category::medical, Category::social_hazardous}},
    {"records_construction", {Category::construction}},
}};

/// Loads that left sites inside the district.
double loads(const Accounts& accounts, Months months, const Group& group) {
  std::int64_t count = 0;
  const Books& books = accounts.books();
  for (const Category category : group)
    for (const std::uint32_t i : accounts.rows_of(Channel::sent, category)) {
      if (!accounts.inside(books.keys[i].site)) continue;
      for (const BookEntry& entry : books.row(i).subspan(static_cast<std::size_t>(months.first), static_cast<std::size_t>(months.count)))
        count += entry.count;
    }
  return static_cast<double>(count);
}

/// Each group of waste has a register of those who must keep electronic records. The groups are weighted by the truckloads of the
/// first year, so that the figure measures the coverage of supervision instead of traffic.
double recorded(const Accounts& accounts, Months months) {
  double covered = 0, all = 0;
  for (const auto& [topic, categories] : groups) {
    const double share = accounts.coverage(months, topic);
    if (share != share) continue;  // no register for this group
    const double sent = loads(accounts, accounts.in_first_year(months), categories);
    covered += sent * share;
    all += sent;
  }
  return all > 0 ? covered / all : undefined;
}

const RegisteredIndicators registered{
    {32,
     "annex",
     {"固体废物管理信息化监管覆盖率（按运输车次）", "Truckloads under an electronic record"},
     {"建议算法：各类废物的基准年运输车次×该类单位纳入电子台账的比例之和÷基准年运输车次之和×100%；类别："
      "生活垃圾、一般工业固体废物、危险废物、建筑垃圾",
      "PROPOSAL: 100 * sum over groups of waste of truckloads of the first year * share of the group's units on an electronic "
      "record / truckloads of the first year; groups: household, general industrial, hazardous, construction"},
     {recorded, {}}}};

}  // namespace
}  // namespace waste
