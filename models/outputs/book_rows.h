// Rows of the books as table rows: names, and monthly values in one replica.
#pragma once

#include <string>
#include <vector>

#include "models/outputs/output.h"

namespace waste {

/// "sent fengsheng -> lvyin, bottom_ash"
std::string name_of_row(const World& world, const BookKey& key);
std::string site_id(const World& world, SiteId site);        // empty: none
std::string stream_id(const World& world, StreamId stream);  // empty: none

/// Position of each of the sorted `keys` of a table among the sorted keys of a replica; npos: absent.
template <class Key>
std::vector<std::size_t> places(const std::vector<Key>& table, const std::vector<Key>& replica) {
  std::vector<std::size_t> result;
  std::size_t next = 0;
  for (const auto& key : table) {
    while (next < replica.size() && replica[next] < key) ++next;
    result.push_back(next < replica.size() && replica[next] == key ? next : std::string::npos);
  }
  return result;
}

/// One member of the entries at `rows`, as [month * rows + row].
template <class T>
std::vector<T> months_of(const std::vector<std::size_t>& rows, const std::vector<BookEntry>& entries, std::size_t months,
                         std::int64_t BookEntry::* member) {
  std::vector<T> values(months * rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row] == std::string::npos) continue;
    const BookEntry* entry = &entries[rows[row] * months];
    for (std::size_t month = 0; month < months; ++month) values[month * rows.size() + row] = static_cast<T>(entry[month].*member);
  }
  return values;
}

/// The rows of a table of books; `keep` selects its channels.
struct BookRows : Frame {
  BookRows(const Frame& frame, bool (*keep)(Channel)) : Frame(frame) {
    for (const BookKey& key : frame.rows.books)
      if (keep(key.channel)) keys.push_back(key);
  }
  std::vector<BookKey> keys;  // sorted
};

inline bool in_grams(Channel channel) { return std::string(info(channel).own_unit) == "g"; }

/// One cell per row of a table of books, from the world and the row's key.
template <class Get>
auto of_key(Get get) {
  return [get](const BookRows& table) {
    std::vector<std::string> cells;
    for (const BookKey& key : table.keys) cells.push_back(get(table.world, key));
    return cells;
  };
}

/// One member of the entries of one replica, by month.
template <class T>
auto booked(std::int64_t BookEntry::* member) {
  return [member](const BookRows& table, const ReplicaView& replica) {
    const Books& books = replica.books();
    return months_of<T>(places(table.keys, books.keys), books.entries, static_cast<std::size_t>(books.months), member);
  };
}

/// The columns that identify a row.
template <class State>
Column<State> site_column(const char* dim) {
  return {"site", {"场所", "site"}, {dim}, {}, "the site that keeps this book", of_key([](const World& world, const BookKey& key) {
            return site_id(world, key.site);
          })};
}
template <class State>
Column<State> counterpart_column(const char* dim) {
  return {
      "counterpart", {"对方", "counterpart"}, {dim}, {}, "the other site; empty: none", of_key([](const World& world, const BookKey& key) {
        return site_id(world, key.counterpart);
      })};
}
template <class State>
Column<State> stream_column(const char* dim) {
  return {"stream",
          {"废物（物料）", "stream"},
          {dim},
          {},
          "what flows; empty: nothing, it is a count",
          of_key([](const World& world, const BookKey& key) { return stream_id(world, key.stream); })};
}

}  // namespace waste
