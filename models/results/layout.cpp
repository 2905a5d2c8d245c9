#include "models/results/layout.h"

#include <charconv>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/time.h"

namespace waste {
namespace {

/// The number before the dot, or nothing if this is not a version.
std::optional<int> major_of(const std::string& version) {
  int major = 0;
  const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), major);
  if (error != std::errc{} || (*end != '.' && *end != 0) || major < 1) return {};
  return major;
}

}  // namespace

std::string text_attribute(const sim::Hdf5Reader& file, const std::string& object, const std::string& name) {
  const auto value = file.attribute(object, name);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text ? *text : "";
}

void refuse_results(const std::string& path, const sim::Message& why) {
  throw sim::Error(sim::Exit::results, {"结果文件“" + path + "”" + why.zh, "results file '" + path + "' " + why.en});
}

sim::Message damaged_at(const std::string& place, const std::string& what) {
  return {"在“" + place + "”处损坏", "is damaged at '" + place + "'" + (what.empty() ? "" : ": " + what)};
}

sim::Attributes time_attributes(int first_month, const std::string& long_name) {
  return {{"units", days_since + sim::to_string(sim::month_begin(first_month))}, {"calendar", "standard"}, {"long_name", long_name}};
}

sim::Hdf5Reader open_results(const std::string& path) {
  sim::Hdf5Reader file(path);
  if (text_attribute(file, "/", "format") != results_format)
    refuse_results(path, {"是HDF5文件，但不是本程序的结果", "is an HDF5 file, but holds no results of this program"});
  const std::string version = text_attribute(file, "/", "format_version");
  const auto major = major_of(version);
  if (!major) refuse_results(path, {"没有写明格式版本；请重新运行", "does not say the version of its format; run again to write it anew"});
  if (*major > results_major)
    refuse_results(path, {"格式为" + version + "，本程序最高读取" + std::to_string(results_major) + ".x；请用新版程序",
                          "has format " + version + ", this program reads up to " + std::to_string(results_major) +
                              ".x; use a newer version of the program"});
  return file;
}

int read_first_month(const sim::Hdf5Reader& file, const std::string& group) {
  const auto units = file.attribute(group + "/time", "units");
  const auto* text = units ? std::get_if<std::string>(&*units) : nullptr;
  const std::string prefix = days_since;
  const auto start = text && text->starts_with(prefix) ? sim::parse_time(text->substr(prefix.size())) : std::nullopt;
  if (!start) {
    const std::string en = "results file is damaged at '" + group + "/time': it has no first day";
    throw sim::Error(sim::Exit::results, {"结果文件在“" + group + "/time”处损坏：没有第一天", en});
  }
  return sim::month_number(*start);
}

}  // namespace waste
