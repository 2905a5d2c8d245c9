// What one replica leaves behind, and its bytes in a journal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "models/books/books.h"

namespace waste {

/// What one replica of one scenario leaves: the unit of journaling.
struct ReplicaResult {
  std::uint32_t scenario = 0;  // index in the run
  std::uint32_t replica = 0;
  std::uint64_t events = 0;
  Books books;
  std::size_t bytes = 0;  // that it held at its end; a figure of the run, not kept in the journal
};

/// To and from the bytes of a journal record; reading throws sim::Error(results) when they make no sense.
std::string to_bytes(const ReplicaResult& result);
ReplicaResult result_from_bytes(const std::string& bytes);
/// The same without the numbers of the books: rows, alarms and counts, which stand in front.
ReplicaResult head_from_bytes(const std::string& bytes);

}  // namespace waste
