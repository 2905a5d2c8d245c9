// Faults that tests put in the place of system calls, to see what file_io makes of them.
#pragma once

#include <atomic>
#include <optional>

namespace sim {

enum class FileOperation { open, read, write, sync, rename, sync_folder, truncate, remove };

/// The fault a test wants.
struct FaultPlan {
  std::optional<FileOperation> operation = {};  // nothing: of any kind
  int nth = 1;                             // counted from 1 among the operations of that kind
  int error = 0;                           // errno, e.g. ENOSPC; 0: no error
  bool short_write = false;                // the n-th write takes half of what it was given; `error` strikes the next
  bool lasting = false;                    // the error stays, as on a full disk
};

/// What befalls one operation.
struct Fault {
  int error = 0;
  bool halved = false;
};

/// For tests: while it lives, operations of this process go wrong by plan. One at a time.
class FaultInjection {
 public:
  explicit FaultInjection(FaultPlan plan);
  FaultInjection(const FaultInjection&) = delete;
  FaultInjection& operator=(const FaultInjection&) = delete;
  ~FaultInjection();

  bool fired() const { return count_ >= plan_.nth; }

  /// Counts one operation and says how it is to go wrong.
  Fault next(FileOperation operation);

 private:
  FaultPlan plan_;
  std::atomic<int> count_ = 0;
};

/// What befalls the next operation of this kind: nothing, unless a FaultInjection lives.
Fault fault_of(FileOperation operation);

}  // namespace sim
