#include "models/results/compare_inputs.h"

#include <algorithm>
#include <map>
#include <set>

namespace waste {
namespace {

constexpr std::size_t max_named = 3;

/// Path and value of every input of a scenario.
std::map<std::string, std::string> inputs(const sim::Hdf5Reader& file, const std::string& group) {
  std::map<std::string, std::string> result;
  if (!file.has(group)) return result;
  const auto paths = file.read<std::string>(group + "/path"), values = file.read<std::string>(group + "/value");
  for (std::size_t i = 0; i < std::min(paths.size(), values.size()); ++i) result[paths[i]] = values[i];
  return result;
}

void add_differing(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b, std::set<std::string>& paths) {
  for (const auto& [path, value] : a) {
    const auto other = b.find(path);
    if (other == b.end() || other->second != value) paths.insert(path);
  }
}

}  // namespace

sim::Message differing_inputs(const sim::Hdf5Reader& a, const sim::Hdf5Reader& b) {
  std::set<std::string> paths;
  for (const auto& scenario : a.groups()) {
    if (!b.has(scenario)) continue;
    const auto in_a = inputs(a, scenario + "/values"), in_b = inputs(b, scenario + "/values");
    add_differing(in_a, in_b, paths);
    add_differing(in_b, in_a, paths);
  }
  if (paths.empty() && a.attribute("/", "scenario_sha256") == b.attribute("/", "scenario_sha256")) return {};
  if (paths.empty()) return {"；情景文字不同", "; the texts of the scenarios differ"};
  std::string list;
  std::size_t named = 0;
  for (const auto& path : paths)
    if (++named <= max_named) list += (named > 1 ? ", " : "") + path;
  const std::string more = std::to_string(named - std::min(named, max_named));
  if (named <= max_named) return {"；输入不同：" + list, "; inputs differ at " + list};
  return {"；输入不同：" + list + "等，另有" + more + "处", "; inputs differ at " + list + " and " + more + " more"};
}

}  // namespace waste
