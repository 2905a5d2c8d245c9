#include "engine/store/journal.h"

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "engine/store/bytes.h"

namespace sim {
namespace {

constexpr std::string_view file_magic = "SIMJRNL\n";
constexpr std::uint32_t record_magic = 0x64434552;  // "RECd"
constexpr std::string_view record_magic_text = "RECd";
constexpr std::size_t header_size = 16 + fingerprint_size;  // [byte]
constexpr std::size_t head_size = 32;                       // of a record [byte]
constexpr std::size_t block = 1 << 16;                      // read at once [byte]

/// Header of a record.
struct Head {
  std::uint32_t kind = 0;
  std::uint64_t index = 0;
  std::uint64_t length = 0;
  std::uint32_t checksum = 0;  // of the payload
};

std::string make_header(std::string_view fingerprint) {
  SIM_ASSERT(fingerprint.size() == fingerprint_size);
  std::string start(file_magic);
  put(start, journal_format);
  const auto checksum = crc32c(fingerprint, crc32c(start));
  put(start, checksum);
  return start.append(fingerprint);
}

std::string make_head(const Head& head) {
  std::string bytes;
  put(bytes, record_magic);
  put(bytes, head.kind);
  put(bytes, head.index);
  put(bytes, head.length);
  put(bytes, head.checksum);
  put(bytes, crc32c(bytes));
  return bytes;
}

std::optional<Head> parse_head(std::string_view bytes) {
  if (bytes.size() < head_size || get<std::uint32_t>(bytes, 0) != record_magic) return {};
  if (get<std::uint32_t>(bytes, 28) != crc32c(bytes.substr(0, 28))) return {};
  return Head{get<std::uint32_t>(bytes, 4), get<std::uint64_t>(bytes, 8), get<std::uint64_t>(bytes, 16), get<std::uint32_t>(bytes, 24)};
}

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw Error(Exit::results, "journal '" + path + "' " + what + "; run again without --resume to start afresh");
}

void check_header(const std::string& path, std::string_view bytes, std::string_view fingerprint) {
  if (bytes.size() < header_size || !bytes.starts_with(file_magic)) refuse(path, "is not a journal of this program");
  const auto format = get<std::uint32_t>(bytes, 8);
  if (format != journal_format)
    refuse(path, "has format " + std::to_string(format) + ", this program reads " + std::to_string(journal_format));
  if (get<std::uint32_t>(bytes, 12) != crc32c(bytes.substr(16), crc32c(bytes.substr(0, 12)))) refuse(path, "is damaged in its header");
  if (bytes.substr(16) != fingerprint) refuse(path, "belongs to another run: the scenarios, data, seed or program version differ");
}

/// True if the file is empty or the writer was killed while writing the header.
bool has_torn_header(const std::string& path, std::string_view header) {
  const auto bytes = InputFile(path).read(0, header_size);
  return bytes.size() < header_size && header.starts_with(bytes);
}

}  // namespace

JournalReader::JournalReader(std::string path, std::string_view fingerprint) : file_(std::move(path)), position_(header_size) {
  SIM_ASSERT(fingerprint.size() == fingerprint_size);
  check_header(file_.path(), file_.read(0, header_size), fingerprint);
}

std::optional<JournalRecord> JournalReader::next() {
  const auto head = parse_head(file_.read(position_, head_size));
  if (!head) return end_of_records(position_ + 1);
  const auto after_head = position_ + head_size;
  if (head->length > file_.size() - after_head) return {};  // torn: the head is intact, so the length can be trusted
  const JournalRecord record{head->kind, head->index, head->length, position_};
  if (!payload_is_whole(record, head->checksum)) return end_of_records(after_head + head->length);
  position_ = after_head + head->length;
  return record;
}

std::vector<JournalRecord> JournalReader::rest() {
  std::vector<JournalRecord> records;
  while (const auto record = next()) records.push_back(*record);
  return records;
}

std::string JournalReader::read(const JournalRecord& record) const {
  const auto head = parse_head(file_.read(record.offset, head_size));
  if (!head || head->length != record.length) refuse(file_.path(), "was changed while it was read");
  auto payload = file_.read(record.offset + head_size, record.length);
  if (payload.size() != record.length || crc32c(payload) != head->checksum)
    refuse(file_.path(), "is damaged at byte " + std::to_string(record.offset));
  return payload;
}

bool JournalReader::payload_is_whole(const JournalRecord& record, std::uint32_t checksum) const {
  std::uint32_t crc = 0;
  const auto begin = record.offset + head_size;
  for (std::uint64_t done = 0; done < record.length; done += block)
    crc = crc32c(file_.read(begin + done, std::min<std::uint64_t>(block, record.length - done)), crc);
  return crc == checksum;
}

/// A bad record followed by an intact one is damage; otherwise it is a torn tail.
std::optional<JournalRecord> JournalReader::end_of_records(std::uint64_t search_from) const {
  for (auto offset = search_from; offset < file_.size(); offset += block) {
    const auto bytes = file_.read(offset, block + head_size - 1);  // a head may straddle two blocks
    for (auto at = bytes.find(record_magic_text); at != bytes.npos && at < block; at = bytes.find(record_magic_text, at + 1))
      if (parse_head(std::string_view(bytes).substr(at, head_size)))
        refuse(file_.path(), "is damaged at byte " + std::to_string(position_));
  }
  return {};
}

JournalWriter::JournalWriter(AppendFile file, std::string_view fingerprint, std::vector<JournalRecord> records, std::uint64_t end)
    : file_(std::move(file)), records_(std::move(records)) {
  if (file_.size() != end) file_.truncate(end);
  if (end == 0) file_.append(make_header(fingerprint));
  file_.sync();
  file_.sync_folder();
}

JournalWriter JournalWriter::create(const std::string& path, std::string_view fingerprint) {
  return {AppendFile(path), fingerprint, {}, 0};
}

JournalWriter JournalWriter::resume(const std::string& path, std::string_view fingerprint) {
  AppendFile file(path);
  if (has_torn_header(path, make_header(fingerprint))) return {std::move(file), fingerprint, {}, 0};
  JournalReader reader(path, fingerprint);
  auto records = reader.rest();
  return {std::move(file), fingerprint, std::move(records), reader.end()};
}

void JournalWriter::append(std::uint32_t kind, std::uint64_t index, std::string_view payload) {
  const JournalRecord record{kind, index, payload.size(), file_.size()};
  auto bytes = make_head({kind, index, payload.size(), crc32c(payload)});
  bytes.append(payload);  // one write, so that a kill can tear the file at one place only
  file_.append(bytes);
  records_.push_back(record);
}

void JournalWriter::sync() { file_.sync(); }

}  // namespace sim
