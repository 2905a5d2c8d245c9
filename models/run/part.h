// A part of a run: some of its replicas, simulated wherever there is room and kept in a sealed journal, which says by itself what
// it is a part of. `wufei merge` puts the parts together (merge.h).
//
// A part is a journal (engine/store/journal.h) whose first record is its head and whose last is its seal; between them stand finished
// replicas, as in the journal of a whole run. Without a seal it is not finished.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waste {

/// "3/16": the third of sixteen parts of about the same size.
struct Part {
  std::size_t number = 1, of = 1;
  bool operator==(const Part&) const = default;
};

/// Reads "3/16"; nothing unless 1 <= number <= of <= 1,000,000.
std::optional<Part> part_from(std::string_view text);

/// Replicas first ... end - 1 of a run.
struct ReplicaRange {
  std::size_t first = 0, end = 0;
  std::size_t size() const { return end - first; }
  bool operator==(const ReplicaRange&) const = default;
};
ReplicaRange range_of(const Part& part, std::size_t replicas);

/// "X.h5" -> "X.h5.part-03-of-16".
std::string part_path(const std::string& results, const Part& part);
/// The reverse; empty if the name is not one of a part.
std::string results_of_part(const std::string& path);

/// Kinds of record in a journal of replicas.
enum class RecordKind : std::uint32_t { replica = 0, head = 1, seal = 2 };

/// What a part says of itself.
struct PartHead {
  std::string version, commit;  // of the program that began it
  std::uint64_t seed = 0;
  std::size_t replicas = 0;     // of the whole run
  ReplicaRange range;
  Part part;
  std::vector<std::string> names;      // of the scenarios
  std::vector<std::string> scenarios;  // as bytes (scenario/bundle.h)
};

/// To and from the payload of its record; reading throws sim::Error(results) if it is malformed.
std::string to_bytes(const PartHead& head);
PartHead part_head_from_bytes(const std::string& bytes);

}  // namespace waste
