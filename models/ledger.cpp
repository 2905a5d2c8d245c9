#include "models/ledger.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

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

/// What a channel does to the road and to what a transformation owes.
enum class Beside : std::uint8_t { nothing, road, transformation };
struct Effect { Beside beside; std::int8_t sign; };

constexpr Effect effect_of(Channel channel) {
  switch (channel) {
    case Channel::sent: return {Beside::road, +1};
    case Channel::received: return {Beside::road, -1};
    case Channel::consumed:
    case Channel::added: return {Beside::transformation, +1};
    case Channel::produced:
    case Channel::emitted: return {Beside::transformation, -1};
    default: return {Beside::nothing, 0};
  }
}

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

/// By day, site, kind and stream, and no more than are kept.
void sort_alarms(std::vector<Alarm>& alarms) {
  std::stable_sort(alarms.begin(), alarms.end(), [](const Alarm& a, const Alarm& b) {
    return std::tie(a.day, a.site, a.kind, a.stream) < std::tie(b.day, b.site, b.kind, b.stream);
  });
  if (alarms.size() > most_alarms) alarms.resize(most_alarms);
}

[[noreturn]] void fail(const std::string& where, const Stream& stream, std::int64_t held, std::int64_t booked) {
  throw sim::Error(sim::Exit::mass, "mass not conserved: " + where + ", stream '" + stream.id + "': " +
                                        std::to_string(held) + " g are there, the books say " + std::to_string(booked) +
                                        " g (difference " + std::to_string(held - booked) + " g)");
}

}  // namespace

const ChannelInfo& info(Channel channel) { return infos[static_cast<std::size_t>(channel)]; }

Ledger::Ledger(std::size_t sites, std::size_t streams, int first_month, int months, std::span<const std::uint32_t> position)
    : sites_(sites), streams_(streams), position_(position), first_month_(first_month), months_(months), slots_(1024), lines_(1),
      accounts_(1 + streams + sites), stocks_(sites), held_(streams), booked_(streams) {
  SIM_ASSERT(streams <= 0xff && std::max(sites, position.size()) < 0xffffff);
  closed_.reserve(static_cast<std::size_t>(months));
}

// Accounts are changed without asking whether the line has any: what it has none of goes to nobody's account, times zero.
void Ledger::record(sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.channel < channels && position(fact.entity) < sites_ && (fact.subject < streams_ || fact.subject == no_stream));
  if (fact.channel == static_cast<std::uint16_t>(Channel::alarms)) [[unlikely]] return note_alarm(time, fact);
  Line& line = line_of(fact);
  line.sums.amount += fact.amount;
  line.sums.part += fact.part;
  ++line.sums.count;
  for (std::size_t i = 0; i < 2; ++i) {
    Holding& account = accounts_[line.accounts[i]];
    account.mass += line.signs[i] * fact.amount;
    account.water += line.signs[i] * fact.part;
  }
}

// The kind travels as the part; the books count alarms, the list says which.
void Ledger::note_alarm(sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.part >= 0 && fact.part < static_cast<std::int64_t>(alarm_kinds));
  Line& line = line_of(fact);
  ++line.sums.amount;
  ++line.sums.count;
  ++alarm_counts_[static_cast<std::size_t>(fact.part)];
  const auto day = static_cast<std::int32_t>(sim::day_of(time).time_since_epoch().count());
  if (alarms_.size() >= most_alarms && alarms_[most_alarms - 1].day != day) return;  // the last day is kept whole, to be sorted
  alarms_.push_back({day, fact.entity, static_cast<StreamId>(fact.subject), static_cast<AlarmKind>(fact.part), fact.amount});
}

Ledger::Line& Ledger::line_of(const sim::Fact& fact) {
  const std::uint64_t key = pack(fact);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = first_slot(key, mask); slots_[i] != 0; i = (i + 1) & mask)
    if (Line& line = lines_[slots_[i]]; line.key == key) return line;
  return add_line(key, fact);
}

Ledger::Line& Ledger::add_line(std::uint64_t key, const sim::Fact& fact) {
  const auto channel = static_cast<Channel>(fact.channel);
  const auto sign = static_cast<std::int8_t>(info(channel).sign);
  const Effect effect = effect_of(channel);
  SIM_ASSERT(fact.subject < streams_ || (sign == 0 && effect.beside != Beside::road));
  Line line;
  line.key = key;
  line.signs = {sign, effect.sign};
  if (sign != 0) line.accounts[0] = stock_account(fact.entity, fact.subject);
  if (effect.beside == Beside::road) line.accounts[1] = road_account(fact.subject);
  if (effect.beside == Beside::transformation) line.accounts[1] = transformation_account(fact.entity);
  lines_.push_back(line);
  grow();
  return lines_.back();
}

/// Enters the newest line into the table; when half of it is used, into one twice as large, with all others.
void Ledger::grow() {
  std::size_t first = lines_.size() - 1;
  if (lines_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, 0);
    first = 1;
  }
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t line = first; line < lines_.size(); ++line) {
    std::size_t i = first_slot(lines_[line].key, mask);
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = static_cast<std::uint32_t>(line);
  }
}

Ledger::AccountId Ledger::stock_account(SiteId site, StreamId stream) {
  const std::size_t first = accounts_.size() - stock_keys_.size();
  for (const AccountId account : stocks_[position(site)])
    if (stock_keys_[account - first].second == stream) return account;
  const auto account = static_cast<AccountId>(accounts_.size());
  stock_keys_.emplace_back(site, stream);
  accounts_.push_back({stream, 0, 0});
  stocks_[position(site)].push_back(account);
  return account;
}

void Ledger::close_month() {
  auto& month = closed_.emplace_back();
  month.reserve(lines_.size());
  for (Line& line : lines_) month.push_back(std::exchange(line.sums, {}));
  closed_stocks_.emplace_back(accounts_.end() - static_cast<std::ptrdiff_t>(stock_keys_.size()), accounts_.end());
}

/// Visits the streams that are held or booked according to the check that runs, in order.
template <class Visit>
void Ledger::for_each_stream(Visit visit) {
  for (std::size_t word = 0; word < touched_.size(); ++word)
    for (std::uint64_t bits = touched_[word]; bits != 0; bits &= bits - 1) {
      const std::size_t stream = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      visit(static_cast<StreamId>(stream), held_[stream], booked_[stream]);
    }
}

// A stream that is neither held nor booked is equal without being looked at: nothing there, nothing booked.
void Ledger::check_site(SiteId site, std::span<const Holding> held, const std::string& site_name,
                        std::span<const Stream> streams) {
  sum_by_stream(held);
  for (const AccountId account : stocks_[position(site)]) {
    const Holding& stock = accounts_[account];
    booked_[stock.stream] = stock;
    touched_[stock.stream / 64] |= std::uint64_t{1} << (stock.stream % 64);
  }
  for_each_stream([&](StreamId stream, const Holding& there, const Holding& booked) {
    if (!agrees(there.mass, booked.mass)) fail("site '" + site_name + "'", streams[stream], there.mass, booked.mass);
    if (!agrees(there.water, booked.water)) fail("water at site '" + site_name + "'", streams[stream], there.water, booked.water);
    if (there.mass < 0 || there.water < 0 || there.water > there.mass)
      throw sim::Error(sim::Exit::model, "negative stock at site '" + site_name + "', stream '" + streams[stream].id + "'");
  });
  const Holding& open = accounts_[transformation_account(site)];
  if (!agrees(0, open.mass)) fail("transformation at site '" + site_name + "'", streams[0], 0, open.mass);
  if (!agrees(0, open.water)) fail("water in transformation at site '" + site_name + "'", streams[0], 0, open.water);
}

bool Ledger::agrees(std::int64_t held, std::int64_t booked) {
  largest_difference_ = std::max(largest_difference_, std::abs(held - booked));
  return held == booked;
}

void Ledger::sum_by_stream(std::span<const Holding> held) {
  checks_ += streams_;
  for_each_stream([this](StreamId stream, const Holding&, const Holding&) { held_[stream] = booked_[stream] = {}; });
  touched_ = {};
  for (const Holding& holding : held) {
    held_[holding.stream].mass += holding.mass;
    held_[holding.stream].water += holding.water;
    touched_[holding.stream / 64] |= std::uint64_t{1} << (holding.stream % 64);
  }
}

void Ledger::check_road(std::span<const Holding> travelling, std::span<const Stream> streams, std::span<Ledger* const> others) {
  sum_by_stream(travelling);
  for (StreamId stream = 0; stream < streams_; ++stream) {
    booked_[stream] = accounts_[road_account(stream)];
    for (const Ledger* other : others) {
      booked_[stream].mass += other->accounts_[road_account(stream)].mass;
      booked_[stream].water += other->accounts_[road_account(stream)].water;
    }
    touched_[stream / 64] |= std::uint64_t{1} << (stream % 64);
  }
  for_each_stream([&](StreamId stream, const Holding& there, const Holding& booked) {
    if (!agrees(there.mass, booked.mass)) fail("on the road", streams[stream], there.mass, booked.mass);
    if (!agrees(there.water, booked.water)) fail("water on the road", streams[stream], there.water, booked.water);
  });
}

std::size_t Ledger::memory_bytes() const {
  std::size_t bytes = slots_.capacity() * sizeof(std::uint32_t) + lines_.capacity() * sizeof(Line) +
                      accounts_.capacity() * sizeof(Holding);
  for (const auto& month : closed_) bytes += month.capacity() * sizeof(BookEntry);
  for (const auto& month : closed_stocks_) bytes += month.capacity() * sizeof(Holding);
  return bytes;
}

Books Ledger::take() {
  Books books;
  books.first_month = first_month_;
  books.months = static_cast<int>(closed_.size());
  books.checks = checks_;
  books.closing_error = largest_difference_;
  books.alarm_counts = alarm_counts_;
  books.alarms = std::move(alarms_);
  sort_alarms(books.alarms);
  // Sorted, because lines and stocks are numbered in the order in which they came.
  std::vector<std::pair<BookKey, std::size_t>> lines;
  for (std::size_t i = 1; i < lines_.size(); ++i) lines.emplace_back(unpack(lines_[i].key), i);
  std::sort(lines.begin(), lines.end());
  books.keys.reserve(lines.size());
  books.entries.reserve(lines.size() * closed_.size());
  for (const auto& [key, line] : lines) {
    books.keys.push_back(key);
    for (const auto& month : closed_) books.entries.push_back(line < month.size() ? month[line] : BookEntry{});
  }
  std::vector<std::pair<std::pair<SiteId, StreamId>, std::size_t>> stocks;
  for (std::size_t i = 0; i < stock_keys_.size(); ++i) stocks.emplace_back(stock_keys_[i], i);
  std::sort(stocks.begin(), stocks.end());
  for (const auto& [key, stock] : stocks) {
    const auto in = [stock = stock](const auto& month) { return stock < month.size() ? month[stock] : Holding{}; };
    const auto nothing = [&](const auto& month) { return in(month).mass == 0; };
    if (std::all_of(closed_stocks_.begin(), closed_stocks_.end(), nothing)) continue;
    books.stock_keys.push_back(key);
    for (const auto& month : closed_stocks_) books.stocks.push_back({in(month).mass, in(month).water, 0});
  }
  *this = Ledger(sites_, streams_, first_month_, months_, position_);
  return books;
}

namespace {

/// Indices of what all `parts` list under `keys`, as (part, index there), in the order of the keys.
template <class Key>
std::vector<std::pair<std::size_t, std::size_t>> in_order(const std::vector<Books>& parts, std::vector<Key> Books::*keys) {
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (std::size_t i = 0; i < (parts[part].*keys).size(); ++i) all.emplace_back(part, i);
  std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return (parts[a.first].*keys)[a.second] < (parts[b.first].*keys)[b.second];
  });
  return all;
}

template <class Key>
void gather(const std::vector<Books>& parts, std::vector<Key> Books::*keys, std::vector<BookEntry> Books::*entries, Books& all) {
  for (const auto& [part, i] : in_order(parts, keys)) {
    (all.*keys).push_back((parts[part].*keys)[i]);
    const auto first = (parts[part].*entries).begin() + static_cast<std::ptrdiff_t>(i) * all.months;
    (all.*entries).insert((all.*entries).end(), first, first + all.months);
  }
}

}  // namespace

Books merge(std::vector<Books> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Books all;
  all.first_month = parts.front().first_month;
  all.months = parts.front().months;
  gather(parts, &Books::keys, &Books::entries, all);
  gather(parts, &Books::stock_keys, &Books::stocks, all);
  for (const Books& part : parts) {
    all.checks += part.checks;
    all.closing_error = std::max(all.closing_error, part.closing_error);
    all.alarms.insert(all.alarms.end(), part.alarms.begin(), part.alarms.end());
    for (std::size_t kind = 0; kind < alarm_kinds; ++kind) all.alarm_counts[kind] += part.alarm_counts[kind];
  }
  sort_alarms(all.alarms);
  return all;
}

}  // namespace waste
