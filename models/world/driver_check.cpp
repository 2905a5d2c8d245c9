#include "models/world/driver_check.h"

#include <algorithm>
#include <string>

#include "models/policies/driver.h"
#include "models/world/declared_questions.h"
#include "models/world/world.h"

namespace waste {
namespace {

const char* key_of(PolicyLever lever) {
  switch (lever) {
    case PolicyLever::brought_out: return "brought_out";
    case PolicyLever::generation: return "generation";
    case PolicyLever::demand: return "demand";
    default: return "inflow";
  }
}

bool lists(const StreamRefs& streams, StreamId stream) {
  return std::find(streams.begin(), streams.end(), StreamRef{stream}) != streams.end();
}

/// One driver against all questions.
class DriverCheck {
 public:
  DriverCheck(SectionReader& reader, const World& world, const Questions& asked, const Driver& driver)
      : reader_(reader), world_(world), asked_(asked), driver_(driver) {}

  void check() const {
    for (const PolicyLever lever : driven_levers)
      for (std::size_t i = 0; i < driver_.sites(lever).size(); ++i) check_site(lever, i);
    for (std::size_t i = 0; i < driver_.streams.size(); ++i) check_stream(i);
  }

 private:
  bool about(const Question& question) const {
    return question.stream == no_stream || driver_.streams.empty() || lists(driver_.streams, question.stream);
  }
  std::string streams_asked(PolicyLever lever, SiteId site) const;
  void check_site(PolicyLever lever, std::size_t position) const;
  void check_stream(std::size_t position) const;
  void error(const char* key, std::size_t position, const sim::Message& message, const sim::Message& hint) const;

  SectionReader& reader_;
  const World& world_;
  const Questions& asked_;
  const Driver& driver_;
};

void DriverCheck::error(const char* key, std::size_t position, const sim::Message& message, const sim::Message& hint) const {
  const Node* driver = reader_.scenario().root().at_path("drivers." + driver_.id);
  const Node* list = driver->find(key);
  const Node& node = list->type == Node::Type::list ? list->entries[position].value : *list;
  reader_.root().error(node.place, "E0781", message, hint, {}, static_cast<int>(node.text.size()));
}

std::string DriverCheck::streams_asked(PolicyLever lever, SiteId site) const {
  std::string text;
  for (const Question& question : asked_)
    if (question.lever == lever && question.site == site && question.stream != no_stream)
      text += (text.empty() ? "" : ", ") + world_.district.streams[question.stream].id;
  return text;
}

void DriverCheck::check_site(PolicyLever lever, std::size_t position) const {
  const SiteId site = driver_.sites(lever)[position].index;
  const auto here = [&](const Question& question) { return question.lever == lever && question.site == site; };
  if (std::any_of(asked_.begin(), asked_.end(), [&](const Question& question) { return here(question) && about(question); })) return;
  const auto at = std::find_if(world_.district.placements.begin(), world_.district.placements.end(),
                               [&](const Placement& placement) { return placement.template_site == site; });
  const SiteId copy = static_cast<SiteId>(at - world_.district.placements.begin());
  const std::string id(world_.district.template_id(copy)), kind = world_.district.sites[copy].kind;
  const sim::Text what = info(lever).name;
  const std::string streams = streams_asked(lever, site);
  if (!streams.empty())
    return error(key_of(lever), position,
                 {"外部驱动因素“" + driver_.id + "”所列废物种类在“" + id + "”均没有",
                  "driver '" + driver_.id + "' changes nothing at '" + id + "', for its streams"},
                 {"该场所的废物种类：" + streams, "streams there: " + streams});
  error(key_of(lever), position,
        {"“" + id + "”（" + kind + "）不问及" + what.zh + "，外部驱动因素“" + driver_.id + "”在此不起作用",
         "driver '" + driver_.id + "' changes " + what.en + ", which '" + id + "' (" + kind + ") does not ask for"},
        {"会问及的场所", "a site that asks for it"});
}

void DriverCheck::check_stream(std::size_t position) const {
  const StreamId stream = driver_.streams[position].index;
  const auto asks = [&](const Question& question) {
    const SiteRefs& sites = driver_.sites(question.lever);
    return question.stream == stream && std::find(sites.begin(), sites.end(), SiteRef{question.site}) != sites.end();
  };
  if (std::any_of(asked_.begin(), asked_.end(), asks)) return;
  const std::string& id = world_.district.streams[stream].id;
  error("streams", position,
        {"外部驱动因素“" + driver_.id + "”所列场所均没有“" + id + "”",
         "driver '" + driver_.id + "' changes nothing for stream '" + id + "' at its sites"},
        {"这些场所有的废物种类", "a stream that they have"});
}

}  // namespace

void check_drivers(SectionReader& reader, const World& world) {
  const Questions asked = declared_questions(world);
  for (const Driver& driver : *world.policies.drivers) DriverCheck(reader, world, asked, driver).check();
}

std::vector<Warning> driver_warnings(const World& world) {
  std::vector<Warning> all;
  const std::string base = std::to_string(sim::year_of(world.district.base));
  for (const Driver& driver : *world.policies.drivers) {
    const Node* known = world.scenario.root().at_path("drivers." + driver.id + ".known");
    for (std::size_t i = 0; known && i < known->entries.size(); ++i) {
      const std::string& key = known->entries[i].key;
      if (key > base) continue;  // both have four digits
      all.push_back({world.scenario.diagnostic(known->entries[i].value.place, "E0784", {}),
                     {"外部驱动因素“" + driver.id + "”在" + key + "年的指数不起作用：基准年为" + base + "年",
                      "the index of driver '" + driver.id + "' in " + key + " changes nothing: the base year is " + base},
                     {"相对基准年的以后年份指数", "indices of later years, relative to the base year"}});
    }
  }
  return all;
}

}  // namespace waste
