#include "engine/store/journal.h"

#include <cerrno>

#include "engine/store/fault_injection.h"
#include "tests/catch.h"
#include "tests/engine/store/error_of.h"
#include "tests/engine/store/folder.h"

using namespace sim;
using namespace store_test;

namespace {

const std::string ours(32, 'f');

std::string payload_of(std::uint64_t index) {
  std::string bytes;
  for (std::uint64_t i = 0; i < 20 + 7 * index; ++i) bytes.push_back(static_cast<char>(i * 31 + index));
  return bytes;
}

void append_from(JournalWriter& journal, std::uint64_t first, std::uint64_t count) {
  for (auto index = first; index < count; ++index) journal.append(3, index, payload_of(index));
}

/// The bytes of a journal with `count` records.
std::string journal_bytes(const Folder& folder, std::uint64_t count) {
  auto journal = JournalWriter::create(folder.file("made"), ours);
  append_from(journal, 0, count);
  journal.sync();
  return read_file(folder.file("made"));
}

std::vector<JournalRecord> records_in(const std::string& path) { return JournalReader(path, ours).rest(); }

Error error_of_reading(const Folder& folder, const std::string& bytes) {
  place(folder.file("j"), bytes);
  return error_of([&] { JournalReader(folder.file("j"), ours).rest(); });
}

}  // namespace

TEST_CASE("a journal gives back its records in order, and any one by its place") {
  const Folder folder;
  auto journal = JournalWriter::create(folder.file("j"), ours);
  append_from(journal, 0, 5);
  journal.append(9, 77, "");
  journal.append(9, 78, std::string(200'000, 'x'));
  JournalReader reader(folder.file("j"), ours);
  const auto records = reader.rest();
  REQUIRE(records.size() == 7);
  CHECK(records == journal.records());
  for (std::uint64_t i : {4, 0, 2}) CHECK(reader.read(records[i]) == payload_of(i));
  CHECK(records[5].kind == 9);
  CHECK(records[5].index == 77);
  CHECK(reader.read(records[5]).empty());
  CHECK(reader.read(records[6]) == std::string(200'000, 'x'));
  CHECK(reader.end() == read_file(folder.file("j")).size());
}

TEST_CASE("a journal cut at any byte of its last two records resumes and ends in the same bytes") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 5);
  const auto begin = records_in(folder.file("made"))[3].offset;
  for (auto cut = begin; cut <= whole.size(); ++cut) {
    place(folder.file("j"), whole.substr(0, cut));
    auto journal = JournalWriter::resume(folder.file("j"), ours);
    const auto kept = journal.records().size();
    CHECK(kept >= 3);
    CHECK((cut == whole.size()) == (kept == 5));
    append_from(journal, kept, 5);
    REQUIRE(read_file(folder.file("j")) == whole);
  }
}

TEST_CASE("a journal cut at any byte of its header starts afresh") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 1);
  for (std::size_t cut = 0; cut <= 48; ++cut) {
    place(folder.file("j"), whole.substr(0, cut));
    auto journal = JournalWriter::resume(folder.file("j"), ours);
    append_from(journal, 0, 1);
    REQUIRE(read_file(folder.file("j")) == whole);
  }
}

TEST_CASE("resuming without a file begins a journal, creating drops what was there") {
  const Folder folder;
  {
    auto journal = JournalWriter::resume(folder.file("j"), ours);
    append_from(journal, 0, 2);
  }
  CHECK(records_in(folder.file("j")).size() == 2);
  {
    auto journal = JournalWriter::create(folder.file("j"), ours);
    append_from(journal, 0, 1);
  }
  CHECK(records_in(folder.file("j")).size() == 1);
}

TEST_CASE("a tail of zeros, as a power cut leaves it, is dropped") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 2);
  place(folder.file("j"), whole + std::string(5000, '\0'));
  auto journal = JournalWriter::resume(folder.file("j"), ours);
  CHECK(journal.records().size() == 2);
  CHECK(read_file(folder.file("j")) == whole);
}

TEST_CASE("a flipped bit anywhere before the last record is refused as damage") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 3);
  const auto last = records_in(folder.file("made"))[2].offset;
  for (std::size_t at = 0; at < last; ++at) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    REQUIRE(error_of_reading(folder, bytes).exit() == Exit::results);
    REQUIRE(error_of([&] { JournalWriter::resume(folder.file("j"), ours); }).exit() == Exit::results);
    REQUIRE(read_file(folder.file("j")) == bytes);  // a refused journal is left alone
  }
}

TEST_CASE("damage is found though the next sound record is more than one block away") {
  const Folder folder;
  auto journal = JournalWriter::create(folder.file("j"), ours);
  for (int i = 0; i < 3; ++i) journal.append(1, i, std::string(100'000, 'p'));
  auto bytes = read_file(folder.file("j"));
  bytes[journal.records()[1].offset] = 'X';
  place(folder.file("copy"), bytes);
  const auto error = error_of([&] { JournalReader(folder.file("copy"), ours).rest(); });
  CHECK(mentions(error, "damaged at byte " + std::to_string(journal.records()[1].offset)));
}

TEST_CASE("a flipped bit in the last record drops that record only") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 3);
  const auto last = records_in(folder.file("made"))[2].offset;
  for (auto at = last; at < whole.size(); ++at) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x01);
    place(folder.file("j"), bytes);
    REQUIRE(records_in(folder.file("j")).size() == 2);
  }
}

TEST_CASE("a journal of another run, another format, or of no kind is refused in words") {
  const Folder folder;
  auto bytes = journal_bytes(folder, 1);
  const auto foreign = error_of([&] { JournalWriter::resume(folder.file("made"), std::string(32, 'g')); });
  CHECK(foreign.exit() == Exit::results);
  CHECK(mentions(foreign, "belongs to another run"));
  CHECK(mentions(error_of_reading(folder, "something else entirely, and longer than a header"), "is not a journal"));
  bytes[8] = 9;
  CHECK(mentions(error_of_reading(folder, bytes), "has format 9, this program reads 2"));
}

TEST_CASE("an append on a full disk throws and the journal goes on after it") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 3);
  auto journal = JournalWriter::create(folder.file("j"), ours);
  append_from(journal, 0, 1);
  {
    const FaultInjection faults({FileOperation::write, 1, ENOSPC, true, false});
    CHECK(error_of([&] { append_from(journal, 1, 2); }).exit() == Exit::io);
  }
  CHECK(journal.records().size() == 1);
  append_from(journal, 1, 3);
  CHECK(read_file(folder.file("j")) == whole);
}
