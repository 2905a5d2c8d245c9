#include "models/facilities/read_sites.h"

#include "models/policies/task.h"

namespace waste {
namespace {

std::unique_ptr<Facility> read_facility(SectionReader& reader, const Node::Entry& entry, Fields& fields, Site& site) {
  const auto* kind = reader.kind_of<Facility>(fields, entry.value, "site");
  if (!kind) return nullptr;
  site.kind = kind->name;
  auto facility = kind->make();
  reader.fill(fields, *kind, *facility);
  fields.finish();
  return facility;
}

void read_place(SectionReader& reader, Fields& fields, Site& site, const District& district) {
  sim::Reference<std::uint32_t> place;
  fields.parameter(common_site_parameters().front(), &place, reader.names());
  if (!place) return;
  site.place = place.index;
  site.inside = district.network.places()[place.index].inside;
}

}  // namespace

const std::vector<sim::ParameterInfo>& common_site_parameters() {
  static const std::vector<sim::ParameterInfo> common{
      {"place", "place", {"所在地点", "where it stands"}, 0, 0, false, sim::Trait::required},
      {"label", "text", {"中文名和英文名", "its names in Chinese and English"}},
      {"topic", "text", {"计入哪一项指标的主题", "topic under which indicators count it"}},
      {"source", "text", {"出处，或设定理由", "where its figures come from"}},
  };
  return common;
}

Facilities read_sites(SectionReader& reader, District& district) {
  Facilities facilities;
  reader.each_entry("sites", [&](const Node::Entry& entry, Fields& fields) {
    Site site;
    site.id = entry.key;
    reader.label(fields, "label", site.label);
    read_place(reader, fields, site, district);
    fields.text("topic", site.topic);
    std::string note;
    fields.text("source", note);
    auto facility = read_facility(reader, entry, fields, site);
    const auto number = static_cast<SiteId>(district.sites.size());
    if (facility) facility->set_site(number);
    district.placements.push_back({site.place, 0, number});
    district.sites.push_back(std::move(site));
    facilities.push_back(std::move(facility));
  });
  return facilities;
}

}  // namespace waste
