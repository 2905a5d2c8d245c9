#include "models/world/replica_world.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <type_traits>

#include "engine/base/quantity.h"
#include "models/world/drawn_part.h"
#include "models/world/factors.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr int max_attempts = 100;

/// The words of a path.
std::vector<std::string> words_of(const std::string& path) {
  std::vector<std::string> words(1);
  for (const char c : path) {
    if (c == '.') words.emplace_back();
    else words.back() += c;
  }
  return words;
}

/// What a range stands for in a slot of this unit; `below`: the keys below the name of the parameter.
Drawn drawn_into(const sim::Slot& slot, const char* unit, std::size_t below) {
  if (std::holds_alternative<sim::Range*>(slot)) return Drawn::never;
  if (std::holds_alternative<sim::Steps*>(slot)) return Drawn::number;  // a duration is told from these by its caller
  if (std::holds_alternative<sim::Time*>(slot)) return Drawn::date;
  if (below > 0 || !std::holds_alternative<std::int64_t*>(slot)) return Drawn::number;
  const auto dimension = sim::parse_unit(unit).dimension;
  return dimension == sim::Dimension{} || sim::is_count(dimension) ? Drawn::whole : Drawn::number;
}

/// What a range stands for at "sites.dryer.capacity", or at a parameter of a policy.
template <class Interface>
Drawn drawn_by_kind(const Scenario& scenario, const std::vector<std::string>& words) {
  const Node* name = scenario.root().at_path(words[0] + "." + words[1] + ".kind");
  const auto* kind = name ? sim::Catalogue<Interface>::find(name->text) : nullptr;
  if (!kind) return Drawn::number;
  if (words.back() == "duration" && words.size() > 4) return Drawn::never;  // of a step
  const auto object = kind->make();
  for (std::size_t i = 0; i < kind->parameters.size(); ++i)
    if (words[2] == kind->parameters[i].name) return drawn_into(kind->slot(*object, i), kind->parameters[i].unit, words.size() - 3);
  if constexpr (std::is_same_v<Interface, Policy>)
    for (const auto& p : common_policy_parameters())
      if (words[2] == p.name) return drawn_into(p.member.of(*object), p.unit, words.size() - 3);
  return Drawn::number;
}

/// Whether a node of this tree is on one of the lines.
bool stands_in(const Node& node, const std::set<std::pair<std::uint32_t, int>>& lines) {
  if (lines.contains({node.place.file, node.place.line})) return true;
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const Node::Entry& entry) { return stands_in(entry.value, lines); });
}

/// The entry that a value belongs to: "sites.dryer", "climate.mixes.rubbish".
std::string entry_of(const std::string& path) {
  const auto second = path.find('.', path.find('.') + 1);
  const bool nested = path.starts_with("climate.") && second != std::string::npos;
  return path.substr(0, nested ? path.find('.', second + 1) : second);
}

/// Whether a drawn value belongs to a site, policy or other entry on one of the lines; a factor, to those that it multiplies.
bool touches(const Node& root, const std::string& path, const std::set<std::pair<std::uint32_t, int>>& lines) {
  const std::string entry = entry_of(path);
  // A mix that disagrees with what is measured of it may do so because of what its materials are like.
  const Node* node = root.at_path(path.starts_with("climate.materials.") ? "climate.mixes" : entry);
  if (node && stands_in(*node, lines)) return true;
  const Node* of = path.starts_with("factors.") ? root.at_path(entry + ".of") : nullptr;
  if (!of) return false;
  const auto paths = matching_paths(root, of->text);
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& each) { return touches(root, each, lines); });
}

/// Counts one more attempt for all values of the sites with errors; false if there is nothing to draw again.
bool draw_again(const World& world, const sim::InputError& error, std::vector<int>& attempts) {
  std::set<std::pair<std::uint32_t, int>> lines;
  for (const auto& diagnostic : error.diagnostics())
    for (std::uint32_t file = 0; file < world.scenario.files().size(); ++file)
      if (world.scenario.files()[file].name == diagnostic.file) lines.insert({file, diagnostic.line});
  std::map<std::string, bool> known;  // [entry]
  const auto at_fault = [&](const std::string& path) {
    const auto [at, is_new] = known.try_emplace(entry_of(path));
    if (is_new) at->second = touches(world.scenario.root(), path, lines);
    return at->second;
  };
  bool any = false;
  for (std::size_t i = 0; i < attempts.size(); ++i)
    if (at_fault(world.uncertain[i].path)) any = ++attempts[i] < max_attempts || any;
  return any;
}

/// The values as they would be written, by path; those that are what they were keep their text.
class Texts {
 public:
  explicit Texts(const std::vector<UncertainValue>& values) : values_(values) {}

  const DrawnTexts& of(const std::vector<double>& drawn) {
    if (texts_.empty())
      for (const UncertainValue& value : values_) texts_.emplace_back(value.path, "");
    for (std::size_t i = 0; i < drawn.size(); ++i)
      if (drawn_.empty() || drawn[i] != drawn_[i]) texts_[i].second = text_of(values_[i], drawn[i]);
    drawn_ = drawn;
    return texts_;
  }

 private:
  const std::vector<UncertainValue>& values_;
  std::vector<double> drawn_;
  DrawnTexts texts_;
};

}  // namespace

Drawn drawn_as(const Scenario& scenario, const std::string& path) {
  const std::vector<std::string> words = words_of(path);
  if (words.size() > 2 && words[0] == "sites") return drawn_by_kind<Facility>(scenario, words);
  if (words.size() > 2 && words[0] == "policies") return drawn_by_kind<Policy>(scenario, words);
  return words[0] == "calendar" && words.back() == "starts" ? Drawn::date : Drawn::number;
}

std::vector<UncertainValue> uncertain_values(const Scenario& scenario) {
  return drawn_ranges(scenario, [&](const std::string& path) { return drawn_as(scenario, path); });
}

ReplicaWorlds::ReplicaWorlds(const World& world) : world_(world) {
  if (!world.uncertain.empty() && !world.scenario.root().find("districts")) part_ = std::make_shared<const DrawnPart>(world);
}

std::shared_ptr<const World> ReplicaWorlds::build(std::uint64_t replica, bool for_books) const {
  if (world_.uncertain.empty()) return {std::shared_ptr<const World>{}, &world_};
  std::vector<int> attempts(world_.uncertain.size(), 0);
  ReplicaDraw draw(world_.uncertain, world_.seed, replica);
  Texts texts(world_.uncertain);
  std::optional<DrawnWorld> kept;
  if (part_) kept.emplace(*part_, for_books ? WorldUse::books : WorldUse::any);
  for (;;) {
    std::vector<double> drawn = draw.after(attempts);
    for (const HeldTotal& total : world_.held) total.restore(world_.uncertain, drawn);
    try {
      const DrawnTexts& written = texts.of(drawn);
      auto own = kept ? kept->read(written) : build_world(world_.scenario.with_texts(written), world_);
      own->drawn = std::move(drawn);
      return own;
    } catch (const sim::InputError& error) {
      if (!draw_again(world_, error, attempts)) throw;
    }
  }
}

std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica) { return ReplicaWorlds(world).of(replica); }

}  // namespace waste
