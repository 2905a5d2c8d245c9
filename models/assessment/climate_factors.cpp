#include "models/assessment/climate_factors.h"

#include <algorithm>

#include "models/scenario/fields.h"

namespace waste {
namespace {

constexpr Limits share{0, 1};

class Reader {
 public:
  Reader(const Scenario& scenario, const std::vector<Stream>& streams, std::vector<sim::Diagnostic>& diagnostics)
      : scenario_(scenario), streams_(streams), diagnostics_(diagnostics) {}

  ClimateFactors read(const Node& section) {
    factors_.given = true;
    Fields fields(scenario_, section, "climate", diagnostics_);
    each(fields, "materials", [&](const std::string& id, Fields& entry) { read_material(id, entry); });
    each(fields, "mixes", [&](const std::string& id, Fields& entry) { read_mix(id, entry); });
    each(fields, "uses", [&](const std::string& id, Fields& entry) { read_use(id, entry); });
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
  }

  void read_mix(const std::string& id, Fields& entry) {
    check_name(id, entry);
    auto& mix = factors_.mixes[id];
    double sum = 0;
    for (const auto& [name, material] : factors_.materials)
      if (double part = 0; entry.number(name, "1", part, share)) sum += mix[name] = part;
    if (sum < 0.999999 || sum > 1.000001)
      entry.error(entry.map().place, "E0722", "the shares of '" + entry.path() + "' do not add up to 1", "shares that add up to 1");
  }

  void read_use(const std::string& id, Fields& entry) {
    check_name(id, entry);
    ClimateUse& use = factors_.uses[id];
    entry.number("composted", "1", use.composted, share);
    entry.number("digested", "1", use.digested, share);
    entry.number("open_fire", "1", use.open_fire, share);
    entry.number("credit", "1", use.credit, {-100, 100});
    if (use.composted + use.digested > 1)
      entry.error(entry.map().place, "E0722", "'" + entry.path() + "' treats more than there is", "shares of at most 1 together");
  }

  void check_name(const std::string& id, Fields& entry) {
    bool known = std::any_of(streams_.begin(), streams_.end(), [&](const Stream& stream) { return stream.id == id; });
    for (int i = 0; i < static_cast<int>(Category::count_); ++i) known = known || id == name_of(static_cast<Category>(i));
    if (!known)
      entry.error(entry.map().place, "E0723", "'" + id + "' is neither a stream nor a category", "a name from 'streams', or a category");
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
    f.number("drying", "GJ/t", factors_.drying, {0, 100});
    f.number("fuel", "t/GJ", factors_.fuel, {0, 10});
    f.number("grid", "t/kWh", factors_.grid, {0, 0.1});
  }

  const Scenario& scenario_;
  const std::vector<Stream>& streams_;
  std::vector<sim::Diagnostic>& diagnostics_;
  ClimateFactors factors_;
};

}  // namespace

ClimateFactors read_climate(const Scenario& scenario, const Node& section, const std::vector<Stream>& streams,
                            std::vector<sim::Diagnostic>& diagnostics) {
  return Reader(scenario, streams, diagnostics).read(section);
}

}  // namespace waste
