#include "models/district/district.h"
#include "models/facilities/aged_stock.h"
#include "models/facilities/contract_pool.h"
#include "models/facilities/facility.h"
#include "models/facilities/first_accepting.h"

namespace waste {
namespace {

/// Many small sources of hazardous waste outside industry: garages, laboratories. Those under contract hand over their waste once
/// a month; the others keep theirs, which raises an alarm after the time limit.
///
/// During a campaign all are under contract; afterwards this depends on policies (`diligence`, `reach`).
class SmallSources final : public Facility {
 public:
  std::int64_t units = 1;
  std::int64_t rate = 0;               // of one unit [g/d]
  double noise = 0;                    // coefficient of variation of the monthly waste of one unit [1]
  double opens = 0;                    // newly opened units [1/a]
  double lapse = 0;                    // share of contracts that end [1/a]
  double keeps = 1;                    // share of them renewed voluntarily after the campaign [1]
  sim::Time campaign{};                // until then all are under contract
  sim::Duration limit{365 * 86'400};   // storage without permission [s]
  StreamShares shares;                  // weight of each stream
  SiteRefs collectors;          // receivers of the streams
  std::int64_t payload = 2'000'000;    // [g]

  const sim::EntityType& type() const override { return sim::entity_type<SmallSources>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_month(sim::Context& context);
  static constexpr std::array events{sim::Handler<SmallSources>{"begin_month", &SmallSources::begin_month}};

 private:
  enum : unsigned { noise_substream = first_own_substream, contract_substream, opening_substream };
  struct Pile {
    Stock ready;          // of units under contract
    AgedStock kept;       // of the others
    SiteId collector = no_site;
  };

  StreamId stream(std::size_t which) const { return shares[which].first.index; }
  double share(std::size_t which) const { return shares[which].second / weights_; }
  void renew(sim::Context& context);
  void arise(std::size_t which, std::int64_t all, sim::Context& context);
  void hand_over(std::size_t which, sim::Context& context);
  void raise_alarms(std::size_t which, sim::Context& context) const;

  const sim::InverseCdf* noise_table_ = nullptr;
  double weights_ = 0;
  ContractPool members_;
  std::vector<Pile> piles_;  // [stream]
};

void SmallSources::prepare(District& district, Problems& problems) {
  for (const auto& entry : shares) weights_ += entry.second;
  if (weights_ <= 0)
    problems.add("shares", {"没有产生任何废物", "yields no stream"}, {"shares: {废物种类: 1}", "shares: {some_stream: 1}"});
  noise_table_ = district.distributions.lognormal_ppm(noise);
  members_ = ContractPool(units);
  piles_.assign(shares.size(), {});
}

void SmallSources::start(sim::Context& context) {
  for (std::size_t i = 0; i < piles_.size(); ++i) piles_[i].collector = first_accepting(stream(i), collectors, district());
  book(Channel::units, no_stream, units, context);
  book(Channel::reached, no_stream, members_.served(), context);
  begin_month(context);
}

void SmallSources::begin_month(sim::Context& context) {
  renew(context);
  const int month = sim::month_number(context.now());
  const auto days = (sim::month_begin(month + 1) - sim::month_begin(month)) / 24h;
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const std::int64_t all = sim::multiply_divide(rate * members_.units() * days, ppm, 1'000'000);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    arise(i, all, context);
    hand_over(i, context);
    raise_alarms(i, context);
  }
  context.at(sim::month_begin(month + 1), &SmallSources::begin_month);
}

// Newly contracted units contribute their share of the waste kept so far.
void SmallSources::renew(sim::Context& context) {
  const sim::Time now = context.now();
  const double careful = now < campaign ? 1 : std::min(1.0, keeps + policies().compliance_gain(site(), now));
  const std::int64_t outside = members_.outside();
  const auto change = members_.month({lapse / 12, opens / 12, careful, policies().reach(site(), now)}, context.random(contract_substream),
                                     context.random(opening_substream));
  if (change.opened != 0) book(Channel::units, no_stream, change.opened, context);
  if (change.reached != 0) book(Channel::reached, no_stream, change.reached, context);
  const std::int64_t fewer = outside - members_.outside();
  if (fewer <= 0) return;
  for (Pile& pile : piles_) pile.ready.put(pile.kept.take(sim::multiply_divide(pile.kept.mass(), fewer, outside)).mass, 0);
}

void SmallSources::arise(std::size_t which, std::int64_t all, sim::Context& context) {
  const double factor = share(which) * policies().generation(site(), stream(which), context.now());
  const auto mass = static_cast<std::int64_t>(static_cast<double>(all) * factor);
  if (mass == 0) return;
  book(Channel::generated, stream(which), mass, context);
  const std::int64_t kept = sim::multiply_divide(mass, members_.outside(), members_.units());
  Pile& pile = piles_[which];
  pile.ready.put(mass - kept, 0);
  pile.kept.put(kept, context.now());
}

// Rounds are spread over the month; a small remainder waits for the next month.
void SmallSources::hand_over(std::size_t which, sim::Context& context) {
  Pile& pile = piles_[which];
  for (sim::Duration wait{86'400}; pile.ready.mass >= payload && pile.collector != no_site; wait += 6h)
    haul(pile.ready.take(payload), stream(which), pile.collector, context, wait);
}

void SmallSources::take_back(const Load& load, sim::Context&) {
  std::size_t which = 0;
  while (stream(which) != load.stream) ++which;  // it is one of ours
  piles_[which].ready.put(load.mass, load.water);
}

// Each lot is reported once, in the month in which it passes the limit.
void SmallSources::raise_alarms(std::size_t which, sim::Context& context) const {
  const sim::Time before = sim::month_begin(sim::month_number(context.now()) - 1);
  const std::int64_t passed = piles_[which].kept.kept_since(before - limit + 1s, context.now() - limit + 1s);
  if (passed > 0) book(Channel::overdue, stream(which), passed, context);
}

void SmallSources::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < piles_.size(); ++i)
    held.push_back({stream(i), piles_[i].ready.mass + piles_[i].kept.mass(), piles_[i].ready.water + piles_[i].kept.water()});
}

void SmallSources::questions(Questions& asked, const District&) const {
  for (std::size_t i = 0; i < shares.size(); ++i) asked.push_back({PolicyLever::generation, site(), stream(i)});
  asked.push_back({PolicyLever::compliance_gain, site()});
  asked.push_back({PolicyLever::reach, site()});
}

FlowInterface SmallSources::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double factor = share(i) * policies.generation(site(), stream(i), now);
    interface.sources.push_back({stream(i), static_cast<std::int64_t>(static_cast<double>(rate * units) * factor)});
    if (const SiteId to = first_accepting(stream(i), collectors, policies.district()); to != no_site)
      interface.outlets.push_back({stream(i), to});
  }
  return interface;
}

const sim::Registered<Facility, SmallSources> registered{
    "small_sources",
    {"社会源产废单位", "group of small sources", "groups of small sources"},
    {"汽修企业或实验室：已签约的交出危险废物，未签约的自行留存。",
     "Garages or laboratories: those under contract hand over their hazardous waste, the others keep it."},
    {
        {&SmallSources::units, "units", "firm", {"起始时的单位数", "sources at the start"}, 1, 1e6, sim::extensive | sim::required},
        {&SmallSources::rate, "rate", "g/firm/d", {"单个单位的产生量", "waste of one source"}, 0, 1e9, sim::required},
        {&SmallSources::noise, "noise", "1", {"月产生量的变异系数", "coefficient of variation of a month"}, 0, 3},
        {&SmallSources::opens, "opens", "firm/a", {"每年新开业的单位数", "sources that open"}, 0, 1e6, sim::extensive},
        {&SmallSources::lapse, "lapse", "1/a", {"每年终止的收运协议比例", "share of contracts that end"}, 0, 12},
        {&SmallSources::keeps,
         "keeps",
         "1",
         {"专项整治结束后自行续签或签订协议的比例", "part renewed or signed of their own accord, once the campaign is over"},
         0,
         1},
        {&SmallSources::campaign, "campaign", "date", {"在此日期之前所有单位均已签约", "until then every source is under contract"}},
        {&SmallSources::limit, "limit", "s", {"无需批准延期的最长贮存时间", "storage allowed without leave"}, 86'400, 1e9},
        {&SmallSources::payload, "payload", "g", {"一次收运的数量", "what one round brings"}, 1e3, 1e8, sim::payload},
        {&SmallSources::shares, "shares", "stream", {"各种废物的权重", "weight of each stream"}, 0, 1e9, sim::required},
        {&SmallSources::collectors, "collectors", "site", {"接收各种废物的收集单位", "who takes the streams"}, sim::required},
    }};

}  // namespace
}  // namespace waste
