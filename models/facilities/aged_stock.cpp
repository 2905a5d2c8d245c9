#include "models/facilities/aged_stock.h"

#include <algorithm>

namespace waste {

void AgedStock::put(std::int64_t mass, sim::Time since, std::int64_t water) {
  if (mass == 0) return;
  stock_.put(mass, water);
  lots_.push({since, mass});
}

Stock AgedStock::take(std::int64_t wanted) {
  const Stock part = stock_.take(wanted);
  for (std::int64_t left = part.mass; left > 0;) {
    Lot& lot = lots_.front();
    const std::int64_t taken = std::min(left, lot.mass);
    lot.mass -= taken;
    left -= taken;
    if (lot.mass == 0) lots_.pop();
  }
  return part;
}

std::int64_t AgedStock::kept_since(sim::Time from, sim::Time to) const {
  std::int64_t mass = 0;
  lots_.for_each([&](const Lot& lot) {
    if (lot.since >= from && lot.since < to) mass += lot.mass;
  });
  return mass;
}

}  // namespace waste
