// The result of one replica, and its serialisation for the journal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/books/books.h"

namespace waste {

/// The result of one replica of one scenario: the unit of journaling.
struct ReplicaResult {
  std::uint32_t scenario = 0;  // index in the run
  std::uint32_t replica = 0;
  std::uint64_t events = 0;
  Books books;
  std::vector<std::uint8_t> acted;  // [policy of the scenario] 1: it has had an effect
  std::size_t bytes = 0;  // memory held at its end; a statistic of the run, not kept in the journal
};

/// To and from the bytes of a journal record; reading throws sim::Error(results) if they are malformed.
std::string to_bytes(const ReplicaResult& result);
ReplicaResult result_from_bytes(const std::string& bytes);
/// The same without the values of the books: only rows, alarms and counts, which come first.
ReplicaResult head_from_bytes(const std::string& bytes);

}  // namespace waste
