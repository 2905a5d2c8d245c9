#include "models/scenario/steps.h"

#include <algorithm>

#include "models/scenario/graph.h"
#include "models/scenario/parameter.h"
#include "models/scenario/value.h"

namespace waste {
namespace {

class StepsReader {
 public:
  StepsReader(Fields& fields, const Node& node, const std::string& name) : fields_(fields), reader_(fields, name), node_(node) {}

  bool read(sim::Steps& steps) {
    for (const auto& entry : node_.entries) {
      steps.emplace_back().id = entry.key;
      known_.push_back(entry.key);
    }
    bool sound = true;
    for (std::size_t i = 0; i < steps.size(); ++i) sound = step(node_.entries[i].value, steps[i]) && sound;
    return sound && put_in_order(steps);
  }

 private:
  /// One step: {duration: ..., after: [...], success: 90 %, weight: 2, label: {...}}; the label is for readers only.
  bool step(const Node& node, sim::Step& step) {
    const std::string name = reader_.name() + "." + step.id;
    if (node.type != Node::Type::map) {
      reader_.error(node, "E0103", {"“" + name + "”应是一组键和值", "'" + name + "' must be a map"},
                    {"请写" + step.id + ": {duration: 90 d}", "write " + step.id + ": {duration: 90 d}"});
      return false;
    }
    bool sound = reader_.only_keys(node, {"duration", "after", "success", "weight", "label"});
    if (!node.find("duration")) {
      reader_.error(node, "E0101", {"“" + name + "”缺少键“duration”", "'" + name + "' lacks key 'duration'"},
                    {"请补上duration: 90 d", "add duration: 90 d"});
      sound = false;
    }
    part(node, {"duration", "s", {}, 0, 1e9}, &step.duration);
    part(node, {"success", "1", {}, 0.05, 1}, &step.success);
    part(node, {"weight", "1", {}, 1e-3, 1e6}, &step.weight);
    const Node* after = node.find("after");
    return (!after || predecessors(*after, step.after)) && sound;
  }

  void part(const Node& step, const sim::ParameterInfo& info, sim::Slot slot) {
    if (const Node* value = step.find(info.name)) read_parameter(fields_, *value, info, slot, {});
  }

  /// A step, or a list of steps.
  bool predecessors(const Node& node, std::vector<std::uint32_t>& after) {
    if (node.type != Node::Type::list) return predecessor(node, after);
    bool sound = true;
    for (const auto& item : node.entries) sound = predecessor(item.value, after) && sound;
    return sound;
  }

  bool predecessor(const Node& node, std::vector<std::uint32_t>& after) {
    std::string id;
    if (!reader_.text(node, id)) return false;
    const auto found = std::find(known_.begin(), known_.end(), id);
    if (found == known_.end()) {
      reader_.unknown(node, "step", id, known_);
      return false;
    }
    after.push_back(static_cast<std::uint32_t>(found - known_.begin()));
    return true;
  }

  /// Sorts the steps topologically; rejects cycles.
  bool put_in_order(sim::Steps& steps) {
    const auto count = static_cast<std::uint32_t>(steps.size());
    std::vector<FlowArc> arcs;
    for (std::uint32_t i = 0; i < count; ++i)
      for (const std::uint32_t before : steps[i].after) arcs.push_back({before, i, 0});
    const auto order = precedence_order(count, arcs);
    if (!order) return reject_circle(on_circles(count, arcs));
    std::vector<std::uint32_t> position(count);
    for (std::uint32_t i = 0; i < count; ++i) position[(*order)[i]] = i;
    sim::Steps sorted(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      for (std::uint32_t& before : steps[i].after) before = position[before];
      sorted[position[i]] = std::move(steps[i]);
    }
    steps = std::move(sorted);
    return true;
  }

  bool reject_circle(const std::vector<std::uint32_t>& on) {
    std::string circle;
    for (const std::uint32_t i : on) circle += (circle.empty() ? "" : ", ") + known_[i];
    reader_.error(node_.entries[on.front()].value, "E0113",
                  {reader_.name() + "：步骤互相等待，形成循环：" + circle,
                   reader_.name() + ": steps wait for each other in a circle: " + circle},
                  {"请删去其中一个after", "take one 'after' out of the circle"});
    return false;
  }

  Fields& fields_;
  ValueReader reader_;
  const Node& node_;
  std::vector<std::string> known_;  // [step] its id
};

}  // namespace

bool read_steps(Fields& fields, const Node& node, const std::string& name, sim::Steps& steps) {
  return StepsReader(fields, node, name).read(steps);
}

}  // namespace waste
