#include "models/results/book_tables.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/base/error.h"
#include "models/results/layout.h"

namespace waste {
namespace {

bool in_grams(Channel channel) { return std::string_view(info(channel).own_unit) == "g"; }

/// Where each of the sorted `keys` of the table stands among the sorted keys of a replica; npos: nowhere.
template <class Key, class Keys>
std::vector<std::size_t> places(const std::vector<Key>& table, const Keys& replica) {
  std::vector<std::size_t> result;
  std::size_t next = 0;
  for (const auto& key : table) {
    while (next < replica.size() && replica[next] < key) ++next;
    result.push_back(next < replica.size() && replica[next] == key ? next : std::string::npos);
  }
  return result;
}

/// Adds sorted keys to sorted keys.
template <class Key>
void unite(std::vector<Key>& all, const std::vector<Key>& more) {
  if (std::includes(all.begin(), all.end(), more.begin(), more.end())) return;
  std::vector<Key> both;
  std::set_union(all.begin(), all.end(), more.begin(), more.end(), std::back_inserter(both));
  all = std::move(both);
}

/// One member of the entries at `rows`, as [month * rows + row].
template <class T>
std::vector<T> column(const std::vector<std::size_t>& rows, const std::vector<BookEntry>& entries, std::size_t months,
                      std::int64_t BookEntry::*member) {
  std::vector<T> values(months * rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row] == std::string::npos) continue;
    const BookEntry* entry = &entries[rows[row] * months];
    for (std::size_t month = 0; month < months; ++month) values[month * rows.size() + row] = static_cast<T>(entry[month].*member);
  }
  return values;
}

}  // namespace

void RowUnion::add(const Books& replica) {
  unite(books, replica.keys);
  unite(stocks, replica.stock_keys);
}

BookTables::BookTables(sim::Hdf5Writer& file, const World& world, const std::string& top, const RowUnion& rows,
                       const std::vector<std::int32_t>& replicas)
    : file_(file), world_(world), replicas_(replicas) {
  make_flows(top, rows);
  make_stocks(top, rows);
  for (std::size_t channel = 0; channel < channels; ++channel)
    if (!in_grams(static_cast<Channel>(channel))) make_service(top + "/service", static_cast<Channel>(channel), rows);
}

std::string BookTables::name(const BookKey& key) const {
  return std::string(info(key.channel).name) + " " + site(key.site) +
         (key.counterpart == no_site ? "" : " -> " + site(key.counterpart)) +
         (key.stream == no_stream ? "" : ", " + stream(key.stream));
}

void BookTables::make_dimensions(const std::string& group, const std::string& dim, const std::vector<std::string>& names) {
  file_.dimension(group + "/replica", replicas_, plain());
  write_time(file_, group, world_.district.first_month(), world_.district.months());
  file_.dimension(group + "/" + dim, names, plain());
}

void BookTables::make_sites(const std::string& group, const std::string& dim, const std::vector<BookKey>& keys) {
  const auto column = [&](const std::string& variable, auto get, const std::string& about) {
    std::vector<std::string> values;
    for (const auto& key : keys) values.push_back(get(key));
    file_.dataset(group + "/" + variable, {dim}, values, plain(about));
  };
  column("site", [&](const BookKey& key) { return site(key.site); }, "the site that keeps this book");
  column("counterpart", [&](const BookKey& key) { return site(key.counterpart); }, "the other site; empty: none");
  column("stream", [&](const BookKey& key) { return stream(key.stream); }, "what flows; empty: nothing, it is a count");
}

void BookTables::make_column(const std::string& path, Field field, std::size_t table, const std::string& dim,
                             const sim::Attributes& about) {
  const auto type = field == Field::count ? sim::ElementType::int32 : sim::ElementType::int64;
  file_.create(path, type, {"replica", "time", dim}, about);
  columns_.push_back({path, field, table, file_.cutter(path)});
}

void BookTables::make_flows(const std::string& top, const RowUnion& rows) {
  const std::string group = top + "/flows";
  std::vector<BookKey> keys;
  std::copy_if(rows.books.begin(), rows.books.end(), std::back_inserter(keys),
               [](const BookKey& key) { return in_grams(key.channel); });
  std::vector<std::string> names, kinds;
  for (const auto& key : keys) {
    names.push_back(name(key));
    kinds.push_back(info(key.channel).name);
  }
  make_dimensions(group, "flow", names);
  file_.dataset(group + "/channel", {"flow"}, kinds, plain("what happened"));
  make_sites(group, "flow", keys);
  const std::size_t table = tables_.size();
  tables_.push_back(std::move(keys));
  make_column(group + "/mass", Field::amount, table, "flow", units("g", "g", "mass of the month, water included"));
  make_column(group + "/water", Field::part, table, "flow", units("g", "g", "water in it"));
  make_column(group + "/loads", Field::count, table, "flow", plain("facts booked: loads, batches, days"));
}

void BookTables::make_stocks(const std::string& top, const RowUnion& rows) {
  const std::string group = top + "/stocks";
  stocks_ = rows.stocks;
  std::vector<std::string> names, sites, streams;
  for (const auto& [where, what] : stocks_) {
    sites.push_back(site(where));
    streams.push_back(world_.district.streams[what].id);
    names.push_back(sites.back() + ", " + streams.back());
  }
  make_dimensions(group, "stock", names);
  file_.dataset(group + "/site", {"stock"}, sites, plain("where it stands"));
  file_.dataset(group + "/stream", {"stock"}, streams, plain("what stands there"));
  make_column(group + "/mass", Field::amount, stocks, "stock", units("g", "g", "mass at the end of the month"));
  make_column(group + "/water", Field::part, stocks, "stock", units("g", "g", "water in it"));
}

void BookTables::make_service(const std::string& above, Channel channel, const RowUnion& rows) {
  const ChannelInfo& kind = info(channel);
  const std::string group = above + "/" + kind.name;
  std::vector<BookKey> keys;
  std::copy_if(rows.books.begin(), rows.books.end(), std::back_inserter(keys),
               [&](const BookKey& key) { return key.channel == channel; });
  if (keys.empty()) return;
  std::vector<std::string> names;
  for (const auto& key : keys) names.push_back(name(key));
  make_dimensions(group, "row", names);
  make_sites(group, "row", keys);
  const std::size_t table = tables_.size();
  tables_.push_back(std::move(keys));
  make_column(group + "/amount", Field::amount, table, "row", units(kind.unit, kind.own_unit, kind.label.en));
  make_column(group + "/count", Field::count, table, "row", plain("facts booked"));
}

BookTables::Chunks BookTables::cut(const Books& books) const {
  std::vector<std::vector<std::size_t>> rows;
  for (const auto& keys : tables_) rows.push_back(places(keys, books.keys));
  const auto stock_rows = places(stocks_, books.stock_keys);
  const auto months = static_cast<std::size_t>(books.months);
  Chunks chunks;
  for (const Column& one : columns_) {
    const auto& where = one.table == stocks ? stock_rows : rows[one.table];
    const auto& entries = one.table == stocks ? books.stocks : books.entries;
    switch (one.field) {
      case Field::amount: chunks.push_back(one.cutter(column<std::int64_t>(where, entries, months, &BookEntry::amount))); break;
      case Field::part: chunks.push_back(one.cutter(column<std::int64_t>(where, entries, months, &BookEntry::part))); break;
      case Field::count: chunks.push_back(one.cutter(column<std::int32_t>(where, entries, months, &BookEntry::count))); break;
    }
  }
  return chunks;
}

void BookTables::append(const Chunks& chunks) {
  for (std::size_t i = 0; i < columns_.size(); ++i) file_.append_chunks(columns_[i].path, chunks[i]);
}

}  // namespace waste
