#include "models/results/compare_text.h"

#include <cstdio>
#include <string_view>
#include <utility>

namespace waste {
namespace {

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

sim::Message sameness(const sim::Message& what, CompareMode mode) {
  if (mode == CompareMode::exact) return {"结果相同：比较了" + what.zh, "the results are the same: " + what.en + " compared"};
  if (mode == CompareMode::tolerance)
    return {"结果在容差之内一致：比较了" + what.zh, "the results agree within the tolerance: " + what.en + " compared"};
  return {"没有显著差别：成对检验了" + what.zh, "no difference is significant: " + what.en + " tested in pairs"};
}

}  // namespace

sim::Message summary_of(const Comparison& comparison, CompareMode mode) {
  const std::string n = std::to_string(comparison.compared), different = std::to_string(comparison.different);
  const sim::Message what = mode == CompareMode::statistical ? sim::Message{n + "个年度指标值", n + " annual indicators"}
                                                             : sim::Message{n + "个数值", n + " values"};
  if (comparison.same) return sameness(what, mode);
  if (!comparison.too_few)
    return {what.zh + "中有" + different + "个不同，第一处为" + difference_in_chinese(comparison.first.front().where),
            "the results differ in " + different + " of " + what.en + ", first at " + comparison.first.front().where};
  const Unseen& unseen = comparison.unseen.front();
  return {
      "遍数太少，无法判断：" + what.zh + "中没有显著差别，但" + unseen.where + "的差别要达到" + short_number(unseen.smallest) + "才能看出",
      "too few pairs to tell: no difference of " + what.en + " is significant, but one at " + unseen.where + " would have to be " +
          short_number(unseen.smallest) + " to be seen"};
}

std::string difference_in_chinese(std::string where) {
  constexpr std::pair<std::string_view, std::string_view> words[]{{": only in the first file", "：只在第一个文件中"},
                                                                  {": only in the second file", "：只在第二个文件中"},
                                                                  {": of another type or other dimensions", "：类型或维度不同"},
                                                                  {": means differ", "：均值不同"},
                                                                  {" pairs)", "对)"},
                                                                  {": '", "：“"},
                                                                  {"' is not '", "”不是“"}};
  for (const auto& [en, zh] : words)
    if (const auto at = where.find(en); at != std::string::npos) where.replace(at, en.size(), zh);
  if (where.ends_with('\'')) where.replace(where.size() - 1, 1, "”");
  return where;
}

}  // namespace waste
