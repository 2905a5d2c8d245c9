// The questions that facilities put to policies, declared: a policy that nobody asks is an error of the scenario, found without a run.
// That every kind declares what it asks, and asks what it declares, is tested in tests/laws/questions_test.cpp.
#pragma once

#include <compare>
#include <vector>

#include "models/policies/policy.h"

namespace waste {

/// What is asked, about which site (that of the facility that asks, or one it deals with), and about which of its streams.
struct Question {
  PolicyLever lever{};
  SiteId site = no_site;
  StreamId stream = no_stream;  // no_stream: about the site as a whole, so that a policy for any stream answers
  StreamId into = no_stream;    // of the lever `separated`: what is kept apart there

  auto operator<=>(const Question&) const = default;
};
using Questions = std::vector<Question>;

}  // namespace waste
