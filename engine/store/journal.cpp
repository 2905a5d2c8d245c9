#include "engine/store/journal.h"

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "engine/store/bytes.h"
#include "engine/store/synced_file.h"

namespace sim {

/// Header of a record.
struct JournalReader::Head {
  std::uint32_t kind = 0;
  std::uint64_t index = 0;
  std::uint64_t length = 0;
  std::uint32_t checksum = 0;  // of the payload
};

namespace {

constexpr std::string_view file_magic = "SIMJRNL\n";
constexpr std::uint32_t record_magic = 0x64434552;  // "RECd"
constexpr std::string_view record_magic_text = "RECd";
constexpr std::size_t header_size = 16 + fingerprint_size;  // [byte]
constexpr std::size_t head_size = 32;                       // of a record [byte]
constexpr std::size_t block = 1 << 16;                      // read at once [byte]

std::string make_header(std::string_view fingerprint) {
  SIM_ASSERT(fingerprint.size() == fingerprint_size);
  std::string start(file_magic);
  put(start, journal_format);
  const auto checksum = crc32c(fingerprint, crc32c(start));
  put(start, checksum);
  return start.append(fingerprint);
}

[[noreturn]] void refuse(const std::string& path, const Message& what) {
  throw Error(Exit::results, {"运行日志“" + path + "”" + what.zh, "journal '" + path + "' " + what.en});
}

/// What is wrong with a header; nothing if it is that of this fingerprint.
Message fault_of(std::string_view header, std::string_view fingerprint) {
  if (header.size() < header_size || !header.starts_with(file_magic)) return {"不是本程序的运行日志", "is not a journal of this program"};
  const auto format = get<std::uint32_t>(header, 8);
  if (format != journal_format)
    return {"格式为" + std::to_string(format) + "，本程序读取" + std::to_string(journal_format),
            "has format " + std::to_string(format) + ", this program reads " + std::to_string(journal_format)};
  if (get<std::uint32_t>(header, 12) != crc32c(header.substr(16), crc32c(header.substr(0, 12))))
    return {"文件头已损坏", "is damaged in its header"};
  if (header.substr(16) == fingerprint) return {};
  return {"属于另一次运行：情景、数据、种子或程序版本不同", "belongs to another run: the scenarios, data, seed or program version differ"};
}

}  // namespace

std::string journal_fingerprint(const std::string& path) {
  const std::string header = InputFile(path).read(0, header_size);
  const std::string own = header.size() == header_size ? header.substr(16) : std::string(fingerprint_size, ' ');
  if (const Message fault = fault_of(header, own); !fault.empty()) refuse(path, fault);
  return own;
}

JournalReader::JournalReader(std::string path, std::string_view fingerprint)
    : file_(std::move(path)), seed_(crc32c(fingerprint)), position_(header_size) {
  const Message fault = fault_of(file_.read(0, header_size), fingerprint);
  damaged_ = !fault.empty();
  if (damaged_ && !find_head(0)) refuse(file_.path(), fault);
}

std::optional<JournalRecord> JournalReader::next() {
  auto at = std::optional(position_);
  auto record = sound_record_at(*at);
  while (!record && (at = find_head(*at + 1))) record = sound_record_at(*at);
  if (!record) return {};
  damaged_ = damaged_ || *at != position_;
  position_ = *at + head_size + record->length;
  return record;
}

std::vector<JournalRecord> JournalReader::rest() {
  std::vector<JournalRecord> records;
  while (const auto record = next()) records.push_back(*record);
  return records;
}

std::string JournalReader::read(const JournalRecord& record) const {
  const auto head = head_at(record.offset);
  if (!head || head->length != record.length) refuse(file_.path(), {"在读取时被改动", "was changed while it was read"});
  auto payload = file_.read(record.offset + head_size, record.length);
  if (payload.size() != record.length || crc32c(payload) != head->checksum)
    refuse(file_.path(), {"在第" + std::to_string(record.offset) + "字节处损坏；请用 --resume 继续",
                          "is damaged at byte " + std::to_string(record.offset) + "; go on with --resume"});
  return payload;
}

std::optional<JournalReader::Head> JournalReader::head_at(std::uint64_t offset) const { return parse_head(file_.read(offset, head_size)); }

std::optional<JournalReader::Head> JournalReader::parse_head(std::string_view bytes) const {
  if (bytes.size() < head_size || get<std::uint32_t>(bytes, 0) != record_magic) return {};
  if (get<std::uint32_t>(bytes, 28) != crc32c(bytes.substr(0, 28), seed_)) return {};
  return Head{get<std::uint32_t>(bytes, 4), get<std::uint64_t>(bytes, 8), get<std::uint64_t>(bytes, 16), get<std::uint32_t>(bytes, 24)};
}

/// The first intact head at `from` or behind it.
std::optional<std::uint64_t> JournalReader::find_head(std::uint64_t from) const {
  for (const auto size = file_.size(); from < size; from += block) {
    const auto bytes = file_.read(from, block + head_size - 1);  // a head may straddle two blocks
    for (auto at = bytes.find(record_magic_text); at != bytes.npos && at < block; at = bytes.find(record_magic_text, at + 1))
      if (parse_head(std::string_view(bytes).substr(at, head_size))) return from + at;
  }
  return {};
}

std::optional<JournalRecord> JournalReader::sound_record_at(std::uint64_t offset) const {
  const auto head = head_at(offset);
  if (!head || head->length > file_.size() - (offset + head_size)) return {};
  const JournalRecord record{head->kind, head->index, head->length, offset};
  return payload_is_whole(record, head->checksum) ? std::optional(record) : std::nullopt;
}

bool JournalReader::payload_is_whole(const JournalRecord& record, std::uint32_t checksum) const {
  std::uint32_t crc = 0;
  const auto begin = record.offset + head_size;
  for (std::uint64_t done = 0; done < record.length; done += block)
    crc = crc32c(file_.read(begin + done, std::min<std::uint64_t>(block, record.length - done)), crc);
  return crc == checksum;
}

namespace {

/// What stands in the file when it is opened.
struct Found {
  std::vector<JournalRecord> records;
  std::uint64_t end = 0;
  bool damaged = false;
};

/// How many records a journal of any fingerprint holds; nothing if that cannot be told.
std::optional<std::size_t> count_records(const std::string& path, std::string_view header) {
  const std::string own(header.substr(std::min(header.size(), header_size - fingerprint_size)));
  if (!fault_of(header, own).empty()) return {};
  return JournalReader(path, own).rest().size();
}

std::string finished(std::size_t count) { return std::to_string(count) + " finished replica" + (count == 1 ? "" : "s"); }

/// The records of this fingerprint. Another's finished work is refused, as is a file that cannot be judged; what holds no finished
/// work is as good as empty.
Found look_at(const std::string& path, std::string_view fingerprint, Finished wanted) {
  const std::string header = InputFile(path).read(0, header_size);
  const bool torn = header.size() < header_size && make_header(fingerprint).starts_with(header.substr(0, file_magic.size()));
  if (torn || wanted == Finished::discard) return {};
  const Exit exit = wanted == Finished::resume ? Exit::results : Exit::usage;
  try {
    JournalReader reader(path, fingerprint);
    auto records = reader.rest();
    if (!records.empty() && wanted == Finished::refuse)
      throw Error(Exit::usage, {"中断的运行在“" + path + "”中留下已完成的" + std::to_string(records.size()) +
                                    "遍：加 --resume 继续，或加 --discard 放弃",
                                "an interrupted run left " + finished(records.size()) + " in '" + path +
                                    "'; add --resume to go on with them, or --discard to drop them"});
    return {std::move(records), reader.end(), reader.damaged()};
  } catch (const Error& error) {
    if (error.exit() != Exit::results) throw;
    const auto count = count_records(path, header);
    if (count == std::size_t{0}) return {};
    throw Error(exit, {error.zh() + (count ? "（已完成" + std::to_string(*count) + "遍）" : "") +
                           "；请给本次运行另一个输出文件（-o），或加 --discard 放弃已有结果",
                       error.what() + (count ? " (" + finished(*count) + ")" : "") +
                           "; give this run another output (-o), or add --discard to drop that work"});
  }
}

}  // namespace

JournalWriter::JournalWriter(const std::string& path, std::string_view fingerprint, Finished finished, std::chrono::milliseconds interval)
    : file_(std::make_unique<SyncedFile>(path, interval)), seed_(crc32c(fingerprint)) {
  Found found = look_at(path, fingerprint, finished);
  records_ = std::move(found.records);
  damaged_ = found.damaged;
  if (file_->size() != found.end) file_->truncate(found.end);
  if (found.end == 0) file_->append(make_header(fingerprint));
  file_->sync();
  file_->sync_folder();
}

JournalWriter::JournalWriter(JournalWriter&&) noexcept = default;
JournalWriter::~JournalWriter() = default;

void JournalWriter::append(std::uint32_t kind, std::uint64_t index, std::string_view payload) {
  const JournalRecord record{kind, index, payload.size(), file_->size()};
  std::string bytes;
  put(bytes, record_magic);
  put(bytes, kind);
  put(bytes, index);
  put(bytes, std::uint64_t{payload.size()});
  put(bytes, crc32c(payload));
  put(bytes, crc32c(bytes, seed_));
  bytes.append(payload);  // one write, so that a kill can tear the file at one place only
  file_->append(bytes);
  records_.push_back(record);
}

void JournalWriter::sync() { file_->sync(); }

}  // namespace sim
