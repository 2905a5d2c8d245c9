#include "models/facilities/inventory.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/wide.h"

namespace waste {

Stock Stock::take(std::int64_t wanted) {
  const std::int64_t m = std::clamp<std::int64_t>(wanted, 0, mass);
  const std::int64_t w = m == mass ? water : sim::multiply_divide(water, m, mass);
  mass -= m;
  water -= w;
  return {m, w};
}

void Inventory::keep(const StreamRefs& streams) {
  for (const StreamRef& stream : streams) keep(stream.index);
}

std::size_t Inventory::index_of(StreamId stream) const {
  return static_cast<std::size_t>(std::find(streams_.begin(), streams_.end(), stream) - streams_.begin());
}

Stock& Inventory::of(StreamId stream) {
  const std::size_t which = index_of(stream);
  SIM_ASSERT(which < stocks_.size());
  return stocks_[which];
}

std::int64_t Inventory::mass() const {
  std::int64_t sum = 0;
  for (const Stock& stock : stocks_) sum += stock.mass;
  return sum;
}

void Inventory::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < stocks_.size(); ++i) held.push_back({streams_[i], stocks_[i].mass, stocks_[i].water});
}

}  // namespace waste
