// A load that comes back to its sender never breaks mass, vehicles or a run: every kind of the catalogue that sends, against every
// kind that can refuse, with the receiver full from the first day.
//
// Sites are made from the catalogue: each parameter has a value that follows from its unit, so that a new kind is tried by itself.
// A kind that such values do not suit is named with what to do: a row in `particular`. The same sites are asked whether they carry
// water, declare the ways of their loads, and ring when something is lost.
#include <map>
#include <set>

#include "engine/base/team.h"
#include "models/world/flow_network.h"
#include "models/world/partition.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

using Values = std::map<std::string, std::string>;
using Names = std::vector<std::string>;
using KindOf = sim::Kind<Facility>;

const char* const every_month = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";

/// What the units do not tell, by kind.
const std::map<std::string, Values> particular{
    {"building_projects",
     {{"projects", "30 1/a"},
      {"duration", "60 d"},
      {"body", "20 m3"},
      {"payload", "30 t"},
      {"floor_area", "1000 m2"},
      {"demolished", "1000 m2"},
      {"demolition", "1.5 t/m2"},
      {"structural", "1 t/m2"},
      {"spoil", "1 m3/m2"},
      {"slurry", "1 m3/m2"},
      {"shift", "10 h"},
      {"phases", "[0.2, 0.3, 0.3]"},
      {"streams", "[demolition, spoil, slurry, structural]"}}},
    {"collection_point", {{"round", "1 d"}}},
    {"collection_route", {{"bins", "1 t"}}},
    {"field", {{"harvest", every_month}, {"straw", "10000 t/a"}}},
    {"growers", {{"laid", every_month}, {"taken", every_month}, {"use", "1000 t/a"}}},
    {"hazardous_store", {{"authority", "office"}, {"carrier", "hauler"}}},
    {"health_institutions", {{"carrier", "hauler"}, {"payload", "100 kg"}}},
    {"outlet", {{"returns", "yes"}}},
    {"processing_plant", {{"yields", "{s_yields: 100 %}"}, {"working", "1"}}},
    {"product_store", {{"pause", "0.9"}, {"resume", "0.5"}}},
    {"register", {{"attempt", "30 d"}}},
    {"spoil_exchange", {{"patience", "30 d"}, {"farthest", "60 min"}}},
    {"township", {{"depot", "garage"}, {"apart", "{s_apart: 50 %, s_more: 50 %}"}}},
};

/// The same for a site without any room.
const std::map<std::string, Values> particular_when_full{
    {"collection_point", {{"holds", "1 g"}}},
    {"health_institutions", {{"small", "1"}}},
    {"survey", {{"people", "1000"}}},
    {"transfer_station", {{"storage", "1 t"}}},
};

/// What sends loads a way that they take only at times.
const std::map<std::string, Values> when_sent{
    {"building_projects.overflow", {{"fills", "[shut]"}}},
    {"dryer.ash_outlet", {{"ash_yield", "1"}}},
    {"yard.landfill", {{"high", "0 t"}, {"low", "0 t"}}},
};

/// Where loads go that are refused, and the kinds that keep what another refused.
const std::set<std::string> onward{"fallback", "overflow", "emergency"}, keep_refused{"collection_point", "outlet"};

/// Sites that loads leave for without ever being refused, and why.
const std::map<std::string, const char*> never_refused{
    {"building_projects.plants", "are left out while they have no capacity"},
    {"building_projects.restoration", "gets what a policy brings there"},
    {"farm.growers", "get what they order, and a buyer refuses nothing"},
    {"hazardous_store.receivers", "get what they have granted"},
    {"product_store.buyers", "get what they order, and a buyer refuses nothing"},
};

/// Sites that a kind names and to which nothing travels, and why.
const std::map<std::string, const char*> no_ways{
    {"authority.provincial", "are those whose permits take less time"},
    {"building_projects.exchange", "is asked for projects that take spoil"},
    {"hazardous_store.authority", "is asked for permits"},
    {"product_store.plants", "are told whether there is room"},
};

enum class Room { usual, none };

template <class One, class Many>
std::string in_the_form_of(const sim::Slot& slot, const Names& names) {
  if (std::holds_alternative<One>(slot)) return names.front();
  const bool plain = std::holds_alternative<Many>(slot);
  std::string text;
  for (const auto& name : names)
    text += (text.empty() ? "" : ", ") + name + (plain ? "" : ": " + std::to_string(0.5 / static_cast<double>(names.size())));
  return plain ? "[" + text + "]" : "{" + text + "}";
}

std::string sites_in(const sim::Slot& slot, const Names& names) { return in_the_form_of<SiteRef*, SiteRefs*>(slot, names); }
std::string streams_in(const sim::Slot& slot, const Names& names) { return in_the_form_of<StreamRef*, StreamRefs*>(slot, names); }

/// The value of a parameter by its unit; "" leaves it at its default.
std::string number_in(const sim::ParameterInfo& p, const sim::Slot& slot, Room room) {
  const std::string unit = p.unit;
  const bool whole = std::holds_alternative<std::int64_t*>(slot);
  if (std::holds_alternative<sim::Range*>(slot)) return "1 h";
  if (!whole && !std::holds_alternative<double*>(slot)) return "";
  double value = whole ? 2 : 0.25;
  const bool in_a_day = unit.starts_with("g/") && (unit.ends_with("/d") || unit.ends_with("/h"));
  if (unit == "g" || in_a_day) value = p.extensive || in_a_day ? 10e6 : 1e6;
  if (unit == "g/a") value = 3650e6;
  if (unit == "person" || unit == "m3") value = 1000;
  if (room == Room::none && p.extensive) value = 0;
  if (p.low < p.high) value = std::clamp(value, p.low, p.high);
  return (whole ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value)) + (unit == "1" ? "" : " " + unit);
}

std::string value_of(const sim::ParameterInfo& p, const sim::Slot& slot, Room room, const std::string& others) {
  const std::string unit = p.unit;
  if (unit == "site") return sites_in(slot, {others});
  return unit == "stream" ? streams_in(slot, {std::string("s_") + p.name}) : number_in(p, slot, room);
}

/// One site of a kind. What is neither `given` nor particular follows from the units; all sites that it names are `others`.
std::string site_text(const std::string& id, const KindOf& kind, Room room, const std::string& others, Values given = {}) {
  const auto add = [&](const auto& table) {
    if (const auto row = table.find(kind.name); row != table.end()) given.insert(row->second.begin(), row->second.end());
  };
  if (room == Room::none) add(particular_when_full);
  else add(particular);
  add(particular);
  std::string text = "  " + id + ": {kind: " + kind.name + ", place: here";
  const auto object = kind.make();
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
    const auto& p = kind.parameters[i];
    const auto found = given.find(p.name);
    const std::string value = found != given.end() ? found->second : value_of(p, kind.slot(*object, i), room, others);
    if (!value.empty()) text += std::string(", ") + p.name + ": " + value;
  }
  return text + "}\n";
}

/// All streams that the sites of this law may name.
Names all_streams() {
  std::set<std::string> names{"demolition", "spoil", "slurry", "structural", "s_more"};
  for (const auto& kind : sim::Catalogue<Facility>::all())
    for (const auto& p : kind.parameters)
      if (std::string(p.unit) == "stream") names.insert(std::string("s_") + p.name);
  return {names.begin(), names.end()};
}

/// A month of a world whose sites stand in one place; `sender` is the one in question.
class Month {
 public:
  explicit Month(const std::string& sites) : world_(build_world(folder_.read(text(sites)))) {
    const PolicySet none(world_->district, {}, {}, {});
    interface_ = world_->facilities[world_->district.site("sender")]->flow_interface(none, world_->district.start);
  }

  Names sent_to(const std::string& to) const {
    Names names;
    for (const auto& outlet : interface_.outlets)
      if (outlet.to == world_->district.site(to)) names.push_back(world_->district.streams[outlet.stream].id);
    return names;
  }
  Names accepted() const {
    Names names;
    for (const StreamId id : interface_.accepts) names.push_back(world_->district.streams[id].id);
    return names;
  }

  /// `wufei check` says that one site sends what another does not accept.
  bool refused_by_check() const {
    const auto errors = network_errors(*world_);
    return std::any_of(errors.begin(), errors.end(), [](const auto& error) { return error.code == "E0602"; });
  }

  /// Throws when a gram is missing at midnight.
  Month& run() {
    Replica running(*world_, 0);
    books_ = *running.finish(go_on);
    events_ = running.simulation().events();
    const auto [seen, owned] = running.vehicles();
    CHECK(seen == owned);
    return *this;
  }
  const World& world() const { return *world_; }
  std::uint64_t events() const { return events_; }

  bool turned_away(const std::string& at) const { return booked(Channel::turned_away, at); }
  bool booked(Channel channel, const std::string& at) const {
    const SiteId site = world_->district.site(at);
    return std::any_of(books_.keys.begin(), books_.keys.end(),
                       [&](const BookKey& key) { return key.channel == channel && key.site == site; });
  }
  /// Water in what came to a site [g].
  std::int64_t water_received(const std::string& at) const {
    std::int64_t water = 0;
    for (std::size_t i = 0; i < books_.keys.size(); ++i)
      if (books_.keys[i].channel == Channel::received && books_.keys[i].site == world_->district.site(at)) water += books_.row(i)[0].water;
    return water;
  }
  bool rang(AlarmKind alarm, const std::string& at) const {
    const SiteId site = world_->district.site(at);
    return std::any_of(books_.alarms.begin(), books_.alarms.end(), [&](const Alarm& a) { return a.kind == alarm && a.site == site; });
  }
  /// Whether the sender says that loads or vehicles travel between it and another site.
  bool declares(const std::string& other) const {
    const SiteId site = world_->district.site(other);
    const auto has = [&](const std::vector<SiteId>& list) { return std::find(list.begin(), list.end(), site) != list.end(); };
    return !sent_to(other).empty() || has(interface_.fetched_by) || has(interface_.asks);
  }

 private:
  static std::string text(const std::string& sites) {
    std::string streams, list;
    for (const auto& name : all_streams()) {
      streams += name + ": {category: rubbish, density: 1.5 t/m3}, ";
      list += (list.empty() ? "" : ", ") + name;
    }
    return "format: 1\nseed: 7\nperiod: {starts: 2020-01-01, ends: 2020-02-01}\nplaces: {here: {}}\nstreams: {" + streams + "}\nsites:\n" +
           sites +
           "  garage: {kind: depot, place: here, vehicles: 3}\n"
           "  hauler: {kind: carrier, place: here, vehicles: 3}\n"
           "  office: {kind: authority, place: here}\n"
           "  brim: {kind: treatment_plant, place: here, capacity: 0 t/d, accepts: [" +
           list +
           "]}\n"
           "  shut: {kind: spoil_fill, place: here, volume: 0 m3, fallback: brim, accepts: [" +
           list +
           "]}\n"
           "  sink: {kind: outlet, place: here, capacity: 1000 kt/d, yard: 1000 kt, accepts: [" +
           list + "]}\n";
  }

  ScenarioFolder folder_;
  std::unique_ptr<World> world_;
  FlowInterface interface_;
  Books books_;
  std::uint64_t events_ = 0;
};

/// Those who bring the sender what it accepts, half of it water, and those who ask it for what it has.
std::string neighbours(const Names& accepted) {
  std::string text;
  for (const auto& stream : accepted) {
    const std::string what = ", place: here, payload: 1 t, stream: " + stream;
    text += "  feeds_" + stream + ": {kind: producer, rate: 40 t/d, outlet: sender, water: 50 %" + what + "}\n";
    text += "  buys_" + stream + ": {kind: buyer, demand: 5 t/d, supplier: sender" + what + "}\n";
    text += "  asks_" + stream + ": {kind: yard, low: 100 t, high: 100 t, heap: sender, plant: sink, landfill: sink" + what + "}\n";
  }
  return text;
}

/// What makes a site of `kind` accept `streams`, or the first of them if it accepts but one.
Values accepting(const KindOf& kind, const Names& streams) {
  const auto alone = Month(site_text("sender", kind, Room::usual, "sink")).accepted();
  Values values;
  const auto object = kind.make();
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
    const auto& p = kind.parameters[i];
    if (std::string(p.unit) == "stream" && std::find(alone.begin(), alone.end(), std::string("s_") + p.name) != alone.end())
      values[p.name] = streams_in(kind.slot(*object, i), streams);
  }
  return values;
}

/// A full site. What it refuses goes round three of its kind, or to one that sends it back.
std::string wall_text(const KindOf& kind, const Names& streams, bool circle) {
  const auto text = [&](const std::string& id, const std::string& next) {
    Values values = accepting(kind, streams);
    for (const auto& p : kind.parameters)
      if (onward.contains(p.name)) values[p.name] = next;
    return site_text(id, kind, Room::none, "brim", values);
  };
  return circle ? text("wall", "mirror") + text("mirror", "third") + text("third", "wall") : text("wall", "brim");
}

/// The kinds that refuse a load, found by sending one to each.
std::vector<const KindOf*> refusers() {
  const Names stream{"s_stream"};
  std::vector<const KindOf*> found;
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    if (accepting(kind, stream).empty()) continue;
    INFO(kind.name);
    Month month(wall_text(kind, stream, false) +
                "  sender: {kind: producer, place: here, rate: 40 t/d, payload: 1 t, outlet: wall, stream: s_stream}\n");
    if (!month.refused_by_check() && month.run().turned_away("wall")) found.push_back(&kind);
  }
  return found;
}

/// A parameter of a sender behind which a full receiver is put.
struct Way {
  const KindOf* kind;
  std::string parameter;
  std::string sender;  // its text, which names `wall`
  Names streams;       // that go there
  bool declared;       // in its flow interface; else it is a destination of what others sent
};

/// What a way may carry, with what no flow interface declares of it; `first` comes first.
Names any_of(const KindOf& kind, Names first) {
  for (const auto& p : kind.parameters) {
    const std::string name = std::string("s_") + p.name;
    if (std::string(p.unit) == "stream" && std::find(first.begin(), first.end(), name) == first.end()) first.push_back(name);
  }
  return first;
}

std::vector<Way> ways() {
  std::vector<Way> found;
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    const auto object = kind.make();
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      const std::string name = kind.parameters[i].name;
      const auto row = particular.find(kind.name);
      if (std::string(kind.parameters[i].unit) != "site" || (row != particular.end() && row->second.contains(name))) continue;
      const auto slot = kind.slot(*object, i);
      Values given{{name, sites_in(slot, {"wall"})}};
      if (const auto more = when_sent.find(kind.name + "." + name); more != when_sent.end())
        given.insert(more->second.begin(), more->second.end());
      const std::string sender = site_text("sender", kind, Room::usual, "sink", given);
      const Month probe(sender + "  wall: {kind: outlet, place: here, capacity: 1000 kt/d, yard: 1000 kt, accepts: [s_stream]}\n");
      const Names declared = probe.sent_to("wall"), accepted = probe.accepted();
      if (declared.empty() && accepted.empty()) continue;  // nothing goes that way
      const std::string all = sender + neighbours(accepted);
      found.push_back({&kind, name, all, any_of(kind, declared.empty() ? accepted : declared), !declared.empty()});
    }
  }
  return found;
}

}  // namespace

TEST_CASE("a site of every kind can be made for the law of returned loads, with room and without") {
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    for (const Room room : {Room::usual, Room::none}) {
      try {
        Month(site_text("sender", kind, room, "sink"));
      } catch (const sim::InputError& error) {
        FAIL_CHECK("no site of kind '" << kind.name << "' can be made from the units of its parameters: " << error.what()
                                       << "\nAdd a row to `particular`, or to `particular_when_full`: the values that make it valid.");
      }
    }
  }
}

TEST_CASE("a load that comes back breaks nothing: every sender against every kind that refuses, full, for a month") {
  const auto full = refusers();
  CHECK(full.size() >= 9);
  std::size_t pairs = 0;
  std::set<std::string> overflowing, ringing;  // kinds
  for (const Way& way : ways()) {
    for (const KindOf* receiver : full) {
      for (const bool circle : {false, true}) {
        CAPTURE(way.kind->name, way.parameter, receiver->name, circle);
        Month month(way.sender + wall_text(*receiver, way.streams, circle));
        if (month.refused_by_check()) continue;
        ++pairs;
        REQUIRE_NOTHROW(month.run());
        CHECK(month.events() < 31 * 50'000);
        if (month.booked(Channel::overflowed, "sender")) {
          overflowing.insert(way.kind->name);
          const bool rang = month.rang(AlarmKind::overflow, "sender") || month.rang(AlarmKind::store_full, "sender");
          if (rang) ringing.insert(way.kind->name);
        }
        if (!way.declared || never_refused.contains(way.kind->name + "." + way.parameter)) continue;
        if (onward.contains(way.parameter) && keep_refused.contains(receiver->name)) continue;
        INFO("nothing came back; add what makes it send to `particular`, or to `never_refused` why it never will");
        CHECK(month.turned_away("wall"));
      }
    }
  }
  CHECK(pairs >= 400);
  CHECK(overflowing.size() >= 4);
  CHECK(ringing == overflowing);  // what is lost for want of room rings an alarm
}

TEST_CASE("every site that a kind names is one that loads or vehicles travel to, as it declares, or listed as none") {
  std::string all;
  for (const auto& name : all_streams()) all += (all.empty() ? "" : ", ") + name;
  const std::string wall = "  wall: {kind: outlet, place: here, capacity: 1000 kt/d, yard: 1000 kt, accepts: [" + all + "]}\n";
  std::size_t declared = 0;
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    const auto object = kind.make();
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      const std::string name = kind.parameters[i].name, way = std::string(kind.name) + "." + name;
      if (std::string(kind.parameters[i].unit) != "site") continue;
      CAPTURE(way);
      Values given{{name, sites_in(kind.slot(*object, i), {"wall"})}};
      std::string target = "wall";
      if (const auto row = particular.find(kind.name); row != particular.end() && row->second.contains(name))
        given[name] = target = row->second.at(name);  // only a site of a certain kind will do
      if (const auto more = when_sent.find(way); more != when_sent.end()) given.insert(more->second.begin(), more->second.end());
      const Month month(site_text("sender", kind, Room::usual, "sink", given) + wall);
      CHECK(month.declares(target) != no_ways.contains(way));
      declared += month.declares(target);
    }
  }
  CHECK(declared > 40);
}

TEST_CASE("every kind that takes a load carries the water in it, and loses none of it in the books") {
  std::size_t kinds = 0;
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    CAPTURE(kind.name);
    const std::string site = site_text("sender", kind, Room::usual, "sink");
    const Names accepted = Month(site).accepted();
    if (accepted.empty()) continue;
    ++kinds;
    Month month(site + neighbours(accepted));
    CHECK_FALSE(month.refused_by_check());
    REQUIRE_NOTHROW(month.run());
    CHECK(month.water_received("sender") > 0);
  }
  CHECK(kinds >= 20);
}

TEST_CASE("loads that come back give the same books, however the sites are divided over threads") {
  const KindOf& receiver = *sim::Catalogue<Facility>::find("treatment_plant");
  sim::Team team(3);
  for (const Way& way : ways()) {
    CAPTURE(way.kind->name, way.parameter);
    const Month month(way.sender + wall_text(receiver, way.streams, true));
    std::vector<std::uint32_t> region_of;
    for (std::uint32_t site = 0; site < month.world().district.sites.size(); ++site) region_of.push_back(site % 3);
    const Partition division = divided(month.world(), region_of);
    Replica together(month.world(), 0), apart(month.world(), 0, nullptr, &division);
    ReplicaResult one, three;
    one.books = *together.finish(go_on);
    three.books = *apart.finish(go_on, &team);
    CHECK(to_bytes(one) == to_bytes(three));
  }
}

}  // namespace waste::testing
