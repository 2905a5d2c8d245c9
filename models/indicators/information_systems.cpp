#include <array>
#include <utility>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Each group of waste has a register of those who must keep electronic records. The truckloads of the first year weigh the
/// groups, so that the figure tells how far supervision reaches and not how busy the roads are.
class InformationSystems final : public Indicator {
 public:
  int number() const override { return 32; }
  std::string formula() const override {
    return "PROPOSAL: 100 * sum over groups of waste of truckloads of the first year * share of the group's units on an electronic "
           "record / truckloads of the first year; groups: household, general industrial, hazardous, construction";
  }
  double value(const Accounts& accounts, Months months) const override {
    double covered = 0, all = 0;
    for (const auto& [topic, categories] : groups) {
      const double share = accounts.coverage(months, topic);
      if (share != share) continue;  // no register of this group
      const double sent = loads(accounts, accounts.in_first_year(months), categories);
      covered += sent * share;
      all += sent;
    }
    return all > 0 ? covered / all : undefined;
  }

 private:
  using Group = std::vector<Category>;
  static inline const std::array<std::pair<const char*, Group>, 4> groups{{
      {"records_household", {Category::rubbish, Category::food_waste, Category::recyclables}},
      {"records_industrial", {Category::general_industrial}},
      {"records_hazardous", {Category::hazardous, Category::medical, Category::social_hazardous}},
      {"records_construction", {Category::construction}},
  }};

  /// Loads that left sites inside the district.
  static double loads(const Accounts& accounts, Months months, const Group& group) {
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
};

const sim::Registered<Indicator, InformationSystems> registered{"32.annex", "Truckloads under an electronic record."};

}  // namespace
}  // namespace waste
