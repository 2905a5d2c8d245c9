#include "models/facilities/prepare_sites.h"

namespace waste {
namespace {

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

}  // namespace

void prepare_sites(SectionReader& reader, District& district, const Facilities& facilities) {
  std::vector<bool> prepared(facilities.size(), false);
  prepare_sites(reader, district, facilities, prepared);
}

void prepare_sites(SectionReader& reader, District& district, const Facilities& facilities, std::vector<bool>& prepared) {
  constexpr std::size_t enough = 20;  // the limit of InputError; every copy has the same error
  for (SiteId i = 0; i < district.sites.size() && reader.diagnostics().size() < enough; ++i) {
    if (prepared[i]) continue;
    const std::size_t errors = reader.diagnostics().size();
    SiteProblems problems(reader, district, i);
    facilities[i]->prepare(district, problems);
    prepared[i] = reader.diagnostics().size() == errors;
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
