#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// A plant that generates one industrial waste and sends it off by truck as it arises.
class Producer final : public Facility {
 public:
  std::int64_t rate = 0;            // mean in the base year [g/d]
  double industry = 0;              // degree to which it follows industrial growth: 0 not at all, 1 fully [1]
  sim::Numbers season;              // [month of year] factor; empty: 1
  double noise = 0;                 // coefficient of variation of a day's yield [1]
  double water = 0;                 // water in it [1]
  std::int64_t payload = 30'000'000;  // [g]
  StreamRef stream;
  SiteRef outlet;

  const sim::EntityType& type() const override { return sim::entity_type<Producer>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(0s, &Producer::begin_day); }
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.stock().mass, stock_.stock().water}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::generation, site(), what()}); }

  void begin_day(sim::Context& context);
  void send(sim::Context& context);
  static constexpr std::array events{sim::Handler<Producer>{"begin_day", &Producer::begin_day},
                                     sim::Handler<Producer>{"send", &Producer::send}};

 private:
  enum : unsigned { noise_substream = first_own_substream };
  Outgoing* outgoing(StreamId) override { return &stock_; }
  StreamId what() const { return stream.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;

  const sim::InverseCdf* noise_table_ = nullptr;
  Outgoing stock_;
  std::int64_t loads_ = 0;       // to be sent today
  sim::Duration spacing_{0};
};

void Producer::prepare(District& district, Problems& problems) {
  check_season(season, problems);
  noise_table_ = district.distributions.lognormal_ppm(noise);
}

std::int64_t Producer::mean_day(const PolicySet& policies, sim::Time now) const {
  double factor = 1 + industry * (policies.industry(now) - 1);
  factor *= policies.generation(site(), what(), now);
  factor *= in_season(season, now);
  return static_cast<std::int64_t>(static_cast<double>(rate) * factor);
}

// A day's yield is booked at once and leaves evenly over the day.
void Producer::begin_day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const auto mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  const auto wet = static_cast<std::int64_t>(static_cast<double>(mass) * water);
  if (mass > 0) book(Channel::generated, what(), mass, context, wet);
  stock_.put(mass, wet);
  loads_ = stock_.stock().mass / payload;
  if (loads_ > 0) {
    spacing_ = sim::Duration{86'399 / loads_};
    context.after(0s, &Producer::send);
  }
  context.after(24h, &Producer::begin_day);
}

void Producer::send(sim::Context& context) {
  if (!stock_.ready(payload, context.now())) return;  // one came back today
  haul(stock_.take(payload, context.now()), what(), outlet.index, context);
  if (--loads_ > 0) context.after(spacing_, &Producer::send);
}

FlowInterface Producer::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), mean_day(policies, now)}};
  interface.outlets = {{what(), outlet.index}};
  return interface;
}

const sim::Registered<Facility, Producer> registered{
    "producer",
    {"产废企业", "producer", "producers"},
    {"产生一种工业固体废物并逐车外运的工厂。", "A plant that yields one industrial waste and sends it off truck by truck."},
    {
        {&Producer::rate, "rate", "g/d", {"基准年平均产生量", "mean yield in the base year"}, 0, 1e12, sim::extensive | sim::required},
        {&Producer::industry,
         "industry",
         "1",
         {"产生量随工业增长的程度：0为不随，1为完全同步", "how far it follows industrial growth: 0 not at all, 1 fully"},
         0,
         2},
        {&Producer::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&Producer::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's yield"}, 0, 2},
        {&Producer::water, "water", "1", {"含水率", "water in it"}, 0, 0.99},
        {&Producer::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&Producer::stream, "stream", "stream", {"产生的废物种类", "what arises here"}, sim::required},
        {&Producer::outlet, "outlet", "site", {"接收的场所", "the site that takes it"}, sim::required},
    }};

}  // namespace
}  // namespace waste
