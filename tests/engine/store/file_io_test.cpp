#include "engine/store/file_io.h"
#include "engine/store/append_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <vector>

#include "engine/store/bytes.h"
#include "engine/store/fault_injection.h"
#include "tests/catch.h"
#include "tests/engine/store/error_of.h"
#include "tests/engine/store/folder.h"

using namespace sim;
using namespace store_test;

TEST_CASE("CRC-32C has its published check value, also when taken in pieces") {
  CHECK(crc32c("123456789") == 0xe3069283u);
  CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aau);  // RFC 3720, B.4
  const std::string text = "the quick brown fox jumps over the lazy dog";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) CHECK(crc32c(text.substr(cut), crc32c(text.substr(0, cut))) == crc32c(text));
}

TEST_CASE("CRC-32C by the processor's instruction is the same as by tables, whatever the length and the checksum before") {
  if (!has_sse42()) {
    WARN("this machine has no SSE4.2");
    return;
  }
  std::string bytes;
  for (unsigned i = 0; i < 100; ++i) {
    for (const std::uint32_t before : {0u, 1u, 0xffffffffu, 0x12345678u}) {
      INFO(bytes.size() << " bytes after " << before);
      CHECK(crc32c_sse42(bytes, before) == crc32c_portable(bytes, before));
    }
    bytes.push_back(static_cast<char>(i * 151 + 7));
  }
}

TEST_CASE("numbers are stored with the least significant byte first") {
  std::string bytes;
  put(bytes, std::uint32_t{0x01020304});
  put(bytes, std::uint64_t{0xfffefdfcfbfaf9f8});
  CHECK(bytes == "\x04\x03\x02\x01\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff");
  CHECK(get<std::uint32_t>(bytes, 0) == 0x01020304u);
  CHECK(get<std::uint64_t>(bytes, 4) == 0xfffefdfcfbfaf9f8u);
}

TEST_CASE("a file written atomically is read back, and leaves no other file") {
  const Folder folder;
  const std::string bytes("with\0zero", 9);
  write_atomically(folder.file("a"), "old");
  write_atomically(folder.file("a"), bytes);
  CHECK(read_file(folder.file("a")) == bytes);
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that was not committed leaves the old one and nothing else") {
  const Folder folder;
  write_atomically(folder.file("a"), "old");
  {
    AtomicFile(folder.file("a")).write("new");
  }
  CHECK(read_file(folder.file("a")) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("every fault while writing gives the io exit and leaves the old file or the whole new one") {
  const std::string bytes(3'000'000, 'n');
  for (const bool lasting : {false, true})
    for (int nth = 1;; ++nth) {
      REQUIRE(nth < 50);
      const Folder folder;
      const auto path = folder.file("results.h5");
      write_atomically(path, "old");
      FaultInjection faults({.nth = nth, .error = lasting ? ENOSPC : EIO, .lasting = lasting});
      try {
        write_atomically(path, bytes);
        CHECK_FALSE(faults.fired());
        CHECK(nth > 5);  // open, write, sync, rename, folder: all were tried
        break;
      } catch (const Error& error) {
        CHECK(error.exit() == Exit::io);
        CHECK(mentions(error, folder.file("").substr(0, 5)));
        CHECK(mentions(error, lasting ? "No space left on device; free some space" : "Input/output error"));
      }
      std::FILE* const file = std::fopen(path.c_str(), "rb");  // read_file would meet the lasting fault
      REQUIRE(file);
      const int first = std::fgetc(file);
      std::fseek(file, 0, SEEK_END);
      const auto size = std::ftell(file);
      std::fclose(file);
      CHECK(((first == 'o' && size == 3) || (first == 'n' && size == 3'000'000)));
      CHECK(folder.count() == 1);
    }
}

TEST_CASE("a disk that fills in the middle of a write leaves the old file") {
  const Folder folder;
  write_atomically(folder.file("a"), "old");
  {
    const FaultInjection faults({FileOperation::write, 1, ENOSPC, true, true});
    const auto error = error_of([&] { write_atomically(folder.file("a"), std::string(1000, 'n')); });
    CHECK(error.exit() == Exit::io);
    CHECK(mentions(error, folder.file("a")));
  }
  CHECK(read_file(folder.file("a")) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("short and interrupted writes, reads and syncs are carried on") {
  const Folder folder;
  const std::string bytes = "0123456789";
  for (const auto operation : {FileOperation::open, FileOperation::write, FileOperation::read, FileOperation::sync, FileOperation::rename,
                               FileOperation::sync_folder}) {
    const FaultInjection faults({operation, 1, EINTR, false, false});
    write_atomically(folder.file("a"), bytes);
    CHECK(read_file(folder.file("a")) == bytes);
    CHECK(faults.fired());
  }
  const FaultInjection faults({FileOperation::write, 1, 0, true, false});
  write_atomically(folder.file("a"), bytes);
  CHECK(read_file(folder.file("a")) == bytes);
  CHECK(faults.fired());
}

TEST_CASE("reading refuses files over the limit, missing ones, folders and pipes") {
  const Folder folder;
  write_atomically(folder.file("a"), "12345");
  CHECK(read_file(folder.file("a"), 5) == "12345");
  CHECK(error_of([&] { read_file(folder.file("a"), 4); }).exit() == Exit::resource);
  CHECK(mentions(error_of([&] { read_file(folder.file("b")); }), "No such file"));
  CHECK(error_of([&] { read_file(folder.file("")); }).exit() == Exit::io);
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  CHECK(mentions(error_of([&] { read_file(folder.file("pipe")); }), "not a regular file"));
  CHECK(mentions(error_of([&] { write_atomically(folder.file("pipe"), "x"); }), "not a regular file"));
}

TEST_CASE("an append that fails leaves the file as it was, and the next one goes on there") {
  const Folder folder;
  AppendFile file(folder.file("a"));
  file.append("one");
  {
    const FaultInjection faults({FileOperation::write, 1, ENOSPC, true, false});
    CHECK(error_of([&] { file.append("lost"); }).exit() == Exit::io);
  }
  CHECK(file.size() == 3);
  file.append("two");
  file.sync();
  CHECK(read_file(folder.file("a")) == "onetwo");
}

TEST_CASE("after a failed sync, or a torn append that cannot be undone, nothing more is written") {
  const Folder folder;
  AppendFile unsynced(folder.file("a"));
  {
    const FaultInjection faults({FileOperation::sync, 1, EIO, false, false});
    CHECK(error_of([&] { unsynced.sync(); }).exit() == Exit::io);
  }
  CHECK(mentions(error_of([&] { unsynced.append("x"); }), "earlier error"));
  AppendFile torn(folder.file("b"));
  {
    const FaultInjection faults({.nth = 1, .error = ENOSPC, .short_write = true, .lasting = true});
    CHECK(error_of([&] { torn.append("lost"); }).exit() == Exit::io);
  }
  CHECK(mentions(error_of([&] { torn.append("x"); }), "earlier error"));
  CHECK(read_file(folder.file("b")) == "lo");
}

TEST_CASE("a file that is being appended to is refused to a second writer until it is closed") {
  const Folder folder;
  {
    const AppendFile first(folder.file("a"));
    CHECK(mentions(error_of([&] { AppendFile second(folder.file("a")); }), "is writing it"));
  }
  CHECK_NOTHROW(AppendFile(folder.file("a")));
}

TEST_CASE("exists and remove say what is there") {
  const Folder folder;
  CHECK_FALSE(exists(folder.file("a")));
  CHECK_FALSE(sim::remove(folder.file("a")));
  write_atomically(folder.file("a"), "");
  CHECK(exists(folder.file("a")));
  CHECK(sim::remove(folder.file("a")));
  CHECK_FALSE(exists(folder.file("a")));
}

TEST_CASE("a file appended to under a name that was meanwhile removed is not mistaken for the one that stands there") {
  const Folder folder;
  auto first = std::make_unique<AppendFile>(folder.file("a"));
  sim::remove(folder.file("a"));
  AppendFile second(folder.file("a"));  // the name is free, though the first file is still locked
  first.reset();
  second.append("x");
  CHECK(read_file(folder.file("a")) == "x");
}

TEST_CASE("temporary files of processes that are gone are removed, those of live ones and other files are not") {
  const Folder folder;
  AtomicFile live(folder.file("live.h5"));
  const std::vector<std::string> kept{"a.12-3.tmp", "b.wufei-12.tmp", "c.wufei-1-2.tmp.bak", "d.wufei-x-1.tmp", ".wufei-1-2.tmp"};
  for (const auto& name : kept) place(folder.file(name), "mine");
  for (const auto& name : {"e.h5.wufei-12-3.tmp", "f.run.json.wufei-99999999-0.tmp"}) place(folder.file(name), "stale");
  CHECK(folder.count() == 1 + kept.size() + 2);
  write_atomically(folder.file("new"), "x");
  CHECK(folder.count() == 1 + kept.size() + 1);
  live.write("y");
  live.commit();
  CHECK(read_file(folder.file("live.h5")) == "y");
}

TEST_CASE("an error after the new file stands says that it is complete") {
  const Folder folder;
  write_atomically(folder.file("a"), "old");
  const FaultInjection faults({FileOperation::sync_folder, 1, EIO, false, false});
  const auto error = error_of([&] { write_atomically(folder.file("a"), "new"); });
  CHECK(error.exit() == Exit::io);
  CHECK(mentions(error, "'" + folder.file("a") + "' is complete, but cannot make durable the folder"));
  CHECK(read_file(folder.file("a")) == "new");
}
