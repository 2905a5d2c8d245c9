#include "models/scenario/templates.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/store/file_io.h"

namespace waste {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
// The name of the county in the files of the template, which another name replaces.
constexpr std::string_view name_zh = "云山县", name_en = "Yunshan county";

std::string replaced(std::string text, std::string_view old, const std::string& with) {
  if (with.empty()) return text;
  for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size())) text.replace(at, old.size(), with);
  return text;
}

void require_empty(const std::string& folder) {
  std::error_code problem;
  if (!fs::exists(folder, problem) && !problem) return;
  const bool is_folder = fs::is_directory(folder, problem);
  if (!problem && is_folder && fs::is_empty(folder, problem) && !problem) return;
  if (problem)
    throw sim::FileError(sim::joined({"无法查看“" + folder + "”", "cannot look into '" + folder + "'"}, sim::reason_of(problem.value())),
                         folder, problem.value());
  throw sim::Error(sim::Exit::usage, {"“" + folder + "”已存在且不是空文件夹：请换一个名称，现有文件不会被改动",
                                      "'" + folder + "' exists and is not an empty folder: choose another, nothing in it is touched"});
}

void write(const fs::path& path, const std::string& text) {
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  const std::string folder = path.parent_path().string();
  if (problem)
    throw sim::FileError(sim::joined({"无法新建文件夹“" + folder + "”", "cannot make the folder '" + folder + "'"},
                                     sim::reason_of(problem.value())),
                         folder, problem.value());
  sim::write_atomically(path.string(), text);
}

}  // namespace

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const TemplateFile& file : template_files())
    if (std::find(names.begin(), names.end(), file.name) == names.end()) names.emplace_back(file.name);
  return names;
}

sim::Message refused_name(const std::string& name) {
  constexpr std::size_t longest = 40;
  constexpr std::string_view special = "{}[],:;#&*!|>'\"%@`\\/?=<";
  if (sim::trim(name).empty()) return {"名称为空", "the name is empty"};
  if (sim::count_characters(name) > longest) return {"名称超过40个字符", "the name has more than 40 characters"};
  const bool control = std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (control || sim::invalid_utf8(name)) return {"名称含有不可见字符", "the name has a character that cannot be seen"};
  const auto at = name.find_first_of(special);
  if (at == std::string::npos && sim::trim(name) == name && name.front() != '-') return {};
  return {"名称中不能有标点 " + std::string(special) + "，首尾不能有空格",
          "the name must not have " + std::string(special) + " or blanks at its ends"};
}

std::vector<std::string> write_template(const std::string& name, const std::string& folder, const Label& district) {
  for (const std::string& half : {district.zh, district.en})
    if (const sim::Message problem = half.empty() ? sim::Message{} : refused_name(half); !problem.empty())
      throw sim::Error(sim::Exit::usage, problem);
  require_empty(folder);
  std::vector<std::string> paths;
  for (const TemplateFile& file : template_files()) {
    if (name != file.name) continue;
    const fs::path path = fs::path(folder) / file.path;
    const std::string text = replaced(replaced(std::string(file.text), name_zh, district.zh), name_en, district.en);
    write(path, (path.extension() == ".csv" ? std::string(byte_order_mark) : "") + text);
    paths.emplace_back(file.path);
  }
  if (!paths.empty()) return paths;
  std::string known;
  for (const auto& each : template_names()) known += (known.empty() ? "" : ", ") + each;
  throw sim::Error(sim::Exit::usage, {"没有模板“" + name + "”；可用：" + known, "there is no template '" + name + "'; known: " + known});
}

}  // namespace waste
