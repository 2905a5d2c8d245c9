#include "models/facilities/project_routes.h"

#include "tests/catch.h"

using waste::ProjectRoutes;
using waste::SiteId;
using waste::SiteRef;

namespace {

enum : SiteId { here, plant, near_fill, far_fill, overflow, restoration, project, sites };

/// Sites along a road, in the order of their numbers; all are on one side of `here`.
waste::District district() {
  waste::District district;
  std::vector<waste::Locality> places;
  std::vector<waste::Road> roads;
  for (std::uint32_t i = 0; i < sites; ++i) {
    places.push_back({std::to_string(i), true, waste::Sharing::none});
    if (i > 0) roads.push_back({i - 1, i, 1000, 36'000});
    district.sites.emplace_back().place = i;
    district.placements.push_back({i, 0, i});
  }
  district.network = waste::Network(places, roads);
  return district;
}

ProjectRoutes routes(bool with_restoration = true) {
  ProjectRoutes routes;
  routes.lead_to({SiteRef{plant}}, {SiteRef{far_fill}, SiteRef{near_fill}}, {overflow}, with_restoration ? SiteRef{restoration} : SiteRef{},
                 here, district());
  return routes;
}

}  // namespace

TEST_CASE("loads go to the nearest fill that is open", "[facilities]") {
  ProjectRoutes routes = ::routes();
  CHECK(routes.open_fill() == near_fill);
  routes.close(near_fill);
  CHECK(routes.open_fill() == far_fill);
  routes.close(far_fill);
  CHECK(routes.open_fill() == overflow);
}

TEST_CASE("spoil goes to projects that wait for it until they have what was granted", "[facilities]") {
  ProjectRoutes routes = ::routes();
  routes.grant(project, 25);
  CHECK(routes.for_spoil(10, 0) == project);
  CHECK(routes.for_spoil(10, 0) == project);
  CHECK(routes.for_spoil(10, 0) == near_fill);  // 5 are no load
}

TEST_CASE("a share of the other spoil goes to the restoration, if there is one", "[facilities]") {
  ProjectRoutes with = routes(), without = routes(false);
  int restored = 0;
  for (int i = 0; i < 100; ++i) restored += with.for_spoil(10, 0.25) == restoration;
  CHECK(restored == 25);
  CHECK(without.for_spoil(10, 1) == near_fill);
}

TEST_CASE("debris goes to a plant while one is in service, but for a share that goes astray", "[facilities]") {
  ProjectRoutes routes = ::routes();
  int strays = 0;
  for (int i = 0; i < 100; ++i) strays += routes.for_debris(0.125) == near_fill;
  CHECK(strays == 12);
  routes.close(plant);
  CHECK(routes.for_debris(0) == near_fill);
  routes.begin_day([](SiteId site) { return site == plant; });
  CHECK(routes.for_debris(0) == plant);
}
