// How a value is held against a target: "at least the target", or "no more than in the base year".
#pragma once

#include <optional>
#include <string>

#include "engine/base/message.h"

namespace waste {

class Rule {
 public:
  Rule() = default;
  /// ">=", ">", "<=" or "=", alone or followed by the base year: "base", "first" or its number; or "none". Nothing if the text is
  /// none of these.
  static std::optional<Rule> parse(const std::string& text, int base_year);

  const std::string& text() const { return text_; }  // as written
  bool against_base() const { return against_base_; }
  bool none() const { return comparison_ == "none"; }

  /// `bound` is the target, or the same replica's value in the base year.
  bool holds(double value, double bound) const;
  /// How far a value is beyond the bound: below 0 where the rule does not hold, NaN where nothing is judged [unit of the value].
  double margin(double value, double bound) const;

 private:
  std::string text_ = "none", comparison_ = "none";
  bool against_base_ = false;
};

/// The rules that may be written, for messages.
sim::Message known_rules(int base_year);

}  // namespace waste
