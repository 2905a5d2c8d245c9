#include "models/world/declared_questions.h"

#include <algorithm>

#include "models/world/world.h"

namespace waste {

Questions declared_questions(const World& world) {
  const District& district = world.district;
  Questions asked;
  for (SiteId site = 0; site < district.sites.size(); ++site) {
    world.facilities[site]->questions(asked, district);
    for (const StreamId stream : district.sites[site].accepts) asked.push_back({PolicyLever::price, site, stream});
  }
  for (Question& question : asked) question.site = district.placements[question.site].template_site;
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  return asked;
}

}  // namespace waste
