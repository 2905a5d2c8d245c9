// What a kind of policy can change, found by asking a policy of the kind in which every number is at work. Nothing has to be declared, so
// nothing can be declared wrongly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/policies/policy.h"

namespace waste {

class KindAnswers {
 public:
  explicit KindAnswers(const sim::Kind<Policy>& kind);

  bool answers(PolicyLever question) const { return (questions_ >> static_cast<unsigned>(question) & 1) != 0; }
  /// Whether a policy of this kind looks at a parameter that is common to all kinds: what only opens or closes has no ramp, vehicles know
  /// no streams, and what changes nothing needs no sites.
  bool looks_at(std::string_view parameter) const;

 private:
  std::uint32_t questions_ = 0;   // one bit for each that it answers
  bool of_streams_ = false;       // some of them are about streams
  bool gradual_ = false;          // some answer differs half way through a phase-in
  bool adds_value_ = false;
};

/// The common parameters that a kind looks at.
std::vector<sim::ParameterInfo> common_parameters_of(const sim::Kind<Policy>& kind);

}  // namespace waste
