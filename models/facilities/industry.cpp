#include <cmath>

#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/first_accepting.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// The firms of one group of industries: a day's waste is split into streams, each sent by truck to its receiver.
///
/// Fluctuations of many firms average out: the coefficient of variation falls with the square root of their number. Waste treated
/// at the firms is used there and never leaves; policies that answer `diverted` add to it.
class Industry final : public Facility {
 public:
  std::int64_t rate = 0;            // mean in the base year, all streams [g/d]
  std::int64_t industries = 1;      // classes of the national list in the group
  std::int64_t firms = 1;
  double industry = 0;              // degree to which it follows industrial growth [1]
  double noise = 0;                 // coefficient of variation of a day's waste of one firm [1]
  double treated_here = 0;          // share used at the firms themselves [1]
  std::int64_t payload = 20'000'000;  // [g]
  StreamShares shares;               // weight of each stream
  SiteRefs outlets;          // receivers of the streams

  const sim::EntityType& type() const override { return sim::entity_type<Industry>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_day(sim::Context& context);
  static constexpr std::array events{sim::Handler<Industry>{"begin_day", &Industry::begin_day}};

 private:
  enum : unsigned { noise_substream = first_own_substream };

  Outgoing* outgoing(StreamId what) override;
  StreamId stream(std::size_t which) const { return shares[which].first.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now, std::size_t which) const;
  void yield(std::size_t which, std::int64_t mass, sim::Context& context);

  const sim::InverseCdf* noise_table_ = nullptr;
  double weights_ = 0;           // their sum
  std::vector<Outgoing> stocks_;  // [stream]
  std::vector<SiteId> to_;       // [stream]
};

void Industry::prepare(District& district, Problems& problems) {
  for (const auto& share : shares) weights_ += share.second;
  if (weights_ <= 0)
    problems.add("shares", {"没有产生任何废物", "yields no stream"}, {"shares: {废物种类: 1}", "shares: {some_stream: 1}"});
  noise_table_ = district.distributions.lognormal_ppm(noise / std::sqrt(static_cast<double>(firms)));
  stocks_.assign(shares.size(), {});
  to_.assign(shares.size(), no_site);
}

Outgoing* Industry::outgoing(StreamId what) {
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (stream(i) == what) return &stocks_[i];
  return nullptr;
}

void Industry::start(sim::Context& context) {
  for (std::size_t i = 0; i < shares.size(); ++i) to_[i] = first_accepting(stream(i), outlets, district());
  context.after(0s, &Industry::begin_day);
}

std::int64_t Industry::mean_day(const PolicySet& policies, sim::Time now, std::size_t which) const {
  const double growth = 1 + industry * (policies.industry(now) - 1);
  const double share = shares[which].second / weights_;
  return static_cast<std::int64_t>(static_cast<double>(rate) * share * growth * policies.generation(site(), stream(which), now));
}

// One draw per day: the streams of a firm vary together.
void Industry::begin_day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  for (std::size_t i = 0; i < shares.size(); ++i)
    yield(i, sim::multiply_divide(mean_day(policies(), context.now(), i), ppm, 1'000'000), context);
  context.after(24h, &Industry::begin_day);
}

void Industry::yield(std::size_t which, std::int64_t mass, sim::Context& context) {
  const StreamId what = stream(which);
  if (mass > 0) book(Channel::generated, what, mass, context);
  const double here = treated_here + (1 - treated_here) * policies().diverted(site(), what, context.now());
  const auto used = static_cast<std::int64_t>(static_cast<double>(mass) * here);
  if (used > 0) book(Channel::utilised, what, used, context);
  Outgoing& stock = stocks_[which];
  stock.put(mass - used, 0);
  for (sim::Duration wait{0}; to_[which] != no_site && stock.ready(payload, context.now()); wait += 1800s)
    haul(stock.take(payload, context.now()), what, to_[which], context, wait);
}

void Industry::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < shares.size(); ++i) held.push_back({stream(i), stocks_[i].stock().mass, stocks_[i].stock().water});
}

void Industry::questions(Questions& asked, const District&) const {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    asked.push_back({PolicyLever::generation, site(), stream(i)});
    asked.push_back({PolicyLever::diverted, site(), stream(i)});
  }
}

FlowInterface Industry::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    interface.sources.push_back({stream(i), mean_day(policies, now, i)});
    if (treated_here > 0) interface.ends.push_back(stream(i));
    if (const SiteId to = first_accepting(stream(i), outlets, policies.district()); to != no_site)
      interface.outlets.push_back({stream(i), to});
  }
  return interface;
}

const sim::Registered<Facility, Industry> registered{
    "industry",
    {"行业企业", "group of firms", "groups of firms"},
    {"一组行业的企业：产生多种固体废物，分别送往相应的接收单位。",
     "The firms of one group of industries: several streams, each sent to who takes it."},
    {
        {&Industry::rate,
         "rate",
         "g/d",
         {"各种废物合计的基准年平均产生量", "mean waste of all streams in the base year"},
         0,
         1e12,
         sim::extensive | sim::required},
        {&Industry::industries, "industries", "1", {"该组包含的行业数", "classes of industry in the group"}, 1, 1e3},
        {&Industry::firms, "firms", "firm", {"该组的企业数", "firms in the group"}, 1, 1e6, sim::extensive},
        {&Industry::industry,
         "industry",
         "1",
         {"产生量随工业增长的程度：0为不随，1为完全同步", "how far it follows industrial growth: 0 not at all, 1 fully"},
         0,
         2},
        {&Industry::noise, "noise", "1", {"单个企业日产生量的变异系数", "coefficient of variation of a day's waste of one firm"}, 0, 3},
        {&Industry::treated_here, "treated_here", "1", {"企业自行利用的比例", "part used at the firms themselves"}, 0, 1},
        {&Industry::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&Industry::shares, "shares", "stream", {"各种废物的权重", "weight of each stream"}, 0, 1e9, sim::required},
        {&Industry::outlets, "outlets", "site", {"接收各种废物的单位", "who takes the streams"}, sim::required},
    }};

}  // namespace
}  // namespace waste
