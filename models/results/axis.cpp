#include "models/results/axis.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "models/results/layout.h"

namespace waste {
namespace {

constexpr std::uint64_t most_coordinates = std::uint64_t{1} << 22;

/// "2022-05" from days since the date in the units of `dimension`.
std::vector<std::string> month_names(const sim::Hdf5Reader& file, const std::string& dimension) {
  const std::string group = dimension.substr(0, dimension.rfind('/'));
  const auto start = sim::month_begin(read_first_month(file, group));
  std::vector<std::string> names;
  for (const double days : file.read<double>(dimension)) {
    const bool sane = std::isfinite(days) && std::abs(days) < 1e6;
    names.push_back(sane ? sim::to_string(start + sim::Days{static_cast<int>(days)}).substr(0, 7) : "?");
  }
  return names;
}

}  // namespace

std::vector<std::string> coordinates(const sim::Hdf5Reader& file, const std::string& dimension) {
  const auto& [type, dims, shape] = file.info(dimension);
  if (!shape.empty() && shape.front() > most_coordinates)
    throw sim::Error(sim::Exit::resource,
                     {"“" + dimension + "”有" + std::to_string(shape.front()) + "个坐标，多得无法比较；请比较模拟遍数较少的文件",
                      "'" + dimension + "' has " + std::to_string(shape.front()) +
                          " coordinates, too many to be compared; compare files of fewer replicas"});
  if (type == sim::ElementType::text) return file.read<std::string>(dimension);
  const std::string name = dimension.substr(dimension.rfind('/') + 1);
  if (name == "time") return month_names(file, dimension);
  std::vector<std::string> names;
  for (const auto number : file.read<std::int64_t>(dimension)) names.push_back((name == "year" ? "" : name + " ") + std::to_string(number));
  return names;
}

MatchedAxis match(std::vector<std::string> a, std::vector<std::string> b) {
  MatchedAxis axis{std::move(a), std::move(b), {}, {}, {}};
  std::map<std::string, std::size_t> in_b;
  for (std::size_t i = 0; i < axis.b.size(); ++i) in_b.emplace(axis.b[i], i);
  std::vector<bool> found(axis.b.size());
  for (std::size_t i = 0; i < axis.a.size(); ++i) {
    const auto other = in_b.find(axis.a[i]);
    if (other == in_b.end() || found[other->second]) {
      axis.only_a.push_back(i);
      continue;
    }
    found[other->second] = true;
    axis.common.emplace_back(i, other->second);
  }
  for (std::size_t i = 0; i < axis.b.size(); ++i)
    if (!found[i]) axis.only_b.push_back(i);
  return axis;
}

std::vector<std::pair<std::size_t, std::size_t>> common_offsets(const Axes& axes, std::size_t first) {
  std::vector<std::pair<std::size_t, std::size_t>> offsets{{0, 0}};
  for (std::size_t axis = first; axis < axes.size(); ++axis) {
    std::vector<std::pair<std::size_t, std::size_t>> finer;
    finer.reserve(offsets.size() * axes[axis]->common.size());
    for (const auto& [a, b] : offsets)
      for (const auto& [i, j] : axes[axis]->common) finer.emplace_back(a * axes[axis]->a.size() + i, b * axes[axis]->b.size() + j);
    offsets = std::move(finer);
  }
  return offsets;
}

std::string coordinates_of(const Axes& axes, std::size_t at) {
  std::string text;
  for (std::size_t axis = axes.size(); axis-- > 0; at /= std::max<std::size_t>(axes[axis]->a.size(), 1))
    text = axes[axis]->a[at % axes[axis]->a.size()] + (text.empty() ? "" : ", " + text);
  return text;
}

}  // namespace waste
