#include "models/facilities/project_routes.h"

namespace waste {

void ProjectRoutes::lead_to(const SiteRefs& plants, const SiteRefs& fills, SiteRef overflow, SiteRef restoration, SiteId from,
                            const District& district) {
  plants_.lead_to(plants, from, district);
  fills_.lead_to(fills, from, district);
  overflow_ = overflow;
  restoration_ = restoration;
}

void ProjectRoutes::close(SiteId site) {
  plants_.close(site);
  fills_.close(site);
}

SiteId ProjectRoutes::for_spoil(std::int64_t payload, double restored) {
  while (!grants_.empty() && grants_.front().left < payload) grants_.pop();
  if (!grants_.empty()) {
    grants_.front().left -= payload;
    return grants_.front().to;
  }
  if (!restoration_) return open_fill();
  to_restore_ += restored;
  if (to_restore_ < 1) return open_fill();
  to_restore_ -= 1;
  return restoration_.index;
}

SiteId ProjectRoutes::for_debris(double strays) {
  const SiteId plant = plants_.nearest_open();
  if (plant == no_site) return open_fill();
  to_stray_ += strays;
  if (to_stray_ < 1) return plant;
  to_stray_ -= 1;
  return open_fill();
}

}  // namespace waste
