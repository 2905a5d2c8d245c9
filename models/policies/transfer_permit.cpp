#include "models/policies/policy.h"

namespace waste {
namespace {

/// The white list: transfers of its classes to its destinations are approved within days. `sites` are the destinations,
/// `streams` the classes.
class TransferPermit final : public Policy {
 public:
  sim::Duration time{7 * 86'400};  // to approval [s]

  std::optional<sim::Duration> approval(double level) const override {
    if (level <= 0) return {};
    return time;
  }
};

const sim::Registered<Policy, TransferPermit> registered{
    "transfer_permit",
    {"转移审批提速", "transfer permit"},
    {"加快名单内废物种类向名单内接收单位转移的审批。", "Approves transfers of listed classes to listed destinations faster."},
    {
        {&TransferPermit::time, "approval", "s", {"从申请到批准的时间", "time from application to approval"}, 300, 3.2e7},
    }};

}  // namespace
}  // namespace waste
