#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

double count(const Accounts& accounts, Channel channel, Months months, const char* topic) {
  return static_cast<double>(accounts.amount(channel, months, topic));
}

const std::vector<Term> terms{
    {{"满意人数", "satisfied"}, "", [](const Accounts& a, Months m) { return count(a, Channel::passed, m, "satisfaction"); }},
    {{"受访人数", "asked"}, "", [](const Accounts& a, Months m) { return count(a, Channel::checked, m, "satisfaction"); }},
    {{"满溢垃圾量", "rubbish overflowed"},
     "t",
     [](const Accounts& a, Months m) { return a.tonnes(Channel::overflowed, Category::rubbish, m); }},
    {{"垃圾产生量", "rubbish arisen"}, "t", [](const Accounts& a, Months m) { return a.arisen(Category::rubbish, m); }},
    {{"投诉件数", "complaints"}, "", [](const Accounts& a, Months m) { return count(a, Channel::units, m, "complaints"); }},
    {{"人数", "people"}, "", [](const Accounts& a, Months m) { return count(a, Channel::units, Accounts::until(m), "satisfaction"); }},
};

/// The survey result is reduced by visible problems: rubbish beside full bins, and complaints.
double satisfied(std::span<const double> of) {
  const double passed = of[0], asked = of[1], overflowed = of[2], arisen = of[3], complaints = of[4], people = of[5];
  if (people <= 0 || arisen <= 0 || asked <= 0) return undefined;
  const double tidy = 1 - std::min(1.0, overflowed / arisen), calm = 1 - std::min(1.0, complaints / people * 1e4 / 100);
  return 100 * passed / asked * tidy * calm;
}

const RegisteredIndicators registered{
    {39,
     "annex",
     {"公众对“无废城市”建设成效的满意程度", "Satisfaction of the public"},
     {"建议算法：当年调查的满意人数÷受访人数×（1－满溢垃圾量÷垃圾产生量）×（1－每万人当年投诉件数÷100）×100%",
      "PROPOSAL: 100 * satisfied / asked in the survey of the year * (1 - rubbish overflowed / rubbish arisen) "
      "* (1 - complaints of the year / 10^4 people / 100)"},
     about_topics({"satisfaction", "complaints"}, {terms, satisfied, Bounds::percentage})}};

}  // namespace
}  // namespace waste
