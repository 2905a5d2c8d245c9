#include "engine/store/fault_injection.h"

#include "engine/base/error.h"

namespace sim {
namespace {

std::atomic<FaultInjection*> injection{nullptr};

}  // namespace

Fault fault_of(FileOperation operation) {
  auto* const active = injection.load(std::memory_order_acquire);
  return active ? active->next(operation) : Fault{};
}

FaultInjection::FaultInjection(FaultPlan plan) : plan_(plan) {
  FaultInjection* none = nullptr;
  SIM_ASSERT(injection.compare_exchange_strong(none, this));
}

FaultInjection::~FaultInjection() { injection.store(nullptr, std::memory_order_release); }

Fault FaultInjection::next(FileOperation operation) {
  if (plan_.operation && *plan_.operation != operation) return {};
  const int n = ++count_;
  if (plan_.short_write && n == plan_.nth) return {.error = 0, .halved = true};
  const int first_error = plan_.nth + (plan_.short_write ? 1 : 0);
  const bool fails = n == first_error || (plan_.lasting && n > first_error);
  return {.error = fails ? plan_.error : 0, .halved = false};
}

}  // namespace sim
