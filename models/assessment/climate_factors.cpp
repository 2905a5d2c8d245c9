#include "models/assessment/climate_factors.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

#include "models/district/district.h"
#include "models/scenario/fields.h"
#include "models/scenario/value.h"

namespace waste {
namespace {

constexpr Limits share{0, 1};

class Reader {
 public:
  Reader(const Scenario& scenario, const District& district, std::vector<sim::Diagnostic>& diagnostics)
      : scenario_(scenario), district_(district), diagnostics_(diagnostics) {}

  ClimateFactors read(const Node& section) {
    factors_.given = true;
    Fields fields(scenario_, section, "climate", diagnostics_);
    each(fields, "materials", [&](const std::string& id, Fields& entry) { read_material(id, entry); });
    each(fields, "origins", [&](const std::string& id, Fields& entry) { read_origin(id, entry); });
    each(fields, "mixes", [&](const std::string& id, Fields& entry) { read_mix(id, entry); });
    each(fields, "measured", [&](const std::string& id, Fields& entry) { read_measured(id, entry); });
    each(fields, "uses", [&](const std::string& id, Fields& entry) { read_use(id, entry); });
    read_grid(fields);
    read_gas(fields);
    read_scalars(fields);
    fields.finish();
    return std::move(factors_);
  }

 private:
  template <class Visit>
  void each(Fields& fields, const char* key, Visit visit) {
    const Node* map = fields.get(key);
    if (!map) return;
    for (const auto& entry : map->entries) {
      Fields inner(scenario_, entry.value, fields.path() + "." + key + "." + entry.key, diagnostics_);
      visit(entry.key, inner);
      inner.finish();
    }
  }

  void read_material(const std::string& id, Fields& entry) {
    CarbonMaterial& material = factors_.materials[id];
    entry.number("dry", "1", material.dry, share);
    entry.number("carbon", "1", material.carbon, share);
    entry.number("fossil", "1", material.fossil, share);
    entry.number("degradable", "1", material.degradable, share);
    entry.number("decay", "1/a", material.decay, {0, 10});
    entry.number("credit", "1", material.credit, {-100, 100});
    entry.number("heat", "GJ/t", material.heat, {0, 100});
  }

  void read_origin(const std::string& id, Fields& entry) {
    ClimateOrigin& origin = factors_.origins[id];
    entry.text("stream", origin.stream);
    if (const Node* sites = entry.get("sites"))
      for (const auto& site : sites->entries) {
        origin.sites.insert(site.value.text);
        check_site(site.value.text, site.value.place, entry);
      }
    check_name(origin.stream, entry);
  }

  void read_mix(const std::string& id, Fields& entry) {
    check_name(id, entry);
    auto& mix = factors_.mixes[id];
    double sum = 0;
    for (const auto& [name, material] : factors_.materials)
      if (double part = 0; entry.number(name, "1", part, share)) sum += mix[name] = part;
    if (sum < 0.999999 || sum > 1.000001)
      entry.error(entry.map().place, "E0722",
                  {"“" + entry.path() + "”各项比例之和不是1", "the shares of '" + entry.path() + "' do not add up to 1"},
                  {"各项比例之和应为1", "shares that add up to 1"});
  }

  /// A mix that disagrees with what was measured of it is wrong, however its shares were chosen.
  void read_measured(const std::string& id, Fields& entry) {
    ClimateMeasured& known = factors_.measured[id];
    entry.number("water_from", "1", known.water_from, share);
    entry.number("water_to", "1", known.water_to, share);
    entry.number("heat_from", "GJ/t", known.heat_from, {-10, 100});
    entry.number("heat_to", "GJ/t", known.heat_to, {-10, 100});
    const auto mix = factors_.mixes.find(id);
    if (mix == factors_.mixes.end()) return check_name(id, entry);
    const double water = water_of(factors_, mix->second), heat = heat_of(factors_, mix->second);
    if (water >= known.water_from && water <= known.water_to && heat >= known.heat_from && heat <= known.heat_to) return;
    const Node* own = scenario_.root().at_path("climate.mixes." + id);
    const auto say = [&](const char* format) {
      char text[240];
      std::snprintf(text, sizeof text, format, id.c_str(), 100 * water, heat, 100 * known.water_from, 100 * known.water_to, known.heat_from,
                    known.heat_to);
      return std::string(text);
    };
    entry.error(own ? own->place : entry.map().place, "E0796",
                {say("“climate.mixes.%s”含水%.1f%%、热值%.2f GJ/t，实测为%.1f至%.1f%%、%.2f至%.2f GJ/t"),
                 say("'climate.mixes.%s' holds %.1f %% of water and %.2f GJ/t; measured are %.1f to %.1f %% and %.2f to %.2f GJ/t")},
                {"请使组分比例与实测相符", "shares of materials that agree with the measurements"});
  }

  /// One factor for all years, or the factor from each of some years on.
  void read_grid(Fields& fields) {
    const Node* grid = fields.get("grid");
    if (!grid) return;
    constexpr Limits limits{0, 0.1};
    if (grid->type != Node::Type::map) {
      ValueReader(fields, "grid").number(*grid, "t/kWh", factors_.grid[0], limits);
      return;
    }
    Fields years(scenario_, *grid, fields.path() + ".grid", diagnostics_);
    for (const auto& entry : grid->entries) {
      const bool year = entry.key.size() == 4 &&
                        std::all_of(entry.key.begin(), entry.key.end(), [](unsigned char c) { return std::isdigit(c); });
      if (!year)
        years.error(entry.place, "E0797", {"“" + entry.key + "”不是年份", "'" + entry.key + "' is no year"},
                    {"四位年份及自该年起的因子，如0.5 kg/kWh",
                     "the factor from each year on, such as 0.5 kg/kWh below a year of four digits"});
      double factor = 0;
      if (years.number(entry.key, "t/kWh", factor, limits) && year) factors_.grid[std::stoi(entry.key)] = factor;
    }
  }

  void read_gas(Fields& fields) {
    const Node* gas = fields.get("gas_recovered");
    if (!gas) return;
    Fields sites(scenario_, *gas, fields.path() + ".gas_recovered", diagnostics_);
    for (const auto& entry : gas->entries) {
      check_site(entry.key, entry.place, sites);
      sites.number(entry.key, "1", factors_.gas_recovered[entry.key], share);
    }
  }

  void check_site(const std::string& id, const Place& place, Fields& fields) {
    if (scenario_.root().at_path("sites." + id)) return;
    fields.error(place, "E0797", {"没有场所“" + id + "”", "'" + id + "' is no site"}, {"sites中的名称", "a name from 'sites'"});
  }

  void read_use(const std::string& id, Fields& entry) {
    check_name(id, entry);
    ClimateUse& use = factors_.uses[id];
    entry.number("composted", "1", use.composted, share);
    entry.number("digested", "1", use.digested, share);
    entry.number("open_fire", "1", use.open_fire, share);
    entry.number("credit", "1", use.credit, {-100, 100});
    if (use.composted + use.digested > 1)
      entry.error(entry.map().place, "E0722", {"“" + entry.path() + "”的处理比例超过1", "'" + entry.path() + "' treats more than there is"},
                  {"比例合计不超过1", "shares of at most 1 together"});
  }

  void check_name(const std::string& id, Fields& entry) {
    bool known = factors_.origins.contains(id) ||
                 std::any_of(district_.streams.begin(), district_.streams.end(), [&](const Stream& stream) { return stream.id == id; });
    for (int i = 0; i < static_cast<int>(Category::count_); ++i) known = known || id == name_of(static_cast<Category>(i));
    if (!known)
      entry.error(entry.map().place, "E0723", {"“" + id + "”既不是废物种类也不是类别", "'" + id + "' is neither a stream nor a category"},
                  {"streams中的名称，或类别", "a name from 'streams', or a category"});
  }

  void read_scalars(Fields& f) {
    f.number("oxidation", "1", factors_.oxidation, share);
    f.number("furnace_n2o", "1", factors_.furnace_n2o, share);
    f.number("furnace_ch4", "1", factors_.furnace_ch4, share);
    f.number("fire_n2o", "1", factors_.fire_n2o, share);
    f.number("fire_ch4", "1", factors_.fire_ch4, share);
    f.number("compost_n2o", "1", factors_.compost_n2o, share);
    f.number("compost_ch4", "1", factors_.compost_ch4, share);
    f.number("digestion_ch4", "1", factors_.digestion_ch4, share);
    f.number("landfill_dissimilated", "1", factors_.landfill_dissimilated, share);
    f.number("landfill_methane", "1", factors_.landfill_methane, share);
    f.number("landfill_correction", "1", factors_.landfill_correction, share);
    f.number("landfill_oxidised", "1", factors_.landfill_oxidised, share);
    f.number("warming_ch4_biogenic", "1", factors_.warming_ch4_biogenic, {0, 1e4});
    f.number("warming_n2o", "1", factors_.warming_n2o, {0, 1e4});
    f.number("truck", "t/km", factors_.truck, {0, 1});
    f.number("trips", "1", factors_.trips, {0, 100});
    f.number("collection", "1", factors_.collection, {0, 1});
    f.number("drying", "GJ/t", factors_.drying, {0, 100});
    f.number("fuel", "t/GJ", factors_.fuel, {0, 10});
  }

  const Scenario& scenario_;
  const District& district_;
  std::vector<sim::Diagnostic>& diagnostics_;
  ClimateFactors factors_;
};

}  // namespace

double ClimateFactors::grid_of(int year) const {
  if (grid.empty()) return 0;
  const auto after = grid.upper_bound(year);
  return after == grid.begin() ? after->second : std::prev(after)->second;
}

double water_of(const ClimateFactors& factors, const ClimateMix& mix) {
  double water = 0;
  for (const auto& [material, share] : mix) water += share * (1 - factors.materials.at(material).dry);
  return water;
}

double heat_of(const ClimateFactors& factors, const ClimateMix& mix) {
  constexpr double evaporation = 2.443;  // [GJ/t]
  double heat = -evaporation * water_of(factors, mix);
  for (const auto& [material, share] : mix) heat += share * factors.materials.at(material).dry * factors.materials.at(material).heat;
  return heat;
}

ClimateFactors read_climate(const Scenario& scenario, const Node& section, const District& district,
                            std::vector<sim::Diagnostic>& diagnostics) {
  return Reader(scenario, district, diagnostics).read(section);
}

}  // namespace waste
