// The text files of a scenario, and the errors found in them.
//
// Every file lies below one root: the nearest folder at or above the scenario that contains a folder `data`, otherwise the
// scenario's folder; never the root of the file system. Nothing outside is opened, whatever a file refers to, and however files
// are exchanged meanwhile: each is opened once, without following links, and judged by what was opened. A fault of the machine
// (a failing disk, too many open files) is sim::Error(io), never an error of the scenario.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/store/folder.h"
#include "models/scenario/scenario.h"

namespace waste {

/// Points at `place` in one of `files`, the first line if it has none; `length` is in characters. Texts are shortened to a line.
sim::Diagnostic make_diagnostic(const std::vector<SourceFile>& files, Place place, std::string code, sim::Message message,
                                sim::Message hint = {}, sim::Message note = {}, int length = 1);

/// "scenarios/plan.yaml:12".
std::string origin_of(const std::vector<SourceFile>& files, Place place);

std::vector<std::string> split_lines(std::string_view text);

/// Whether an existing file lies where a project keeps its inputs: in the folder `data` or `scenarios` of a folder that has both.
bool is_part_of_project(const std::filesystem::path& file);

class Sources {
 public:
  struct File {
    std::uint32_t index = 0;  // into files
    std::filesystem::path path;  // canonical
    std::string text;         // byte order mark removed
  };

  /// Opens the scenario itself. Throws sim::Error(io) if it cannot be read.
  File open_scenario(const std::string& path);

  /// A text that refers to no other file.
  File take_text(const std::string& name, const std::string& text) { return keep(name, text); }

  /// Opens the file named by `reference`, written at `place` of `from`; reports an error and returns nothing if it must not or
  /// cannot be read. `suffixes` lists the allowed endings, e.g. {".csv"}.
  std::optional<File> open(const std::string& reference, Place place, const File& from, const std::vector<std::string>& suffixes);

  void complain(Place place, std::string code, sim::Message message, sim::Message hint = {}, sim::Message note = {}, int length = 1);

  /// Throws sim::InputError if there are errors, sorted by file and line.
  void throw_if_any();

  const std::string& name(std::uint32_t file) const { return files[file].name; }

  std::vector<SourceFile> files;
  std::vector<sim::Diagnostic> diagnostics;

 private:
  std::filesystem::path safe_path(const std::string& reference, Place place, const File& from);
  std::string relative(const std::filesystem::path& path) const { return path.lexically_relative(root_).generic_string(); }
  File keep(const std::filesystem::path& path, std::string text);
  bool check_text(const File& file);

  std::filesystem::path root_;
  sim::Folder folder_;  // the root, held open
  std::map<std::string, std::uint32_t> known_;  // name to index
};

}  // namespace waste
