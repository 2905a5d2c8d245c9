// Building projects in which nothing varies: one begins every 5 days, lasts 100, and makes 1000 m3 of spoil, 400 m3 of
// demolition waste (500 m2 pulled down), 100 m3 each of slurry and engineering waste. With them a fill, a plant, a store and a buyer.
#pragma once

#include <string>

#include "models/assessment/indicator.h"
#include "tests/models/small_world.h"

namespace waste::testing {

inline const std::string construction_streams = R"(
  spoil: {category: construction, density: 1.6 t/m3}
  slurry: {category: construction, density: 1.3 t/m3}
  structural: {category: construction, density: 1.6 t/m3}
  demolition: {category: construction, density: 1.6 t/m3}
  debris: {category: construction, counts_as: demolition, density: 1.6 t/m3}
  residue: {category: construction, counts_as: demolition, density: 1.6 t/m3}
  aggregate: {category: product, counts_as: demolition, density: 1.6 t/m3}
)";

/// `builders`: parameters of the building projects besides; `others`: sites besides.
inline std::string construction_sites(const std::string& builders = "", const std::string& others = "") {
  return R"(
sites:
  town:
    kind: building_projects
    place: here
    topic: green_building
    projects: 73.05 1/a
    duration: {low: 100 d, mode: 100 d, high: 100 d}
    phases: [0.10, 0.25, 0.55]
    floor_area: 2000 m2
    green: 100 %
    spoil: 0.5 m3/m2
    slurry: 0.05 m3/m2
    structural: 0.08 t/m2
    demolished: 500 m2
    demolition: 1.28 t/m2
    body: 17 m3
    payload: 15.5 t
    opens: 7 h
    shift: 10 h
    streams: [demolition, spoil, slurry, structural]
    debris: debris
    fills: [fill]
    overflow: outside
)" + builders +
         R"(
  fill:
    kind: spoil_fill
    place: here
    accepts: [spoil, slurry, structural, demolition, debris, residue]
    volume: 100 万m3
    fallback: outside
  outside:
    kind: outlet
    place: here
    accepts: [spoil, slurry, structural, demolition, debris, residue]
    utilised: 0 %
    capacity: 90000 t/d
    yard: 90000 t
)" + others;
}

/// Land to be restored with spoil.
inline const std::string quarry =
    "  quarry: {kind: outlet, place: here, topic: backfill, accepts: [spoil], capacity: 90000 t/d, yard: 90000 t}\n";

/// A plant, its store and a buyer of `demand`.
inline std::string recycling(const std::string& demand) {
  return R"(
  plant:
    kind: processing_plant
    place: here
    accepts: [debris]
    capacity: 500 t/d
    yard: 5 d
    yields: {aggregate: 80 %, residue: 20 %}
    outlets: [store, fill]
    payload: 25 t
    fallback: fill
  store: {kind: product_store, place: here, stream: aggregate, capacity: 2000 t, plants: [plant], buyers: [roads]}
  roads: {kind: buyer, place: here, stream: aggregate, supplier: store, payload: 25 t, patience: 50, demand: )" +
         demand + "}\n";
}

inline SmallWorld construction_world(const std::string& sections, const std::string& ends = "2022-01-01",
                                     const std::vector<std::string>& overrides = {}) {
  return SmallWorld(sections, ends, overrides, construction_streams);
}

}  // namespace waste::testing
