#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Losses from the stores of sewage works are booked there as disposed; all other sludge is disposed of by receivers. Stored
/// sludge counts in the year it leaves, so that a full store at the end of the year is not a loss.
double lost(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::disposed, Category::sludge, months,
                         [&](const BookKey& key) { return accounts.of_kind(key.site, "sewage_works"); });
}

double out(const Accounts& accounts, Months months) {
  return accounts.utilised(Category::sludge, months) + accounts.disposed(Category::sludge, months);
}

double rate(std::span<const double> terms) { return terms[1] > 0 ? 100 * (1 - terms[0] / terms[1]) : undefined; }

const RegisteredIndicators registered{
    {25,
     "annex",
     {"城镇污水污泥无害化处置率", "Municipal sewage sludge disposed of without harm"},
     {"水泥窑、堆肥厂、填埋场利用处置的污泥量÷（利用处置量＋流失量）×100%；城市建设统计常用比率，按出厂污泥计",
      "100 * sludge used or disposed of by kilns, composting plants, landfills / (the same + sludge lost); usual ratio of "
      "urban construction statistics, on what leaves the works"},
     about_waste({Category::sludge}, {{{{"流失量", "lost"}, "t", lost}, {{"利用、处置和流失量", "used, disposed of or lost"}, "t", out}},
                                      rate,
                                      Bounds::percentage})}};

}  // namespace
}  // namespace waste
