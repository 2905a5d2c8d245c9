// What facilities declare to ask policies (Facility::questions) is what they ask: `check` relies on it. Every site is given probes,
// policies that change nothing and note that they were asked, one for each question declared and one for everything that is not.

#include <atomic>
#include <map>
#include <set>

#include "models/world/declared_questions.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// Answers one lever. At level 1, by which the policy set finds out who answers what, it has an effect; on the way there it has none.
class Probe final : public Policy {
 public:
  PolicyLever lever{};
  Question question;
  mutable std::atomic<bool> asked{false};

  double brought_out(double level) const override { return effect(PolicyLever::brought_out, level) ? 2 : 1; }
  double generation(double level) const override { return effect(PolicyLever::generation, level) ? 2 : 1; }
  Separated separated(double level) const override { return {question.into, effect(PolicyLever::separated, level) ? 1.0 : 0.0}; }
  double demand(double level) const override { return effect(PolicyLever::demand, level) ? 2 : 1; }
  double inflow(double level) const override { return effect(PolicyLever::inflow, level) ? 2 : 1; }
  std::int64_t capacity(double level) const override { return effect(PolicyLever::capacity, level); }
  std::int64_t price(double level) const override { return effect(PolicyLever::price, level); }
  std::optional<sim::Duration> approval(double level) const override {
    return effect(PolicyLever::approval, level) ? std::optional(sim::Duration{300}) : std::nullopt;
  }
  std::int64_t vehicles(double level) const override { return effect(PolicyLever::vehicles, level); }
  sim::Duration longer_hours(double level) const override { return sim::Duration{effect(PolicyLever::longer_hours, level)}; }
  bool may_landfill(double level) const override { return !effect(PolicyLever::may_landfill, level); }
  std::int64_t reclaim(double level) const override { return effect(PolicyLever::reclaim, level); }
  double reach(double level) const override { return effect(PolicyLever::reach, level); }
  double compliance_gain(double level) const override { return effect(PolicyLever::compliance_gain, level); }
  double diverted(double level) const override { return effect(PolicyLever::diverted, level); }
  double outage(double level) const override { return effect(PolicyLever::outage, level); }

 private:
  bool effect(PolicyLever which, double level) const {
    if (which != lever) return false;
    if (level < 1) asked.store(true, std::memory_order_relaxed);
    return level == 1;
  }
};

/// A world with probes at all its sites.
class ProbedWorld {
 public:
  explicit ProbedWorld(std::unique_ptr<World> world) : world_(std::move(world)), declared_(declared_questions(*world_)) {
    for (const Question& question : declared_) add(declared_probes_, question, streams_of(question));
    for (unsigned i = 0; i < static_cast<unsigned>(PolicyLever::count_); ++i)
      for (SiteId site = 0; site < world_->district.sites.size(); ++site) add_undeclared(static_cast<PolicyLever>(i), site);
    Replica running(*world_, 0);
    REQUIRE(running.finish(go_on));
  }

  const std::vector<const Probe*>& declared() const { return declared_probes_; }
  const std::vector<const Probe*>& undeclared() const { return undeclared_probes_; }
  std::string named(const Probe& probe) const {
    const Site& site = world_->district.sites[probe.question.site];
    return site.kind + " '" + site.id + "' about " + info(probe.lever).name.en;
  }
  std::string kind(const Probe& probe) const {
    return world_->district.sites[probe.question.site].kind + " about " + info(probe.lever).name.en;
  }

 private:
  StreamRefs streams_of(const Question& question) const {
    return question.stream == no_stream ? StreamRefs{} : StreamRefs{StreamRef{question.stream}};
  }

  /// For all streams for which the question is not declared.
  void add_undeclared(PolicyLever lever, SiteId site) {
    std::set<StreamId> known;
    for (const Question& question : declared_)
      if (question.lever == lever && question.site == site) known.insert(question.stream);
    if (known.contains(no_stream)) return;
    StreamRefs rest;
    for (StreamId stream = 0; stream < world_->district.streams.size(); ++stream)
      if (!known.contains(stream)) rest.push_back(StreamRef{stream});
    add(undeclared_probes_, {lever, site}, rest);
  }

  void add(std::vector<const Probe*>& probes, const Question& question, const StreamRefs& streams) {
    auto probe = std::make_unique<Probe>();
    probe->id = "probe " + std::to_string(world_->policies.list.size());
    probe->lever = question.lever;
    probe->question = question;
    probe->starts = world_->district.start - sim::Duration{86'400};
    probe->shape = "linear";
    probe->ramp = sim::Duration{10'000'000'000};  // centuries: the level is small and above 0
    probe->sites = {SiteRef{question.site}};
    probe->streams = streams;
    probes.push_back(probe.get());
    world_->policies.list.push_back(std::move(probe));
    world_->policies.delays.push_back(world_->district.distributions.pert({}));
    world_->policies.step_times.emplace_back();
  }

  std::unique_ptr<World> world_;
  Questions declared_;
  std::vector<const Probe*> declared_probes_, undeclared_probes_;
};

}  // namespace

TEST_CASE("every kind of facility asks policies what it declares to ask, and nothing else", "[questions]") {
  // A year in which sludge overflows, a yard runs low, and farms and growers get loads back: occasions that the plan gives nobody.
  const std::vector<std::string> scarce{"sites.sewage_yudong.storage=0 t", "sites.pigment_plant.rate=100 t/d", "sites.biogas.yard=1 t",
                                        "sites.biogas.capacity=1 t/d", "sites.villages_huimin.holds=1 g"};
  std::map<std::string, bool> asked;  // of kinds: a site may have no occasion, but no kind declares what it never asks
  for (const bool in_scarcity : {false, true}) {
    const ProbedWorld probed(in_scarcity ? district("plan", scarce, "2021-01-01") : district("plan", {}, "2023-01-01"));
    for (const Probe* probe : probed.undeclared())
      if (probe->asked) FAIL_CHECK("not declared in Facility::questions: " << probed.named(*probe));
    for (const Probe* probe : probed.declared()) asked[probed.kind(*probe)] |= probe->asked;
  }
  // They take loads, but nobody in the district sends them any but their own, which come back without a fee.
  const std::set<std::string> no_occasion{"farm about the gate fee", "growers about the gate fee", "sewage_works about the gate fee"};
  for (const auto& [what, was_asked] : asked) {
    CAPTURE(what);
    CHECK(was_asked != no_occasion.contains(what));
  }
  CHECK(asked.size() > 60);
}

TEST_CASE("every lever is asked by some facility", "[questions]") {
  std::set<PolicyLever> asked;
  for (const Question& question : declared_questions(*district("baseline"))) asked.insert(question.lever);
  CHECK(asked.size() == static_cast<std::size_t>(PolicyLever::count_));
}

TEST_CASE("a question about a stream is one that policies answer by stream", "[questions]") {
  for (const Question& question : declared_questions(*district("baseline"))) {
    CAPTURE(info(question.lever).name.en);
    if (question.stream != no_stream) CHECK(info(question.lever).asks == Asks::of_stream);
    CHECK((question.into != no_stream) == (question.lever == PolicyLever::separated));
  }
}

}  // namespace waste::testing
