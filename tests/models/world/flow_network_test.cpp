// The static questions on small networks whose answers can be worked out by hand.
#include "models/world/flow_network.h"

#include <map>

#include "models/scenario/graph.h"
#include "models/views/diagram_dot.h"
#include "models/views/diagram_svg.h"
#include "models/world/bottleneck.h"
#include "models/world/mean_flow.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

const std::string head = R"(format: 1
period: {starts: 2020-01-01, ends: 2021-01-01}
places: {here: {}}
streams:
  rubbish: {category: rubbish, label: {zh: 生活垃圾, en: household rubbish}}
  sludge: {category: general_industrial}
sites:
)";

std::string producer(const std::string& id, int tonnes, const std::string& outlet, const std::string& stream = "rubbish") {
  return "  " + id + ": {kind: producer, place: here, rate: " + std::to_string(tonnes) + " t/d, stream: " + stream + ", outlet: " + outlet +
         "}\n";
}

std::string station(const std::string& id, int tonnes, const std::string& outlet) {
  return "  " + id + ": {kind: transfer_station, place: here, capacity: " + std::to_string(tonnes) +
         " t/d, storage: 100 t, stream: rubbish, outlet: " + outlet + ", overflow: " + outlet + "}\n";
}

std::string end(const std::string& id, int tonnes, const std::string& streams = "rubbish") {
  return "  " + id + ": {kind: outlet, place: here, accepts: [" + streams + "], capacity: " + std::to_string(tonnes) +
         " t/d, yard: 10000 t}\n";
}

/// A world of these sites, and its network on the first day.
struct Small {
  explicit Small(const std::string& sites)
      : world(waste::build_world(folder.read(head + sites))), policies(world->draw_policies(0)),
        network(*world, policies, world->district.start) {}

  std::vector<std::string> narrow_sites() const {
    std::vector<std::string> ids;
    const auto found = waste::bottlenecks(network);
    for (const auto& place : found.front().places) ids.push_back(world->district.sites[place.site].id);
    return ids;
  }

  ScenarioFolder folder;
  std::unique_ptr<waste::World> world;
  waste::PolicySet policies;
  waste::FlowNetwork network;
};

constexpr std::int64_t tonne = 1'000'000;

using Ids = std::vector<std::string>;

/// What flows into each node less what flows out of it.
std::vector<std::int64_t> surplus(std::uint32_t nodes, const std::vector<waste::FlowArc>& arcs, const waste::MaximumFlow& flow) {
  std::vector<std::int64_t> result(nodes, 0);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    result[arcs[i].from] -= flow.flow[i];
    result[arcs[i].to] += flow.flow[i];
  }
  return result;
}

void check_flow(std::uint32_t nodes, const std::vector<waste::FlowArc>& arcs, std::uint32_t source, std::uint32_t sink) {
  const auto flow = waste::maximum_flow(nodes, arcs, source, sink);
  const auto left = surplus(nodes, arcs, flow);
  std::int64_t cut = 0;
  for (const std::size_t arc : flow.cut) cut += arcs[arc].capacity;
  CHECK(cut == flow.value);  // so the flow is the largest and the cut the smallest
  for (std::uint32_t node = 0; node < nodes; ++node) CHECK(left[node] == (node == source ? -flow.value : node == sink ? flow.value : 0));
  for (std::size_t i = 0; i < arcs.size(); ++i) CHECK((flow.flow[i] >= 0 && flow.flow[i] <= arcs[i].capacity));
}

}  // namespace

TEST_CASE("maximum flow of the textbook network is 23 and its cut carries as much") {
  const std::vector<waste::FlowArc> arcs{{0, 1, 16}, {0, 2, 13}, {2, 1, 4},  {1, 3, 12}, {3, 2, 9},
                                         {2, 4, 14}, {4, 3, 7},  {3, 5, 20}, {4, 5, 4}};
  CHECK(waste::maximum_flow(6, arcs, 0, 5).value == 23);
  check_flow(6, arcs, 0, 5);
}

TEST_CASE("maximum flow is conserved at every node, whatever the network") {
  std::uint32_t z = 12345;
  const auto draw = [&z](std::uint32_t below) { return (z = z * 1664525u + 1013904223u) / 65536u % below; };
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t nodes = 3 + draw(12);
    std::vector<waste::FlowArc> arcs;
    for (std::uint32_t i = 0; i < 3 * nodes; ++i) {
      const std::uint32_t from = draw(nodes), to = draw(nodes);
      if (from != to) arcs.push_back({from, to, static_cast<std::int64_t>(draw(50))});
    }
    check_flow(nodes, arcs, 0, nodes - 1);
  }
}

TEST_CASE("two stations in front of a larger end are the bottleneck together") {
  const Small small(producer("p1", 20, "s1") + producer("p2", 25, "s2") + station("s1", 30, "burner") + station("s2", 50, "burner") +
                    end("burner", 100));
  const auto found = waste::bottlenecks(small.network);
  REQUIRE(found.size() == 1);
  CHECK(found[0].demand == 45 * tonne);
  CHECK(found[0].most == 80 * tonne);
  CHECK(small.narrow_sites() == Ids{"s1", "s2"});
  CHECK(found[0].places[1].capacity == 50 * tonne);
}

TEST_CASE("an end smaller than its stations is the bottleneck") {
  const Small small(producer("p1", 20, "s1") + producer("p2", 25, "s2") + station("s1", 30, "burner") + station("s2", 50, "burner") +
                    end("burner", 60));
  CHECK(waste::bottlenecks(small.network).front().most == 60 * tonne);
  CHECK(small.narrow_sites() == Ids{"burner"});
}

TEST_CASE("a mixed cut takes one station and one end") {
  const Small small(producer("p1", 20, "s1") + producer("p2", 25, "s2") + station("s1", 30, "large") + station("s2", 50, "little") +
                    end("large", 100) + end("little", 40));
  CHECK(waste::bottlenecks(small.network).front().most == 70 * tonne);
  CHECK(small.narrow_sites() == Ids{"little", "s1"});
}

TEST_CASE("what is brought straight to the end does not hide how little the stations let through") {
  const Small small(producer("near", 5, "burner") + producer("far", 20, "s1") + station("s1", 30, "burner") + end("burner", 500));
  const auto found = waste::bottlenecks(small.network).front();
  CHECK(found.demand == 25 * tonne);
  CHECK(found.most == 30 * tonne);
  CHECK(small.narrow_sites() == Ids{"s1"});
}

TEST_CASE("a landfill is no way out where there is another") {
  const std::string fill = "  pit: {kind: landfill, place: here, capacity: 1000 t, stream: sludge}\n";
  const std::string yard = "  yard: {kind: yard, place: here, stream: sludge, high: 50 t, low: 1 t, plant: works, landfill: pit}\n";
  const Small both(producer("p", 20, "yard", "sludge") + yard + fill + end("works", 15, "sludge"));
  CHECK(waste::bottlenecks(both.network).front().most == 15 * tonne);
  CHECK(both.narrow_sites() == Ids{"works"});
  const Small only(producer("p", 20, "pit", "sludge") + fill);
  CHECK(waste::bottlenecks(only.network).front().most == waste::Bottleneck::no_limit);
}

TEST_CASE("a sound network has no errors") {
  const Small small(producer("p1", 20, "s1") + station("s1", 30, "burner") + end("burner", 100));
  CHECK(waste::network_errors(small.network).empty());
}

TEST_CASE("a stream that runs in a circle reaches no end, and the message names site, stream and remedy") {
  const Small small(producer("p1", 20, "s1") + station("s1", 30, "s2") + station("s2", 30, "s1"));
  const auto errors = waste::network_errors(small.network);
  REQUIRE(errors.size() == 1);
  CHECK(where(errors[0]) == "plan.yaml:8:7 E0601");
  CHECK(errors[0].message == "stream 'rubbish' of site 'p1' reaches no site where it may end");
  CHECK(errors[0].hint.find("s1, s2") != std::string::npos);
}

TEST_CASE("an outlet that does not accept the stream is shown where it is named") {
  const Small small(producer("p1", 20, "works") + end("works", 100, "sludge") + end("burner", 50));
  const auto errors = waste::network_errors(small.network);
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].code == "E0602");
  CHECK(errors[0].line == 8);
  CHECK(errors[0].source_line.substr(static_cast<std::size_t>(errors[0].column - 1), 5) == "works");
  CHECK(errors[0].message.find("'p1' sends 'rubbish' to 'works'") != std::string::npos);
  CHECK(errors[0].hint == "sites that accept it: burner");
  CHECK(errors[1].code == "E0601");
}

TEST_CASE("what a stream is changed into must reach an end as well") {
  const std::string dryer = "  dryer: {kind: dryer, place: here, capacity: 50 t/d, feed: sludge, product: rubbish, outlet: s1, yard: p1}\n";
  const std::string sites = producer("p1", 20, "dryer", "sludge") + dryer + station("s1", 30, "s2");
  const auto errors = waste::network_errors(Small(sites + station("s2", 30, "s1")).network);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "stream 'rubbish' of site 'dryer' reaches no site where it may end");
  CHECK(waste::network_errors(Small(sites + end("s2", 100)).network).empty());
}

TEST_CASE("mean flow follows the capacities and never passes more than they allow") {
  const std::string yard = "  yard: {kind: yard, place: here, stream: sludge, high: 50 t, low: 1 t, plant: works, landfill: pit}\n";
  const Small small(producer("p", 20, "yard", "sludge") + yard + end("works", 15, "sludge") +
                    "  pit: {kind: landfill, place: here, capacity: 1000 t, stream: sludge}\n");
  std::map<std::string, std::int64_t> into;
  for (const auto& flow : waste::mean_flows(small.network)) into[small.world->district.sites[flow.to].id] += flow.rate;
  CHECK(into["yard"] == 20 * tonne);
  CHECK(into["works"] == 15 * tonne);
  CHECK(into["pit"] == 5 * tonne);
}

TEST_CASE("sites that do the same share one box of the picture, and the bottleneck is marked") {
  std::string sites = end("burner", 1000);
  for (const char* n : {"1", "2", "3", "4", "5"})
    sites += producer(std::string("p") + n, 20, std::string("s") + n) + station(std::string("s") + n, 30, "burner");
  const Small small(sites);
  const waste::Diagram picture(small.network, waste::Language::en);
  CHECK(picture.boxes.size() == 3);
  CHECK(dot(picture).find("5 transfer stations\\n150 t/d\", color=red") != std::string::npos);
  CHECK(picture.explanation(picture.narrow[0]) ==
        "household rubbish: arises 100 t/d, at most passes 150 t/d; bottleneck: 5 transfer stations");
  const std::string svg = waste::svg(waste::Diagram(small.network, waste::Language::zh));
  CHECK(svg.find("5 个转运站") != std::string::npos);
  CHECK(svg.find("class=\"narrow\"") != std::string::npos);
  CHECK(svg.find("生活垃圾") != std::string::npos);
  CHECK(svg.rfind("</svg>\n") == svg.size() - 7);
}
