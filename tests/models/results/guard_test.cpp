// Output never replaces what the program reads, and what is refused is still there.
#include "models/results/guard.h"

#include <filesystem>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "tests/catch.h"
#include "tests/engine/store/folder.h"

namespace {

template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const sim::Error& error) {
    CHECK(error.exit() == sim::Exit::usage);
    return error.what();
  }
  return "";
}

std::string results(const std::string& path) {
  return refusal([&] { waste::guard_results(path); });
}
std::string text(const std::string& path) {
  return refusal([&] { waste::guard_text(path); });
}

bool says(const std::string& message, const char* words) { return message.find(words) != std::string::npos; }

const std::string hdf5 = std::string("\x89HDF\r\n\x1a\n") + "and the rest";

}  // namespace

TEST_CASE("what does not exist may be written") {
  const store_test::Folder folder;
  CHECK(results(folder.file("new.h5")).empty());
  CHECK(text(folder.file("new.csv")).empty());
}

TEST_CASE("results replace results and nothing else, links followed") {
  const store_test::Folder folder;
  sim::write_atomically(folder.file("old.h5"), hdf5);
  sim::write_atomically(folder.file("mine.yaml"), "format: 1\n");
  std::filesystem::create_symlink(folder.file("mine.yaml"), folder.file("link.h5"));
  CHECK(results(folder.file("old.h5")).empty());
  CHECK(says(results(folder.file("mine.yaml")), "is not a results file"));
  CHECK(says(results(folder.file("link.h5")), "is not a results file"));
  CHECK(says(results(std::filesystem::path(folder.file("x")).parent_path().string()), "is a folder"));
  CHECK(says(results("/dev/null"), "is not a file"));
}

TEST_CASE("text replaces text, but neither results nor scenarios nor data") {
  const store_test::Folder folder;
  sim::write_atomically(folder.file("old.h5"), hdf5);
  sim::write_atomically(folder.file("table.csv"), "a\n");
  std::filesystem::create_directories(folder.file("data/county"));
  std::filesystem::create_directories(folder.file("scenarios"));
  sim::write_atomically(folder.file("data/county/values.csv"), "path\n");
  sim::write_atomically(folder.file("scenarios/mine.yaml"), "format: 1\n");
  CHECK(text(folder.file("table.csv")).empty());
  CHECK(says(text(folder.file("old.h5")), "is a results file"));
  CHECK(says(text(folder.file("data/county/values.csv")), "belongs to the scenarios and data"));
  CHECK(says(text(folder.file("scenarios/mine.yaml")), "belongs to the scenarios and data"));
  CHECK(text(folder.file("scenarios/new.csv")).empty());
}
