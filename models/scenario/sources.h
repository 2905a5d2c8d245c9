// The text files a scenario is read from, and what is wrong with them.
//
// Every file lies below one root: the nearest folder at or above the scenario that holds a folder `data`, else the
// scenario's own folder; the root of the file system is never taken. Nothing outside is opened, whatever a file asks for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "models/scenario/scenario.h"

namespace waste {

/// Points at `place` in one of `files`; `length` is in characters.
sim::Diagnostic make_diagnostic(const std::vector<SourceFile>& files, Place place, std::string code, std::string message,
                                std::string hint = "", std::string note = "", int length = 1);

/// "scenarios/plan.yaml:12".
std::string origin_of(const std::vector<SourceFile>& files, Place place);

std::vector<std::string> split_lines(std::string_view text);

class Sources {
 public:
  struct File {
    std::uint32_t index = 0;  // into files
    std::filesystem::path path;  // canonical
    std::string text;         // without byte order mark
  };

  /// Opens the scenario itself. Throws sim::Error(io) when it cannot be read.
  File open_scenario(const std::string& path);

  /// A text that needs no other file.
  File take_text(const std::string& name, const std::string& text) { return keep(name, text); }

  /// Opens the file that `reference`, written at `place` of `from`, names; complains and answers nothing when it must not
  /// or cannot be read. `suffixes` are the endings allowed, e.g. {".csv"}.
  std::optional<File> open(const std::string& reference, Place place, const File& from,
                           const std::vector<std::string>& suffixes);

  void complain(Place place, std::string code, std::string message, std::string hint = "", std::string note = "",
                int length = 1);

  /// Throws sim::InputError when anything was complained about, in order of file and line.
  void throw_if_any();

  const std::string& name(std::uint32_t file) const { return files[file].name; }

  std::vector<SourceFile> files;
  std::vector<sim::Diagnostic> diagnostics;

 private:
  std::filesystem::path safe_path(const std::string& reference, Place place, const File& from);
  File keep(const std::filesystem::path& path, std::string text);
  bool check_text(const File& file);

  std::filesystem::path root_;
  std::map<std::string, std::uint32_t> known_;  // name to index
};

}  // namespace waste
