#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// The survey result is reduced by visible problems: rubbish beside full bins, and complaints.
double satisfied(const Accounts& accounts, Months months) {
  const auto people = static_cast<double>(accounts.amount(Channel::units, Accounts::until(months), "satisfaction"));
  const double arisen = accounts.arisen(Category::rubbish, months);
  if (people <= 0 || arisen <= 0) return undefined;
  const double overflowed = accounts.tonnes(Channel::overflowed, Category::rubbish, months);
  const auto complaints = static_cast<double>(accounts.amount(Channel::units, months, "complaints"));
  const double tidy = 1 - std::min(1.0, overflowed / arisen), calm = 1 - std::min(1.0, complaints / people * 1e4 / 100);
  return accounts.pass_rate(months, "satisfaction") * tidy * calm;
}

const RegisteredIndicators registered{
    {39,
     "annex",
     {"公众对“无废城市”建设成效的满意程度", "Satisfaction of the public"},
     {"建议算法：当年调查的满意人数÷受访人数×（1－满溢垃圾量÷垃圾产生量）×（1－每万人当年投诉件数÷100）×100%",
      "PROPOSAL: 100 * satisfied / asked in the survey of the year * (1 - rubbish overflowed / rubbish arisen) "
      "* (1 - complaints of the year / 10^4 people / 100)"},
     {satisfied, {}}}};

}  // namespace
}  // namespace waste
