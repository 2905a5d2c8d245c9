#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

double late(const Accounts& accounts, Months months) { return accounts.tonnes(Channel::overdue, Category::medical, months); }
double arisen(const Accounts& accounts, Months months) { return accounts.arisen(Category::medical, months); }

/// The value of a contract when the plant is full: the share of waste collected within the legal limit [%].
double timely(std::span<const double> terms) { return terms[1] > 0 ? std::max(0.0, 100 * (1 - terms[0] / terms[1])) : undefined; }

const RegisteredIndicators registered{
    {21,
     "timely",
     {"医疗废物及时收运率", "Medical waste that was fetched in time"},
     {"建议算法：（1－超过贮存时限的医疗废物量÷医疗废物产生量）×100%，不低于0",
      "PROPOSAL: 100 * (1 - medical waste that passed the storage limit / medical waste arisen), at least 0"},
     about_waste({Category::medical}, {{{{"超过贮存时限的量", "stored beyond the limit"}, "t", late}, {{"产生量", "arisen"}, "t", arisen}},
                                       timely,
                                       Bounds::percentage})}};

}  // namespace
}  // namespace waste
