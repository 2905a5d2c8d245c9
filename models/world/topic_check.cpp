#include "models/world/topic_check.h"

#include <algorithm>

#include "models/assessment/indicator.h"
#include "models/scenario/merge.h"
#include "models/world/world.h"

namespace waste {

void check_topics(SectionReader& reader, const World& world) {
  std::vector<std::string> known = known_topics();
  for (const auto& row : world.plan.hindcast)
    if (!row.topic.empty()) known.push_back(row.topic);
  for (const Site& site : world.district.sites) {
    if (site.topic.empty() || std::find(known.begin(), known.end(), site.topic) != known.end()) continue;
    const Node* node = reader.scenario().root().at_path("sites." + site.id + ".topic");
    const sim::Message near = near_hint(site.topic, known);
    reader.root().error(node->place, "E0748", "site '" + site.id + "': no indicator reads the topic '" + site.topic + "'",
                        near.empty() ? "a topic known here, or none" : near, known_note("topics", known),
                        static_cast<int>(site.topic.size()));
  }
}

}  // namespace waste
