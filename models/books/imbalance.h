// Explains an imbalance of the books: actual against booked stock, by stream. Used only after a failed check.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "models/district/stream.h"

namespace waste {

class Imbalance {
 public:
  /// For the holdings `held`; the largest difference of a stream is recorded in `largest` [g].
  Imbalance(std::span<const Stream> streams, std::span<const Holding> held, std::int64_t& largest);

  /// Adds the booked stock of one stream.
  void book(const Holding& account) { booked_[account.stream] = account; }

  /// Throws Error(mass) for the first stream that differs, naming place, stream and grams, or Error(model) for a stock that is
  /// negative or contains more water than mass. `open` is the open balance of transformations at the site.
  void explain_site(const std::string& site_name, const Holding& open);
  void explain_road();

 private:
  void compare(StreamId stream, const sim::Message& place, const sim::Message& water_place);
  void compare(const sim::Message& place, StreamId stream, std::int64_t held, std::int64_t booked);

  std::span<const Stream> streams_;
  std::vector<Holding> held_, booked_;  // [stream]
  std::int64_t& largest_;
};

}  // namespace waste
