#include "models/results/compare_equal.h"

#include <iterator>

#include "models/results/compare_inputs.h"
#include "models/results/compare_text.h"
#include "models/results/layout.h"

namespace waste {
namespace {

constexpr std::size_t heads = std::size(compared_heads);

/// Values of a dataset; refuses the file if they are not there.
std::size_t values_of(const sim::Hdf5Reader& file, const std::string& path) {
  const auto info = file.info(path);
  switch (info.type) {
    case sim::ElementType::text: file.read_rows<std::string>(path, 0, 0); break;
    case sim::ElementType::float32:
    case sim::ElementType::float64: file.read_rows<double>(path, 0, 0); break;
    default: file.read_rows<std::int64_t>(path, 0, 0);
  }
  std::size_t count = 1;
  for (const auto length : info.shape) count *= length;
  return count;
}

std::size_t values_in(const sim::Hdf5Reader& file, const std::string& group) {
  std::size_t count = 0;
  for (const auto& name : file.datasets(group)) count += values_of(file, group + "/" + name);
  for (const auto& name : file.groups(group))
    if (!is_input(name)) count += values_in(file, group + "/" + name);
  return count;
}

}  // namespace

Comparison compare_with_copy(const std::string& path, CompareMode mode) {
  const auto file = open_results(path);
  Comparison result;
  result.compared = heads;
  for (const auto& scenario : file.groups()) result.compared += values_in(file, scenario);
  const sim::Message text = summary_of(result, mode);
  result.summary = text.en, result.summary_zh = text.zh;
  return result;
}

}  // namespace waste
