// Contracts of units of one kind (clinics, garages, laboratories), some of which are served. Each month contracts end and new
// units open; in either case a new contract is signed immediately with a probability that policies raise. Others are won back by
// outreach.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/random/random.h"

namespace waste {

class ContractPool {
 public:
  /// Monthly changes of the members.
  struct Terms {
    double lapse = 0;   // share of contracts that end in a month [1]
    double opens = 0;   // units that open in a month, on average [1]
    double keeps = 1;   // probability that a contract is renewed, or signed at the opening [1]
    double reach = 0;   // cumulative units won by outreach, nominally [1]
  };
  struct Change {
    std::int64_t opened, reached;
  };  // units; reached may be negative

  ContractPool() = default;
  explicit ContractPool(std::int64_t units) : units_(units), served_(units) {}

  std::int64_t units() const { return units_; }
  std::int64_t served() const { return served_; }
  std::int64_t outside() const { return units_ - served_; }

  /// One draw per unit and per opening, independent of the terms, so that scenarios keep common random numbers.
  Change month(const Terms& terms, sim::Random& contracts, sim::Random& openings) {
    const std::int64_t before = served_;
    std::int64_t lost = 0;
    for (std::int64_t unit = 0; unit < units_; ++unit) lost += contracts.bernoulli(terms.lapse * (1 - terms.keeps)) && unit < before;
    served_ -= lost;
    const std::int64_t opened = whole(terms.opens, openings.uniform());
    for (std::int64_t unit = 0; unit < opened; ++unit) served_ += openings.bernoulli(terms.keeps);
    units_ += opened;
    win(static_cast<std::int64_t>(terms.reach + 1e-6));
    return {opened, served_ - before};
  }

 private:
  /// A random whole number with mean `mean`.
  static std::int64_t whole(double mean, double chance) {
    const auto floor = static_cast<std::int64_t>(mean);
    return floor + (chance < mean - static_cast<double>(floor));
  }

  void win(std::int64_t reach) {
    const std::int64_t now = std::clamp<std::int64_t>(reach - won_, 0, outside());
    won_ += now;
    served_ += now;
  }

  std::int64_t units_ = 0, served_ = 0;
  std::int64_t won_ = 0;  // by outreach so far
};

}  // namespace waste
