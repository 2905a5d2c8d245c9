#include "models/scenario/parameter.h"

#include <algorithm>
#include <array>
#include <set>

#include "models/scenario/graph.h"
#include "models/scenario/merge.h"
#include "models/scenario/value.h"

namespace waste {
namespace {

using Type = Node::Type;

constexpr std::array<const char*, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// The words of "one|two|three".
std::vector<std::string> words_of(const std::string& unit) {
  std::vector<std::string> words(1);
  for (const char c : unit) {
    if (c == '|') words.emplace_back();
    else words.back() += c;
  }
  return words;
}

class SlotReader {
 public:
  SlotReader(Fields& fields, const Node& node, const sim::ParameterInfo& info, const Fields::Names& names)
      : fields_(fields), reader_(fields, info.name), node_(node), info_(info), names_(names) {
    reader_.limit(&info);
  }

  void operator()(std::int64_t* value) {
    if (info_.is(sim::Trait::or_no_limit) && node_.text == "no limit") *value = sim::no_limit;
    else reader_.integer(node_, info_.unit, *value);
  }
  void operator()(double* value) { reader_.number(node_, info_.unit, *value); }
  void operator()(bool* value) { reader_.yes_no(node_, *value); }
  /// A unit "one|two|three" lists the only words allowed.
  void operator()(std::string* value) {
    std::string text;
    if (!reader_.text(node_, text)) return;
    const auto words = words_of(info_.unit);
    if (words.size() < 2 || std::find(words.begin(), words.end(), text) != words.end()) {
      *value = text;
      return;
    }
    const std::string near = near_hint(text, words);
    reader_.error(node_, "E0107", "'" + reader_.name() + "' cannot be '" + text + "'", near.empty() ? "use a word known here" : near,
                  known_note("words", words));
  }
  void operator()(sim::Time* value) { reader_.date(node_, *value); }

  void operator()(sim::Duration* value) {
    std::int64_t seconds = 0;
    if (reader_.integer(node_, info_.unit, seconds)) *value = sim::Duration{seconds};
  }

  void operator()(sim::Range* value) {
    sim::Range range;
    if (node_.type != Type::map) {
      if (reader_.integer(node_, info_.unit, range.mode)) *value = {range.mode, range.mode, range.mode};
      return;
    }
    bool sound = only_keys({"low", "mode", "high"});
    sound = bound("low", range.low) && sound;
    sound = bound("mode", range.mode) && sound;
    sound = bound("high", range.high) && sound;
    if (!sound) return;
    if (range.low <= range.mode && range.mode <= range.high) *value = range;
    else reader_.error(node_, "E0111", reader_.name() + ": low, mode and high are not in order", "keep low <= mode <= high");
  }

  template <class Index>
  void operator()(sim::Reference<Index>* value) {
    sim::Reference<Index> reference;
    if (name(node_, reference)) *value = reference;
  }

  template <class Index>
  void operator()(sim::References<Index>* value) {
    sim::References<Index> references(1);
    if (node_.type != Type::list) {
      if (name(node_, references[0])) *value = references;
      return;
    }
    references.clear();
    if (node_.entries.empty()) return names_nothing();
    bool sound = true;
    for (const auto& item : node_.entries) sound = name(item.value, references.emplace_back()) && sound;
    if (sound && distinct(references)) *value = references;
  }

  template <class Index>
  void operator()(sim::Shares<Index>* value) {
    sim::Shares<Index> shares;
    if (node_.type != Type::map) return wrong_shape("a map of names and shares", "{first: 60 %, second: 40 %}");
    if (node_.entries.empty()) return names_nothing();
    reader_.limit(nullptr);  // the unit of the parameter names what is shared, not a unit of measurement
    bool sound = true;
    for (const auto& entry : node_.entries) {
      shares.emplace_back();
      sound = share(entry, shares.back()) && sound;
    }
    if (sound) *value = std::move(shares);
  }

  void operator()(sim::Numbers* value) {
    sim::Numbers numbers;
    bool sound = node_.type == Type::map && only_keys({months.begin(), months.end()});
    if (node_.type == Type::map) {
      for (const char* month : months) sound = element(node_.find(month), month, numbers) && sound;
    } else if (node_.type == Type::list) {
      sound = true;
      for (const auto& item : node_.entries) sound = element(&item.value, "", numbers) && sound;
    } else {
      return wrong_shape("a list of numbers, or a map of the months jan to dec", "[1.0, 0.9]");
    }
    if (sound) *value = std::move(numbers);
  }

  void operator()(sim::Steps* value) {
    if (node_.type != Type::map || node_.entries.empty())
      return wrong_shape("a map of steps", "{draft: {duration: 90 d}, issue: {duration: 30 d, after: [draft]}}");
    reader_.limit(nullptr);
    sim::Steps steps;
    for (const auto& entry : node_.entries) steps.emplace_back().id = entry.key;
    bool sound = true;
    for (std::size_t i = 0; i < steps.size(); ++i) sound = step(node_.entries[i].value, steps, i) && sound;
    if (sound && put_in_order(steps)) *value = std::move(steps);
  }

 private:
  /// One step: {duration: ..., after: [...], success: 90 %, weight: 2, label: {...}}; the label is for readers only.
  bool step(const Node& node, sim::Steps& steps, std::size_t i) {
    const std::string name = reader_.name() + "." + steps[i].id;
    if (node.type != Type::map) {
      reader_.error(node, "E0103", "'" + name + "' must be a map", "write " + steps[i].id + ": {duration: 90 d}");
      return false;
    }
    const auto part = [&](const char* key, const char* unit, double low, double high, auto* target) {
      const Node* value = node.find(key);
      const sim::ParameterInfo info{key, unit, {}, low, high};
      if (value) SlotReader(fields_, *value, info, names_)(target);
    };
    bool sound = SlotReader(fields_, node, info_, names_).only_keys({"duration", "after", "success", "weight", "label"});
    if (!node.find("duration")) {
      reader_.error(node, "E0101", "'" + name + "' lacks key 'duration'", "add duration: 90 d");
      sound = false;
    }
    part("duration", "s", 0, 1e9, &steps[i].duration);
    part("success", "1", 0.05, 1, &steps[i].success);
    part("weight", "1", 1e-3, 1e6, &steps[i].weight);
    const Node* after = node.find("after");
    return (!after || predecessors(*after, steps, steps[i].after)) && sound;
  }

  bool predecessors(const Node& node, const sim::Steps& steps, std::vector<std::uint32_t>& after) {
    std::vector<std::string> known;
    for (const auto& each : steps) known.push_back(each.id);
    bool sound = true;
    const auto add = [&](const Node& item) {
      std::string text;
      const bool read = reader_.text(item, text);
      const auto found = std::find(known.begin(), known.end(), text);
      if (read && found != known.end()) return after.push_back(static_cast<std::uint32_t>(found - known.begin()));
      sound = false;
      const std::string near = near_hint(text, known);
      if (read)
        reader_.error(item, "E0107", reader_.name() + ": unknown step '" + text + "'", near.empty() ? "name a step that exists" : near,
                      known_note("steps", known));
    };
    if (node.type == Type::list)
      for (const auto& item : node.entries) add(item.value);
    else add(node);
    return sound;
  }

  /// Sorts the steps topologically; rejects cycles.
  bool put_in_order(sim::Steps& steps) {
    std::vector<FlowArc> arcs;
    for (std::uint32_t i = 0; i < steps.size(); ++i)
      for (const std::uint32_t before : steps[i].after) arcs.push_back({before, i, 0});
    const auto order = precedence_order(static_cast<std::uint32_t>(steps.size()), arcs);
    if (!order) {
      std::string circle;
      const auto on = on_circles(static_cast<std::uint32_t>(steps.size()), arcs);
      for (const std::uint32_t i : on) circle += (circle.empty() ? "" : ", ") + steps[i].id;
      reader_.error(node_.entries[on.front()].value, "E0113", reader_.name() + ": steps wait for each other in a circle: " + circle,
                    "take one 'after' out of the circle");
      return false;
    }
    std::vector<std::uint32_t> position(steps.size());
    for (std::uint32_t i = 0; i < order->size(); ++i) position[(*order)[i]] = i;
    sim::Steps sorted(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (std::uint32_t& before : steps[i].after) before = position[before];
      sorted[position[i]] = std::move(steps[i]);
    }
    steps = std::move(sorted);
    return true;
  }

  /// Rejects an empty list, which could mean all or none; omitting the key has the meaning shown by `describe`.
  void names_nothing() {
    reader_.error(node_, "E0114", "'" + reader_.name() + "' names no " + info_.unit, "name at least one, or leave the key out");
  }

  void wrong_shape(const std::string& wanted, const std::string& example) {
    reader_.error(node_, "E0103", "'" + reader_.name() + "' must be " + wanted, "write " + reader_.name() + ": " + example);
  }

  /// Reports keys of the map that are not among `known`.
  bool only_keys(const std::vector<std::string>& known) {
    bool all = true;
    for (const auto& entry : node_.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      all = false;
      const std::string near = near_hint(entry.key, known);
      Node at;
      at.place = entry.place;
      at.text = entry.key;
      reader_.error(at, "E0102", "unknown key '" + entry.key + "'", near.empty() ? "take it out, or use a key known here" : near,
                    known_note("keys", known));
    }
    return all;
  }

  bool missing(const std::string& key) {
    reader_.error(node_, "E0101", "'" + reader_.name() + "' lacks key '" + key + "'", "add " + key + ": value");
    return false;
  }

  bool bound(const char* key, std::int64_t& value) {
    const Node* node = node_.find(key);
    return node ? reader_.integer(*node, info_.unit, value) : missing(key);
  }

  bool element(const Node* node, const char* key, sim::Numbers& numbers) {
    numbers.push_back(0);
    return node ? reader_.number(*node, info_.unit, numbers.back()) : missing(key);
  }

  template <class Index>
  bool name(const Node& node, sim::Reference<Index>& reference) {
    std::string text;
    return reader_.text(node, text) && resolve(node, text, reference);
  }

  template <class Index>
  bool resolve(const Node& at, const std::string& name, sim::Reference<Index>& reference) {
    const std::uint32_t number = names_.resolve(info_.unit, name);
    reference.index = static_cast<Index>(number);
    if (number != Fields::Names::unknown) return true;
    unknown(at, name);
    return false;
  }

  void unknown(const Node& at, const std::string& name) {
    const std::vector<std::string> known = names_.known(info_.unit);
    const std::string near = near_hint(name, known);
    const std::string what = info_.unit;
    reader_.error(at, "E0107", reader_.name() + ": unknown " + what + " '" + name + "'",
                  near.empty() ? "name a " + what + " that exists" : near, known_note(what + "s", known));
  }

  template <class Index>
  bool distinct(const sim::References<Index>& references) {
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < references.size(); ++i) {
      if (seen.insert(references[i].index).second) continue;
      const Node& item = node_.entries[i].value;
      reader_.error(item, "E0112", reader_.name() + ": '" + item.text + "' is listed twice", "keep one of them");
      return false;
    }
    return true;
  }

  template <class Index>
  bool share(const Node::Entry& entry, std::pair<sim::Reference<Index>, double>& value) {
    Node key;  // the name is the key, so diagnostics point there
    key.place = entry.place;
    key.text = entry.key;
    if (!resolve(key, entry.key, value.first)) return false;
    if (!reader_.number(entry.value, "1", value.second)) return false;
    if (value.second >= 0) return true;
    reader_.error(entry.value, "E0106", reader_.name() + ": the share of '" + entry.key + "' is negative",
                  "write 0 or more, such as '60 %'");
    return false;
  }

  Fields& fields_;
  ValueReader reader_;
  const Node& node_;
  const sim::ParameterInfo& info_;
  const Fields::Names& names_;
};

}  // namespace

void read_parameter(Fields& fields, const Node& node, const sim::ParameterInfo& info, sim::Slot slot, const Fields::Names& names) {
  std::visit(SlotReader(fields, node, info, names), slot);
}

}  // namespace waste
