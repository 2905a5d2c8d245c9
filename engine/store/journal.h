// The journal keeps finished work while a run goes on: records appended behind a header, each whole or absent.
//
// However a run is killed, the journal holds a prefix of whole records (after sync(): at least those synced); resuming
// drops the torn tail and goes on behind it. A journal belongs to one fingerprint — of everything that decides the
// results — and is refused for any other. Damage before the last record is Error(Exit::results), never skipped; damage
// of the last record looks like a torn tail and is treated as one, since what it held is simply done again.
// The writer is used by one thread at a time and shuts out other processes.
//
//   header  48 bytes: "SIMJRNL\n", format u32, CRC-32C u32 of the other 44 bytes, fingerprint 32 bytes
//   record  32 bytes: "RECd", kind u32, index u64, length u64, CRC-32C of the payload u32, CRC-32C of these 28 bytes u32;
//           then the payload. All numbers little-endian.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/file_io.h"

namespace sim {

inline constexpr std::uint32_t journal_format = 2;  // 1: payloads of replicas were packed by this program, not by LZ4
inline constexpr std::size_t fingerprint_size = 32;  // [byte]

/// Where a record lies and what it is; the payload stays in the file.
struct JournalRecord {
  std::uint32_t kind = 0;    // what the payload is; the caller's business
  std::uint64_t index = 0;   // e.g. the replica
  std::uint64_t length = 0;  // of the payload [byte]
  std::uint64_t offset = 0;  // of the record in the file [byte]
  bool operator==(const JournalRecord&) const = default;
};

/// Walks over the whole records and fetches payloads; memory holds one payload at most.
class JournalReader {
 public:
  /// Error(Exit::results) when the file is no journal, is of another format, or has another fingerprint.
  JournalReader(std::string path, std::string_view fingerprint);

  /// The next whole record, its payload checked; nothing at the end or at a torn tail.
  std::optional<JournalRecord> next();

  /// All whole records from here on.
  std::vector<JournalRecord> rest();

  /// The payload, checked again.
  std::string read(const JournalRecord& record) const;

  /// Where the whole records seen so far end [byte]; after next() gave nothing: where a torn tail begins.
  std::uint64_t end() const { return position_; }

 private:
  bool payload_is_whole(const JournalRecord& record, std::uint32_t checksum) const;
  std::optional<JournalRecord> end_of_records(std::uint64_t search_from) const;

  InputFile file_;
  std::uint64_t position_;
};

class JournalWriter {
 public:
  /// An empty journal; what the file held before is lost.
  static JournalWriter create(const std::string& path, std::string_view fingerprint);

  /// Goes on behind the last whole record; an empty journal if there is no file. Errors as JournalReader's.
  static JournalWriter resume(const std::string& path, std::string_view fingerprint);

  /// Returns once the system has the record; it survives a killed process, and after sync() a power cut too.
  void append(std::uint32_t kind, std::uint64_t index, std::string_view payload);
  void sync();

  /// Every record in the file, in order: those found by resume, then those appended.
  const std::vector<JournalRecord>& records() const { return records_; }

 private:
  JournalWriter(AppendFile file, std::string_view fingerprint, std::vector<JournalRecord> records, std::uint64_t end);

  AppendFile file_;
  std::vector<JournalRecord> records_;
};

}  // namespace sim
