#include "models/world/drawn_part.h"

#include <bit>
#include <map>
#include <sstream>
#include <tuple>
#include <type_traits>

#include "models/outputs/output.h"
#include "models/policies/read_drivers.h"
#include "models/world/replica_world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

DrawnTexts texts_of(const World& world, const std::vector<double>& drawn) {
  DrawnTexts texts;
  for (std::size_t i = 0; i < drawn.size(); ++i) texts.emplace_back(world.uncertain[i].path, text_of(world.uncertain[i], drawn[i]));
  return texts;
}

std::unique_ptr<World> from_scratch(const World& world, const std::vector<double>& drawn) {
  return build_world(world.scenario.with_texts(texts_of(world, drawn)), world);
}

/// Everything that was read into an object, to the last bit.
class Listing {
 public:
  template <class... Items>
  void add(const Items&... items) {
    (put(items), ...);
    text_ << '\n';
  }
  std::string text() const { return text_.str(); }

  template <class Interface>
  void parameters(const sim::Kind<Interface>& kind, Interface& object) {
    for (std::size_t i = 0; i < kind.parameters.size(); ++i)
      std::visit([&](auto* value) { add(kind.parameters[i].name, *value); }, kind.slot(object, i));
  }

 private:
  void put(const std::string& value) { text_ << value << ' '; }
  void put(const char* value) { text_ << value << ' '; }
  void put(double value) { text_ << std::bit_cast<std::uint64_t>(value) << ' '; }
  void put(sim::Time value) { text_ << value.time_since_epoch().count() << ' '; }
  void put(sim::Duration value) { text_ << value.count() << ' '; }
  void put(const sim::Range& value) { text_ << value.low << '<' << value.mode << '<' << value.high << ' '; }
  void put(const Label& value) { text_ << value.zh << '|' << value.en << ' '; }
  template <class Index>
  void put(const sim::Reference<Index>& value) {
    text_ << value.index << ' ';
  }
  void put(const sim::Step& value) { put(value.id), put(value.duration), put(value.after), put(value.success), put(value.weight); }
  template <class First, class Second>
  void put(const std::pair<First, Second>& value) {
    put(value.first), put(value.second);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    text_ << '[';
    for (const auto& each : list) put(static_cast<T>(each));
    text_ << "] ";
  }
  template <class T>
    requires std::is_integral_v<T>
  void put(T value) {
    text_ << +value << ' ';
  }

  std::ostringstream text_;
};

void list_district(Listing& all, const District& district) {
  all.add(district.base, district.start, district.end, district.districts, district.notice_between, district.festival);
  const Economy& economy = district.economy;
  all.add(economy.value_added, economy.industrial_growth, economy.rubbish_growth, economy.recovered_before, economy.output);
  all.add(district.travel_factor->mean());
  for (const Stream& stream : district.streams)
    all.add(stream.id, stream.label, static_cast<int>(stream.category), stream.code, stream.groups, stream.reference_water, stream.density,
            stream.counts_as);
  for (SiteId site = 0; site < district.sites.size(); ++site) {
    const Site& own = district.sites[site];
    all.add(own.id, own.kind, own.label, own.place, own.inside, own.district, own.topic, own.accepts, own.ends, own.capacity);
    const Placement& placement = district.placements[site];
    all.add(placement.place, placement.owner, placement.template_site, district.travel_time(0, site), district.distance(0, site));
  }
}

void list_world(Listing& all, const World& world) {
  all.add(world.title, world.name, world.seed, world.replicas, world.draws, world.drawn);
  list_district(all, world.district);
  for (SiteId site = 0; site < world.facilities.size(); ++site) {
    all.add(world.facilities[site]->site());
    all.parameters(*sim::Catalogue<Facility>::find(world.district.sites[site].kind), *world.facilities[site]);
  }
  for (std::size_t i = 0; i < world.policies.list.size(); ++i) {
    const Policy& policy = *world.policies.list[i];
    all.add(policy.id, policy.label, policy.starts, policy.ends, policy.ramp, policy.shape, policy.delay, policy.sites, policy.streams,
            policy.task, policy.project, policy.probability, policy.investment, policy.source, world.policies.delays[i]->mean());
    all.add(policy.brought_out(1), policy.generation(1), policy.separated(1).share, policy.capacity(1), policy.demand(1), policy.inflow(1));
    all.add(policy.price(1), policy.vehicles(1), policy.reclaim(1), policy.reach(1), policy.compliance_gain(1), policy.diverted(1));
    for (const sim::InverseCdf* time : world.policies.step_times[i]) all.add(time->mean());
  }
  all.add(world.policies.draws_paths);
  const auto& kind = sim::Catalogue<Driver>::all().front();
  for (Driver driver : *world.policies.drivers) {
    all.add(driver.id, driver.label, driver.known_years, driver.known, driver.all_brought_out);
    for (std::size_t i = 0; i < kind.parameters.size(); ++i)
      if (kind.parameters[i].name != std::string("known"))
        std::visit([&](auto* value) { all.add(kind.parameters[i].name, *value); }, kind.slot(driver, i));
  }
  for (const TaskFacts& task : world.plan.tasks) all.add(task.id, task.strength, task.begin(world.district.start));
  for (const Tariff& tariff : world.plan.tariffs.list) all.add(tariff.id, tariff.price, tariff.sites, tariff.streams);
}

/// The cells of every table that a replica fills, and its books.
void list_tables(Listing& all, const World& common, const World& own, std::uint64_t number) {
  const auto policies = std::make_shared<const PolicySet>(own.draw_policies(number));
  Replica replica(own, number, policies);
  ReplicaResult result{0, static_cast<std::uint32_t>(number), 0, *replica.finish(go_on), {}, 0};
  result.acted = policies->acted();
  all.add(to_bytes(result));
  RowUnion rows;
  rows.add(result.books);
  const std::vector<std::int32_t> numbers{static_cast<std::int32_t>(number)};
  const Frame frame{common, numbers, rows};
  const Accounts accounts(own.district, *policies, result.books);
  for (const Output& output : outputs()) {
    const auto source = output.source(frame);
    if (!source->wanted()) continue;
    for (std::size_t column = 0; column < output.columns.size(); ++column)
      if (output.columns[column].from == FilledFrom::replica)
        std::visit([&](const auto& cells) { all.add(output.name, output.columns[column].name, cells); },
                   source->of_replica(column, {result, own, accounts}));
  }
}

std::string described(const World& common, const World& own, std::uint64_t number) {
  Listing all;
  list_world(all, own);
  list_tables(all, common, own, number);
  return all.text();
}

bool same(const World& common, const World& a, const World& b, std::uint64_t number) {
  return described(common, a, number) == described(common, b, number);
}

void check_replicas(const World& common, std::initializer_list<std::uint64_t> replicas) {
  REQUIRE(!common.uncertain.empty());
  const ReplicaWorlds worlds(common);
  for (const std::uint64_t number : replicas) {
    const auto own = worlds.of(number);
    const auto whole = from_scratch(common, own->drawn);
    whole->drawn = own->drawn;
    CHECK(same(common, *own, *whole, number));
  }
}

std::vector<std::string> drawn(std::vector<std::string> more = {}) {
  more.emplace_back("uncertainty=parameters");
  return more;
}

/// The codes and places of what is wrong with a world; "accepted" if nothing is.
template <class Build>
std::string errors_of(Build build) {
  try {
    build();
  } catch (const sim::InputError& error) {
    std::string all;
    for (const auto& each : error.diagnostics())
      all += each.code + " " + each.file + ":" + std::to_string(each.line) + ":" + std::to_string(each.column) + " " + each.message + "\n";
    return all;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a world of which only the drawn part is read is the one that is built from the whole scenario", "[uncertainty]") {
  check_replicas(*district("plan", drawn(), "2020-02-01"), {0, 1, 2, 17, 24, 1000});  // 17 and 24 are refused often before
  check_replicas(*district("baseline", drawn(), "2020-02-01"), {0, 5});
}

TEST_CASE("so it is where factors, roads, tasks and growth are drawn", "[uncertainty]") {
  const std::string range = "{low: 90 %, mode: 100 %, high: 110 %}";
  check_replicas(*district("baseline", drawn({"factors={per_head: {of: sites.town_*.per_head, factor: " + range + ", source: judged}}"}),
                           "2020-02-01"),
                 {0, 1});
  check_replicas(*district("plan", drawn({"all_tasks={strength: {low: 40 %, mode: 60 %, high: 80 %}}"}), "2020-02-01"), {0, 1});
  check_replicas(*district("baseline", drawn({"economy.value_added={low: 300 亿元, mode: 400 亿元, high: 500 亿元}"}), "2020-02-01"),
                 {0, 1});
}

TEST_CASE("values that contradict each other are refused with the errors and places of the whole scenario", "[uncertainty]") {
  const auto common = district("plan", drawn(), "2020-02-01");
  const DrawnPart part(*common);
  std::size_t refused = 0;
  for (std::uint64_t number = 0; number < 24; ++number) {
    const auto values = draw_values(common->uncertain, common->seed, number, std::vector<int>(common->uncertain.size(), 0));
    const std::string errors = errors_of([&] { DrawnWorld(part).read(texts_of(*common, values)); });
    CHECK(errors == errors_of([&] { from_scratch(*common, values); }));
    refused += errors == "accepted" ? 0 : 1;
  }
  CHECK(refused > 4);
}

TEST_CASE("values that follow refused ones give the world that they give alone", "[uncertainty]") {
  const auto common = district("plan", drawn(), "2020-02-01");
  const DrawnPart part(*common);
  const auto first = ReplicaWorlds(*common).of(3), second = ReplicaWorlds(*common).of(4);
  for (const char* wrong : {"sites.aggregate_store.opening_stock", "policies.gypsum_less_cake.reduction", "climate.mixes.villages.food"}) {
    DrawnWorld world(part);
    DrawnTexts texts = texts_of(*common, first->drawn);
    for (auto& [path, text] : texts)
      if (path == wrong) text = "no number";
    CHECK(errors_of([&] { world.read(texts); }) != "accepted");
    auto own = world.read(texts_of(*common, second->drawn));
    own->drawn = second->drawn;
    CHECK(same(*common, *own, *second, 4));
  }
}

}  // namespace waste::testing
