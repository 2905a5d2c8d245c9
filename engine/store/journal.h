// The journal keeps finished work during a run: a header and appended records, each complete or absent.
//
// However a run is killed, the journal holds complete records (after a power cut: at least those half a minute old); resuming drops
// the torn tail and continues after it. Damage costs the records it hits: those before and behind it are found. A journal belongs
// to one fingerprint, of everything that determines the results, and so does each of its records: those of another one are never
// taken. Finished work is dropped only on demand. The writer locks out other processes before it looks at the file; it is used by
// one thread at a time.
//
//   header  48 bytes: "SIMJRNL\n", format u32, CRC-32C u32 of the other 44 bytes, fingerprint 32 bytes
//   record  32 bytes: "RECd", kind u32, index u64, length u64, CRC-32C of the payload u32, CRC-32C of fingerprint and these 28
//           bytes u32; then the payload. All numbers little-endian.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/file_io.h"

namespace sim {

class SyncedFile;

inline constexpr std::uint32_t journal_format = 3;  // 2: heads of records did not vouch for the fingerprint
inline constexpr std::size_t fingerprint_size = 32;  // [byte]

/// Kind and position of a record; the payload stays in the file.
struct JournalRecord {
  std::uint32_t kind = 0;    // meaning of the payload, defined by the caller
  std::uint64_t index = 0;   // e.g. the replica
  std::uint64_t length = 0;  // of the payload [byte]
  std::uint64_t offset = 0;  // of the record in the file [byte]
  bool operator==(const JournalRecord&) const = default;
};

/// Whose journal a file is: the fingerprint in its header. Error(Exit::results) if the file is no journal, has another format, or is
/// damaged in its header.
std::string journal_fingerprint(const std::string& path);

/// Iterates over complete records and reads payloads, at most one in memory at a time.
class JournalReader {
 public:
  /// Error(Exit::results) if the file is not a journal, or has another format or fingerprint. A damaged header is no obstacle as
  /// long as a record says whose it is.
  JournalReader(std::string path, std::string_view fingerprint);

  /// The next complete record, its payload checked; nothing at the end or at a torn tail.
  std::optional<JournalRecord> next();

  /// All complete records from here on.
  std::vector<JournalRecord> rest();

  /// Reads the payload and checks it again.
  std::string read(const JournalRecord& record) const;

  /// End of the complete records read so far [byte]; once next() returns nothing, the start of a torn tail.
  std::uint64_t end() const { return position_; }

  /// Whether anything had to be passed over on the way here.
  bool damaged() const { return damaged_; }

 private:
  struct Head;
  std::optional<Head> head_at(std::uint64_t offset) const;
  std::optional<Head> parse_head(std::string_view bytes) const;
  std::optional<std::uint64_t> find_head(std::uint64_t from) const;
  std::optional<JournalRecord> sound_record_at(std::uint64_t offset) const;
  bool payload_is_whole(const JournalRecord& record, std::uint32_t checksum) const;

  InputFile file_;
  std::uint32_t seed_;  // of the checksums of heads
  std::uint64_t position_;
  bool damaged_ = false;
};

/// What becomes of finished work that stands in the file.
enum class Finished {
  refuse,   // it is not touched: Error(Exit::usage)
  resume,   // it is continued; that of another fingerprint is Error(Exit::results)
  discard,  // it is dropped, whatever the file holds
};

class JournalWriter {
 public:
  static constexpr std::chrono::milliseconds sync_interval = std::chrono::seconds{20};

  /// Opens a journal, new or with the records that stand in it. Error(Exit::io) names the process that is writing it.
  JournalWriter(const std::string& path, std::string_view fingerprint, Finished finished,
                std::chrono::milliseconds interval = sync_interval);
  JournalWriter(JournalWriter&&) noexcept;
  ~JournalWriter();

  /// Returns once the system has the record: it then survives a killed process, and after sync(), or at most `interval` later, also
  /// a power cut.
  void append(std::uint32_t kind, std::uint64_t index, std::string_view payload);
  void sync();

  /// Every sound record in the file, in order: those found, then those appended.
  const std::vector<JournalRecord>& records() const { return records_; }

  /// Whether what was found had been damaged before its end.
  bool damaged() const { return damaged_; }

 private:
  std::unique_ptr<SyncedFile> file_;
  std::uint32_t seed_;
  std::vector<JournalRecord> records_;
  bool damaged_ = false;
};

}  // namespace sim
