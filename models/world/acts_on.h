// Which policies act on a flow.
#pragma once

#include <cstddef>

#include "models/books/books.h"
#include "models/facilities/question.h"
#include "models/policies/policy_set.h"

namespace waste {

/// Whether a policy answers, with an effect at that time, a question that facilities ask (see declared_questions) about a site of
/// the flow, and about its stream: as that which is changed, as that which is kept apart, or about the site as a whole.
bool acts_on(const Questions& asked, const PolicySet& policies, const Policies& all, std::size_t policy, const BookKey& flow,
             sim::Time now);

}  // namespace waste
