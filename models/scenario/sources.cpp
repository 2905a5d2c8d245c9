#include "models/scenario/sources.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <tuple>

#include "engine/base/sha256.h"
#include "engine/base/utf8.h"

namespace waste {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_yaml = 8u << 20;  // [bytes]
constexpr std::size_t largest_csv = 64u << 20;  // [bytes]
constexpr std::size_t max_complaints = 20;

// Folders of a project: tables, and the scenarios that refer to them.
constexpr const char* data_folder = "data";
constexpr const char* scenarios_folder = "scenarios";

bool is_csv(const fs::path& path) { return path.extension() == ".csv"; }

struct Contents {
  std::string text;
  std::string code, problem, remedy;  // code empty: no error
};

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

/// Reads a regular file of bounded size. Checking the open descriptor leaves no window to swap the file, and O_NONBLOCK prevents
/// blocking on a FIFO.
Contents read_contents(const fs::path& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  struct stat status{};
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    return {"", "E0302", std::string("cannot be read: ") + std::strerror(errno), "check the name and its permissions"};
  if (!S_ISREG(status.st_mode)) return {"", "E0303", "is not a regular file", "name a text file, not a folder, device or pipe"};
  const std::size_t limit = is_csv(path) ? largest_csv : largest_yaml;
  Contents contents;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.number, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {"", "E0302", std::string("cannot be read: ") + std::strerror(errno), "check the disk"};
    if (count == 0) return contents;
    contents.text.append(buffer, static_cast<std::size_t>(count));
    if (contents.text.size() > limit)
      return {"", "E0208", "is larger than " + std::to_string(limit >> 20) + " MiB",
              is_csv(path) ? "split the table" : "move long tables to CSV files (`tables:`)"};
  }
}

fs::path find_root(const fs::path& scenario) {
  std::error_code ignored;
  for (fs::path folder = scenario.parent_path(); folder != folder.root_path(); folder = folder.parent_path())
    if (fs::is_directory(folder / data_folder, ignored)) return folder;
  return scenario.parent_path();
}

bool is_below(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

Place place_at(std::string_view text, std::size_t byte, std::uint32_t file) {
  const std::string_view before = text.substr(0, byte);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {file, static_cast<std::int32_t>(line), static_cast<std::int32_t>(sim::count_characters(before.substr(begin)) + 1)};
}

}  // namespace

sim::Diagnostic make_diagnostic(const std::vector<SourceFile>& files, Place place, std::string code, std::string message, std::string hint,
                                std::string note, int length) {
  sim::Diagnostic result;
  if (place.file < files.size()) {
    const SourceFile& file = files[place.file];
    result.file = file.name;
    constexpr std::size_t longest_line = 1000;  // [bytes]; a longer one would hide the error
    const auto line = static_cast<std::size_t>(place.line);
    if (line > 0 && line <= file.lines.size() && file.lines[line - 1].size() <= longest_line) result.source_line = file.lines[line - 1];
  }
  result.line = place.line;
  result.column = place.column;
  result.length = std::max(1, length);
  result.code = std::move(code);
  result.message = std::move(message);
  result.hint = std::move(hint);
  result.note = std::move(note);
  return result;
}

std::string origin_of(const std::vector<SourceFile>& files, Place place) {
  const std::string& name = files[place.file].name;
  return name == "--set" ? name : name + ":" + std::to_string(place.line);
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Sources::File Sources::open_scenario(const std::string& path) {
  std::error_code problem;
  const fs::path canonical = fs::canonical(path, problem);
  if (problem) throw sim::FileError("scenario '" + path + "' cannot be read: " + problem.message(), path, problem.value());
  root_ = find_root(canonical);
  Contents contents = read_contents(canonical);
  if (contents.code == "E0208") {
    files.push_back({canonical.lexically_relative(root_).generic_string(), {}, ""});
    complain({0, 0, 0}, contents.code, "the file " + contents.problem, contents.remedy);
    throw_if_any();
  }
  if (!contents.code.empty()) throw sim::Error(sim::Exit::io, "scenario '" + path + "' " + contents.problem);
  File file = keep(canonical, std::move(contents.text));
  if (!check_text(file)) throw_if_any();
  return file;
}

fs::path Sources::safe_path(const std::string& reference, Place place, const File& from) {
  const int length = static_cast<int>(sim::count_characters(reference));
  const std::string remedy = "name a file below the scenario's root, relative to this file";
  const auto refuse = [&](const char* code, const std::string& why) {
    complain(place, code, "'" + reference + "' " + why, remedy, "", length);
    return fs::path{};
  };
  const fs::path written{reference};
  if (root_.empty()) return refuse("E0301", "names a file, in a text that has no folder");  // such as one kept in a results file
  if (reference.empty()) return refuse("E0305", "names no file");
  if (written.is_absolute() || reference.find('\\') != std::string::npos) return refuse("E0301", "is not a relative path with '/'");
  const fs::path wanted = (from.path.parent_path() / written).lexically_normal();
  if (!is_below(wanted, root_)) return refuse("E0301", "leaves the scenario's root");
  std::error_code problem;
  const fs::path real = fs::canonical(wanted, problem);
  if (problem) return refuse("E0302", "cannot be read: " + problem.message());
  if (!is_below(real, root_)) return refuse("E0301", "is a link that leads out of the scenario's root");
  return real;
}

std::optional<Sources::File> Sources::open(const std::string& reference, Place place, const File& from,
                                           const std::vector<std::string>& suffixes) {
  const bool ending = std::any_of(suffixes.begin(), suffixes.end(), [&](const auto& s) { return reference.ends_with(s); });
  const int length = static_cast<int>(sim::count_characters(reference));
  if (!ending) {
    complain(place, "E0305", "'" + reference + "' does not end in " + suffixes.front(), "name a " + suffixes.front() + " file", "", length);
    return std::nullopt;
  }
  const fs::path path = safe_path(reference, place, from);
  if (path.empty()) return std::nullopt;
  Contents contents = read_contents(path);
  if (!contents.code.empty()) {
    complain(place, contents.code, "'" + reference + "' " + contents.problem, contents.remedy, "", length);
    return std::nullopt;
  }
  File file = keep(path, std::move(contents.text));
  if (!check_text(file)) return std::nullopt;
  return file;
}

Sources::File Sources::keep(const fs::path& path, std::string text) {
  const std::string name = path.lexically_relative(root_).generic_string();
  const auto [at, fresh] = known_.emplace(name, static_cast<std::uint32_t>(files.size()));
  const std::string sha256 = fresh ? sim::sha256(text) : "";
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (fresh) files.push_back({name, split_lines(text), sha256});
  return {at->second, path, std::move(text)};
}

/// Encoding and control characters; tabs are rejected in YAML, where they look like indentation but are not.
bool Sources::check_text(const File& file) {
  if (const auto byte = sim::invalid_utf8(file.text)) {
    complain(place_at(file.text, *byte, file.index), "E0209", "the file is not UTF-8", "convert it: iconv -f GBK -t UTF-8 old > new");
    return false;
  }
  const std::size_t before = diagnostics.size();
  for (std::size_t at = 0; at < file.text.size() && diagnostics.size() < before + max_complaints; ++at) {
    const char c = file.text[at];
    const bool bad = (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
    if (c == '\t' && !is_csv(file.path))
      complain(place_at(file.text, at, file.index), "E0210", "a tab", "write blanks: two for each level");
    else if (bad) complain(place_at(file.text, at, file.index), "E0210", "a control character", "delete it");
  }
  return diagnostics.size() == before;
}

void Sources::complain(Place place, std::string code, std::string message, std::string hint, std::string note, int length) {
  // Twice the promised number, so that the first twenty by position are shown regardless of the order in which files are read.
  if (diagnostics.size() >= 2 * max_complaints) return;
  diagnostics.push_back(make_diagnostic(files, place, std::move(code), std::move(message), std::move(hint), std::move(note), length));
}

void Sources::throw_if_any() {
  if (diagnostics.empty()) return;
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const auto& a, const auto& b) { return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column); });
  throw sim::InputError(std::move(diagnostics));
}

bool is_part_of_project(const fs::path& file) {
  std::error_code ignored;
  const fs::path canonical = fs::canonical(file, ignored);
  for (fs::path folder = canonical.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    const fs::path project = folder.parent_path(), name = folder.filename();
    if (name != data_folder && name != scenarios_folder) continue;
    if (fs::is_directory(project / data_folder, ignored) && fs::is_directory(project / scenarios_folder, ignored)) return true;
  }
  return false;
}

}  // namespace waste
