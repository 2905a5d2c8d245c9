// The chain of a kind of waste, from books made by hand.
#include "models/report/chain.h"

#include "models/report/places.h"
#include "models/run/run.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

using namespace waste::report;

struct Row {
  const char *channel, *site, *counterpart;
  double tonnes;
};

/// One year of rubbish; a site that no scenario has is a place of its own.
BookMeans books(const std::vector<Row>& rows) {
  BookMeans flows;
  flows.months = 12, flows.years = 1;
  for (const Row& row : rows) {
    flows.channel.emplace_back(row.channel), flows.site.emplace_back(row.site), flows.counterpart.emplace_back(row.counterpart);
    flows.stream.emplace_back("rubbish");
    for (int month = 0; month < 12; ++month) flows.mean.push_back(row.tonnes * 1e6 / 12);
  }
  return flows;
}

Chain chain_of_rows(const std::vector<Row>& rows) {
  static const ScenarioFolder folder;
  static const std::string path = [] {
    waste::RunOptions options;
    options.output = folder / "empty.h5";
    waste::run(std::vector<std::string>{folder.write("empty.yaml", R"(format: 1
seed: 7
replicas: 2
period: {starts: 2020-01-01, ends: 2020-03-01}
places: {here: {}}
streams: {rubbish: {category: rubbish}}
sites: {operators: {kind: register, place: here, units: 5, topic: liability_insurance}}
)")},
               options);
    return options.output;
  }();
  const Sources sources({path}, {});
  const BookMeans flows = books(rows);
  return chain_of(flows, std::vector<bool>(flows.rows(), true), Places(sources.main()));
}

/// Tonnes from one node to another, by their English names.
double tonnes(const Chain& chain, const std::string& from, const std::string& to) {
  for (const ChainLink& link : chain.links)
    if (chain.nodes[link.from].name.en == from && chain.nodes[link.to].name.en == to) return static_cast<double>(link.grams[0]) / 1e6;
  return 0;
}

}  // namespace

TEST_CASE("rubbish goes from where it arises through a station to a furnace, and what stays is said", "[report]") {
  const Chain chain = chain_of_rows({{"generated", "town", "", 100},
                                     {"sent", "town", "station", 90},
                                     {"received", "station", "town", 90},
                                     {"sent", "station", "plant", 90},
                                     {"consumed", "plant", "", 85},
                                     {"burnt", "plant", "", 85}});
  CHECK(tonnes(chain, "arises", "town") == Approx(100));
  CHECK(tonnes(chain, "town", "station") == Approx(90));
  CHECK(tonnes(chain, "town", "stays in stock or on the road") == Approx(10));
  CHECK(tonnes(chain, "plant", "burnt") == Approx(85));
  CHECK(tonnes(chain, "plant", "stays in stock or on the road") == Approx(5));
  CHECK(static_cast<double>(chain.arises(0)) == Approx(100e6));
  CHECK(chain.returned[0] == 0);
}

TEST_CASE("loads that a plant refuses are netted, and each place passes on what it receives", "[report]") {
  const Chain chain = chain_of_rows({{"generated", "town", "", 100},
                                     {"sent", "town", "plant", 100},
                                     {"sent", "plant", "store", 30},
                                     {"sent", "store", "plant", 20},
                                     {"utilised", "plant", "", 50},
                                     {"landfilled", "store", "", 4},
                                     {"disposed", "plant", "", 40}});
  CHECK(tonnes(chain, "plant", "store") == Approx(10));
  CHECK(tonnes(chain, "store", "plant") == 0);
  CHECK(static_cast<double>(chain.returned[0]) == Approx(40e6));
  CHECK(tonnes(chain, "plant", "used") == Approx(50));
  CHECK(tonnes(chain, "plant", "disposed of otherwise") == Approx(40));
  CHECK(tonnes(chain, "store", "buried") == Approx(4));
  CHECK(tonnes(chain, "store", "stays in stock or on the road") == Approx(6));
  for (std::size_t node = 0; node < chain.nodes.size(); ++node) {
    if (chain.nodes[node].role != "place") continue;
    std::int64_t sum = 0;
    for (const ChainLink& link : chain.links) sum += (link.to == node ? link.grams[0] : 0) - (link.from == node ? link.grams[0] : 0);
    CHECK(sum == 0);
  }
}

TEST_CASE("what a site makes of the same kind of waste is not counted as lost", "[report]") {
  const Chain chain = chain_of_rows({{"generated", "town", "", 10},
                                     {"sent", "town", "press", 10},
                                     {"consumed", "press", "", 10},
                                     {"produced", "press", "", 7},
                                     {"utilised", "press", "", 7}});
  CHECK(tonnes(chain, "press", "used") == Approx(7));
  CHECK(tonnes(chain, "press", "processed into other materials, lost") == Approx(3));
}
