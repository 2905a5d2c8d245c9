#include "tests/fuzz/target.h"

#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/base/error.h"

namespace fuzz {
namespace {

std::vector<Target>& list() {
  static std::vector<Target> all;
  return all;
}

class Scratch {
 public:
  Scratch() {
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) / "wufei_fuzz_XXXXXX").string();
    if (!mkdtemp(name.data())) std::abort();
    path_ = name;
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

const std::vector<Target>& targets() { return list(); }

const Target* find_target(std::string_view name) {
  const auto at = std::find_if(list().begin(), list().end(), [&](const Target& target) { return target.name == name; });
  return at == list().end() ? nullptr : &*at;
}

Registered::Registered(std::string name, std::function<void(std::string_view input)> attempt) {
  list().push_back({std::move(name), std::move(attempt)});
}

bool accepted(const Target& target, std::string_view input) {
  try {
    target.attempt(input);
    return true;
  } catch (const sim::Error& error) {
    if (error.exit() != sim::Exit::internal && error.exit() != sim::Exit::mass) return false;
    std::fprintf(stderr, "an error of ours: %s\n", error.what());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "a foreign exception: %s\n", error.what());
  }
  std::abort();
}

const std::string& scratch() {
  static const Scratch folder;
  return folder.path();
}

void place(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace fuzz
