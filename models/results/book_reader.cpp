#include "models/results/book_reader.h"

#include <algorithm>
#include <numeric>

#include "models/results/checks.h"
#include "models/results/layout.h"

namespace waste {
namespace {

Channel channel_named(const std::string& path, const std::string& name) {
  for (std::size_t i = 0; i < channels; ++i)
    if (name == info(static_cast<Channel>(i)).name) return static_cast<Channel>(i);
  refuse_results(path, {"有本版不认得的账目“" + name + "”", "holds a channel '" + name + "' that this version does not know"});
}

/// Rows of all tables in the order of the books.
void sort_rows(Books& books) {
  const auto months = static_cast<std::size_t>(books.months);
  std::vector<std::size_t> order(books.keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return books.keys[a] < books.keys[b]; });
  std::vector<BookKey> keys;
  std::vector<BookEntry> entries;
  for (const std::size_t row : order) {
    keys.push_back(books.keys[row]);
    for (std::size_t m = 0; m < months; ++m) entries.push_back(books.entries[row * months + m]);
  }
  books.keys = std::move(keys);
  books.entries = std::move(entries);
}

}  // namespace

std::unique_ptr<World> world_from_results(const std::string& path, const std::string& scenario) {
  const auto file = open_results(path);
  std::string text;
  for (const auto& line : file.read<std::string>(scenario + "/input/text")) text += line + "\n";
  return build_world(Scenario::parse(scenario, text));
}

std::vector<InputValue> values_from_results(const std::string& path, const std::string& scenario) {
  const auto file = open_results(path);
  const std::string group = scenario + "/values/";
  const auto paths = file.read<std::string>(group + "path"), sources = file.read<std::string>(group + "source");
  const auto origins = file.read<std::string>(group + "origin");
  if (sources.size() != paths.size() || origins.size() != paths.size()) refuse_results(path, damaged_at(group));
  std::vector<InputValue> values(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) values[i].path = paths[i], values[i].source = sources[i], values[i].origin = origins[i];
  return values;
}

BooksReader::BooksReader(const std::string& path, const World& world)
    : file_(open_results(path)), world_(world), path_(path), top_(world.scenario.name()) {
  const std::string flows = top_ + "/flows";
  replicas_ = file_.read<std::int32_t>(flows + "/replica");
  tables_.push_back({flows, "mass", "water", "loads", keys_of(flows, "flow", "")});
  if (!file_.has(top_ + "/service")) return;
  for (const auto& channel : file_.groups(top_ + "/service")) {
    const std::string group = top_ + "/service/" + channel;
    tables_.push_back({group, "amount", "", "count", keys_of(group, "row", channel)});
  }
}

/// `channel` empty: given in each row of the table.
std::vector<BookKey> BooksReader::keys_of(const std::string& group, const std::string& dim, const std::string& channel) const {
  const auto sites = file_.read<std::string>(group + "/site"), others = file_.read<std::string>(group + "/counterpart");
  const auto streams = file_.read<std::string>(group + "/stream");
  const auto names = channel.empty() ? file_.read<std::string>(group + "/channel") : std::vector<std::string>(sites.size(), channel);
  const std::size_t rows = file_.read<std::string>(group + "/" + dim).size();
  if (sites.size() != rows || others.size() != rows || streams.size() != rows || names.size() != rows)
    refuse_results(path_, damaged_at(group, "its columns have not the length of its rows"));
  std::vector<BookKey> keys;
  for (std::size_t i = 0; i < rows; ++i) {
    const StreamId stream = streams[i].empty() ? no_stream : world_.district.stream(streams[i]);
    const SiteId site = world_.district.site(sites[i]), other = others[i].empty() ? no_site : world_.district.site(others[i]);
    if (site == no_site || (other == no_site && !others[i].empty()) || (stream == no_stream && !streams[i].empty()))
      refuse_results(path_, damaged_at(group, "a site or stream that its scenario does not have"));
    keys.push_back({channel_named(path_, names[i]), stream, site, other});
  }
  return keys;
}

std::vector<double> BooksReader::weights() const {
  if (!file_.has(top_ + "/weights")) return {};
  auto weights = file_.read<double>(top_ + "/weights/weight");
  if (weights.size() != replicas_.size()) refuse_results(path_, damaged_at(top_ + "/weights"));
  return weights;
}

Books BooksReader::read(std::size_t replica) const {
  Books books;
  books.first_month = world_.district.first_month();
  books.months = world_.district.months();
  for (const Table& table : tables_) read_table(table, replica, books);
  sort_rows(books);
  read_stocks(replica, books);
  return books;
}

void BooksReader::read_table(const Table& table, std::size_t replica, Books& books) const {
  const std::size_t rows = table.keys.size(), months = static_cast<std::size_t>(books.months);
  if (rows == 0) return;
  const auto column = [&](const std::string& name) {
    auto values = file_.read_rows<std::int64_t>(table.group + "/" + name, replica, 1);
    if (values.size() != rows * months) refuse_results(path_, damaged_at(table.group + "/" + name));
    check_sums(path_, table.group + "/" + name, values);
    return values;
  };
  const auto amounts = column(table.amount), counts = column(table.count);
  const auto waters = table.water.empty() ? std::vector<std::int64_t>(rows * months) : column(table.water);
  for (std::size_t row = 0; row < rows; ++row) {
    books.keys.push_back(table.keys[row]);
    for (std::size_t m = 0; m < months; ++m)
      books.entries.push_back({amounts[m * rows + row], waters[m * rows + row], counts[m * rows + row]});
  }
}

void BooksReader::read_stocks(std::size_t replica, Books& books) const {
  const std::string group = top_ + "/stocks";
  const auto sites = file_.read<std::string>(group + "/site"), streams = file_.read<std::string>(group + "/stream");
  const std::size_t rows = sites.size(), months = static_cast<std::size_t>(books.months);
  if (rows == 0) return;
  const auto masses = file_.read_rows<std::int64_t>(group + "/mass", replica, 1);
  const auto waters = file_.read_rows<std::int64_t>(group + "/water", replica, 1);
  if (masses.size() != rows * months || waters.size() != masses.size() || streams.size() != rows) refuse_results(path_, damaged_at(group));
  check_sums(path_, group + "/mass", masses), check_sums(path_, group + "/water", waters);
  for (std::size_t row = 0; row < rows; ++row) {
    const SiteId site = world_.district.site(sites[row]);
    const StreamId stream = world_.district.stream(streams[row]);
    if (site == no_site || stream == no_stream)
      refuse_results(path_, damaged_at(group, "a site or stream that its scenario does not have"));
    books.stock_keys.emplace_back(site, stream);
    for (std::size_t m = 0; m < months; ++m) books.stocks.push_back({masses[m * rows + row], waters[m * rows + row], 0});
  }
}

}  // namespace waste
