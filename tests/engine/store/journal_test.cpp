#include "engine/store/journal.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

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

JournalWriter resumed(const std::string& path) { return {path, ours, Finished::resume}; }
JournalWriter begun(const std::string& path) { return {path, ours, Finished::refuse}; }

/// The bytes of a journal with `count` records.
std::string journal_bytes(const Folder& folder, std::uint64_t count) {
  JournalWriter journal(folder.file("made"), ours, Finished::discard);
  append_from(journal, 0, count);
  journal.sync();
  return read_file(folder.file("made"));
}

std::vector<JournalRecord> records_in(const std::string& path) { return JournalReader(path, ours).rest(); }

Error error_of_opening(const Folder& folder, const std::string& bytes, Finished finished) {
  place(folder.file("j"), bytes);
  const auto error = error_of([&] { JournalWriter(folder.file("j"), ours, finished); });
  CHECK(read_file(folder.file("j")) == bytes);  // a refused journal is left alone
  return error;
}

std::string flipped(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
  return bytes;
}

}  // namespace

TEST_CASE("a journal gives back its records in order, and any one by its place") {
  const Folder folder;
  auto journal = begun(folder.file("j"));
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
  CHECK_FALSE(reader.damaged());
}

TEST_CASE("a journal cut at any byte of its last two records resumes and ends in the same bytes") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 5);
  const auto begin = records_in(folder.file("made"))[3].offset;
  for (auto cut = begin; cut <= whole.size(); ++cut) {
    place(folder.file("j"), whole.substr(0, cut));
    auto journal = resumed(folder.file("j"));
    const auto kept = journal.records().size();
    CHECK(kept >= 3);
    CHECK((cut == whole.size()) == (kept == 5));
    CHECK_FALSE(journal.damaged());
    append_from(journal, kept, 5);
    REQUIRE(read_file(folder.file("j")) == whole);
  }
}

TEST_CASE("a journal cut at any byte of its header starts afresh, with or without resuming") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 1);
  for (std::size_t cut = 0; cut <= 48; ++cut) {
    place(folder.file("j"), whole.substr(0, cut));
    auto journal = cut % 2 == 0 ? resumed(folder.file("j")) : begun(folder.file("j"));
    append_from(journal, 0, 1);
    REQUIRE(read_file(folder.file("j")) == whole);
  }
}

TEST_CASE("a tail of zeros, as a power cut leaves it, is dropped") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 2);
  place(folder.file("j"), whole + std::string(5000, '\0'));
  auto journal = resumed(folder.file("j"));
  CHECK(journal.records().size() == 2);
  CHECK(read_file(folder.file("j")) == whole);
}

TEST_CASE("finished work is dropped on demand only, whosever it is") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 2);
  const std::string others(32, 'g');
  const auto mine = error_of_opening(folder, whole, Finished::refuse);
  CHECK(mine.exit() == Exit::usage);
  CHECK(mentions(mine, "2 finished replicas"));
  CHECK(mentions(mine, "--resume"));
  CHECK(mentions(mine, "--discard"));
  for (const auto finished : {Finished::refuse, Finished::resume}) {
    const auto foreign = error_of([&] { JournalWriter(folder.file("j"), others, finished); });
    CHECK(foreign.exit() == (finished == Finished::resume ? Exit::results : Exit::usage));
    CHECK(mentions(foreign, "belongs to another run"));
    CHECK(mentions(foreign, "2 finished replicas"));
    CHECK(mentions(foreign, "--discard"));
    CHECK_FALSE(mentions(foreign, "remove"));
  }
  CHECK(read_file(folder.file("j")) == whole);
  CHECK(JournalWriter(folder.file("j"), others, Finished::discard).records().empty());
  CHECK(records_in(folder.file("made")).size() == 2);
}

TEST_CASE("a journal of another run without a finished replica is nobody's loss") {
  const Folder folder;
  for (const auto finished : {Finished::refuse, Finished::resume}) {
    JournalWriter(folder.file("j"), std::string(32, 'g'), Finished::discard);
    JournalWriter journal(folder.file("j"), ours, finished);
    append_from(journal, 0, 1);
    CHECK(records_in(folder.file("j")).size() == 1);
    sim::remove(folder.file("j"));
  }
}

TEST_CASE("a flipped bit anywhere costs at most the record it hits, and the journal goes on") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 4);
  const auto places = records_in(folder.file("made"));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    place(folder.file("j"), flipped(whole, at));
    auto journal = resumed(folder.file("j"));
    const auto after = std::upper_bound(places.begin(), places.end(), at, [](auto a, const auto& b) { return a < b.offset; });
    const auto hit = after - places.begin() - 1;  // -1: the header
    auto expected = places;
    if (hit >= 0) expected.erase(expected.begin() + hit);
    REQUIRE(journal.records() == expected);
    CHECK(journal.damaged() == (hit < 3));  // the last one looks torn
    for (std::uint64_t index : {std::uint64_t(std::max<std::ptrdiff_t>(hit, 0))})
      if (hit >= 0) journal.append(3, index, payload_of(index));
    const JournalReader reader(folder.file("j"), ours);
    for (const auto& record : journal.records()) REQUIRE(reader.read(record) == payload_of(record.index));
    REQUIRE(journal.records().size() == 4);
  }
}

TEST_CASE("a record that is sound is found behind damage longer than what is read at once") {
  const Folder folder;
  auto journal = begun(folder.file("j"));
  for (int i = 0; i < 3; ++i) journal.append(1, i, std::string(300'000, 'p'));
  const auto places = journal.records();
  auto bytes = read_file(folder.file("j"));
  bytes.replace(places[1].offset, 200'000, std::string(200'000, 'X'));
  place(folder.file("copy"), bytes);
  CHECK(JournalReader(folder.file("copy"), ours).rest() == std::vector{places[0], places[2]});
}

TEST_CASE("a record of another run is none of ours, even if it stands in our journal") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 2);
  JournalWriter(folder.file("other"), std::string(32, 'g'), Finished::discard).append(3, 2, payload_of(2));
  place(folder.file("j"), whole + read_file(folder.file("other")).substr(48));
  CHECK(resumed(folder.file("j")).records().size() == 2);
}

TEST_CASE("a file that cannot be judged is refused in words") {
  const Folder folder;
  const std::string strange = "something else entirely, and longer than the header of a journal";
  CHECK(mentions(error_of_opening(folder, strange, Finished::resume), "is not a journal"));
  CHECK(error_of_opening(folder, strange, Finished::refuse).exit() == Exit::usage);
  auto old = journal_bytes(folder, 1).substr(0, 60);
  old[8] = 2;
  CHECK(mentions(error_of_opening(folder, old, Finished::resume), "has format 2, this program reads 3"));
  old[8] = 3;
  CHECK(mentions(error_of_opening(folder, flipped(old, 20), Finished::resume), "is damaged in its header"));
  CHECK(JournalWriter(folder.file("j"), ours, Finished::discard).records().empty());
}

TEST_CASE("an append on a full disk throws and the journal goes on after it") {
  const Folder folder;
  const auto whole = journal_bytes(folder, 3);
  auto journal = begun(folder.file("j"));
  append_from(journal, 0, 1);
  {
    const FaultInjection faults({FileOperation::write, 1, ENOSPC, true, false});
    CHECK(error_of([&] { append_from(journal, 1, 2); }).exit() == Exit::io);
  }
  CHECK(journal.records().size() == 1);
  append_from(journal, 1, 3);
  CHECK(read_file(folder.file("j")) == whole);
}

TEST_CASE("what was appended becomes durable without another call") {
  const Folder folder;
  JournalWriter journal(folder.file("j"), ours, Finished::refuse, std::chrono::milliseconds{1});
  const FaultInjection faults({FileOperation::sync, 1, EIO, false, false});
  append_from(journal, 0, 1);
  for (int waited = 0; waited < 10'000 && !faults.fired(); ++waited) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  REQUIRE(faults.fired());
  const auto error = error_of([&] { journal.sync(); });  // the error of the background is not lost
  CHECK(error.exit() == Exit::io);
  CHECK(mentions(error, "Input/output error"));
  CHECK(JournalWriter::sync_interval <= std::chrono::seconds{30});
}

TEST_CASE("a second writer is told who the first one is") {
  const Folder folder;
  const auto journal = begun(folder.file("j"));
  const auto error = error_of([&] { resumed(folder.file("j")); });
  CHECK(error.exit() == Exit::io);
  CHECK(mentions(error, "process " + std::to_string(::getpid()) + " is writing it, since 20"));
  CHECK(mentions(error, ::program_invocation_short_name));
  CHECK_FALSE(mentions(error, "remove"));
}
