// The file of a part (part.h), read and examined.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/store/journal.h"
#include "models/run/part.h"

namespace waste {

class PartFile {
 public:
  /// Throws sim::Error(results) if the file is no part, or so damaged that it cannot say what it holds.
  explicit PartFile(std::string path);

  const std::string& path() const { return path_; }
  const std::string& fingerprint() const { return fingerprint_; }
  const PartHead& head() const { return head_; }
  /// Finished and ended by its seal.
  bool sealed() const { return sealed_; }
  /// Finished items: those of its range that it holds, ascending.
  const std::vector<sim::JournalRecord>& records() const { return records_; }
  std::size_t items() const { return head_.range.size() * head_.names.size(); }
  std::string read(const sim::JournalRecord& record) const { return reader_.read(record); }

  /// Throws sim::Error(results) if it is sealed and yet not whole, or goes on behind its seal: names the first replica that is missing.
  void check_whole() const;

 private:
  std::string path_, fingerprint_;
  sim::JournalReader reader_;
  PartHead head_;
  std::vector<sim::JournalRecord> records_;
  bool sealed_ = false;
};

}  // namespace waste
