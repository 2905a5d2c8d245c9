#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Institutions that open or whose contract ends may stand outside of the system for a time.
class Annex final : public Indicator {
 public:
  int number() const override { return 21; }
  std::string formula() const override {
    return "100 * institutions under contract / all institutions, at the end of the period; 2019 trial system, items 26-29";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto all = accounts.amount(Channel::units, Accounts::until(months), "health");
    const auto served = accounts.amount(Channel::reached, Accounts::until(months), "health");
    return all > 0 ? 100.0 * static_cast<double>(served) / static_cast<double>(all) : undefined;
  }
};

/// What a contract is worth when the plant is full: the part of the waste that was fetched before the law's limit.
class Timely final : public Indicator {
 public:
  int number() const override { return 21; }
  std::string definition() const override { return "timely"; }
  std::string formula() const override {
    return "PROPOSAL: 100 * (1 - medical waste that passed the storage limit / medical waste arisen), at least 0";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double arisen = accounts.arisen(Category::medical, months);
    const double late = accounts.tonnes(Channel::overdue, Category::medical, months);
    return arisen > 0 ? std::max(0.0, 100 * (1 - late / arisen)) : undefined;
  }
};

const sim::Registered<Indicator, Annex> annex{"21.annex", "Health institutions in the collection and disposal system."};
const sim::Registered<Indicator, Timely> timely{"21.timely", "Medical waste that was fetched in time."};

}  // namespace
}  // namespace waste
