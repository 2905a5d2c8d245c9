// Faults injected by tests in place of system calls, to check how file_io handles them.
#pragma once

#include <atomic>
#include <optional>

namespace sim {

enum class FileOperation { open, read, write, sync, rename, sync_folder, truncate, remove };

/// The fault to inject.
struct FaultPlan {
  std::optional<FileOperation> operation = {};  // nothing: any kind
  int nth = 1;                             // counted from 1 among the operations of that kind
  int error = 0;                           // errno, e.g. ENOSPC; 0: no error
  bool short_write = false;                // the n-th write takes half of its bytes; the next one fails with `error`
  bool lasting = false;                    // the error persists, as on a full disk
};

/// Outcome of one operation.
struct Fault {
  int error = 0;
  bool halved = false;
};

/// For tests: during its lifetime, operations of this process fail as specified. Only one at a time.
class FaultInjection {
 public:
  explicit FaultInjection(FaultPlan plan);
  FaultInjection(const FaultInjection&) = delete;
  FaultInjection& operator=(const FaultInjection&) = delete;
  ~FaultInjection();

  bool fired() const { return count_ >= plan_.nth; }

  /// Counts one operation and returns how it must fail.
  Fault next(FileOperation operation);

 private:
  FaultPlan plan_;
  std::atomic<int> count_ = 0;
};

/// Outcome of the next operation of this kind: no fault unless a FaultInjection exists.
Fault fault_of(FileOperation operation);

}  // namespace sim
