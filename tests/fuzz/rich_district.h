// A small district whose results have every kind of table but drivers: alarms, greenhouse gases, a hindcast, weights, policies.
#pragma once

namespace fuzz {

inline constexpr const char* rich_district = R"(
format: 1
title: {zh: 基线, en: Baseline}
district: {zh: 山区县, en: Hill county}
period: {starts: 2020-01-01, ends: 2021-03-01}
target_year: 2020
places:
  town: {label: {zh: 县城, en: the town}}
  valley: {label: {zh: 山谷, en: the valley}}
roads:
  to_the_valley: {from: town, to: valley, length: 18 km, speed: 35 km/h}
streams:
  rubbish: {label: {zh: 生活垃圾, en: household rubbish}, category: rubbish}
climate:
  materials:
    plastic: {dry: 1, carbon: 0.75, fossil: 1, credit: 1.5}
    food: {dry: 0.4, carbon: 0.38, fossil: 0, degradable: 0.15, decay: 0.185 1/a}
  mixes: {rubbish: {plastic: 0.1, food: 0.9}}
  landfill_dissimilated: 0.5
  landfill_methane: 0.5
  landfill_correction: 1
  landfill_oxidised: 0
  truck: 1 kg/km
  trips: 2
sites:
  people:
    kind: township
    place: town
    population: 40000人
    per_head: {low: 0.5 kg/d, mode: 0.7 kg/d, high: 0.9 kg/d}
    bins: 20 t
    loading: {low: 60 min, mode: 90 min, high: 150 min}
    stations: {cell: 1}
    depot: garage
    rubbish: rubbish
  garage: {kind: depot, place: town, vehicles: 1}
  cell: {kind: landfill, place: valley, stream: rubbish, capacity: 300000 t}
policies:
  less: {kind: source_reduction, sites: [people], streams: [rubbish], reduction: 10 %, starts: 2020-01-10, ramp: 5 d, shape: linear, investment: 100 万元}
hindcast:
  hauled: {measure: indicator, indicator: 7.annex, stated: 28, unit: t/d, tolerance: 0.02, sd: 0.05, label: {zh: 清运, en: hauled}}
uncertainty: parameters
indicators:
  rubbish_hauled: {number: 7, unit: t d-1, own_unit: t/d, rule: "<=", target: 30, baseline: 28, label: {zh: 清运量, en: hauled}}
)";

inline constexpr const char* rich_plan = R"(extends: baseline.yaml
title: {zh: 规划, en: Plan}
policies: {less: {reduction: 20 %}}
)";

inline constexpr const char* rich_observations = R"(path,year,value,unit,uncertainty,source,used
indicators.7,2020,28,t/d,1,made up,no
flows.received.rubbish,2020,5000,t,100,made up,no
flows.received.rubbish.cell,2020,5000,t,100,made up,yes
stocks.rubbish,2020,7000,t,,made up,no
)";

}  // namespace fuzz
