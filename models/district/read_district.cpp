#include "models/district/read_district.h"

#include <set>
#include <string>

namespace waste {
namespace {

constexpr Limits yearly_growth{-0.9, 1};  // [1/a]

bool is_month(sim::Time t) { return t == sim::month_begin(sim::month_number(t)); }

std::string month_text(sim::Time time) { return sim::to_string(time).substr(0, 7); }

/// False if there is none, which is reported.
bool read_base_year(SectionReader& reader, District& district) {
  Fields& root = reader.root();
  const Node* node = root.get("base_year");
  if (!node)
    root.error(root.map().place, "E0101", {"缺少“base_year”", "'base_year' is missing"},
               {"数据所描述的年份，如base_year: 2020", "the year that the data describe, e.g. base_year: 2020"});
  if (!node || !root.date("base_year", district.base)) return false;
  if (is_month(district.base)) return true;
  root.error(node->place, "E0750",
             {"base_year应为年份，或该年开始的月份", "base_year must be a year, or the month with which that year begins"},
             {"base_year: 2020，或base_year: 2020-07", "base_year: 2020, or base_year: 2020-07"});
  return false;
}

/// What stands and lies in the district is known of one day only, the first of the base year; what became of it later is for the
/// simulation to say.
void check_start(Fields& period, const District& district) {
  if (district.start == district.base) return;
  const Place place = period.map().find("starts")->place;
  const std::string begins = sim::to_string(district.base), starts = month_text(district.start);
  if (district.start < district.base)
    return period.error(place, "E0751",
                        {"时段从" + starts + "开始，而数据描述的基准年从" + begins + "开始",
                         "the period starts in " + starts + ", but the data describe the base year from " + begins + " on"},
                        {"period: {starts: " + begins + "}，或更早基准年的数据",
                         "period: {starts: " + begins + "}, or data of an earlier base year"});
  period.error(place, "E0752",
               {"时段从" + starts + "开始，而数据描述的基准年从" + begins + "开始：只有从那时模拟起才知道后来的情况",
                "the period starts in " + starts + ", but the data describe the base year from " + begins +
                    " on: only a run from there tells what has become of it"},
               {"period: {starts: " + begins + "}；结果列出以后各年",
                "period: {starts: " + begins + "}; the results list every later year"});
}

void read_period(SectionReader& reader, District& district) {
  reader.root().get("base_year");  // a known key, even if the period is at fault
  const Node* node = reader.section("period");
  if (!node)
    return reader.root().error(reader.root().map().place, "E0101", {"缺少“period”", "'period' is missing"},
                               sim::typed("period: {starts: 2020-01-01, ends: 2026-01-01}"));
  Fields period(reader.scenario(), *node, "period", reader.diagnostics());
  period.date("starts", district.start);
  period.date("ends", district.end);
  period.finish();
  const bool ordered = district.start < district.end && district.end < sim::Time{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}};
  if (!ordered || !is_month(district.start) || !is_month(district.end))
    return period.error(node->place, "E0702",
                        {"时段应从某月第一天到以后某月第一天",
                         "the period must run from the first day of a month to the first day of a later one"},
                        sim::typed("period: {starts: 2020-01-01, ends: 2026-01-01}"));
  if (read_base_year(reader, district)) check_start(period, district);
}

void read_economy(SectionReader& reader, Economy& economy) {
  const Node* node = reader.section("economy");
  if (!node) return;
  Fields fields(reader.scenario(), *node, "economy", reader.diagnostics());
  fields.integer("value_added", "fen", economy.value_added, {0, 1e17});
  fields.number("industrial_growth", "1/a", economy.industrial_growth, yearly_growth);
  fields.number("rubbish_growth", "1/a", economy.rubbish_growth, yearly_growth);
  fields.integer("recovered_before", "g", economy.recovered_before, {0, 1e18});
  fields.integer("output", "fen", economy.output, {0, 1e18});
  fields.finish();
}

/// The spread of driving times about their mean [ppm].
sim::Range read_driving(SectionReader& reader) {
  sim::Range factor{1'000'000, 1'000'000, 1'000'000};
  const Node* node = reader.section("driving");
  if (!node) return factor;
  Fields driving(reader.scenario(), *node, "driving", reader.diagnostics());
  double value = 1;
  const auto read = [&](const char* key, std::int64_t& target) {
    if (driving.number(key, "1", value, {0.01, 100})) target = static_cast<std::int64_t>(value * 1e6 + 0.5);
  };
  read("low", factor.low);
  read("mode", factor.mode);
  read("high", factor.high);
  driving.finish();
  if (factor.low > factor.mode || factor.mode > factor.high || factor.low <= 0) {
    driving.error(node->place, "E0111", {"driving应满足0 < low <= mode <= high", "driving needs 0 < low <= mode <= high"},
                  sim::typed("driving: {low: 80 %, mode: 100 %, high: 160 %}"));
    return {1'000'000, 1'000'000, 1'000'000};
  }
  return factor;
}

Streets read_streets(SectionReader& reader) {
  Streets streets;
  const Node* node = reader.section("streets");
  if (!node) return streets;
  Fields fields(reader.scenario(), *node, "streets", reader.diagnostics());
  fields.integer("length", "m", streets.length, {0, 1e5});
  fields.integer("time", "s", streets.time, {0, 36'000});
  fields.finish();
  return streets;
}

/// Both coordinates or none.
std::optional<MapPoint> read_position(const Node::Entry& entry, Fields& fields) {
  MapPoint position;
  const bool latitude = fields.number("latitude", "1", position.latitude, {-90, 90});
  const bool longitude = fields.number("longitude", "1", position.longitude, {-180, 180});
  if (latitude && longitude) return position;
  if (latitude || longitude)
    fields.error(entry.place, "E0101",
                 {"地点“" + entry.key + "”缺少" + (latitude ? "经度" : "纬度"),
                  "place '" + entry.key + "' lacks its " + (latitude ? "longitude" : "latitude")},
                 {"latitude: 29.38, longitude: 106.52（度）", "latitude: 29.38, longitude: 106.52 (degrees)"});
  return {};
}

std::vector<Locality> read_places(SectionReader& reader) {
  std::vector<Locality> places;
  reader.each_entry("places", [&](const Node::Entry& entry, Fields& fields) {
    Locality place;
    place.id = entry.key;
    Label ignored;
    reader.label(fields, "label", ignored);
    fields.yes_no("inside", place.inside);
    place.position = read_position(entry, fields);
    std::string shared = "none";
    fields.parameter({"shared", "none|city|province|country", {"其场所由谁共用", "who shares its sites"}}, &shared, reader.names());
    place.shared = shared == "city"       ? Sharing::city
                   : shared == "province" ? Sharing::province
                   : shared == "country"  ? Sharing::country
                                          : Sharing::none;
    if (place.shared != Sharing::none && place.inside)
      fields.error(entry.place, "E0732",
                   {"地点“" + entry.key + "”在区内，不能共用", "place '" + entry.key + "' lies inside the district and cannot be shared"},
                   {"写inside: no，或不写shared", "inside: no, or no 'shared'"});
    fields.finish();
    reader.define("place", entry.key);
    places.push_back(place);
  });
  return places;
}

/// A road may wind, but it is no shorter than the straight line between its ends, where these are known.
void check_length(const Node::Entry& entry, Fields& fields, const Road& road, const std::vector<Locality>& places) {
  const auto &from = places[road.from].position, &to = places[road.to].position;
  const double line = from && to ? straight_line(*from, *to) : 0;
  if (static_cast<double>(road.length) >= line) return;
  const std::string km = std::to_string(static_cast<std::int64_t>(line / 1000 + 0.999));
  fields.error(entry.place, "E0734",
               {"道路“" + entry.key + "”短于两端的直线距离", "road '" + entry.key + "' is shorter than the straight line between its ends"},
               {"至少" + km + " km，或改正两端的位置", "at least " + km + " km, or other positions of its places"});
}

std::vector<Road> read_roads(SectionReader& reader, const std::vector<Locality>& places) {
  std::vector<Road> roads;
  reader.require_keys("roads", "road", {"from", "to", "length", "speed"});
  reader.each_entry("roads", [&](const Node::Entry& entry, Fields& fields) {
    sim::Reference<std::uint32_t> from, to;
    Road road;
    fields.parameter({"from", "place", {"一端", "one end"}}, &from, reader.names());
    fields.parameter({"to", "place", {"另一端", "other end"}}, &to, reader.names());
    fields.parameter({"length", "m", {"长度", "length"}, 1, 1e7}, &road.length, reader.names());
    fields.parameter({"speed", "m/h", {"平均车速", "mean speed"}, 1000, 2e5}, &road.speed, reader.names());
    fields.finish();
    if (!from || !to || road.length < 1 || road.speed < 1000) return;
    road.from = from.index;
    road.to = to.index;
    check_length(entry, fields, road, places);
    roads.push_back(road);
  });
  return roads;
}

Category read_category(Fields& fields, const Node& node) {
  std::string category;
  fields.text("category", category);
  std::string known;
  for (int i = 0; i < static_cast<int>(Category::count_); ++i) {
    const char* name = name_of(static_cast<Category>(i));
    if (category == name) return static_cast<Category>(i);
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  fields.error(node.place, "E0704", {"未知的废物类别“" + category + "”", "unknown category '" + category + "'"},
               {"可用：" + known, "one of: " + known});
  return Category::other;
}

Stream read_stream(SectionReader& reader, const Node::Entry& entry, Fields& fields) {
  Stream stream;
  stream.id = entry.key;
  reader.label(fields, "label", stream.label);
  stream.category = read_category(fields, entry.value);
  fields.text("code", stream.code);
  fields.words("group", stream.groups);
  fields.number("reference_water", "1", stream.reference_water, {0, 0.99});
  fields.integer("density", "g/m3", stream.density, {1e3, 3e7});
  StreamRef counts_as;
  fields.parameter({"counts_as", "stream", {"其来源废物", "the waste it was made from"}}, &counts_as, reader.names());
  fields.finish();
  stream.counts_as = counts_as ? counts_as.index : static_cast<StreamId>(reader.number("stream", entry.key));
  return stream;
}

void read_streams(SectionReader& reader, std::vector<Stream>& streams) {
  reader.define_all("stream", "streams");
  if (reader.count("stream") > 200) reader.root().error(reader.root().map().place, "E0703", {"废物种类超过200种", "more than 200 streams"});
  reader.each_entry("streams", [&](const Node::Entry& entry, Fields& fields) { streams.push_back(read_stream(reader, entry, fields)); });
}

/// A calendar that ends before the period would give its last years no holiday at all, in silence.
void check_calendar(SectionReader& reader, const District& district, const std::set<int>& years) {
  if (years.empty() || !(district.start < district.end)) return;  // a district without holidays
  for (int year = sim::year_of(district.start); year <= sim::year_of(district.end - sim::Duration{1}); ++year) {
    if (years.contains(year)) continue;
    const std::string number = std::to_string(year);
    return reader.root().error(
        reader.section("calendar")->place, "E0753",
        {"模拟时段包括" + number + "年，而节假日表没有该年的日期", "the calendar has no day in " + number + ", which is simulated"},
        {"请补上" + number + "年的节假日；没有的写系数为1的一天：{starts: " + number + "-01-01, length: 1 d, factor: 1}",
         "the holidays of " + number + ", or a day of factor 1 if there is none: {starts: " + number + "-01-01, length: 1 d, factor: 1}"},
        {"有日期的年份：" + std::to_string(*years.begin()) + "至" + std::to_string(*years.rbegin()),
         "years with an entry: " + std::to_string(*years.begin()) + " to " + std::to_string(*years.rbegin())});
  }
}

/// Returns the year in which the holiday starts.
int read_holiday(SectionReader& reader, Fields& fields, District& district) {
  sim::Time starts = district.end;
  std::int64_t length = 0;
  double factor = 1;
  Label ignored;
  reader.label(fields, "label", ignored);
  fields.date("starts", starts);
  fields.integer("length", "d", length, {1, 366});
  fields.number("factor", "1", factor, {0, 10});
  fields.finish();
  for (std::int64_t i = 0; i < length; ++i) {
    const auto day = (starts - district.start) / std::chrono::hours{24} + i;
    if (day >= 0 && day < static_cast<std::int64_t>(district.festival.size())) district.festival[static_cast<std::size_t>(day)] *= factor;
  }
  return sim::year_of(starts);
}

void read_calendar(SectionReader& reader, District& district) {
  const auto days = static_cast<std::size_t>((district.end - district.start) / std::chrono::hours{24});
  district.festival.assign(district.start < district.end ? days : 1, 1.0);
  reader.require_keys("calendar", "day of the calendar", {"starts", "length", "factor"});
  std::set<int> years;
  reader.each_entry("calendar", [&](const Node::Entry&, Fields& fields) { years.insert(read_holiday(reader, fields, district)); });
  check_calendar(reader, district, years);
}

}  // namespace

void read_district(SectionReader& reader, District& district) {
  read_period(reader, district);
  read_economy(reader, district.economy);
  district.travel_factor = district.distributions.pert(read_driving(reader));
  std::vector<Locality> places = read_places(reader);  // before the roads, which refer to them
  const std::vector<Road> roads = read_roads(reader, places);
  district.network = Network(std::move(places), roads, read_streets(reader));
  read_streams(reader, district.streams);
  read_calendar(reader, district);
}

}  // namespace waste
