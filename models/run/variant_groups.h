// Variants of a scenario that are simulated several at once. A task that is left out or moved changes only what happens at sites that
// are connected with those of its policies (connected_sites.h). So variants whose sites have nothing to do with each other share one
// simulation, and the books of each are taken from it where its sites are, and from those of the scenario as it is elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/books/books.h"
#include "models/policies/task.h"

namespace waste {

struct World;

class VariantGroups {
 public:
  using Overrides = std::vector<std::pair<std::string, std::string>>;
  struct Group {
    std::vector<std::size_t> variants;
    Overrides changes;  // of all of them
  };

  /// Variants of the scenario of `base`, which must outlive this object. Those that change anything but tasks stay alone, and so do
  /// those with policies that are not bound to sites.
  VariantGroups(const World& base, const std::vector<Overrides>& variants);

  const std::vector<Group>& groups() const { return groups_; }
  /// Variants without changes; where groups are shared they are in none, because the scenario as it is is simulated anyway.
  const std::vector<std::size_t>& unchanged() const { return unchanged_; }
  /// The group of a variant; nothing if it is in none.
  std::optional<std::size_t> group_of(std::size_t variant) const;
  /// Whether any group has several variants, so that the books of the scenario as it is are needed.
  bool shared() const;

  /// The books of a variant of a group.
  Books books_of(std::size_t variant, const Books& base, const Books& group) const;
  /// The tasks of a variant, of the same replica.
  std::vector<TaskFacts> tasks_of(std::size_t variant, std::span<const TaskFacts> base, std::span<const TaskFacts> group) const;

 private:
  struct Reach {
    std::vector<std::size_t> tasks;      // that change
    std::vector<std::uint32_t> connected;  // numbers of the sites concerned, sorted
  };
  /// Nothing: everywhere.
  std::optional<Reach> reach_of(const Overrides& changes) const;
  bool concerns(std::size_t variant, SiteId site) const;

  const World& base_;
  std::vector<std::uint32_t> connected_;       // [site]
  std::vector<std::optional<Reach>> reaches_;  // [variant]
  std::vector<Group> groups_;
  std::vector<std::size_t> unchanged_;
};

}  // namespace waste
