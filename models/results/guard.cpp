#include "models/results/guard.h"

#include <filesystem>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, const sim::Message& why) {
  throw sim::Error(sim::Exit::usage, {"“" + path + "”已存在，" + why.zh + "；请给输出另一个名称",
                                      "'" + path + "' exists and " + why.en + "; give the output another name"});
}

/// False for what does not exist. Folders, devices and the like are no place for output.
bool exists_as_file(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!fs::exists(status)) return false;
  if (!fs::is_regular_file(status))
    refuse(path, fs::is_directory(status) ? sim::Message{"是文件夹", "is a folder"} : sim::Message{"不是文件", "is not a file"});
  return true;
}

bool is_hdf5(const std::string& path) {
  const std::string_view signature = "\x89HDF\r\n\x1a\n";
  const sim::InputFile file(path);
  return file.size() >= signature.size() && file.read(0, signature.size()) == signature;
}

}  // namespace

void guard_results(const std::string& path) {
  const bool unnamed = !path.empty() && fs::path(path).filename().empty();
  if (unnamed && !exists_as_file(path))
    throw sim::Error(sim::Exit::usage, {"“" + path + "”是文件夹；请写其中的文件名", "'" + path + "' names a folder; name a file in it"});
  if (exists_as_file(path) && !is_hdf5(path)) refuse(path, {"不是结果文件", "is not a results file"});
}

void guard_text(const std::string& path) {
  if (!exists_as_file(path)) return;
  if (is_hdf5(path)) refuse(path, {"是结果文件", "is a results file"});
  if (is_part_of_project(path)) refuse(path, {"属于项目的情景和数据", "belongs to the scenarios and data of a project"});
}

}  // namespace waste
