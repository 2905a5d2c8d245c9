// The journal keeps finished work during a run: a header and appended records, each complete or absent.
//
// However a run is killed, the journal holds a prefix of complete records (after sync(): at least those synced); resuming drops
// the torn tail and continues after it. A journal belongs to one fingerprint — of everything that determines the results — and is
// refused for any other. Damage before the last record is Error(Exit::results), never skipped; damage to the last record looks
// like a torn tail and is treated as one, since its work is simply repeated. The writer is used by one thread at a time and locks
// out other processes.
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

inline constexpr std::uint32_t journal_format = 2;  // 1: payloads were compressed by this program instead of by LZ4
inline constexpr std::size_t fingerprint_size = 32;  // [byte]

/// Kind and position of a record; the payload stays in the file.
struct JournalRecord {
  std::uint32_t kind = 0;    // meaning of the payload, defined by the caller
  std::uint64_t index = 0;   // e.g. the replica
  std::uint64_t length = 0;  // of the payload [byte]
  std::uint64_t offset = 0;  // of the record in the file [byte]
  bool operator==(const JournalRecord&) const = default;
};

/// Iterates over complete records and reads payloads, at most one in memory at a time.
class JournalReader {
 public:
  /// Error(Exit::results) if the file is not a journal, or has another format or fingerprint.
  JournalReader(std::string path, std::string_view fingerprint);

  /// The next complete record, its payload checked; nothing at the end or at a torn tail.
  std::optional<JournalRecord> next();

  /// All complete records from here on.
  std::vector<JournalRecord> rest();

  /// Reads the payload and checks it again.
  std::string read(const JournalRecord& record) const;

  /// End of the complete records read so far [byte]; once next() returns nothing, the start of a torn tail.
  std::uint64_t end() const { return position_; }

 private:
  bool payload_is_whole(const JournalRecord& record, std::uint32_t checksum) const;
  std::optional<JournalRecord> end_of_records(std::uint64_t search_from) const;

  InputFile file_;
  std::uint64_t position_;
};

class JournalWriter {
 public:
  /// Creates an empty journal; former contents of the file are lost.
  static JournalWriter create(const std::string& path, std::string_view fingerprint);

  /// Continues after the last complete record, or creates an empty journal if there is no file. Errors as for JournalReader.
  static JournalWriter resume(const std::string& path, std::string_view fingerprint);

  /// Returns once the system has the record: it then survives a killed process, and after sync() also a power cut.
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
