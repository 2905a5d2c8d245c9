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
  void add(const std::string& parameter, const std::string& message, const std::string& hint) override {
    const Scenario& scenario = reader_.scenario();
    const std::string path = "sites." + std::string(district_.template_id(site_));
    const Node* node = scenario.root().at_path(path + "." + parameter);
    if (!node) node = scenario.root().at_path(path);
    reader_.diagnostics().push_back(scenario.diagnostic(node->place, "E0707", "site '" + district_.sites[site_].id + "': " + message,
                                                        hint));
  }

 private:
  SectionReader& reader_;
  const District& district_;
  SiteId site_;
};

}  // namespace

Facilities read_sites(SectionReader& reader, District& district) {
  Facilities facilities;
  reader.each_entry("sites", [&](const Node::Entry& entry, Fields& fields) {
    Site site;
    site.id = entry.key;
    reader.label(fields, "label", site.label);
    sim::Reference<std::uint32_t> place;
    fields.parameter({"place", "place", {"所在地点", "where it stands"}}, &place, reader.names());
    fields.text("topic", site.topic);
    std::string note;
    fields.text("source", note);
    auto facility = read_facility(reader, entry, fields, site);
    if (!place && !entry.value.find("place"))
      fields.error(entry.value.place, "E0101", "site '" + entry.key + "' has no place", "place: a name from 'places'");
    if (place) {
      site.place = place.index;
      site.inside = district.network.places()[place.index].inside;
    }
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
