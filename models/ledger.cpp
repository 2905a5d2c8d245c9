#include "models/ledger.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

#include "engine/error.h"

namespace waste {
namespace {

const std::array<ChannelInfo, channels> infos{{
    {"opening", "g", "g", +1, {"期初存量", "opening stock"}},
    {"generated", "g", "g", +1, {"产生", "generated"}},
    {"imported", "g", "g", +1, {"外来输入", "imported"}},
    {"received", "g", "g", +1, {"接收", "received"}},
    {"produced", "g", "g", +1, {"产出", "produced"}},
    {"sent", "g", "g", -1, {"运出", "sent"}},
    {"consumed", "g", "g", -1, {"投入", "consumed"}},
    {"utilised", "g", "g", -1, {"综合利用", "utilised"}},
    {"disposed", "g", "g", -1, {"最终处置", "disposed"}},
    {"added", "g", "g", 0, {"添加水和药剂", "water and reagents added"}},
    {"emitted", "g", "g", 0, {"排入大气或处理后排水", "emitted to air or as treated water"}},
    {"landfilled", "g", "g", 0, {"填埋", "landfilled"}},
    {"burnt", "g", "g", 0, {"焚烧", "burnt"}},
    {"leachate", "g", "g", 0, {"渗滤液", "leachate drained and treated"}},
    {"reclaimed", "g", "g", 0, {"存量回取", "reclaimed from an old heap"}},
    {"overflowed", "g", "g", 0, {"满溢", "overflowed"}},
    {"hauled_direct", "g", "g", 0, {"直运", "hauled directly"}},
    {"turned_away", "g", "g", 0, {"拒收", "turned away"}},
    {"unmet", "g", "g", 0, {"未满足需求", "unmet demand"}},
    {"overdue", "g", "g", 0, {"超期贮存", "stored beyond the limit"}},
    {"wait", "s", "s", 0, {"候车时间", "waiting at the gate"}},
    {"queue", "s", "s", 0, {"排队车时", "vehicle time in queue"}},
    {"busy", "s", "s", 0, {"设备忙时", "server time busy"}},
    {"down", "s", "s", 0, {"停运时间", "time out of order"}},
    {"power", "1", "kWh", 0, {"供电量", "power delivered"}},
    {"money", "1", "fen", 0, {"收取的费用", "gate fees received"}},
    {"manifests", "1", "1", 0, {"转移联单", "transfer manifests"}},
    {"approvals", "s", "s", 0, {"审批用时", "time to approval"}},
    {"units", "1", "1", 0, {"登记单位", "members of a register"}},
    {"reached", "1", "1", 0, {"达标单位", "members that meet the mark"}},
    {"checked", "1", "1", 0, {"检查数", "checked"}},
    {"passed", "1", "1", 0, {"合格数", "passed"}},
    {"alarms", "1", "1", 0, {"预警", "alarms"}},
}};

// Apart from the texts, because it is read for every fact.
const std::array<std::int8_t, channels> signs = [] {
  std::array<std::int8_t, channels> result{};
  for (std::size_t i = 0; i < channels; ++i) result[i] = static_cast<std::int8_t>(infos[i].sign);
  return result;
}();

std::uint64_t pack(const sim::Fact& fact) {
  return std::uint64_t{fact.channel} << 56 | std::uint64_t{fact.subject & 0xffu} << 48 |
         std::uint64_t{fact.entity & 0xffffffu} << 24 | (fact.counterpart & 0xffffffu);
}

BookKey unpack(std::uint64_t key) {
  const auto stream = static_cast<StreamId>(key >> 48 & 0xff);
  const auto counterpart = static_cast<SiteId>(key & 0xffffffu);
  return {static_cast<Channel>(key >> 56), stream == 0xff ? no_stream : stream, static_cast<SiteId>(key >> 24 & 0xffffff),
          counterpart == 0xffffffu ? no_site : counterpart};
}

/// Where the search for a key begins in a table of mask + 1 slots: the leading bits of the product, which depend on every
/// bit of the key, the channel in the highest byte included.
std::size_t first_slot(std::uint64_t key, std::uint64_t mask) { return (key * 0x9e3779b97f4a7c15u) >> std::countl_zero(mask); }

[[noreturn]] void fail(const std::string& where, const Stream& stream, std::int64_t held, std::int64_t booked) {
  throw sim::Error(sim::Exit::mass, "mass not conserved: " + where + ", stream '" + stream.id + "': " +
                                        std::to_string(held) + " g are there, the books say " + std::to_string(booked) +
                                        " g (difference " + std::to_string(held - booked) + " g)");
}

}  // namespace

const ChannelInfo& info(Channel channel) { return infos[static_cast<std::size_t>(channel)]; }

Ledger::Ledger(std::size_t sites, std::size_t streams, int first_month, int months)
    : sites_(sites), streams_(streams), first_month_(first_month), months_(months), slots_(1024), slot_rows_(1024),
      balances_(sites * streams), road_(streams), transformed_(sites) {
  SIM_ASSERT(streams <= 0xff && sites < 0xffffff);
  closed_.reserve(static_cast<std::size_t>(months));
}

void Ledger::record(sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.channel < channels && fact.entity < sites_ && (fact.subject < streams_ || fact.subject == no_stream));
  if (fact.channel == static_cast<std::uint16_t>(Channel::alarms)) [[unlikely]] return note_alarm(time, fact);
  BookEntry& entry = current_[row_of(pack(fact))];
  entry.amount += fact.amount;
  entry.part += fact.part;
  ++entry.count;
  apply(fact);
}

// The kind travels as the part; the books count alarms, the list says which.
void Ledger::note_alarm(sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.part >= 0 && fact.part < static_cast<std::int64_t>(alarm_kinds));
  BookEntry& entry = current_[row_of(pack(fact))];
  ++entry.amount;
  ++entry.count;
  ++alarm_counts_[static_cast<std::size_t>(fact.part)];
  if (alarms_.size() == most_alarms) return;
  const auto day = static_cast<std::int32_t>(sim::day_of(time).time_since_epoch().count());
  alarms_.push_back({day, fact.entity, static_cast<StreamId>(fact.subject), static_cast<AlarmKind>(fact.part), fact.amount});
}

void Ledger::apply(const sim::Fact& fact) {
  const auto book = [&](Holding& holding, std::int64_t sign) {
    holding.mass += sign * fact.amount;
    holding.water += sign * fact.part;
  };
  if (const std::int64_t sign = signs[fact.channel]; sign != 0) {
    SIM_ASSERT(fact.subject < streams_);
    book(balance(fact.entity, fact.subject), sign);
  }
  switch (static_cast<Channel>(fact.channel)) {
    case Channel::sent: return book(road_[fact.subject], +1);
    case Channel::received: return book(road_[fact.subject], -1);
    case Channel::consumed:
    case Channel::added: return book(transformed_[fact.entity], +1);
    case Channel::produced:
    case Channel::emitted: return book(transformed_[fact.entity], -1);
    default: return;
  }
}

std::uint32_t Ledger::row_of(std::uint64_t key) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = first_slot(key, mask);; i = (i + 1) & mask) {
    if (slots_[i] == key + 1) return slot_rows_[i];
    if (slots_[i] != 0) continue;
    slots_[i] = key + 1;
    slot_rows_[i] = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    current_.emplace_back();
    if (keys_.size() * 2 > slots_.size()) grow();
    return static_cast<std::uint32_t>(keys_.size() - 1);
  }
}

void Ledger::grow() {
  slots_.assign(slots_.size() * 2, 0);
  slot_rows_.assign(slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t row = 0; row < keys_.size(); ++row) {
    std::size_t i = first_slot(keys_[row], mask);
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = keys_[row] + 1;
    slot_rows_[i] = static_cast<std::uint32_t>(row);
  }
}

void Ledger::close_month() {
  closed_.push_back(current_);
  std::fill(current_.begin(), current_.end(), BookEntry{});
  closed_stocks_.push_back(balances_);
}

void Ledger::check_site(SiteId site, std::span<const Holding> held, const std::string& site_name,
                        std::span<const Stream> streams) {
  sum_by_stream(held);
  const Holding* booked = &balance(site, 0);
  for (StreamId stream = 0; stream < streams_; ++stream) {
    const auto [ignored, mass, water] = sums_[stream];
    if (!agrees(mass, booked[stream].mass)) fail("site '" + site_name + "'", streams[stream], mass, booked[stream].mass);
    if (!agrees(water, booked[stream].water)) fail("water at site '" + site_name + "'", streams[stream], water, booked[stream].water);
    if (mass < 0 || water < 0 || water > mass)
      throw sim::Error(sim::Exit::model, "negative stock at site '" + site_name + "', stream '" + streams[stream].id + "'");
  }
  const Holding& open = transformed_[site];
  if (!agrees(0, open.mass)) fail("transformation at site '" + site_name + "'", streams[0], 0, open.mass);
  if (!agrees(0, open.water)) fail("water in transformation at site '" + site_name + "'", streams[0], 0, open.water);
}

bool Ledger::agrees(std::int64_t held, std::int64_t booked) {
  largest_difference_ = std::max(largest_difference_, std::abs(held - booked));
  return held == booked;
}

void Ledger::sum_by_stream(std::span<const Holding> held) {
  checks_ += streams_;
  sums_.assign(streams_, Holding{});
  for (const Holding& holding : held) {
    sums_[holding.stream].mass += holding.mass;
    sums_[holding.stream].water += holding.water;
  }
}

void Ledger::check_road(std::span<const Holding> travelling, std::span<const Stream> streams) {
  sum_by_stream(travelling);
  for (StreamId stream = 0; stream < streams_; ++stream) {
    const auto [ignored, mass, water] = sums_[stream];
    if (!agrees(mass, road_[stream].mass)) fail("on the road", streams[stream], mass, road_[stream].mass);
    if (!agrees(water, road_[stream].water)) fail("water on the road", streams[stream], water, road_[stream].water);
  }
}

Books Ledger::take() {
  Books books;
  books.first_month = first_month_;
  books.months = static_cast<int>(closed_.size());
  books.checks = checks_;
  books.closing_error = largest_difference_;
  books.alarm_counts = alarm_counts_;
  books.alarms = std::move(alarms_);
  std::stable_sort(books.alarms.begin(), books.alarms.end(), [](const Alarm& a, const Alarm& b) {
    return std::tie(a.day, a.site, a.kind, a.stream) < std::tie(b.day, b.site, b.kind, b.stream);
  });
  std::vector<std::uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return unpack(keys_[a]) < unpack(keys_[b]); });
  for (const auto row : order) {
    books.keys.push_back(unpack(keys_[row]));
    for (const auto& month : closed_) books.entries.push_back(row < month.size() ? month[row] : BookEntry{});
  }
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    const bool ever = std::any_of(closed_stocks_.begin(), closed_stocks_.end(), [&](const auto& m) { return m[i].mass != 0; });
    if (!ever) continue;
    books.stock_keys.emplace_back(static_cast<SiteId>(i / streams_), static_cast<StreamId>(i % streams_));
    for (const auto& month : closed_stocks_) books.stocks.push_back({month[i].mass, month[i].water, 0});
  }
  *this = Ledger(sites_, streams_, first_month_, months_);
  return books;
}

}  // namespace waste
