#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// What people say is lowered by what they see: rubbish beside full bins, and the complaints they have to make.
class Satisfaction final : public Indicator {
 public:
  int number() const override { return 39; }
  std::string formula() const override {
    return "PROPOSAL: 100 * satisfied / asked in the survey of the year * (1 - rubbish overflowed / rubbish arisen) "
           "* (1 - complaints of the year / 10^4 people / 100)";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto people = static_cast<double>(accounts.amount(Channel::units, Accounts::until(months), "satisfaction"));
    const double arisen = accounts.arisen(Category::rubbish, months);
    if (people <= 0 || arisen <= 0) return undefined;
    const double overflowed = accounts.tonnes(Channel::overflowed, Category::rubbish, months);
    const auto complaints = static_cast<double>(accounts.amount(Channel::units, months, "complaints"));
    const double tidy = 1 - std::min(1.0, overflowed / arisen), calm = 1 - std::min(1.0, complaints / people * 1e4 / 100);
    return accounts.pass_rate(months, "satisfaction") * tidy * calm;
  }
};

const sim::Registered<Indicator, Satisfaction> registered{"39.annex", "Satisfaction of the public."};

}  // namespace
}  // namespace waste
