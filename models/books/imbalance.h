// What is wrong where the books do not balance: stream by stream, what is there against what the books say. Looked at only when
// something is wrong.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/books/holding.h"

namespace waste {

class Imbalance {
 public:
  /// Of what is `held`; how far a stream is off is noted in `largest` [g].
  Imbalance(std::span<const Stream> streams, std::span<const Holding> held, std::int64_t& largest);

  /// What the books say of one stream.
  void book(const Holding& account) { booked_[account.stream] = account; }

  /// Throws Error(mass) for the first stream that differs, naming place, stream and grams, or Error(model) for one of which less
  /// than nothing is there, or more water than mass. `open` is what a transformation at the site still owes.
  void explain_site(const std::string& site_name, const Holding& open);
  void explain_road();

 private:
  void compare(StreamId stream, const std::string& place, const std::string& water_place);
  void compare(const std::string& place, StreamId stream, std::int64_t held, std::int64_t booked);

  std::span<const Stream> streams_;
  std::vector<Holding> held_, booked_;  // [stream]
  std::int64_t& largest_;
};

}  // namespace waste
