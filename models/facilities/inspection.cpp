#include "engine/random/binomial.h"
#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Inspects cases, parcels, firms or square metres monthly: each passes with a probability that erodes after the base year
/// (standards rise, routine sets in) unless policies add diligence.
class Inspection final : public Facility {
 public:
  double rate = 0;     // [1/d]
  double pass = 1;     // probability of passing in the base year [1]
  double erosion = 0;  // annual decrease of that probability, after the base year [1/a]

  const sim::EntityType& type() const override { return sim::entity_type<Inspection>; }
  void start(sim::Context& context) override { context.at(visit_after(context.now()), &Inspection::inspect); }
  void receive(const Load& load, sim::Context& context) override { send_home(load, context); }
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::compliance_gain, site()}); }

  void inspect(sim::Context& context);
  static constexpr std::array events{sim::Handler<Inspection>{"inspect", &Inspection::inspect}};

 private:
  enum : unsigned { passing = first_own_substream };
  static sim::Time visit_after(sim::Time now);
  double chance(sim::Time now) const;

  double due_ = 0;  // inspections due; below 1 after a visit [1]
};

/// Noon of the 15th of the month of `now`, or of the next month.
sim::Time Inspection::visit_after(sim::Time now) {
  constexpr sim::Duration fifteenth = 14 * 24h + 12h;
  const sim::Time visit = sim::month_begin(sim::month_number(now)) + fifteenth;
  return visit > now ? visit : sim::month_begin(sim::month_number(now) + 1) + fifteenth;
}

double Inspection::chance(sim::Time now) const {
  return pass - erosion * policies().district().years_after_base(now) + policies().compliance_gain(site(), now);
}

void Inspection::inspect(sim::Context& context) {
  const int month = sim::month_number(context.now());
  due_ += rate * static_cast<double>((sim::month_begin(month + 1) - sim::month_begin(month)) / 24h);
  const auto checked = static_cast<std::int64_t>(due_ + 1e-9);
  due_ -= static_cast<double>(checked);
  const std::int64_t passed = sim::binomial(checked, chance(context.now()), context.random(passing));
  if (checked > 0) book(Channel::checked, no_stream, checked, context);
  if (passed > 0) book(Channel::passed, no_stream, passed, context);
  context.at(visit_after(context.now()), &Inspection::inspect);
}

const sim::Registered<Facility, Inspection> registered{
    "inspection",
    {"监督抽查", "inspection", "inspections"},
    {"抽查案件、快件、企业或建筑面积，其中一部分合格。",
     "Checks cases, parcels, firms or square metres, and finds a part of them in order."},
    {
        {&Inspection::rate, "rate", "1/d", {"每天抽查的数量", "checked in a day"}, 0, 1e9, sim::extensive | sim::required},
        {&Inspection::pass, "pass", "1", {"基准年抽查合格的概率", "probability in the base year that what is checked is in order"}, 0, 1},
        {&Inspection::erosion,
         "erosion",
         "1/a",
         {"该概率自次年起每年的下降幅度", "what that probability loses in a year, from the second on"},
         0,
         1},
    }};

}  // namespace
}  // namespace waste
