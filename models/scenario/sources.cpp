#include "models/scenario/sources.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <tuple>

#include "engine/base/sha256.h"
#include "engine/base/utf8.h"
#include "models/scenario/foreign_text.h"

namespace waste {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_yaml = 8u << 20;  // [bytes]
constexpr std::size_t largest_csv = 64u << 20;  // [bytes]
constexpr std::size_t max_complaints = 20;
constexpr std::size_t longest_text = 300;  // [character] of a message; more is not read

// Folders of a project: tables, and the scenarios that refer to them.
constexpr const char* data_folder = "data";
constexpr const char* scenarios_folder = "scenarios";

bool is_csv(const fs::path& path) { return path.extension() == ".csv"; }

struct Contents {
  std::string text;
  std::string code;  // empty: no error
  sim::Message problem, remedy;
};

/// Whether the reason lies in what the scenario names, not in the machine.
bool is_users_fault(int error) {
  constexpr std::array users{ENOENT, ENOTDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, EISDIR, EINVAL, ENXIO, ENODEV};
  return std::find(users.begin(), users.end(), error) != users.end();
}

/// "cannot be read: No such file or directory".
sim::Message cannot_be_read(int error) {
  const sim::Message reason = sim::reason_of(error);
  return {"无法读取：" + reason.zh, "cannot be read: " + reason.en};
}

[[noreturn]] void fail(const std::string& path, int error) {
  const sim::Message why = cannot_be_read(error);
  throw sim::FileError({"“" + path + "”" + why.zh, "cannot read '" + path + "': " + sim::reason_of(error).en}, path, error);
}

/// Reads a regular file of bounded size, below the root. What was opened is judged, so that no exchange of the file matters.
Contents read_contents(const sim::Folder& root, const std::string& path) {
  sim::Descriptor file = root.open(path);
  struct stat status{};
  if (!file && errno == ELOOP)
    return {"",
            "E0301",
            {"打开时被换成了链接", "was exchanged for a link while it was opened"},
            {"请写情景根文件夹之下的文件", "name a file below the scenario's root"}};
  if (!file && is_users_fault(errno))
    return {"", "E0302", cannot_be_read(errno), {"请检查名称和权限", "check the name and its permissions"}};
  if (!file || ::fstat(file.number(), &status) != 0) fail(path, errno);
  if (!S_ISREG(status.st_mode))
    return {"",
            "E0303",
            {"不是普通文件", "is not a regular file"},
            {"请写文本文件，不是文件夹、设备或管道", "name a text file, not a folder, device or pipe"}};
  const sim::InputFile input(path, std::move(file));
  const std::size_t limit = is_csv(path) ? largest_csv : largest_yaml;
  Contents contents;
  std::array<char, 1 << 16> buffer;
  while (const std::size_t count = input.read(contents.text.size(), buffer)) {
    contents.text.append(buffer.data(), count);
    if (contents.text.size() > limit)
      return {"",
              "E0208",
              {"大于" + std::to_string(limit >> 20) + " MiB", "is larger than " + std::to_string(limit >> 20) + " MiB"},
              is_csv(path) ? sim::Message{"请拆分表格", "split the table"}
                           : sim::Message{"长表请改用CSV文件（`tables:`）", "move long tables to CSV files (`tables:`)"}};
  }
  return contents;
}

/// The path without links. Throws Error(io) with the reason if the machine fails; `problem` is set if the path is wrong.
fs::path without_links(const fs::path& path, std::error_code& problem) {
  const fs::path result = fs::canonical(path, problem);
  if (problem && !is_users_fault(problem.value())) fail(path.string(), problem.value());
  return result;
}

/// A folder that cannot be looked at is an error: taking the next one for the root would read other files.
bool is_folder(const fs::path& path) {
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (problem && status.type() != fs::file_type::not_found) fail(path.string(), problem.value());
  return fs::is_directory(status);
}

fs::path find_root(const fs::path& scenario) {
  for (fs::path folder = scenario.parent_path(); folder != folder.root_path(); folder = folder.parent_path())
    if (is_folder(folder / data_folder)) return folder;
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

sim::Diagnostic make_diagnostic(const std::vector<SourceFile>& files, Place place, std::string code, sim::Message message,
                                sim::Message hint, sim::Message note, int length) {
  sim::Diagnostic result;
  if (place.line < 1) place.line = place.column = 1;
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
  const auto put = [](const sim::Message& text, std::string& english, std::string& chinese) {
    english = sim::shortened(text.en, longest_text);
    chinese = sim::shortened(text.zh, longest_text);
  };
  put(message, result.message, result.message_zh);
  put(hint, result.hint, result.hint_zh);
  put(note, result.note, result.note_zh);
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
  const fs::path real = without_links(path, problem);
  if (problem) {
    const sim::Message why = cannot_be_read(problem.value());
    throw sim::FileError({"情景“" + path + "”" + why.zh, "scenario '" + path + "' " + why.en}, path, problem.value());
  }
  root_ = find_root(real);
  folder_ = sim::Folder(root_.string());
  Contents contents = read_contents(folder_, relative(real));
  if (contents.code == "E0208") {
    files.push_back({relative(real), {}, ""});
    complain({0, 1, 1}, contents.code, {"文件" + contents.problem.zh, "the file " + contents.problem.en}, contents.remedy);
    throw_if_any();
  }
  if (!contents.code.empty())
    throw sim::Error(sim::Exit::io, {"情景“" + path + "”" + contents.problem.zh, "scenario '" + path + "' " + contents.problem.en});
  File file = keep(real, std::move(contents.text));
  if (!check_text(file)) throw_if_any();
  return file;
}

fs::path Sources::safe_path(const std::string& reference, Place place, const File& from) {
  const int length = static_cast<int>(sim::count_characters(reference));
  const sim::Message remedy{"请写情景根文件夹之下的文件，路径相对于本文件", "name a file below the scenario's root, relative to this file"};
  const auto refuse = [&](const char* code, const sim::Message& why) {
    complain(place, code, {"“" + reference + "”" + why.zh, "'" + reference + "' " + why.en}, remedy, {}, length);
    return fs::path{};
  };
  const fs::path written{reference};
  if (root_.empty())
    return refuse("E0301", {"是文件名，而这段文字没有所在文件夹",
                            "names a file, in a text that has no folder"});  // such as one kept in a results file
  if (reference.empty()) return refuse("E0305", {"没有写文件名", "names no file"});
  if (reference.find('\0') != std::string::npos) return refuse("E0301", {"含有NUL字符", "has a NUL inside"});
  if (written.is_absolute() || reference.find('\\') != std::string::npos)
    return refuse("E0301", {"不是用“/”写的相对路径", "is not a relative path with '/'"});
  const fs::path wanted = (from.path.parent_path() / written).lexically_normal();
  if (!is_below(wanted, root_)) return refuse("E0301", {"超出了情景的根文件夹", "leaves the scenario's root"});
  std::error_code problem;
  const fs::path real = without_links(wanted, problem);
  if (problem) return refuse("E0302", cannot_be_read(problem.value()));
  if (!is_below(real, root_)) return refuse("E0301", {"是指向根文件夹之外的链接", "is a link that leads out of the scenario's root"});
  return real;
}

std::optional<Sources::File> Sources::open(const std::string& reference, Place place, const File& from,
                                           const std::vector<std::string>& suffixes) {
  const bool ending = std::any_of(suffixes.begin(), suffixes.end(), [&](const auto& s) { return reference.ends_with(s); });
  const int length = static_cast<int>(sim::count_characters(reference));
  if (!ending) {
    complain(place, "E0305",
             {"“" + reference + "”的后缀不是" + suffixes.front(), "'" + reference + "' does not end in " + suffixes.front()},
             {"请写" + suffixes.front() + "文件", "name a " + suffixes.front() + " file"}, {}, length);
    return std::nullopt;
  }
  const fs::path path = safe_path(reference, place, from);
  if (path.empty()) return std::nullopt;
  Contents contents = read_contents(folder_, relative(path));
  if (!contents.code.empty()) {
    complain(place, contents.code, {"“" + reference + "”" + contents.problem.zh, "'" + reference + "' " + contents.problem.en},
             contents.remedy, {}, length);
    return std::nullopt;
  }
  File file = keep(path, std::move(contents.text));
  if (!check_text(file)) return std::nullopt;
  return file;
}

Sources::File Sources::keep(const fs::path& path, std::string text) {
  const std::string name = relative(path);
  const auto [at, fresh] = known_.emplace(name, static_cast<std::uint32_t>(files.size()));
  const std::string sha256 = fresh ? sim::sha256(text) : "";
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (fresh) files.push_back({name, split_lines(text), sha256});
  return {at->second, path, std::move(text)};
}

/// Encoding, unseen and control characters; tabs are rejected in YAML, where they look like indentation but are not.
bool Sources::check_text(const File& file) {
  const bool table = is_csv(file.path);
  const std::size_t before = diagnostics.size();
  const auto report = [&](const ForeignText& found) {
    complain(place_at(file.text, found.byte, file.index), found.code, found.message, found.hint);
  };
  if (const auto other = not_utf8_text(file.text, table)) {
    report(*other);
    return false;
  }
  for (const ForeignText& found : unseen_characters(file.text, table)) report(found);
  for (std::size_t at = 0; at < file.text.size() && diagnostics.size() < before + max_complaints; ++at) {
    const char c = file.text[at];
    const bool bad = (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
    if (c == '\t' && !table)
      complain(place_at(file.text, at, file.index), "E0210", {"制表符", "a tab"},
               {"请用空格：每层两个", "write blanks: two for each level"});
    else if (bad) complain(place_at(file.text, at, file.index), "E0210", {"控制字符", "a control character"}, {"请删去", "delete it"});
  }
  return diagnostics.size() == before;
}

void Sources::complain(Place place, std::string code, sim::Message message, sim::Message hint, sim::Message note, int length) {
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
