#include "models/world/connected_sites.h"

#include <numeric>

#include "engine/base/catalogue.h"
#include "models/facilities/facility.h"
#include "models/world/world.h"

namespace waste {
namespace {

class Groups {
 public:
  explicit Groups(std::size_t sites) : leader_(sites) { std::iota(leader_.begin(), leader_.end(), 0u); }

  std::uint32_t leader(std::uint32_t site) {
    while (leader_[site] != site) site = leader_[site] = leader_[leader_[site]];
    return site;
  }
  void join(std::uint32_t a, std::uint32_t b) { leader_[leader(a)] = leader(b); }

 private:
  std::vector<std::uint32_t> leader_;
};

template <class Visit>
void each_site_named(const sim::Slot& slot, Visit visit) {
  if (auto* const* one = std::get_if<SiteRef*>(&slot)) visit(**one);
  if (auto* const* list = std::get_if<SiteRefs*>(&slot))
    for (const SiteRef& each : **list) visit(each);
  if (auto* const* shares = std::get_if<SiteShares*>(&slot))
    for (const auto& each : **shares) visit(each.first);
}

}  // namespace

std::vector<std::uint32_t> connected_sites(const World& world) {
  const District& district = world.district;
  Groups groups(district.sites.size());
  for (SiteId site = 0; site < district.sites.size(); ++site) {
    const auto* kind = sim::Catalogue<Facility>::find(district.sites[site].kind);
    for (std::size_t i = 0; i < kind->parameters.size(); ++i)
      each_site_named(kind->slot(*world.facilities[site], i), [&](const SiteRef& to) {
        if (to) groups.join(site, to.index);
      });
    Questions asked;
    world.facilities[site]->questions(asked, district);
    for (const Question& question : asked)
      if (question.site != no_site) groups.join(site, question.site);
  }
  std::vector<std::uint32_t> numbers;
  for (SiteId site = 0; site < district.sites.size(); ++site) numbers.push_back(groups.leader(site));
  return numbers;
}

}  // namespace waste
