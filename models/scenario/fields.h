// Typed, checked access to one map of a scenario: values are read by key, unit and type, and unread keys are rejected.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/scenario/scenario.h"

namespace waste {

/// The smallest and largest value of a number, in the unit it is read in. Every number has limits: what is beyond them makes no
/// sense, and may keep a run from ending.
struct Limits {
  double low, high;
  double bare_high = std::numeric_limits<double>::infinity();  // of a number without unit: 35 may have been meant as 35 %
};

/// Limits of a figure that is only compared and shown, such as a statistic, in whatever unit.
inline constexpr Limits any_figure{-1e15, 1e15};

/// Typed, checked access to one map of a scenario: it records which keys were read, so that the others can be rejected.
class Fields {
 public:
  Fields(const Scenario& scenario, const Node& map, std::string path, std::vector<sim::Diagnostic>& diagnostics);

  const Node* get(std::string_view key);                     // marks the key as known; nullptr when absent
  // Each returns true if a valid value was stored; false if the key is absent or the value is wrong, which is reported. Counts
  // ("1", "vehicles") must be whole; other quantities are rounded to the unit (grams, seconds, fen).
  bool text(std::string_view key, std::string& value);
  bool words(std::string_view key, std::vector<std::string>& value);  // a list of texts, or one text with semicolons
  bool integer(std::string_view key, const char* unit, std::int64_t& value, Limits limits);
  bool ordinal(std::string_view key, int& value);  // the number of a row of the plan, 1 ... 9999
  bool number(std::string_view key, const char* unit, double& value, Limits limits);
  bool date(std::string_view key, sim::Time& value);
  bool yes_no(std::string_view key, bool& value);

  /// Reads one catalogue parameter into its slot, checking unit, type and range. `resolve(what, name)` turns the name of a
  /// "site" or "stream" into an index, or returns `unknown`, after which the known names are listed by `known(what)`.
  struct Names {
    static constexpr std::uint32_t unknown = ~std::uint32_t{0};
    std::function<std::uint32_t(const std::string& what, const std::string& name)> resolve;
    std::function<std::vector<std::string>(const std::string& what)> known;
  };
  /// A required one that is absent is reported: E0101.
  void parameter(const sim::ParameterInfo& info, sim::Slot slot, const Names& names);

  /// Reports each of these keys that is absent (E0101); true if none is.
  bool require(std::initializer_list<const char*> keys);

  /// Reports every key that was never read: E0102 with the nearest match and the known keys.
  void finish();

  void error(const Place& place, std::string code, sim::Message message, sim::Message hint = {}, sim::Message note = {}, int length = 1);
  const Node& map() const { return map_; }
  const std::string& path() const { return path_; }

 private:
  void missing(const std::string& key, const sim::Message& meaning);

  const Scenario& scenario_;
  const Node& map_;
  std::string path_;
  std::vector<sim::Diagnostic>& diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace waste
