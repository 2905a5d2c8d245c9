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

/// Reports the errors of a facility's own check at the position of the parameter.
class SiteProblems final : public Problems {
 public:
  SiteProblems(SectionReader& reader, const District& district, SiteId site) : reader_(reader), district_(district), site_(site) {}
  void add(const std::string& parameter, const sim::Message& message, const sim::Message& hint) override {
    const Scenario& scenario = reader_.scenario();
    const std::string path = "sites." + std::string(district_.template_id(site_));
    const Node* node = scenario.root().at_path(path + "." + parameter);
    if (!node) node = scenario.root().at_path(path);
    const std::string& id = district_.sites[site_].id;
    reader_.diagnostics().push_back(scenario.diagnostic(node->place, "E0707",
                                                        {"场所“" + id + "”：" + message.zh, "site '" + id + "': " + message.en}, hint));
  }

 private:
  SectionReader& reader_;
  const District& district_;
  SiteId site_;
};

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

void prepare_sites(SectionReader& reader, District& district, const Facilities& facilities) {
  constexpr std::size_t enough = 20;  // the limit of InputError; every copy has the same error
  for (SiteId i = 0; i < district.sites.size() && reader.diagnostics().size() < enough; ++i) {
    SiteProblems problems(reader, district, i);
    facilities[i]->prepare(district, problems);
  }
  reader.stop_on_errors();
  const PolicySet none(district, {}, {}, {});
  for (SiteId i = 0; i < district.sites.size(); ++i) {
    FlowInterface own = facilities[i]->flow_interface(none, district.start);
    Site& site = district.sites[i];
    site.accepts = std::move(own.accepts);
    site.ends = std::move(own.ends);
    site.capacity = own.capacity;
  }
}

}  // namespace waste
