#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Waste brought in by others: by truck, at random intervals, to one site of the district. Loads turned away there return and go
/// elsewhere.
class OutsideSource final : public Facility {
 public:
  std::int64_t rate = 0;             // mean [g/d]
  sim::Numbers season;               // [month of year] factor; empty: 1
  std::int64_t payload = 18'000'000; // [g]
  StreamRef stream;
  SiteRef outlet;

  const sim::EntityType& type() const override { return sim::entity_type<OutsideSource>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(0s, &OutsideSource::next); }
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::inflow, site(), what()}); }

  void next(sim::Context& context);
  void send(sim::Context& context);
  static constexpr std::array events{sim::Handler<OutsideSource>{"next", &OutsideSource::next},
                                     sim::Handler<OutsideSource>{"send", &OutsideSource::send}};

 private:
  enum : unsigned { interval_substream = first_own_substream };
  StreamId what() const { return stream.index; }

  const sim::InverseCdf* interval_table_ = nullptr;  // mean one million
};

void OutsideSource::prepare(District& district, Problems& problems) {
  check_season(season, problems);
  interval_table_ = district.distributions.exponential(1e6);
}

// Without inflow it checks again the next day, because a policy may start.
void OutsideSource::next(sim::Context& context) {
  double factor = policies().inflow(site(), what(), context.now());
  factor *= in_season(season, context.now());
  const auto today = static_cast<std::int64_t>(static_cast<double>(rate) * factor);
  if (today <= 0) {
    context.after(24h, &OutsideSource::next);
    return;
  }
  const std::int64_t ppm = (*interval_table_)(context.random(interval_substream).next());
  const auto interval = sim::multiply_divide(sim::multiply_divide(payload, 86'400, today), ppm, 1'000'000);
  context.after(sim::Duration{interval}, &OutsideSource::send);
}

void OutsideSource::send(sim::Context& context) {
  book(Channel::imported, what(), payload, context, 0, outlet.index);
  haul({payload, 0}, what(), outlet.index, context);
  next(context);
}

void OutsideSource::take_back(const Load& load, sim::Context& context) {
  book(Channel::disposed, load.stream, load.mass, context, load.water);
}

FlowInterface OutsideSource::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), static_cast<std::int64_t>(static_cast<double>(rate) * policies.inflow(site(), what(), now))}};
  interface.outlets = {{what(), outlet.index}};
  return interface;
}

const sim::Registered<Facility, OutsideSource> registered{
    "outside_source",
    {"区外来源", "source outside", "sources outside"},
    {"其他区县逐车运入的废物。", "Waste that other districts bring in, truck by truck."},
    {
        {&OutsideSource::rate, "rate", "g/d", {"平均输入量", "mean inflow"}, 0, 1e12, sim::extensive | sim::required},
        {&OutsideSource::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&OutsideSource::payload, "payload", "g", {"一车的装载量", "what one truck brings"}, 1e3, 1e8, sim::payload},
        {&OutsideSource::stream, "stream", "stream", {"输入的废物种类", "what comes in"}, sim::required},
        {&OutsideSource::outlet, "outlet", "site", {"接收的场所", "the site that takes it"}, sim::required},
    }};

}  // namespace
}  // namespace waste
