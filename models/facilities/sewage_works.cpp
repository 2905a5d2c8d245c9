#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Sewage works of an area, aggregated: dewatered sludge arises daily, is stored, and leaves by truck for the receivers by
/// weighted round robin. A receiver that returns a load is skipped for the rest of the day; sludge in excess of the store is
/// lost.
class SewageWorks final : public Facility {
 public:
  std::int64_t rate = 0;            // mean of the base year [g/d]
  sim::Numbers season;              // [month of year] factor; empty: 1
  double noise = 0;                 // coefficient of variation of a day's sludge [1]
  double water = 0.8;               // water in it [1]
  std::int64_t storage = 0;         // [g]
  std::int64_t payload = 15'000'000;  // [g]
  SiteShares receivers;            // by weight
  StreamRef stream;

  const sim::EntityType& type() const override { return sim::entity_type<SewageWorks>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(0s, &SewageWorks::begin_day); }
  void receive(const Load& load, sim::Context&) override { stock_.put(load.mass, load.water); }
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.mass, stock_.water}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_day(sim::Context& context);
  void send(sim::Context& context);
  static constexpr std::array events{sim::Handler<SewageWorks>{"begin_day", &SewageWorks::begin_day},
                                     sim::Handler<SewageWorks>{"send", &SewageWorks::send}};

 private:
  enum : unsigned { noise_substream = first_own_substream };
  StreamId what() const { return stream.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;
  void lose_excess(sim::Context& context);
  void go_on(sim::Context& context);
  std::size_t next_receiver();

  const sim::InverseCdf* noise_table_ = nullptr;
  Stock stock_;
  std::int64_t loads_ = 0;            // to be sent today
  bool sending_ = false;              // a load of today is scheduled
  sim::Duration spacing_{0};
  std::vector<double> credit_;        // [receiver] smooth weighted round robin
  std::vector<std::uint8_t> closed_;  // [receiver] sent a load back today
  DailyOnset spilling_;
};

void SewageWorks::prepare(District& district, Problems& problems) {
  check_season(season, problems);
  noise_table_ = district.distributions.lognormal_ppm(noise);
  credit_.assign(receivers.size(), 0);
  closed_.assign(receivers.size(), 0);
}

std::int64_t SewageWorks::mean_day(const PolicySet& policies, sim::Time now) const {
  const double factor = in_season(season, now) * policies.generation(site(), what(), now);
  return static_cast<std::int64_t>(static_cast<double>(rate) * factor);
}

void SewageWorks::begin_day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const std::int64_t mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  const auto wet = static_cast<std::int64_t>(static_cast<double>(mass) * water);
  if (mass > 0) book(Channel::generated, what(), mass, context, wet);
  stock_.put(mass, wet);
  lose_excess(context);
  std::fill(closed_.begin(), closed_.end(), 0);
  loads_ = stock_.mass / payload;
  // During the day, so that a returned load can go elsewhere before night.
  spacing_ = sim::Duration{43'200 / std::max<std::int64_t>(loads_, 1)};
  go_on(context);
  context.after(24h, &SewageWorks::begin_day);
}

// A roofed and lined store retains part of what would otherwise be washed away.
void SewageWorks::lose_excess(sim::Context& context) {
  const std::int64_t excess = std::max<std::int64_t>(stock_.mass - storage, 0);
  const double share = excess > 0 ? 1 - policies().diverted(site(), what(), context.now()) : 0;
  const Stock gone = stock_.take(static_cast<std::int64_t>(static_cast<double>(excess) * share));
  if (spilling_.begins(gone.mass > 0)) raise(AlarmKind::overflow, what(), gone.mass, context);
  if (gone.mass == 0) return;
  book(Channel::overflowed, what(), gone.mass, context);
  book(Channel::disposed, what(), gone.mass, context, gone.water);
}

std::size_t SewageWorks::next_receiver() {
  double sum = 0;
  std::size_t best = receivers.size();
  for (std::size_t i = 0; i < receivers.size(); ++i) {
    if (closed_[i]) continue;
    sum += receivers[i].second;
    credit_[i] += receivers[i].second;
    if (best == receivers.size() || credit_[i] > credit_[best]) best = i;
  }
  if (best < receivers.size()) credit_[best] -= sum;
  return best;
}

void SewageWorks::go_on(sim::Context& context) {
  if (sending_ || loads_ == 0) return;
  sending_ = true;
  context.after(0s, &SewageWorks::send);
}

void SewageWorks::send(sim::Context& context) {
  sending_ = false;
  const std::size_t receiver = next_receiver();
  if (receiver == receivers.size()) return;  // no receiver has room today
  --loads_;
  haul(stock_.take(payload), what(), receivers[receiver].first.index, context);
  if (loads_ > 0) context.after(spacing_, &SewageWorks::send), sending_ = true;
}

// If a fallback refused it last, it is not known which receiver had no room.
void SewageWorks::take_back(const Load& load, sim::Context& context) {
  stock_.put(load.mass, load.water);
  const auto refused = [&](const auto& receiver) { return receiver.first.index == load.from; };
  const bool known = std::any_of(receivers.begin(), receivers.end(), refused);
  for (std::size_t i = 0; i < receivers.size(); ++i)
    if (!known || refused(receivers[i])) closed_[i] = 1;
  ++loads_;
  go_on(context);
}

void SewageWorks::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::generation, site(), what()});
  asked.push_back({PolicyLever::diverted, site(), what()});
}

FlowInterface SewageWorks::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), mean_day(policies, now)}};
  interface.accepts = {what()};
  interface.ends = {what()};
  for (const auto& receiver : receivers) interface.outlets.push_back({what(), receiver.first.index});
  return interface;
}

const sim::Registered<Facility, SewageWorks> registered{
    "sewage_works",
    {"污水处理厂", "sewage works", "sewage works"},
    {"一个片区的污水处理厂：污泥暂存于厂内，直至接收单位有空余能力。",
     "Sewage works of an area: sludge lies in a store until a receiver has room."},
    {
        {&SewageWorks::rate, "rate", "g/d", {"基准年平均产生量", "mean of the base year"}, 0, 1e12, sim::extensive | sim::required},
        {&SewageWorks::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&SewageWorks::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's sludge"}, 0, 2},
        {&SewageWorks::water, "water", "1", {"含水率", "water in it"}, 0, 0.99},
        {&SewageWorks::storage, "storage", "g", {"可暂存量", "what may lie there"}, 0, 1e13, sim::extensive | sim::required},
        {&SewageWorks::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&SewageWorks::receivers, "receivers", "site", {"接收单位，按权重", "who take it, by weight"}, 0, 1e6, sim::required},
        {&SewageWorks::stream, "stream", "stream", {"污泥", "the sludge"}, sim::required},
    }};

}  // namespace
}  // namespace waste
