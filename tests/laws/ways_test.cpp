// No load travels a way that its sender does not declare: `check` and `graph` rely on it.
#include <set>
#include <tuple>

#include "models/world/flow_network.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Ways that are found while the district lives, by kind.
const std::set<std::pair<std::string, std::string>> found_on_the_way{
    {"building_projects", "building_projects"},  // the exchange finds who takes spoil
};

}  // namespace

TEST_CASE("no load of the district travels a way that its sender does not declare") {
  const auto world = district("plan", {}, "2021-01-01");
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);
  const FlowNetwork network(*world, running.policies(), world->district.start);
  std::set<std::tuple<SiteId, StreamId, SiteId>> ways, brought;
  for (SiteId site = 0; site < network.interfaces.size(); ++site)
    for (const auto& outlet : network.interfaces[site].outlets) ways.emplace(site, outlet.stream, outlet.to);
  for (const BookKey& key : books.keys) {
    if (key.channel == Channel::received) brought.emplace(key.counterpart, key.stream, key.site);
    if (key.channel == Channel::turned_away) brought.emplace(key.counterpart, key.stream, key.site);  // by its origin
  }
  std::size_t loads = 0;
  for (const BookKey& key : books.keys) {
    if (key.channel != Channel::sent) continue;
    ++loads;
    const Site &from = world->district.sites[key.site], &to = world->district.sites[key.counterpart];
    const bool goes_back = brought.contains({key.counterpart, key.stream, key.site});
    INFO(from.kind << " '" << from.id << "' sends '" << world->district.streams[key.stream].id << "' to '" << to.id << "'");
    CHECK((ways.contains({key.site, key.stream, key.counterpart}) || goes_back || found_on_the_way.contains({from.kind, to.kind})));
  }
  CHECK(loads > 200);
}

}  // namespace waste::testing
