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

constexpr std::size_t most_lines = std::size_t{1} << 24;  // a slot has 24 bits for the number of a line

/// Where the search for a key begins in a table of mask + 1 slots, and the mark by which its slot is told from others before
/// its line is looked at: the leading bits of a product, which depend on every bit of the key.
struct Search {
  Search(std::uint64_t sites, std::uint32_t matter, std::uint64_t mask) {
    const std::uint64_t product = (sites + matter * 0xbf58476d1ce4e5b9u) * 0x9e3779b97f4a7c15u;
    const int shift = std::countl_zero(mask);
    first = product >> shift;
    mark = static_cast<std::uint32_t>(product << (64 - shift) >> 56);
  }
  std::size_t first;
  std::uint32_t mark;
};

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
      postings_(1), accounts_(1 + streams + sites), stocks_(sites), balance_(streams), held_(streams), booked_(streams) {
  SIM_ASSERT(streams <= 64 * touched_.size());
  for (StreamId stream = 0; stream < streams; ++stream) {
    roads_.push_back(road_account(stream));
    accounts_[road_account(stream)].stream = stream;
  }
  closed_.reserve(static_cast<std::size_t>(months));
}

inline Ledger::Line& Ledger::line_of(const sim::Fact& fact) {
  const std::uint64_t sites = std::uint64_t{fact.entity} << 32 | fact.counterpart;
  const std::uint32_t matter = std::uint32_t{fact.channel} << 16 | fact.subject;
  const std::size_t mask = slots_.size() - 1;
  const Search search(sites, matter, mask);
  for (std::size_t i = search.first; slots_[i] != 0; i = (i + 1) & mask) {
    if (slots_[i] / most_lines != search.mark) continue;
    if (Line& line = lines_[slots_[i] % most_lines]; line.sites == sites && line.matter == matter) return line;
  }
  return add_line(sites, matter, fact);
}

// A fact is added to its line and nothing else; months and accounts get the sums, once a day, when they are asked for.
void Ledger::record(sim::Time time, const sim::Fact& fact) {
  Line& line = line_of(fact);
  settled_ = false;
  if (fact.channel == static_cast<std::uint16_t>(Channel::alarms)) [[unlikely]] return note_alarm(line, time, fact);
  line.amount += fact.amount;
  line.part += fact.part;
  ++line.count;
  SIM_ASSERT(line.count != 0);
}

// Accounts are changed without asking whether the line has any: what it has none of goes to nobody's account, times zero.
void Ledger::settle() {
  if (std::exchange(settled_, true)) return;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    if (line.count == 0) continue;
    Posting& posting = postings_[i];
    posting.month.amount += line.amount;
    posting.month.part += line.part;
    posting.month.count += line.count;
    for (std::size_t k = 0; k < 2; ++k) {
      Holding& account = accounts_[posting.accounts[k]];
      account.mass += posting.signs[k] * line.amount;
      account.water += posting.signs[k] * line.part;
    }
    line.amount = line.part = 0;
    line.count = 0;
  }
}

// The kind travels as the part; the books count alarms, the list says which.
void Ledger::note_alarm(Line& line, sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.part >= 0 && fact.part < static_cast<std::int64_t>(alarm_kinds));
  ++line.amount;
  ++line.count;
  SIM_ASSERT(line.count != 0);
  ++alarm_counts_[static_cast<std::size_t>(fact.part)];
  const auto day = static_cast<std::int32_t>(sim::day_of(time).time_since_epoch().count());
  if (alarms_.size() >= most_alarms && alarms_[most_alarms - 1].day != day) return;  // the last day is kept whole, to be sorted
  alarms_.push_back({day, fact.entity, static_cast<StreamId>(fact.subject), static_cast<AlarmKind>(fact.part), fact.amount});
}

// What a fact may say is asked here: a line that exists is one that may.
Ledger::Line& Ledger::add_line(std::uint64_t sites, std::uint32_t matter, const sim::Fact& fact) {
  SIM_ASSERT(fact.channel < channels && (fact.subject < streams_ || fact.subject == no_stream));
  const auto channel = static_cast<Channel>(fact.channel);
  const auto sign = static_cast<std::int8_t>(info(channel).sign);
  const Effect effect = effect_of(channel);
  SIM_ASSERT(fact.entity < (position_.empty() ? sites_ : position_.size()) && position(fact.entity) < sites_);
  SIM_ASSERT(fact.subject < streams_ || (sign == 0 && effect.beside != Beside::road));
  SIM_ASSERT(lines_.size() < most_lines);
  Posting posting;
  posting.signs = {sign, effect.sign};
  if (sign != 0) posting.accounts[0] = stock_account(fact.entity, fact.subject);
  if (effect.beside == Beside::road) posting.accounts[1] = road_account(fact.subject);
  if (effect.beside == Beside::transformation) posting.accounts[1] = transformation_account(fact.entity);
  postings_.push_back(posting);
  lines_.push_back({sites, matter, 0, 0, 0});
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
    const Search search(lines_[line].sites, lines_[line].matter, mask);
    std::size_t i = search.first;
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = static_cast<std::uint32_t>(search.mark * most_lines + line);
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
  settle();
  auto& month = closed_.emplace_back();
  month.reserve(postings_.size());
  for (Posting& posting : postings_) month.push_back(std::exchange(posting.month, {}));
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

/// Whether what is held equals the accounts in every stream, and nothing held is less than nothing or more water than mass.
/// A stream that is neither held nor booked is equal without being looked at. When all is equal, the balance is zero again.
bool Ledger::balances(std::span<const Holding> held, std::span<const AccountId> accounts) {
  bool sound = true;
  for (const Holding& holding : held) {
    sound &= holding.water >= 0 && holding.water <= holding.mass;
    balance_[holding.stream].mass += holding.mass;
    balance_[holding.stream].water += holding.water;
  }
  for (const AccountId id : accounts) {
    const Holding& account = accounts_[id];
    balance_[account.stream].mass -= account.mass;
    balance_[account.stream].water -= account.water;
  }
  std::int64_t off = 0;
  for (const Holding& holding : held) off |= balance_[holding.stream].mass | balance_[holding.stream].water;
  for (const AccountId id : accounts) off |= balance_[accounts_[id].stream].mass | balance_[accounts_[id].stream].water;
  if (off != 0) balance_.assign(streams_, {});
  return sound && off == 0;
}

void Ledger::check_site(SiteId site, std::span<const Holding> held, const std::string& site_name,
                        std::span<const Stream> streams) {
  settle();
  checks_ += streams_;
  const Holding& open = accounts_[transformation_account(site)];
  if (balances(held, stocks_[position(site)]) && open.mass == 0 && open.water == 0) [[likely]] return;
  judge_site(site, held, site_name, streams);
}

/// Says of a site that does not balance what is wrong, and how much.
void Ledger::judge_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams) {
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
  for_each_stream([this](StreamId stream, const Holding&, const Holding&) { held_[stream] = booked_[stream] = {}; });
  touched_ = {};
  for (const Holding& holding : held) {
    held_[holding.stream].mass += holding.mass;
    held_[holding.stream].water += holding.water;
    touched_[holding.stream / 64] |= std::uint64_t{1} << (holding.stream % 64);
  }
}

// What others have booked on the road is taken over: a sum is the same wherever it is kept.
void Ledger::check_road(std::span<const Holding> travelling, std::span<const Stream> streams, std::span<Ledger* const> others) {
  settle();
  for (Ledger* other : others) {
    other->settle();
    for (const AccountId road : roads_) {
      Holding& taken = other->accounts_[road];
      accounts_[road].mass += std::exchange(taken.mass, 0);
      accounts_[road].water += std::exchange(taken.water, 0);
    }
  }
  checks_ += streams_;
  if (!balances(travelling, roads_)) [[unlikely]] judge_road(travelling, streams);
}

void Ledger::judge_road(std::span<const Holding> travelling, std::span<const Stream> streams) {
  sum_by_stream(travelling);
  for (StreamId stream = 0; stream < streams_; ++stream) {
    booked_[stream] = accounts_[road_account(stream)];
    touched_[stream / 64] |= std::uint64_t{1} << (stream % 64);
  }
  for_each_stream([&](StreamId stream, const Holding& there, const Holding& booked) {
    if (!agrees(there.mass, booked.mass)) fail("on the road", streams[stream], there.mass, booked.mass);
    if (!agrees(there.water, booked.water)) fail("water on the road", streams[stream], there.water, booked.water);
  });
}

std::size_t Ledger::memory_bytes() const {
  std::size_t bytes = slots_.capacity() * sizeof(std::uint32_t) + lines_.capacity() * sizeof(Line) +
                      postings_.capacity() * sizeof(Posting) + accounts_.capacity() * sizeof(Holding);
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
  for (std::size_t i = 1; i < lines_.size(); ++i) lines.emplace_back(lines_[i].key(), i);
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
