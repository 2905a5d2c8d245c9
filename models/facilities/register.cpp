#include "engine/random/binomial.h"
#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// A register of firms, villages, compounds, mines, operators: some are compliant, others can be won. A member that is won makes
/// an attempt, which takes time and may fail, and then tries again; a compliant member may lapse.
class Register final : public Facility {
 public:
  std::int64_t units = 0;    // [1]
  std::int64_t reached = 0;  // compliant at the start [1]
  double joins = 0;          // newcomers, not yet compliant [1/a]
  double spontaneous = 0;    // members that attempt without any policy [1/a]
  sim::Range attempt;        // how long one attempt takes [s]
  double pass = 1;           // probability that it succeeds [1]
  double lapse = 0;          // share of compliant members lost in a year [1/a]

  const sim::EntityType& type() const override { return sim::entity_type<Register>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override { send_home(load, context); }
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::reach, site()}); }

  void review(sim::Context& context);
  void join(sim::Context& context);
  void come(sim::Context& context);
  void judge_own(sim::Context& context);
  void judge_won(sim::Context& context);
  static constexpr std::array events{sim::Handler<Register>{"review", &Register::review}, sim::Handler<Register>{"join", &Register::join},
                                     sim::Handler<Register>{"come", &Register::come},
                                     sim::Handler<Register>{"judge_own", &Register::judge_own},
                                     sim::Handler<Register>{"judge_won", &Register::judge_won}};

 private:
  enum : unsigned { joining = first_own_substream, coming, lasting, judging, lapsing };
  static constexpr sim::Duration week{7 * 86'400}, year{31'557'600};

  std::int64_t idle() const { return members_ - meeting_ - trying_own_ - trying_won_; }
  bool succeeds(sim::Context& context) { return context.random(judging).bernoulli(pass); }
  void lose(sim::Context& context);
  void pursue(sim::Context& context);
  void count(std::int64_t change, sim::Context& context);

  const sim::InverseCdf* join_table_ = nullptr;
  const sim::InverseCdf* come_table_ = nullptr;
  const sim::InverseCdf* attempt_table_ = nullptr;
  std::int64_t members_ = 0, meeting_ = 0;          // now [1]
  std::int64_t won_ = 0;                            // compliant members due to policies [1]
  std::int64_t trying_own_ = 0, trying_won_ = 0;    // attempts under way [1]
};

void Register::prepare(District& district, Problems& problems) {
  if (reached > units)
    problems.add("reached", {"达标单位多于单位总数", "more members meet the mark than there are"},
                 {"至多" + std::to_string(units), "at most " + std::to_string(units)});
  if (pass < 1 && attempt.low < 86'400)
    problems.add("attempt", {"可能失败的申报需要时间", "an attempt that may fail needs time"},
                 {"attempt: 30 d，至少1 d", "attempt: 30 d, at least 1 d"});
  if (joins > 0) join_table_ = district.distributions.exponential(static_cast<double>(year.count()) / joins);
  if (spontaneous > 0) come_table_ = district.distributions.exponential(static_cast<double>(year.count()) / spontaneous);
  attempt_table_ = district.distributions.pert(attempt);
}

void Register::start(sim::Context& context) {
  members_ = units;
  book(Channel::units, no_stream, units, context);
  count(reached, context);
  if (join_table_) context.after(draw(*join_table_, joining, context), &Register::join);
  if (come_table_) context.after(draw(*come_table_, coming, context), &Register::come);
  context.after(12h, &Register::review);  // during the day, so that no fact falls on the boundary of a month
}

void Register::count(std::int64_t change, sim::Context& context) {
  meeting_ += change;
  if (change != 0) book(Channel::reached, no_stream, change, context);
}

void Register::review(sim::Context& context) {
  lose(context);
  pursue(context);
  context.after(week, &Register::review);
}

void Register::lose(sim::Context& context) {
  if (lapse <= 0) return;
  const double share = lapse * static_cast<double>(week.count()) / static_cast<double>(year.count());
  for (std::int64_t lost = sim::binomial(meeting_, share, context.random(lapsing)); lost > 0; --lost) {
    if (context.random(lapsing).below(static_cast<std::uint64_t>(meeting_)) < static_cast<std::uint64_t>(won_)) --won_;
    count(-1, context);
  }
}

/// Policies continue until their target number of members is won and has not lapsed.
void Register::pursue(sim::Context& context) {
  if (!policies().asked(PolicyLever::reach, site())) return;
  const auto wanted = static_cast<std::int64_t>(policies().reach(site(), context.now()) + 1e-6);
  while (won_ + trying_won_ < wanted && idle() > 0) {
    ++trying_won_;
    context.after(draw(*attempt_table_, lasting, context), &Register::judge_won);
  }
}

void Register::join(sim::Context& context) {
  ++members_;
  book(Channel::units, no_stream, 1, context);
  context.after(draw(*join_table_, joining, context), &Register::join);
}

void Register::come(sim::Context& context) {
  context.after(draw(*come_table_, coming, context), &Register::come);
  if (idle() <= 0) return;
  ++trying_own_;
  context.after(draw(*attempt_table_, lasting, context), &Register::judge_own);
}

void Register::judge_own(sim::Context& context) {
  if (!succeeds(context)) {
    context.after(draw(*attempt_table_, lasting, context), &Register::judge_own);
    return;
  }
  --trying_own_;
  count(+1, context);
}

void Register::judge_won(sim::Context& context) {
  if (!succeeds(context)) {
    context.after(draw(*attempt_table_, lasting, context), &Register::judge_won);
    return;
  }
  --trying_won_;
  ++won_;
  count(+1, context);
}

const sim::Registered<Facility, Register> registered{
    "register",
    {"登记名录", "register", "registers"},
    {"名录中的成员：部分已达标，部分可争取达标，也可能失效。",
     "Members of a register, of whom some meet a mark, are won for it, and may lapse."},
    {
        {&Register::units, "units", "1", {"起始时的成员数", "members at the start"}, 0, 1e9, sim::extensive | sim::required},
        {&Register::reached, "reached", "1", {"起始时达标的成员数", "members that meet the mark at the start"}, 0, 1e9, sim::extensive},
        {&Register::joins, "joins", "1/a", {"每年新增、尚未达标的成员数", "newcomers, who do not meet it yet"}, 0, 1e6, sim::extensive},
        {&Register::spontaneous,
         "spontaneous",
         "1/a",
         {"没有政策推动时每年自行争取达标的成员数", "members that try without any policy"},
         0,
         1e6,
         sim::extensive},
        {&Register::attempt, "attempt", "s", {"一次争取所需时间", "how long one attempt takes"}, 0, 1e9},
        {&Register::pass, "pass", "1", {"一次争取成功的概率", "probability that an attempt succeeds"}, 0.01, 1},
        {&Register::lapse, "lapse", "1/a", {"已达标成员每年失效的比例", "part of those that meet the mark that is lost in a year"}, 0, 10},
    }};

}  // namespace
}  // namespace waste
