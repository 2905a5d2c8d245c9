#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Members of a register that meet its mark at the end of the months [%].
double reached(const Accounts& accounts, Months months, const char* topic) {
  const auto members = static_cast<double>(accounts.amount(Channel::units, Accounts::until(months), topic));
  const auto meeting = static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), topic));
  return members > 0 ? 100 * meeting / members : undefined;
}

class Urban final : public Indicator {
 public:
  int number() const override { return 8; }
  std::string formula() const override { return "100 * compounds with sorted collection / compounds; plan, annex 1, indicator 8"; }
  double value(const Accounts& accounts, Months months) const override { return reached(accounts, months, "sorted_compounds"); }
};

class Rural final : public Indicator {
 public:
  int number() const override { return 9; }
  std::string formula() const override { return "100 * villages that demonstrate sorting / villages; plan, annex 1, indicator 9"; }
  double value(const Accounts& accounts, Months months) const override { return reached(accounts, months, "demonstration_villages"); }
};

/// The same share against the higher aim that annex 3 names.
class Project final : public Indicator {
 public:
  int number() const override { return 9; }
  std::string definition() const override { return "project"; }
  std::string formula() const override { return "100 * villages that demonstrate sorting / villages; plan, annex 3, project 10"; }
  double value(const Accounts& accounts, Months months) const override { return reached(accounts, months, "demonstration_villages"); }
};

const sim::Registered<Indicator, Urban> urban{"8.annex", "Urban compounds with sorted collection."};
const sim::Registered<Indicator, Rural> rural{"9.annex", "Villages that demonstrate sorting."};
const sim::Registered<Indicator, Project> project{"9.project", "Villages that demonstrate sorting, against the aim of project 10."};

}  // namespace
}  // namespace waste
