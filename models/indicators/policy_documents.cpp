#include "models/assessment/indicator.h"

namespace waste {
namespace {

class PolicyDocuments final : public Indicator {
 public:
  int number() const override { return 26; }
  std::string formula() const override {
    return "PROPOSAL: 100 * system documents in force / documents that a sound system needs, as tasks 1, 2, 4, 38, 66, 71, 82 name them";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.coverage(months, "documents");
  }
};

const sim::Registered<Indicator, PolicyDocuments> registered{"26.annex", "System documents and plans in force."};

}  // namespace
}  // namespace waste
