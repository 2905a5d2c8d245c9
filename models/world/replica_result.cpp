#include <bit>
#include <cstring>
#include <vector>

#include "engine/base/error.h"
#include "engine/store/compressed.h"
#include "models/world/replica_result.h"

namespace waste {
namespace {

static_assert(std::endian::native == std::endian::little, "journals are little-endian");

class Writer {
 public:
  template <class T>
  void put(const T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  /// Compressed, preceded by the compressed length.
  void put_all(const std::vector<BookEntry>& entries) {
    const std::string compressed = sim::compress({reinterpret_cast<const char*>(entries.data()), entries.size() * sizeof(BookEntry)});
    put(static_cast<std::uint64_t>(compressed.size()));
    bytes_.append(compressed);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(const std::string& bytes) : bytes_(bytes) {}

  template <class T>
  T get() {
    if (bytes_.size() - at_ < sizeof(T)) fail();
    T value;
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  std::vector<BookEntry> get_all(std::size_t count) {
    const std::size_t length = this->count(1);
    const std::string_view compressed = std::string_view(bytes_).substr(at_, length);
    if (sim::decompressed_size(compressed) != count * sizeof(BookEntry)) fail();
    std::vector<BookEntry> entries(count);
    sim::decompress(compressed, {reinterpret_cast<char*>(entries.data()), count * sizeof(BookEntry)});
    at_ += length;
    return entries;
  }
  /// Reads a count of items of at least `size` bytes each, which must fit the remaining bytes.
  std::size_t count(std::size_t size) {
    const auto n = get<std::uint64_t>();
    if (n > (bytes_.size() - at_) / size) fail();
    return static_cast<std::size_t>(n);
  }
  void finish() const {
    if (at_ != bytes_.size()) fail();
  }
  [[noreturn]] static void fail() {
    throw sim::Error(sim::Exit::results, {"运行日志中有一条记录无法读取；请删除日志后重新运行",
                                          "a record of the journal makes no sense; remove the journal and run again"});
  }

 private:
  const std::string& bytes_;
  std::size_t at_ = 0;
};

void put_alarm(Writer& out, const Alarm& alarm) {
  out.put(alarm.day);
  out.put(alarm.site);
  out.put(alarm.stream);
  out.put(static_cast<std::uint8_t>(alarm.kind));
  out.put(alarm.amount);
}

Alarm get_alarm(Reader& in) {
  Alarm alarm;
  alarm.day = in.get<std::int32_t>();
  alarm.site = in.get<SiteId>();
  alarm.stream = in.get<StreamId>();
  const auto kind = in.get<std::uint8_t>();
  if (kind >= alarm_kinds) Reader::fail();
  alarm.kind = static_cast<AlarmKind>(kind);
  alarm.amount = in.get<std::int64_t>();
  return alarm;
}

constexpr std::size_t alarm_bytes = sizeof(std::int32_t) + sizeof(SiteId) + sizeof(StreamId) + 1 + sizeof(std::int64_t);
constexpr std::size_t entry_bytes = 3 * sizeof(std::int64_t);
static_assert(sizeof(BookEntry) == entry_bytes, "entries are written as they lie in memory");
constexpr std::size_t key_bytes = 1 + sizeof(StreamId) + 2 * sizeof(SiteId);
constexpr std::size_t stock_key_bytes = sizeof(SiteId) + sizeof(StreamId);

}  // namespace

std::string to_bytes(const ReplicaResult& result) {
  Writer out;
  out.put(result.scenario);
  out.put(result.replica);
  out.put(result.events);
  const Books& books = result.books;
  out.put(static_cast<std::int32_t>(books.first_month));
  out.put(static_cast<std::int32_t>(books.months));
  out.put(books.closing_error);
  out.put(books.checks);
  out.put(static_cast<std::uint64_t>(books.keys.size()));
  for (const BookKey& key : books.keys) {
    out.put(static_cast<std::uint8_t>(key.channel));
    out.put(key.stream);
    out.put(key.site);
    out.put(key.counterpart);
  }
  out.put(static_cast<std::uint64_t>(books.stock_keys.size()));
  for (const auto& [site, stream] : books.stock_keys) {
    out.put(site);
    out.put(stream);
  }
  for (const std::int64_t count : books.alarm_counts) out.put(count);
  out.put(static_cast<std::uint64_t>(books.alarms.size()));
  for (const Alarm& alarm : books.alarms) put_alarm(out, alarm);
  out.put(static_cast<std::uint64_t>(result.acted.size()));
  for (const std::uint8_t flag : result.acted) out.put(flag);
  out.put_all(books.entries);
  out.put_all(books.stocks);
  return out.take();
}

namespace {

/// Everything except the values of the books, which follow it.
ReplicaResult get_head(Reader& in) {
  ReplicaResult result;
  result.scenario = in.get<std::uint32_t>();
  result.replica = in.get<std::uint32_t>();
  result.events = in.get<std::uint64_t>();
  Books& books = result.books;
  books.first_month = in.get<std::int32_t>();
  books.months = in.get<std::int32_t>();
  if (books.months < 0 || books.months > 12'000) Reader::fail();
  books.closing_error = in.get<std::int64_t>();
  books.checks = in.get<std::uint64_t>();
  books.keys.resize(in.count(key_bytes));
  for (BookKey& key : books.keys) {
    const auto channel = in.get<std::uint8_t>();
    if (channel >= channels) Reader::fail();
    key.channel = static_cast<Channel>(channel);
    key.stream = in.get<StreamId>();
    key.site = in.get<SiteId>();
    key.counterpart = in.get<SiteId>();
  }
  books.stock_keys.resize(in.count(stock_key_bytes));
  for (auto& [site, stream] : books.stock_keys) {
    site = in.get<SiteId>();
    stream = in.get<StreamId>();
  }
  for (std::int64_t& count : books.alarm_counts) count = in.get<std::int64_t>();
  books.alarms.resize(in.count(alarm_bytes));
  for (Alarm& alarm : books.alarms) alarm = get_alarm(in);
  result.acted.resize(in.count(1));
  for (std::uint8_t& flag : result.acted) flag = in.get<std::uint8_t>();
  return result;
}

}  // namespace

ReplicaResult head_from_bytes(const std::string& bytes) {
  Reader in(bytes);
  return get_head(in);
}

ReplicaResult result_from_bytes(const std::string& bytes) {
  Reader in(bytes);
  ReplicaResult result = get_head(in);
  Books& books = result.books;
  const auto months = static_cast<std::size_t>(books.months);
  books.entries = in.get_all(books.keys.size() * months);
  books.stocks = in.get_all(books.stock_keys.size() * months);
  in.finish();
  return result;
}

}  // namespace waste
