#include "models/world/topic_check.h"

#include <algorithm>

#include "models/assessment/indicator.h"
#include "models/scenario/merge.h"
#include "models/world/world.h"

namespace waste {

void check_topics(SectionReader& reader, const World& world) {
  std::vector<std::string> known = known_topics();
  for (const auto& row : world.plan.hindcast) known.insert(known.end(), row.lines.topics.begin(), row.lines.topics.end());
  for (const auto& row : world.plan.indicators)
    if (row.own) known.insert(known.end(), row.own->measure.topics.begin(), row.own->measure.topics.end());
  for (const Site& site : world.district.sites) {
    if (site.topic.empty() || std::find(known.begin(), known.end(), site.topic) != known.end()) continue;
    const Node* node = reader.scenario().root().at_path("sites." + site.id + ".topic");
    const sim::Message near = near_hint(site.topic, known);
    reader.root().error(node->place, "E0748",
                        {"场所“" + site.id + "”：没有指标使用主题“" + site.topic + "”",
                         "site '" + site.id + "': no indicator reads the topic '" + site.topic + "'"},
                        near.empty() ? sim::Message{"请写此处已知的主题，或删去topic", "a topic known here, or none"} : near,
                        known_note("topics", known), static_cast<int>(site.topic.size()));
  }
}

}  // namespace waste
