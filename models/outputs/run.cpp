// Run statistics of each replica: its events, and the check of its mass balances.
#include "models/outputs/output.h"

namespace waste {
namespace {

/// One integer per replica.
template <class Get>
auto one(Get get) {
  return
      [get](const Frame&, const ReplicaView& replica) { return std::vector<std::int64_t>{static_cast<std::int64_t>(get(replica.result))}; };
}

using Result = const ReplicaResult&;

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"run", {"模拟", "run"}, Moment::last, 0, {"replica"}},
      {
          replica_dimension(),
          {"events", {"事件数", "events"}, {"replica"}, {}, "events handled", one([](Result r) { return r.events; })},
          {"mass_closure_g",
           {"最大物料误差", "largest imbalance"},
           {"replica"},
           {"g", "g"},
           "largest difference any check found",
           one([](Result r) { return r.books.closing_error; })},
          {"checks", {"核对次数", "checks"}, {"replica"}, {}, "balances compared", one([](Result r) { return r.books.checks; })},
      })};
}};

}  // namespace
}  // namespace waste
