// What the draws of a replica can change in a scenario. It is read anew for every replica; all else is taken from the common world, in
// which it was read and checked before.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/world/world.h"

namespace waste {

class DrawnPart {
 public:
  /// Of a world of one district whose values are drawn; it must outlive this object.
  explicit DrawnPart(const World& common);

  /// The world of a replica whose drawn values are written like this, by path: the same as build_world makes of the whole scenario, but
  /// that its `scenario` is this part only. On any thread. Throws sim::InputError with the same errors, without the lines of the files.
  std::unique_ptr<World> world_with(const std::vector<std::pair<std::string, std::string>>& texts) const;

 private:
  /// Groups of sections that are read together, because the later ones of a group look at what the earlier ones say.
  struct Touched {
    bool district = false, plan = false, climate = false, tariffs = false, drivers = false;
  };

  void touch(const std::string& path, Node& part);
  void keep_sections(Node& part) const;
  void read_prototypes();
  std::unique_ptr<World> common_facts() const;
  void read_district_and_plan(SectionReader& reader, World& world) const;
  void read_facilities(SectionReader& reader, World& world) const;
  void read_rules(SectionReader& reader, World& world) const;

  const World& common_;
  Touched touched_;
  Scenario part_;
  Facilities prototypes_;  // [site] as read, before they are prepared
};

}  // namespace waste
