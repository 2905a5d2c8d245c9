// The merged scenario, line by line.
#include <algorithm>
#include <numeric>

#include "models/outputs/output.h"

namespace waste {
namespace {

std::vector<std::string> lines_of(const Frame& frame) {
  const std::string text = frame.world.scenario.resolved_text();
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<std::int32_t> numbers_of_lines(const Frame& frame) {
  std::vector<std::int32_t> numbers(lines_of(frame).size());
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

const RegisteredOutputs registered{[] {
  return std::vector{make_output({"input", {"情景全文", "merged scenario"}, Moment::first, 0, {"line"}},
                                 {
                                     Column<Frame>{"line", {"行", "line"}, {"line"}, {}, "", numbers_of_lines},
                                     {"text", {"文本", "text"}, {"line"}, {}, "the merged scenario", lines_of},
                                 })};
}};

}  // namespace
}  // namespace waste
