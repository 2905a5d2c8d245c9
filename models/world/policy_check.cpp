#include "models/world/policy_check.h"

#include "models/world/declared_questions.h"

#include <algorithm>
#include <set>

#include "models/world/world.h"

namespace waste {
namespace {

std::string listed(const std::set<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

template <class References>
bool names(const References& references, std::uint32_t index) {
  return std::any_of(references.begin(), references.end(), [&](const auto& each) { return each.index == index; });
}

/// A site of the scenario, whatever copies of it there are.
struct TemplateSite {
  std::string id, kind;
};

std::vector<TemplateSite> template_sites(const District& district) {
  std::vector<TemplateSite> sites(district.template_sites());
  for (SiteId site = 0; site < district.sites.size(); ++site)
    sites[district.placements[site].template_site] = {std::string(district.template_id(site)), district.sites[site].kind};
  return sites;
}

/// One policy against all questions.
class PolicyCheck {
 public:
  PolicyCheck(SectionReader& reader, const std::vector<Stream>& streams, const std::vector<TemplateSite>& sites, const Questions& asked,
              const Policy& policy)
      : reader_(reader), streams_(streams), sites_(sites), asked_(asked), policy_(policy) {
    for (unsigned i = 0; i < static_cast<unsigned>(PolicyLever::count_); ++i)
      if (answers(policy, static_cast<PolicyLever>(i))) levers_.push_back(static_cast<PolicyLever>(i));
  }

  void check() {
    if (levers_.empty()) return;  // a warning, because the numbers may be meant to be zero
    bool sound = true;
    for (std::size_t i = 0; i < policy_.sites.size(); ++i) sound = check_site(i) && sound;
    for (std::size_t i = 0; i < policy_.streams.size() && sound; ++i) sound = check_stream(i);
    for (const PolicyLever lever : levers_)
      if (sound) check_lever(lever);
  }

 private:
  bool answered(const Question& question) const { return std::find(levers_.begin(), levers_.end(), question.lever) != levers_.end(); }
  bool here(const Question& question) const { return policy_.sites.empty() || names(policy_.sites, question.site); }
  /// Whether the policy has something to say to it, at the sites that it names.
  bool meant(const Question& question) const {
    const bool of_stream = question.stream == no_stream || policy_.streams.empty() || names(policy_.streams, question.stream);
    const bool into = question.lever != PolicyLever::separated || question.into == policy_.separated(1).into;
    return answered(question) && here(question) && of_stream && into;
  }
  template <class Test>
  bool any(Test test) const {
    return std::any_of(asked_.begin(), asked_.end(), test);
  }

  bool check_site(std::size_t position);
  bool check_stream(std::size_t position);
  void check_lever(PolicyLever lever);

  std::string quoted_site(SiteId site) const;
  std::string streams_asked(SiteId site) const;
  sim::Message kinds_asked(PolicyLever lever) const;
  sim::Message changes() const;
  void error(const char* key, std::size_t position, const char* code, const sim::Message& message, const sim::Message& hint,
             const sim::Message& note = {});

  SectionReader& reader_;
  const std::vector<Stream>& streams_;
  const std::vector<TemplateSite>& sites_;
  const Questions& asked_;
  const Policy& policy_;
  std::vector<PolicyLever> levers_;  // that it answers when complete
};

std::string PolicyCheck::quoted_site(SiteId site) const { return "'" + sites_[site].id + "' (" + sites_[site].kind + ")"; }

/// The streams for which a site asks what the policy answers; of separation what is kept apart there.
std::string PolicyCheck::streams_asked(SiteId site) const {
  std::set<std::string> streams;
  for (const Question& question : asked_) {
    if (question.site != site || !answered(question) || question.stream == no_stream) continue;
    const std::string& from = streams_[question.stream].id;
    streams.insert(question.into == no_stream ? from : from + " into " + streams_[question.into].id);
  }
  return listed(streams);
}

/// The kinds of the sites of this scenario that are asked about.
sim::Message PolicyCheck::kinds_asked(PolicyLever lever) const {
  std::set<std::string> kinds;
  for (const Question& question : asked_)
    if (question.lever == lever) kinds.insert(sites_[question.site].kind);
  if (kinds.empty()) return {"本情景没有场所问及它", "no site of this scenario asks for it"};
  return {std::string(info(lever).name.zh) + "：" + listed(kinds), std::string(info(lever).name.en) + ": " + listed(kinds)};
}

/// "demand and what arises".
sim::Message PolicyCheck::changes() const {
  sim::Message text;
  for (const PolicyLever lever : levers_) {
    text.zh += (text.zh.empty() ? "" : "和") + std::string(info(lever).name.zh);
    text.en += (text.en.empty() ? "" : " and ") + std::string(info(lever).name.en);
  }
  return text;
}

void PolicyCheck::error(const char* key, std::size_t position, const char* code, const sim::Message& message, const sim::Message& hint,
                        const sim::Message& note) {
  const Node* policy = reader_.scenario().root().at_path("policies." + policy_.id);
  const Node* node = policy->find(key);
  if (node && node->type == Node::Type::list) node = &node->entries[position].value;
  if (!node) node = policy;
  const int length = node->type == Node::Type::scalar ? static_cast<int>(node->text.size()) : 1;
  reader_.root().error(node->place, code, message, hint, note, length);
}

bool PolicyCheck::check_site(std::size_t position) {
  const SiteId site = policy_.sites[position].index;
  const auto of_site = [&](const Question& question) { return question.site == site; };
  if (any([&](const Question& question) { return of_site(question) && meant(question); })) return true;
  if (any([&](const Question& question) { return of_site(question) && answered(question); })) {
    error("sites", position, "E0741",
          {"政策“" + policy_.id + "”所列废物种类在" + quoted_site(site) + "不起作用",
           "policy '" + policy_.id + "' changes nothing at " + quoted_site(site) + ", for these streams"},
          {"该场所有的废物种类，或另一个场所", "a stream that the site has, or another site"},
          {"该场所的废物种类：" + streams_asked(site), "streams there: " + streams_asked(site)});
    return false;
  }
  sim::Message note;
  for (const PolicyLever lever : levers_) {
    note.zh += (note.zh.empty() ? "会问及的场所种类：" : "；") + kinds_asked(lever).zh;
    note.en += (note.en.empty() ? "kinds of site that ask about " : "; ") + kinds_asked(lever).en;
  }
  error("sites", position, "E0740",
        {"政策“" + policy_.id + "”改变" + changes().zh + "，而" + quoted_site(site) + "不问及",
         "policy '" + policy_.id + "' changes " + changes().en + ", which " + quoted_site(site) + " does not ask for"},
        {"会问及它的一种场所", "a site of a kind that does"}, note);
  return false;
}

bool PolicyCheck::check_stream(std::size_t position) {
  const StreamId stream = policy_.streams[position].index;
  if (any([&](const Question& question) { return question.stream == stream && meant(question); })) return true;
  std::set<std::string> known;
  for (const Question& question : asked_)
    if (answered(question) && here(question) && question.stream != no_stream) known.insert(streams_[question.stream].id);
  error("streams", position, "E0741",
        {"政策“" + policy_.id + "”对其场所的“" + streams_[stream].id + "”不起作用",
         "policy '" + policy_.id + "' changes nothing for stream '" + streams_[stream].id + "' at its sites"},
        known.empty()
            ? sim::Message{"请删去streams：它所改变的不按废物种类区分", "take 'streams' out: what it changes is not asked for by stream"}
            : sim::Message{"这些场所有的废物种类", "a stream that they have"},
        known.empty() ? sim::Message{} : sim::Message{"这些场所的废物种类：" + listed(known), "streams there: " + listed(known)});
  return false;
}

void PolicyCheck::check_lever(PolicyLever lever) {
  if (any([&](const Question& question) { return question.lever == lever && meant(question); })) return;
  const sim::Message kinds = kinds_asked(lever);
  error("kind", 0, "E0742",
        {"政策“" + policy_.id + "”改变" + info(lever).name.zh + "，而其场所均不问及",
         "policy '" + policy_.id + "' changes " + info(lever).name.en + ", for which none of its sites asks"},
        {"请删去该数值，或写会问及的场所", "take that number out, or name sites that ask"},
        {"会问及的场所种类：" + kinds.zh, "kinds of site that ask about " + kinds.en});
}

}  // namespace

void check_policies(SectionReader& reader, const World& world) {
  const Questions asked = declared_questions(world);
  const std::vector<TemplateSite> sites = template_sites(world.district);
  for (const auto& policy : world.policies.list) PolicyCheck(reader, world.district.streams, sites, asked, *policy).check();
}

}  // namespace waste
