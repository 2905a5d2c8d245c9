#include "models/assessment/costs.h"

#include <algorithm>
#include <array>

#include "models/district/district.h"

namespace waste {
namespace {

constexpr double grams_per_tonne = 1e6, metres_per_kilometre = 1000;

/// What a line costs: amount x price / per, in this order, so that prices in whole fen give exact halves where there are any.
struct Rate {
  double price = 0, per = 1;

  Rate operator-() const { return {-price, per}; }
  std::int64_t of(std::int64_t amount) const;
};

/// Rounded half away from zero, so that a payment and its counterpart cancel.
std::int64_t Rate::of(std::int64_t amount) const {
  const double fen = static_cast<double>(amount) * price / per;
  return fen < 0 ? -static_cast<std::int64_t>(0.5 - fen) : static_cast<std::int64_t>(fen + 0.5);
}

/// Which entries of the account follow from a line of the books.
class Postings {
 public:
  Postings(const District& district, const Tariffs& tariffs) : district_(district), tariffs_(tariffs) {
    for (const Tariff& tariff : tariffs.list) by_channel_[static_cast<std::size_t>(tariff.of)].push_back(&tariff);
  }

  bool in_account(SiteId site) const {
    return site != no_site && district_.sites[site].inside && !tariffs_.third_party[district_.placements[site].template_site];
  }

  /// Calls `post(CostKey, Rate)` for each entry.
  template <class Post>
  void each(const BookKey& key, Post post) const {
    if (key.stream == no_stream || !tariffs_.given()) return;
    if (key.channel == Channel::money) {
      between(key.site, key.counterpart, key.stream, CostItem::levies, {1, 1}, post);
      return;
    }
    for (const Tariff* tariff : by_channel_[static_cast<std::size_t>(key.channel)]) {
      if (!tariff->streams[key.stream]) continue;
      const bool delivery = tariff->item == CostItem::fees || tariff->item == CostItem::sales;
      if (delivery) delivered(*tariff, key, post);
      else if (in_account(key.site) && holds(*tariff, key.site)) post(CostKey{key.site, key.stream, tariff->item}, rate(*tariff, key));
    }
  }

 private:
  bool holds(const Tariff& tariff, SiteId site) const { return tariff.sites[district_.placements[site].template_site]; }

  Rate rate(const Tariff& tariff, const BookKey& key) const {
    switch (tariff.item) {
      case CostItem::power: return {-tariff.price, 1};
      case CostItem::transport: {
        const std::int64_t metres = key.counterpart == no_site ? 0 : district_.distance(key.site, key.counterpart);
        return {tariff.price * static_cast<double>(metres), grams_per_tonne * metres_per_kilometre};
      }
      default: return {tariff.price, grams_per_tonne};
    }
  }

  /// A load arrives at a site with this tariff; or it comes back from one to a site without, and so does the money.
  template <class Post>
  void delivered(const Tariff& tariff, const BookKey& key, Post post) const {
    if (key.counterpart == no_site) return;
    const Rate fee{tariff.item == CostItem::fees ? tariff.price : -tariff.price, grams_per_tonne};
    const bool back = !holds(tariff, key.site) && holds(tariff, key.counterpart) && !priced(tariff, key);
    if (back || holds(tariff, key.site)) between(key.site, key.counterpart, key.stream, tariff.item, fee, post);
  }

  bool priced(const Tariff& like, const BookKey& key) const {
    const auto& list = by_channel_[static_cast<std::size_t>(like.of)];
    return std::any_of(list.begin(), list.end(), [&](const Tariff* other) {
      return other->item == like.item && other->streams[key.stream] && holds(*other, key.site);
    });
  }

  /// `to` receives and `from` pays.
  template <class Post>
  void between(SiteId to, SiteId from, StreamId stream, CostItem item, const Rate& fee, Post post) const {
    if (in_account(to)) post(CostKey{to, stream, item}, -fee);
    if (in_account(from)) post(CostKey{from, stream, item}, fee);
  }

  const District& district_;
  const Tariffs& tariffs_;
  std::array<std::vector<const Tariff*>, channels> by_channel_;
};

}  // namespace

CostAccount cost_account(const District& district, const Tariffs& tariffs, const Books& books) {
  CostAccount account;
  account.months = books.months;
  account.keys = cost_keys(district, tariffs, books.keys);
  const auto months = static_cast<std::size_t>(books.months);
  account.fen.assign(account.keys.size() * months, 0);
  const Postings postings(district, tariffs);
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const auto entries = books.row(i);
    postings.each(books.keys[i], [&](const CostKey& key, const Rate& rate) {
      const auto row = static_cast<std::size_t>(std::lower_bound(account.keys.begin(), account.keys.end(), key) - account.keys.begin());
      for (std::size_t month = 0; month < months; ++month) account.fen[row * months + month] += rate.of(entries[month].amount);
    });
  }
  return account;
}

std::vector<CostKey> cost_keys(const District& district, const Tariffs& tariffs, std::span<const BookKey> books) {
  std::vector<CostKey> keys;
  const Postings postings(district, tariffs);
  for (const BookKey& book : books) postings.each(book, [&](const CostKey& key, const Rate&) { keys.push_back(key); });
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::int64_t ChainCosts::total(std::size_t year, std::size_t chain) const {
  std::int64_t sum = 0;
  for (std::size_t item = 0; item < cost_items; ++item) sum += of(year, chain, static_cast<CostItem>(item));
  return sum;
}

ChainCosts chain_costs(const District& district, const Tariffs& tariffs, const Books& books) {
  ChainCosts costs;
  costs.years = (static_cast<std::size_t>(books.months) + 11) / 12;
  costs.chains = tariffs.chains.size();
  costs.fen.assign(costs.years * costs.chains * cost_items, 0);
  costs.grams.assign(costs.years * costs.chains, 0);
  const CostAccount account = cost_account(district, tariffs, books);
  for (std::size_t i = 0; i < account.keys.size(); ++i) {
    const std::size_t chain = tariffs.chain_of[account.keys[i].stream], item = static_cast<std::size_t>(account.keys[i].item);
    const auto row = account.row(i);
    for (std::size_t month = 0; month < row.size(); ++month)
      costs.fen[(month / 12 * costs.chains + chain) * cost_items + item] += row[month];
  }
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const BookKey& key = books.keys[i];
    if (key.stream == no_stream || district.streams[key.stream].counts_as != key.stream || !district.sites[key.site].inside) continue;
    const std::size_t chain = tariffs.chain_of[key.stream];
    if (chain >= costs.chains || tariffs.chains[chain].per != key.channel) continue;
    const auto entries = books.row(i);
    for (std::size_t month = 0; month < entries.size(); ++month) costs.grams[month / 12 * costs.chains + chain] += entries[month].amount;
  }
  return costs;
}

}  // namespace waste
