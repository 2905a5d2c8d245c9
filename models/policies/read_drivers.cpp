#include "models/policies/read_drivers.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "engine/random/exact_math.h"
#include "models/district/district.h"
#include "models/policies/driver_paths.h"

namespace waste {
namespace {

constexpr double most_grown = 1000;  // times as much at the end of the period as at its beginning

/// The year that a key of four digits names; 0: none.
int year_named(const std::string& key) {
  int year = 0;
  const char* end = key.data() + key.size();
  const auto read = std::from_chars(key.data(), end, year);
  return read.ec == std::errc{} && read.ptr == end && key.size() == 4 ? year : 0;
}

void read_known(SectionReader& reader, Fields& fields, const sim::ParameterInfo& info, const District& district, Driver& driver) {
  const Node* node = reader.section(fields, info.name);
  if (!node) return;
  Fields known(reader.scenario(), *node, fields.path() + "." + info.name, reader.diagnostics());
  std::vector<std::pair<int, double>> years;
  for (const auto& entry : node->entries) {
    double index = 1;
    const bool sound = known.number(entry.key, info.unit, index, {info.low, info.high});
    const int year = year_named(entry.key), after_base = year - sim::year_of(district.base);
    if (year == 0)
      known.error(entry.place, "E0782", {"“" + entry.key + "”不是年份", "'" + entry.key + "' is not a year"},
                  {"如 2021: 103 %", "for example 2021: 103 %"});
    else if (sound && after_base > 0) years.emplace_back(after_base, index);  // of others driver_warnings speaks
  }
  std::sort(years.begin(), years.end());
  for (const auto& [year, index] : years) driver.known_years.push_back(year), driver.known.push_back(index);
}

/// Growth within its limits compounds: 100 % a year is a thousandfold in ten years.
void check_growth(Fields& fields, const Place& place, const District& district, const Driver& driver) {
  if (sim::exact::pow(1 + driver.trend, static_cast<double>(driven_years(district))) <= most_grown) return;
  fields.error(place, "E0116",
               {"“" + driver.id + "”按此年增长率，到时段末将超过1000倍",
                "'" + driver.id + "' grows beyond 1000 times by the end of the period"},
               {"请改小年增长率，或缩短时段", "a smaller growth, or a shorter period"});
}

Driver read_driver(SectionReader& reader, const Node::Entry& entry, Fields& fields, const District& district) {
  const auto& kind = sim::Catalogue<Driver>::all().front();
  Driver driver;
  driver.id = entry.key;
  reader.label(fields, "label", driver.label);
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
    if (std::string_view(kind.parameters[i].name) == "known") read_known(reader, fields, kind.parameters[i], district, driver);
    else fields.parameter(kind.parameters[i], kind.slot(driver, i), reader.names());
  }
  fields.finish();
  const bool drives = std::any_of(std::begin(driven_levers), std::end(driven_levers),
                                  [&](PolicyLever lever) { return !driver.sites(lever).empty(); });
  if (!drives && !driver.value_added)
    fields.error(entry.place, "E0780", {"外部驱动因素“" + entry.key + "”不带动任何场所", "driver '" + entry.key + "' drives nothing"},
                 {"在 brought_out、generation、demand 或 inflow 中列出场所，或写 value_added: yes",
                  "sites under brought_out, generation, demand or inflow, or value_added: yes"});
  if (const Node* trend = entry.value.find("trend")) check_growth(fields, trend->place, district, driver);
  return driver;
}

/// A key of the economy that is short for a driver; refused beside one of the section that drives the same.
void add_short(SectionReader& reader, const District& district, Driver driver, std::vector<Driver>& drivers) {
  const Node* node = reader.scenario().root().at_path("economy." + driver.id);
  if (!node || driver.trend == 0) return;
  const auto twin = std::find_if(drivers.begin(), drivers.end(),
                                 [&](const Driver& other) { return driver.value_added ? other.value_added : !other.brought_out.empty(); });
  if (twin != drivers.end())
    return reader.root().error(node->place, "E0783",
                               {"economy." + driver.id + "与外部驱动因素“" + twin->id + "”重复计算增长",
                                "economy." + driver.id + " and driver '" + twin->id + "' would count growth twice"},
                               {"只保留其一", "one of the two"});
  check_growth(reader.root(), node->place, district, driver);
  drivers.push_back(std::move(driver));
}

}  // namespace

std::vector<Driver> read_drivers(SectionReader& reader, const District& district) {
  std::vector<Driver> drivers;
  reader.each_entry("drivers",
                    [&](const Node::Entry& entry, Fields& fields) { drivers.push_back(read_driver(reader, entry, fields, district)); });
  Driver industry, rubbish;
  industry.id = "industrial_growth", industry.label = {"工业增长", "industrial growth"};
  industry.trend = district.economy.industrial_growth, industry.value_added = true;
  rubbish.id = "rubbish_growth", rubbish.label = {"居民投放量增长", "growth of what people bring out"};
  rubbish.trend = district.economy.rubbish_growth, rubbish.all_brought_out = true;
  for (Driver* driver : {&industry, &rubbish}) add_short(reader, district, *driver, drivers);
  return drivers;
}

}  // namespace waste
