#include "models/world/acts_on.h"

#include <algorithm>

#include "models/district/district.h"

namespace waste {

bool acts_on(const Questions& asked, const PolicySet& policies, const Policies& all, std::size_t number, const BookKey& flow,
             sim::Time now) {
  const Policy& policy = *all.list[number];
  const double level = policies.level(number, now);
  const auto names = [](const auto& references, auto index) {
    return references.empty() || std::any_of(references.begin(), references.end(), [&](const auto& named) { return named.index == index; });
  };
  const auto source = [&](SiteId site) { return site == no_site ? no_site : policies.district().placements[site].template_site; };
  const SiteId here = source(flow.site), there = source(flow.counterpart);
  return std::any_of(asked.begin(), asked.end(), [&](const Question& question) {
    if (question.site == no_site || (question.site != here && question.site != there) || !names(policy.sites, question.site)) return false;
    const bool whole = question.stream == no_stream;
    if (!whole && question.stream != flow.stream && question.into != flow.stream) return false;
    if (!whole && !names(policy.streams, question.stream)) return false;
    if (question.lever == PolicyLever::separated && question.into != policy.separated(level).into) return false;
    return answers(policy, question.lever, level);
  });
}

}  // namespace waste
