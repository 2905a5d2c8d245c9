// Stocks at a site: one stock, or separate stocks of several streams.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/wide.h"
#include "models/district/stream.h"

namespace waste {

/// Material in a heap, a bunker or a tank.
struct Stock {
  std::int64_t mass = 0;   // [g]
  std::int64_t water = 0;  // [g]

  void put(std::int64_t m, std::int64_t w) { mass += m, water += w; }

  /// Takes at most `wanted` grams, with their share of the water.
  Stock take(std::int64_t wanted);
};

/// One stock for each of a list of streams, in the order of the list.
class Inventory {
 public:
  void keep(StreamId stream) { streams_.push_back(stream), stocks_.emplace_back(); }
  void keep(const StreamRefs& streams);

  std::size_t size() const { return stocks_.size(); }
  StreamId stream(std::size_t which) const { return streams_[which]; }
  Stock& operator[](std::size_t which) { return stocks_[which]; }
  const Stock& operator[](std::size_t which) const { return stocks_[which]; }

  /// The position of a stream; size() if it is not kept here.
  std::size_t index_of(StreamId stream) const;
  bool keeps(StreamId stream) const { return index_of(stream) < size(); }
  /// The stock of a stream that is kept here.
  Stock& of(StreamId stream);

  /// Takes `wanted` grams, at most all, from each stock in proportion to its mass; visits (position, what was taken from it).
  template <class Visit>
  void take_mixed(std::int64_t wanted, Visit visit) {
    const std::int64_t all = mass();
    std::int64_t left = std::min(wanted, all);
    for (std::size_t which = 0; left > 0 && which < size(); ++which) {
      const bool last = which + 1 == size();
      const std::int64_t share = last ? left : sim::multiply_divide(stocks_[which].mass, std::min(wanted, all), all);
      visit(which, stocks_[which].take(share));
      left -= share;
    }
  }

  std::int64_t mass() const;  // of all streams [g]
  void holdings(std::vector<Holding>& held) const;

 private:
  std::vector<StreamId> streams_;
  std::vector<Stock> stocks_;
};

}  // namespace waste
