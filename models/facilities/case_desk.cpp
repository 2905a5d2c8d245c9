#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"

namespace waste {
namespace {

/// Cases arrive (complaints, suspected crimes, damage) and are handled in order by a limited staff. A case passes if it is closed
/// within the limit and handled according to the rules. It counts when closed.
class CaseDesk final : public Facility {
 public:
  double rate = 0;             // cases in the base year [1/a]
  double growth = 0;           // of the caseload, after the base year [1/a]
  std::int64_t staff = 1;      // cases worked on at the same time [1]
  sim::Range handling;         // work on one case [s]
  sim::Duration limit{0};      // from arrival to closing; 0: none [s]
  double pass = 1;             // probability in the base year that a case is handled according to the rules [1]
  double erosion = 0;          // annual decrease of that probability, from the second year on [1/a]

  const sim::EntityType& type() const override { return sim::entity_type<CaseDesk>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override { send_home(load, context); }
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District& district) const override;

  void arrive(sim::Context& context);
  void close(sim::Context& context);
  static constexpr std::array events{sim::Handler<CaseDesk>{"arrive", &CaseDesk::arrive},
                                     sim::Handler<CaseDesk>{"close", &CaseDesk::close}};

 private:
  enum : unsigned { arriving = first_own_substream, working, luck };
  struct Case {
    sim::Time arrived{}, closes{};
    sim::Duration work{0};
    double chance = 0;  // drawn on arrival, so that it is independent of the time of handling
  };

  void expect(sim::Context& context);
  void take_up(sim::Context& context);

  const sim::InverseCdf* gap_table_ = nullptr;       // between cases at the rate of the base year [s]
  const sim::InverseCdf* handling_table_ = nullptr;
  Fifo<Case> waiting_;
  std::vector<Case> open_;
};

void CaseDesk::prepare(District& district, Problems& problems) {
  constexpr double year = 365.25 * sim::seconds_per_day;
  if (rate > 0) gap_table_ = district.distributions.exponential(year / rate);
  if (rate > 0 && handling.low < 1)
    problems.add("handling", {"办理案件没有用时", "work on a case takes no time"}, sim::typed("handling: 20 d"));
  handling_table_ = district.distributions.pert(handling);
}

void CaseDesk::start(sim::Context& context) {
  if (gap_table_) expect(context);
}

/// Time to the next case, which falls as the caseload grows; policies may lower the caseload.
void CaseDesk::expect(sim::Context& context) {
  const double years = policies().district().years_after_base(context.now());
  const double load = std::max(0.0, 1 + growth * years) * policies().generation(site(), no_stream, context.now());
  const double gap = static_cast<double>(draw(*gap_table_, arriving, context).count()) / std::max(load, 1e-3);
  context.after(sim::Duration{static_cast<std::int64_t>(gap) + 1}, &CaseDesk::arrive);
}

void CaseDesk::arrive(sim::Context& context) {
  book(Channel::units, no_stream, 1, context);
  Case next;
  next.arrived = context.now();
  next.work = draw(*handling_table_, working, context);
  next.chance = context.random(luck).uniform();
  waiting_.push(next);
  take_up(context);
  expect(context);
}

void CaseDesk::take_up(sim::Context& context) {
  const auto hands = staff + static_cast<std::int64_t>(policies().reach(site(), context.now()) + 1e-6);
  while (!waiting_.empty() && static_cast<std::int64_t>(open_.size()) < hands) {
    Case next = waiting_.pop();
    next.closes = context.now() + next.work;
    open_.push_back(next);
    context.at(next.closes, &CaseDesk::close);
  }
}

void CaseDesk::close(sim::Context& context) {
  const sim::Time now = context.now();
  const auto done = std::find_if(open_.begin(), open_.end(), [&](const Case& each) { return each.closes == now; });
  SIM_ASSERT(done != open_.end());
  const bool in_time = limit.count() == 0 || now - done->arrived <= limit;
  const double chance = pass - erosion * policies().district().years_after_base(now) + policies().compliance_gain(site(), now);
  book(Channel::checked, no_stream, 1, context);
  if (in_time && done->chance < chance) book(Channel::passed, no_stream, 1, context);
  open_.erase(done);
  take_up(context);
}

void CaseDesk::questions(Questions& asked, const District&) const {
  if (rate <= 0) return;
  for (const auto lever : {PolicyLever::generation, PolicyLever::reach, PolicyLever::compliance_gain}) asked.push_back({lever, site()});
}

const sim::Registered<Facility, CaseDesk> registered{
    "case_desk",
    {"案件受理机构", "case desk", "case desks"},
    {"以有限人手按先后办理案件；部分案件逾期办结或办理不合规范。",
     "Handles cases in their order with a limited staff; some are closed late or not as the rules ask."},
    {
        {&CaseDesk::rate, "rate", "1/a", {"基准年的案件数", "cases in the base year"}, 0, 1e6, sim::extensive | sim::required},
        {&CaseDesk::growth,
         "growth",
         "1/a",
         {"案件数自次年起的年增长，以基准年为基数", "growth of the caseload, of its first size, from the second year on"},
         -1,
         10},
        {&CaseDesk::staff, "staff", "person", {"可同时办理的案件数", "cases worked on at the same time"}, 0, 1e5, sim::extensive},
        {&CaseDesk::handling, "handling", "s", {"办理一件案件所需工时", "work on one case"}, 0, 1e9, sim::required},
        {&CaseDesk::limit, "limit", "s", {"从受理到办结的时限；0表示不限", "from arrival to closing; 0: no limit"}, 0, 1e9},
        {&CaseDesk::pass,
         "pass",
         "1",
         {"基准年案件按规范办结的概率", "probability in the base year that a case is handled as the rules ask"},
         0,
         1},
        {&CaseDesk::erosion,
         "erosion",
         "1/a",
         {"该概率自次年起每年的下降幅度", "what that probability loses in a year, from the second on"},
         0,
         1},
    }};

}  // namespace
}  // namespace waste
