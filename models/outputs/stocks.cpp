// Stocks at every site at the end of each month.
#include "models/outputs/book_rows.h"

namespace waste {
namespace {

/// One cell per site and stream that ever has a stock.
template <class Get>
auto of_stock(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.rows.stocks; },
                 [get](const std::pair<SiteId, StreamId>& key, const Frame& frame) { return get(frame.world, key.first, key.second); });
}

auto standing(std::int64_t BookEntry::* member) {
  return [member](const Frame& frame, const ReplicaView& replica) {
    const Books& books = replica.books();
    return months_of<std::int64_t>(places(frame.rows.stocks, books.stock_keys), books.stocks, static_cast<std::size_t>(books.months),
                                   member);
  };
}

std::string name_of_stock(const World& world, SiteId site, StreamId stream) {
  return site_id(world, site) + ", " + world.district.streams[stream].id;
}
std::string where(const World& world, SiteId site, StreamId) { return site_id(world, site); }
std::string what(const World& world, SiteId, StreamId stream) { return world.district.streams[stream].id; }

const sim::Names row{"stock"}, monthly{"replica", "time", "stock"};

const RegisteredOutputs registered{[] {
  return std::vector{
      make_output<Frame>({"stocks", {"存量", "stocks"}, Moment::stream, 1, monthly},
                         {
                             replica_dimension(),
                             time_dimension(),
                             {"stock", {"存量", "stock"}, row, {}, "", of_stock(name_of_stock)},
                             {"site", {"场所", "site"}, row, {}, "where it stands", of_stock(where)},
                             {"stream", {"废物（物料）", "stream"}, row, {}, "what stands there", of_stock(what)},
                             {"mass", {"质量", "mass"}, monthly, {"g"}, "mass at the end of the month", standing(&BookEntry::amount)},
                             {"water", {"含水", "water"}, monthly, {"g"}, "water in it", standing(&BookEntry::water)},
                         })};
}};

}  // namespace
}  // namespace waste
