#include "models/report/places.h"

#include <set>

#include "models/district/stream.h"
#include "models/facilities/facility.h"
#include "models/views/diagram.h"

namespace waste::report {
namespace {

Label named(const std::string& zh, const std::string& en, const std::string& id) {
  return {!zh.empty() ? zh : !en.empty() ? en : id, !en.empty() ? en : !zh.empty() ? zh : id};
}

Label kind_name(const std::string& kind, std::size_t count) {
  if (!sim::Catalogue<Facility>::find(kind)) return {kind, kind};
  return {kind_title(kind, count, Language::zh), kind_title(kind, count, Language::en)};
}

}  // namespace

Places::Places(const ReportedScenario& scenario) {
  const ResultTable sites = scenario.table("sites"), streams = scenario.table("streams");
  for (std::size_t i = 0; i < sites.length("site"); ++i) {
    const std::string& id = sites.cells<std::string>("site")[i];
    sites_[id] = {sites.cells<std::string>("kind")[i],
                  named(sites.cells<std::string>("label_zh")[i], sites.cells<std::string>("label_en")[i], id),
                  sites.cells<std::int32_t>("inside")[i] != 0};
  }
  for (std::size_t i = 0; i < streams.length("stream"); ++i) {
    const std::string& id = streams.cells<std::string>("stream")[i];
    streams_[id] = {streams.cells<std::string>("category")[i],
                    named(streams.cells<std::string>("label_zh")[i], streams.cells<std::string>("label_en")[i], id)};
  }
}

Label Places::site(const std::string& id) const {
  const auto it = sites_.find(id);
  return it == sites_.end() ? Label{id, id} : it->second.name;
}

Label Places::stream(const std::string& id) const {
  const auto it = streams_.find(id);
  return it == streams_.end() ? Label{id, id} : it->second.name;
}

bool Places::inside(const std::string& site) const {
  const auto it = sites_.find(site);
  return it == sites_.end() || it->second.inside;
}

const std::string& Places::category(const std::string& stream) const {
  static const std::string none;
  const auto it = streams_.find(stream);
  return it == streams_.end() ? none : it->second.category;
}

std::vector<Place> Places::grouped(const std::vector<std::string>& sites, std::map<std::string, std::size_t>& group_of) const {
  std::map<std::pair<std::string, bool>, std::set<std::string>> of_kind;
  for (const std::string& id : sites)
    if (const auto it = sites_.find(id); it != sites_.end()) of_kind[{it->second.kind, it->second.inside}].insert(id);
  std::vector<Place> places;
  for (const auto& [key, members] : of_kind) {
    const auto& [kind, inside] = key;
    const Label prefix = inside ? Label{} : Label{"区外：", "outside: "};
    const bool together = members.size() > many;
    if (together)
      places.push_back({{prefix.zh + kind_name(kind, members.size()).zh, prefix.en + kind_name(kind, members.size()).en}, inside});
    for (const std::string& id : members) {
      if (!together) places.push_back({{prefix.zh + site(id).zh, prefix.en + site(id).en}, inside});
      group_of[id] = places.size() - 1;
    }
  }
  for (const std::string& id : sites)
    if (!group_of.contains(id)) group_of[id] = places.size(), places.push_back({{id, id}, true});
  return places;
}

Label category_name(const std::string& category) {
  static const std::map<std::string, Label> names{{"rubbish", {"生活垃圾", "household rubbish"}},
                                                  {"imported_rubbish", {"外来生活垃圾", "rubbish from outside"}},
                                                  {"food_waste", {"厨余垃圾", "food waste"}},
                                                  {"recyclables", {"可回收物", "recyclables"}},
                                                  {"household_hazardous", {"家庭有害垃圾", "household hazardous waste"}},
                                                  {"general_industrial", {"一般工业固体废物", "general industrial waste"}},
                                                  {"hazardous", {"工业危险废物", "industrial hazardous waste"}},
                                                  {"imported_hazardous", {"外来危险废物", "hazardous waste from outside"}},
                                                  {"medical", {"医疗废物", "medical waste"}},
                                                  {"social_hazardous", {"社会源危险废物", "hazardous waste from social sources"}},
                                                  {"construction", {"建筑垃圾", "construction waste"}},
                                                  {"straw", {"秸秆", "straw"}},
                                                  {"manure", {"畜禽粪污", "livestock manure"}},
                                                  {"film", {"农膜", "agricultural film"}},
                                                  {"pesticide_packaging", {"农药包装废弃物", "pesticide packaging"}},
                                                  {"sludge", {"城镇污水污泥", "sewage sludge"}},
                                                  {"mining", {"矿山废物", "mining waste"}},
                                                  {"product", {"再生产品", "products made of waste"}},
                                                  {"other", {"其他物料", "other materials"}}};
  const auto it = names.find(category);
  return it == names.end() ? Label{category, category} : it->second;
}

std::vector<std::string> known_categories() {
  std::vector<std::string> all;
  for (int i = 0; i < static_cast<int>(Category::count_); ++i) all.emplace_back(name_of(static_cast<Category>(i)));
  return all;
}

}  // namespace waste::report
