// A town, its vehicles and a landfill: the smallest district that works.
#pragma once

namespace fuzz {

inline constexpr const char* small_district = R"(format: 1
district: {zh: 山区县, en: Hill county}
period: {starts: 2020-01-01, ends: 2020-02-01}
places:
  town: {label: {zh: 县城, en: the town}}
  valley: {label: {zh: 山谷, en: the valley}}
roads:
  to_the_valley: {from: town, to: valley, length: 18 km, speed: 35 km/h}
streams:
  rubbish: {label: {zh: 生活垃圾, en: household rubbish}, category: rubbish}
sites:
  people:
    kind: township
    place: town
    population: 40000人
    per_head: 0.7 kg/d
    bins: 60 t
    loading: {low: 60 min, mode: 90 min, high: 150 min}
    stations: {cell: 1}
    depot: garage
    rubbish: rubbish
  garage: {kind: depot, place: town, vehicles: 6}
  cell: {kind: landfill, place: valley, stream: rubbish, capacity: 300000 t}
policies:
  less: {kind: source_reduction, sites: [people], streams: [rubbish], reduction: 10 %, starts: 2020-01-10, ramp: 5 d, shape: linear}
indicators:
  rubbish_hauled: {number: 7, unit: t d-1, own_unit: t/d, rule: none}
)";

}  // namespace fuzz
