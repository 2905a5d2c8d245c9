#include "models/results_tables.h"

#include <algorithm>
#include <string_view>

#include "engine/error.h"
#include "models/results_layout.h"

namespace waste {
namespace {

bool in_grams(Channel channel) { return std::string_view(info(channel).own_unit) == "g"; }

std::size_t at(int months, std::size_t row, int month) {
  return row * static_cast<std::size_t>(months) + static_cast<std::size_t>(month);
}

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

}  // namespace

void RowUnion::add(const Books& replica) {
  books.insert(replica.keys.begin(), replica.keys.end());
  stocks.insert(replica.stock_keys.begin(), replica.stock_keys.end());
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
  write_time(file_, group, world_.first_month(), world_.months());
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

void BookTables::make_flows(const std::string& top, const RowUnion& rows) {
  flows_.group = top + "/flows";
  std::copy_if(rows.books.begin(), rows.books.end(), std::back_inserter(flows_.keys),
               [](const BookKey& key) { return in_grams(key.channel); });
  std::vector<std::string> names, kinds;
  for (const auto& key : flows_.keys) {
    names.push_back(name(key));
    kinds.push_back(info(key.channel).name);
  }
  make_dimensions(flows_.group, "flow", names);
  file_.dataset(flows_.group + "/channel", {"flow"}, kinds, plain("what happened"));
  make_sites(flows_.group, "flow", flows_.keys);
  const sim::Names dims{"replica", "time", "flow"};
  file_.create(flows_.group + "/mass", sim::ElementType::int64, dims, units("g", "g", "mass of the month, water included"));
  file_.create(flows_.group + "/water", sim::ElementType::int64, dims, units("g", "g", "water in it"));
  file_.create(flows_.group + "/loads", sim::ElementType::int32, dims, plain("facts booked: loads, batches, days"));
}

void BookTables::make_stocks(const std::string& top, const RowUnion& rows) {
  stock_group_ = top + "/stocks";
  stocks_.assign(rows.stocks.begin(), rows.stocks.end());
  std::vector<std::string> names, sites, streams;
  for (const auto& [where, what] : stocks_) {
    sites.push_back(site(where));
    streams.push_back(world_.streams[what].id);
    names.push_back(sites.back() + ", " + streams.back());
  }
  make_dimensions(stock_group_, "stock", names);
  file_.dataset(stock_group_ + "/site", {"stock"}, sites, plain("where it stands"));
  file_.dataset(stock_group_ + "/stream", {"stock"}, streams, plain("what stands there"));
  const sim::Names dims{"replica", "time", "stock"};
  file_.create(stock_group_ + "/mass", sim::ElementType::int64, dims, units("g", "g", "mass at the end of the month"));
  file_.create(stock_group_ + "/water", sim::ElementType::int64, dims, units("g", "g", "water in it"));
}

void BookTables::make_service(const std::string& group, Channel channel, const RowUnion& rows) {
  Table table;
  const ChannelInfo& kind = info(channel);
  table.group = group + "/" + kind.name;
  std::copy_if(rows.books.begin(), rows.books.end(), std::back_inserter(table.keys),
               [&](const BookKey& key) { return key.channel == channel; });
  if (table.keys.empty()) return;
  std::vector<std::string> names;
  for (const auto& key : table.keys) names.push_back(name(key));
  make_dimensions(table.group, "row", names);
  make_sites(table.group, "row", table.keys);
  const sim::Names dims{"replica", "time", "row"};
  file_.create(table.group + "/amount", sim::ElementType::int64, dims, units(kind.unit, kind.own_unit, kind.label.en));
  file_.create(table.group + "/count", sim::ElementType::int32, dims, plain("facts booked"));
  service_.push_back(std::move(table));
}

void BookTables::append(const Books& books) {
  SIM_ASSERT(replica_ < replicas_.size());
  append_table(flows_, books, "mass", "water", "loads");
  append_stocks(books);
  for (const auto& table : service_) append_table(table, books, "amount", nullptr, "count");
  ++replica_;
}

void BookTables::append_table(const Table& table, const Books& books, const char* amount, const char* part,
                              const char* count) {
  const auto rows = places(table.keys, books.keys);
  std::vector<std::int64_t> amounts, parts;
  std::vector<std::int32_t> counts;
  for (int month = 0; month < books.months; ++month)
    for (const auto row : rows) {
      const BookEntry entry = row == std::string::npos ? BookEntry{} : books.entries[at(books.months, row, month)];
      amounts.push_back(entry.amount);
      parts.push_back(entry.part);
      counts.push_back(static_cast<std::int32_t>(entry.count));
    }
  if (rows.empty() && replica_ > 0) return;
  file_.append(table.group + "/" + amount, amounts);
  if (part) file_.append(table.group + "/" + part, parts);
  file_.append(table.group + "/" + count, counts);
}

void BookTables::append_stocks(const Books& books) {
  const auto rows = places(stocks_, books.stock_keys);
  std::vector<std::int64_t> masses, waters;
  for (int month = 0; month < books.months; ++month)
    for (const auto row : rows) {
      const BookEntry entry = row == std::string::npos ? BookEntry{} : books.stocks[at(books.months, row, month)];
      masses.push_back(entry.amount);
      waters.push_back(entry.part);
    }
  if (rows.empty() && replica_ > 0) return;
  file_.append(stock_group_ + "/mass", masses);
  file_.append(stock_group_ + "/water", waters);
}

}  // namespace waste
