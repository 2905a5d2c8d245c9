#include "models/assessment/indicator.h"

namespace waste {
namespace {

constexpr const char* topic = "green_mines";

class Annex final : public Indicator {
 public:
  int number() const override { return 5; }
  std::string formula() const override { return "mines on the register of green mines at the end of the year; as annex 1 counts"; }
  double value(const Accounts& accounts, Months months) const override {
    return static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), topic));
  }
};

/// The target names no number but "all large and medium mines": that is 100 % of this rate.
class Rate final : public Indicator {
 public:
  int number() const override { return 5; }
  std::string definition() const override { return "rate"; }
  std::string formula() const override { return "100 * green mines / large and medium producing mines, at the end of the year"; }
  double value(const Accounts& accounts, Months months) const override {
    const Months so_far = Accounts::until(months);
    const auto mines = static_cast<double>(accounts.amount(Channel::units, so_far, topic));
    return mines > 0 ? 100 * static_cast<double>(accounts.amount(Channel::reached, so_far, topic)) / mines : undefined;
  }
};

const sim::Registered<Indicator, Annex> annex{"5.annex", "Green mines."};
const sim::Registered<Indicator, Rate> rate{"5.rate", "Green mines among large and medium mines."};

}  // namespace
}  // namespace waste
