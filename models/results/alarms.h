// The alarms of one scenario in the results file, and what a reader gets of them.
#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/books/ledger.h"
#include "models/world/world.h"

namespace waste {

class AlarmTable {
 public:
  void add(std::uint32_t replica, const Books& books);
  void write(sim::Hdf5Writer& file, const std::string& path) const;

 private:
  std::vector<std::int32_t> replicas_;
  std::vector<std::int64_t> counts_;             // [replica * kinds + kind]
  std::vector<std::int32_t> of_, days_, sites_, streams_, kinds_;  // [alarm]
  std::vector<std::int64_t> amounts_;            // [alarm]
};

/// One alarm, as read back.
struct AlarmResult {
  int replica = 0;
  std::int32_t day = 0;   // since 1970-01-01
  std::string site, stream;
  Label site_label, stream_label;
  AlarmKind kind{};
  std::int64_t amount = 0;
};

struct AlarmsOfScenario {
  std::string name;
  Label title;
  int replicas = 0;
  std::vector<std::int64_t> counts;  // [kind] in all replicas together
  std::vector<AlarmResult> alarms;   // by replica and date
};

std::vector<AlarmsOfScenario> read_alarms(const std::string& path);

}  // namespace waste
