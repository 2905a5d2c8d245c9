#include "models/books/books.h"

#include <algorithm>

namespace waste {
namespace {

/// Merges the `keys` of all `parts`: (part, index in it), in the order of the keys.
template <class Key>
std::vector<std::pair<std::size_t, std::size_t>> in_order(const std::vector<Books>& parts, std::vector<Key> Books::* keys) {
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (std::size_t i = 0; i < (parts[part].*keys).size(); ++i) all.emplace_back(part, i);
  std::sort(all.begin(), all.end(),
            [&](const auto& a, const auto& b) { return (parts[a.first].*keys)[a.second] < (parts[b.first].*keys)[b.second]; });
  return all;
}

template <class Key>
void gather(const std::vector<Books>& parts, std::vector<Key> Books::* keys, std::vector<BookEntry> Books::* entries, Books& all) {
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
