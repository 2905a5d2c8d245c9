// What the draws of a replica can change in a scenario. It is read anew for every replica; all else is taken from the common world, in
// which it was read and checked before.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/world/world.h"

namespace waste {

/// What a world is for. Where only finished books are read in it, its facilities have no tables of random variables: they must not run.
enum class WorldUse : std::uint8_t { any, books };

/// Drawn values as they would be written: path and text.
using DrawnTexts = std::vector<std::pair<std::string, std::string>>;

class DrawnPart {
 public:
  /// Of a world of one district whose values are drawn; it must outlive this object.
  explicit DrawnPart(const World& common);

 private:
  friend class DrawnWorld;

  /// Groups of sections that are read together, because the later ones of a group look at what the earlier ones say.
  struct Touched {
    bool district = false, plan = false, climate = false, tariffs = false, drivers = false;
  };

  void touch(const std::string& path, Node& part);
  void keep_sections(Node& part) const;
  void read_prototypes();

  const World& common_;
  Touched touched_;
  Scenario part_;
  Facilities prototypes_;  // [site] as read, before they are prepared
};

/// The world of one replica while its values are drawn. On one thread.
class DrawnWorld {
 public:
  /// `part` must outlive it.
  explicit DrawnWorld(const DrawnPart& part, WorldUse use = WorldUse::any);

  /// The world with these values, the same as build_world makes of the whole scenario, but that its `scenario` is the drawn part only.
  /// Throws sim::InputError with the same errors, without the lines of the files; then other values may be tried, of which only those
  /// that have changed are read. Of the same paths every time; once it has succeeded, it is done.
  std::unique_ptr<World> read(const DrawnTexts& texts);

 private:
  void put(const DrawnTexts& texts);
  void read_district_again(SectionReader& reader);
  void read_plan_and_climate(SectionReader& reader);
  void read_facilities(SectionReader& reader);
  void read_rules(SectionReader& reader);

  const DrawnPart& part_;
  const World& common_;
  WorldUse use_;
  std::unique_ptr<World> world_;
  DrawnTexts texts_;            // read last; empty: none
  // What is read without errors, and need not be read again.
  bool district_ = false;
  bool plan_ = false;
  bool rules_ = false;          // policies, drivers and tariffs
  std::vector<bool> prepared_;  // [site]
};

}  // namespace waste
