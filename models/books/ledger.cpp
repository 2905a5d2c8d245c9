#include "models/books/ledger.h"

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "models/books/imbalance.h"

namespace waste {
namespace {

/// What a channel does to the road and to what a transformation owes.
enum class ContraAccount : std::uint8_t { nothing, road, transformation };
struct Effect {
  ContraAccount contra;
  std::int8_t sign;
};

constexpr Effect effect_of(Channel channel) {
  switch (channel) {
    case Channel::sent: return {ContraAccount::road, +1};
    case Channel::received: return {ContraAccount::road, -1};
    case Channel::consumed:
    case Channel::added: return {ContraAccount::transformation, +1};
    case Channel::produced:
    case Channel::emitted: return {ContraAccount::transformation, -1};
    default: return {ContraAccount::nothing, 0};
  }
}

static_assert(static_cast<std::size_t>(Channel::alarms) + 1 == channels, "what is not less than alarms is an alarm or no channel");

/// Identifies a line within its site.
std::uint64_t key_of(const sim::Fact& fact) {
  return std::uint64_t{fact.counterpart} << 32 | std::uint32_t{fact.channel} << 16 | fact.subject;
}

}  // namespace

Ledger::Ledger(std::size_t sites, std::size_t streams, int first_month, int months, std::span<const std::uint32_t> position)
    : sites_(sites), streams_(streams), position_(position), first_month_(first_month), months_(months), lines_(sites), unposted_(1),
      accounts_(1 + streams + sites), stocks_(sites), balance_(streams) {
  for (StreamId stream = 0; stream < streams; ++stream) {
    roads_.push_back(road_account(stream));
    accounts_[road_account(stream)].stream = stream;
  }
  closed_.reserve(static_cast<std::size_t>(months));
}

// A fact only updates its line; the sums are posted to months and accounts once a day, when needed.
void Ledger::record(sim::Time time, const sim::Fact& fact) {
  const std::uint32_t site = position(fact.entity);
  if (fact.channel < static_cast<std::uint16_t>(Channel::alarms) && site < sites_) [[likely]] {
    const std::uint64_t key = key_of(fact);
    const LineTable::Slot slot = lines_.home_slot(site, key);
    if (lines_[slot].key == key) [[likely]]
      return add(slot, fact.amount, fact.part);
  }
  record_by_search(time, fact);
}

// Not inlined, so that the fast path saves no registers.
[[gnu::noinline]] void Ledger::record_by_search(sim::Time time, const sim::Fact& fact) {
  if (fact.channel == static_cast<std::uint16_t>(Channel::alarms)) return note_alarm(time, fact);
  add(slot_of(fact), fact.amount, fact.part);
}

// Whether a line is the first time among the unposted is as good as random, so it is counted and not asked.
inline void Ledger::add(LineTable::Slot slot, std::int64_t amount, std::int64_t water) {
  Line& line = lines_[slot];
  unposted_[unposted_count_] = slot;
  unposted_count_ += line.count == 0;
  line.amount += amount;
  line.water += water;
  ++line.count;
  SIM_ASSERT(line.count != 0);
}

// Accounts are changed without asking whether the line has any: what it has none of goes to nobody's account, times zero.
void Ledger::post() {
  for (std::size_t i = 0; i < unposted_count_; ++i) {
    Line& line = lines_[unposted_[i]];
    Posting& posting = postings_[line.number];
    posting.month.amount += line.amount;
    posting.month.water += line.water;
    posting.month.count += line.count;
    for (std::size_t k = 0; k < 2; ++k) {
      Holding& account = accounts_[posting.accounts[k]];
      account.mass += posting.signs[k] * line.amount;
      account.water += posting.signs[k] * line.water;
    }
    line.amount = line.water = 0;
    line.count = 0;
  }
  unposted_count_ = 0;
}

// The kind is passed as the part; the books count alarms, the list identifies them.
void Ledger::note_alarm(sim::Time time, const sim::Fact& fact) {
  SIM_ASSERT(fact.part >= 0 && fact.part < static_cast<std::int64_t>(alarm_kinds));
  add(slot_of(fact), 1, 0);
  ++alarm_counts_[static_cast<std::size_t>(fact.part)];
  const auto day = static_cast<std::int32_t>(sim::day_of(time).time_since_epoch().count());
  if (alarms_.size() >= max_alarms && alarms_[max_alarms - 1].day != day) return;  // the last day is kept whole, to be sorted
  alarms_.push_back({day, fact.entity, static_cast<StreamId>(fact.subject), static_cast<AlarmKind>(fact.part), fact.amount});
}

/// The slot of its line, which is added if missing.
LineTable::Slot Ledger::slot_of(const sim::Fact& fact) {
  const std::uint32_t site = position(fact.entity);
  const std::uint64_t key = key_of(fact);
  SIM_ASSERT(fact.channel < channels && site < sites_);
  if (const LineTable::Slot slot = lines_.find(site, key); slot != LineTable::no_slot) return slot;
  add_line(fact);
  return lines_.find(site, key);
}

// What a fact may say is asked here: a line that exists is one that may. Before lines move, those that are listed are posted.
void Ledger::add_line(const sim::Fact& fact) {
  SIM_ASSERT(fact.subject < streams_ || fact.subject == no_stream);
  const auto channel = static_cast<Channel>(fact.channel);
  const auto sign = static_cast<std::int8_t>(info(channel).sign);
  const Effect effect = effect_of(channel);
  SIM_ASSERT(fact.subject < streams_ || (sign == 0 && effect.contra != ContraAccount::road));
  Posting posting;
  posting.signs = {sign, effect.sign};
  if (sign != 0) posting.accounts[0] = stock_account(fact.entity, fact.subject);
  if (effect.contra == ContraAccount::road) posting.accounts[1] = road_account(fact.subject);
  if (effect.contra == ContraAccount::transformation) posting.accounts[1] = transformation_account(fact.entity);
  const std::uint32_t site = position(fact.entity);
  if (!lines_.has_room(site)) post();
  lines_.add(site, key_of(fact));
  postings_.push_back(posting);
  keys_.push_back({channel, fact.subject, fact.entity, fact.counterpart});
  unposted_.resize(lines_.size() + 1);
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
  post();
  auto& month = closed_.emplace_back();
  month.reserve(postings_.size());
  for (Posting& posting : postings_) month.push_back(std::exchange(posting.month, {}));
  closed_stocks_.emplace_back(accounts_.end() - static_cast<std::ptrdiff_t>(stock_keys_.size()), accounts_.end());
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

void Ledger::check_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams) {
  post();
  checks_ += streams_;
  const Holding& open = accounts_[transformation_account(site)];
  if (balances(held, stocks_[position(site)]) && open.mass == 0 && open.water == 0) [[likely]]
    return;
  explain_site(site, held, site_name, streams);
}

/// Says of a site that does not balance what is wrong, and how much.
void Ledger::explain_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams) {
  Imbalance imbalance(streams, held, largest_difference_);
  for (const AccountId account : stocks_[position(site)]) imbalance.book(accounts_[account]);
  imbalance.explain_site(site_name, accounts_[transformation_account(site)]);
}

// Takes over what others have booked as in transit: the sum is the same in either ledger.
void Ledger::check_road(std::span<const Holding> travelling, std::span<const Stream> streams, std::span<Ledger* const> others) {
  post();
  for (Ledger* other : others) {
    other->post();
    for (const AccountId road : roads_) {
      Holding& taken = other->accounts_[road];
      accounts_[road].mass += std::exchange(taken.mass, 0);
      accounts_[road].water += std::exchange(taken.water, 0);
    }
  }
  checks_ += streams_;
  if (!balances(travelling, roads_)) [[unlikely]]
    explain_road(travelling, streams);
}

void Ledger::explain_road(std::span<const Holding> travelling, std::span<const Stream> streams) {
  Imbalance imbalance(streams, travelling, largest_difference_);
  for (const AccountId account : roads_) imbalance.book(accounts_[account]);
  imbalance.explain_road();
}

std::size_t Ledger::memory_bytes() const {
  std::size_t bytes = lines_.memory_bytes() + postings_.capacity() * sizeof(Posting) + keys_.capacity() * sizeof(BookKey) +
                      unposted_.capacity() * sizeof(LineTable::Slot) + accounts_.capacity() * sizeof(Holding);
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
  // Sorted, because lines and stocks are numbered in order of arrival.
  std::vector<std::pair<BookKey, std::size_t>> lines;
  for (std::size_t i = 0; i < keys_.size(); ++i) lines.emplace_back(keys_[i], i);
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

}  // namespace waste
