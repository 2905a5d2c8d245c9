#include "engine/random/binomial.h"
#include "engine/random/exact_math.h"
#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// A yearly survey that asks a sample of the population one question. The share of yes is a logistic function of exposure:
/// contacts by campaigns accumulate and fade. Policies answer `reach` with contacts per year, `diligence` with the increase of
/// the share by better service.
class Survey final : public Facility {
 public:
  std::int64_t people = 0;       // [1]
  std::int64_t respondents = 0;  // per wave [1]
  double share = 0.5;            // share of yes without any contact, in the base year [1]
  double sensitivity = 0;        // added to the log odds by one contact per head
  double fading = 0;             // annual loss of past contacts [1/a]
  double drift = 0;              // annual change of the log odds, from the second year on [1/a]

  const sim::EntityType& type() const override { return sim::entity_type<Survey>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override { send_home(load, context); }
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District& district) const override;

  void month(sim::Context& context);
  static constexpr std::array events{sim::Handler<Survey>{"month", &Survey::month}};

 private:
  enum : unsigned { answering = first_own_substream };
  static constexpr int wave = 10;  // November
  static sim::Time middle(int month) { return sim::month_begin(month) + 14 * 24h + 12h; }
  void ask(sim::Context& context);

  double log_odds_ = 0;
  double contacts_ = 0;  // per head, after fading
};

void Survey::prepare(District&, Problems& problems) {
  if (people < 1) problems.add("people", {"没有受访的人", "nobody to ask"}, sim::typed("people: 1000000"));
  if (share <= 0 || share >= 1)
    problems.add("share", {"曲线需要0与1之间的比例", "the curve needs a share between 0 and 1"}, sim::typed("share: 60 %"));
  else log_odds_ = sim::exact::log(share / (1 - share));
}

void Survey::start(sim::Context& context) {
  book(Channel::units, no_stream, people, context);
  context.at(middle(sim::month_number(context.now())), &Survey::month);
}

void Survey::month(sim::Context& context) {
  const int now = sim::month_number(context.now());
  contacts_ += (policies().reach(site(), context.now()) / static_cast<double>(people) - fading * contacts_) / 12;
  if (sim::month_of_year(context.now()) == wave) ask(context);
  context.at(middle(now + 1), &Survey::month);
}

void Survey::ask(sim::Context& context) {
  const double odds = log_odds_ + drift * policies().district().years_after_base(context.now()) + sensitivity * contacts_;
  const double yes = 1 / (1 + sim::exact::exp(-odds)) + policies().compliance_gain(site(), context.now());
  const std::int64_t answers = sim::binomial(respondents, yes, context.random(answering));
  if (respondents > 0) book(Channel::checked, no_stream, respondents, context);
  if (answers > 0) book(Channel::passed, no_stream, answers, context);
}

void Survey::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::reach, site()});
  asked.push_back({PolicyLever::compliance_gain, site()});
}

const sim::Registered<Facility, Survey> registered{
    "survey",
    {"公众调查", "survey", "surveys"},
    {"每年十一月抽样询问公众是否知晓、参与或满意。",
     "Asks a sample of the people every November whether they know, take part, or are satisfied."},
    {
        {&Survey::people,
         "people",
         "person",
         {"被询问和覆盖的人口", "people who are asked and reached"},
         0,
         1e10,
         sim::extensive | sim::required},
        {&Survey::respondents, "respondents", "person", {"每年的样本量", "sample of one year"}, 0, 1e8, sim::extensive | sim::required},
        {&Survey::share, "share", "1", {"基准年回答肯定的比例", "that say yes in the base year"}, 0, 1, sim::required},
        {&Survey::sensitivity,
         "sensitivity",
         "1",
         {"人均每接触一次使对数优势比增加的数值", "added to the log odds by one contact a head"},
         -10,
         10},
        {&Survey::fading, "fading", "1/a", {"每年遗忘的既往接触比例", "part of past contacts forgotten in a year"}, 0, 12},
        {&Survey::drift, "drift", "1/a", {"对数优势比自次年起的年变化", "of the log odds in a year, from the second on"}, -10, 10},
    }};

}  // namespace
}  // namespace waste
