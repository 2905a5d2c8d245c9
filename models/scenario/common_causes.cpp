#include "models/scenario/common_causes.h"

#include <algorithm>
#include <cmath>

namespace waste {
namespace {

/// A list of texts.
std::vector<std::string> texts(Fields& fields, const char* key) {
  std::vector<std::string> list;
  const Node* node = fields.get(key);
  if (!node) return list;
  if (node->type != Node::Type::list) {
    fields.error(node->place, "E0103", {std::string(key) + "应是路径的列表", std::string(key) + " must be a list of paths"},
                 sim::typed(std::string(key) + ": [sites.*.capacity]"));
    return list;
  }
  for (const auto& entry : node->entries) list.push_back(entry.value.text);
  return list;
}

void bind(const CommonCause& cause, double loading, UncertainValue& value, Fields& fields) {
  const std::string own = "common_causes." + cause.id;
  if (!value.cause.path.empty() && value.cause.path != own)
    fields.error(cause.place, "E0777",
                 {"“" + value.path + "”有两个原因：" + value.cause.path + "和" + own,
                  "'" + value.path + "' has two causes: " + value.cause.path + " and " + own},
                 {"请从其中一个删去", "take it out of one of them"});
  value.cause.path = own;
  value.loading = loading;
}

/// Binds the values that a pattern fits; false if there are none.
bool bind_members(const CommonCause& cause, const std::string& pattern, double loading, std::vector<UncertainValue>& values,
                  Fields& fields) {
  bool any = false;
  for (UncertainValue& value : values) {
    if (!fits(pattern, value.path)) continue;
    any = true;
    bind(cause, loading, value, fields);
  }
  return any;
}

/// The unit that leads the task of a policy, the first of its owners; empty for other paths.
std::string leader_of(const Node& root, const std::string& path) {
  if (!path.starts_with("policies.")) return "";
  const Node* task = root.at_path(path.substr(0, path.find('.', 9)) + ".task");
  const Node* owner = task ? root.at_path("tasks." + task->text + ".owner") : nullptr;
  return owner ? owner->text.substr(0, owner->text.find("、")) : "";
}

bool bind_led(const CommonCause& cause, double loading, std::vector<UncertainValue>& values, SectionReader& reader) {
  bool any = false;
  for (UncertainValue& value : values) {
    if (leader_of(reader.scenario().root(), value.path) != cause.led_by) continue;
    any = true;
    const bool later = value.path.ends_with(".starts") || value.path.ends_with(".ramp");
    bind(cause, later ? -loading : loading, value, reader.root());
  }
  return any;
}

}  // namespace

bool fits(const std::string& pattern, const std::string& path, std::string* star) {
  const auto at = pattern.find('*');
  if (at == std::string::npos) return pattern == path;
  if (path.compare(0, at, pattern, 0, at) != 0) return false;
  const std::string rest = pattern.substr(at + 1);
  for (std::size_t end = at; end <= path.size(); ++end) {
    if (fits(rest, path.substr(end))) {
      if (star) *star = path.substr(at, end - at);
      return true;
    }
    if (end < path.size() && path[end] == '.') return false;
  }
  return false;
}

std::vector<CommonCause> read_common_causes(SectionReader& reader) {
  std::vector<CommonCause> causes;
  reader.read_facts("common_causes", causes, [](const Node::Entry& entry, Fields& fields) {
    CommonCause cause;
    cause.id = entry.key;
    cause.place = entry.place;
    fields.require({"correlation", "source"});
    fields.text("led_by", cause.led_by);
    if (cause.led_by.empty()) fields.require({"of"});
    cause.of = texts(fields, "of");
    cause.opposite = texts(fields, "opposite");
    fields.number("correlation", "1", cause.correlation, {0, 1});
    std::string source;
    fields.text("source", source);
    return cause;
  });
  return causes;
}

void bind_causes(const std::vector<CommonCause>& causes, std::vector<UncertainValue>& values, SectionReader& reader) {
  const auto exists = [&](auto is_member) {  // and has no range, because somebody has set it to one value
    const auto& all = reader.scenario().values();
    return std::any_of(all.begin(), all.end(), [&](const InputValue& value) { return is_member(value.path); });
  };
  for (const CommonCause& cause : causes) {
    const double loading = std::sqrt(gaussian_correlation(cause.correlation));
    const auto led = [&](const std::string& path) { return leader_of(reader.scenario().root(), path) == cause.led_by; };
    if (!cause.led_by.empty() && !bind_led(cause, loading, values, reader) && !exists(led))
      reader.root().error(cause.place, "E0776",
                          {"原因“" + cause.id + "”：没有由“" + cause.led_by + "”牵头的数值",
                           "nothing is led by '" + cause.led_by + "', as the cause '" + cause.id + "' says"},
                          {"有政策实施的任务中owner列的第一个单位",
                           "the first unit in the column 'owner' of a task that policies carry out"});
    for (const auto* patterns : {&cause.of, &cause.opposite})
      for (const std::string& pattern : *patterns)
        if (!bind_members(cause, pattern, patterns == &cause.of ? loading : -loading, values, reader.root()) &&
            !exists([&](const std::string& path) { return fits(pattern, path); }))
          reader.root().error(cause.place, "E0776",
                              {"原因“" + cause.id + "”：没有数值“" + pattern + "”",
                               "no value is called '" + pattern + "', a member of the cause '" + cause.id + "'"},
                              {"有范围的数值的路径；*代表同一键内的任意字符",
                               "the path of a value with a range; * stands for any characters within one key"});
  }
}

}  // namespace waste
