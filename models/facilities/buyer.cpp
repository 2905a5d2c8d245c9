#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Orders a product by the truckload according to season and uses it as a material. Orders that would wait too long are not
/// placed: it buys elsewhere, which is booked. Policies raise what it orders up to a saturation, which its own process sets.
class Buyer final : public Facility {
 public:
  std::int64_t demand = 0;           // mean in the base year [g/d]
  sim::Numbers season;               // [month of year] factor; empty: 1
  std::int64_t payload = 30'000'000; // [g]
  std::int64_t patience = 20;        // maximum number of open orders
  double saturation = 1000;          // most that policies make it order, times its demand of the day [1]
  StreamRef stream;
  SiteRef supplier;

  const sim::EntityType& type() const override { return sim::entity_type<Buyer>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { next(context); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { asked.push_back({PolicyLever::demand, site(), what()}); }

  void next(sim::Context& context);
  void order(sim::Context& context);
  static constexpr std::array events{sim::Handler<Buyer>{"next", &Buyer::next}, sim::Handler<Buyer>{"order", &Buyer::order}};

 private:
  enum : unsigned { interval_substream = first_own_substream };
  StreamId what() const { return stream.index; }
  double factor(const PolicySet& policies, sim::Time now) const;

  const sim::InverseCdf* interval_table_ = nullptr;  // mean one million
  std::int64_t open_ = 0;                          // orders not yet delivered
};

void Buyer::prepare(District& district, Problems& problems) {
  if (saturation > 0 && saturation < 1)
    problems.add("saturation", {"少于没有政策时的订货量", "less than it orders without policies"},
                 {"至少为1；0表示不限", "at least 1, or 0 for no limit"});
  check_season(season, problems);
  interval_table_ = district.distributions.exponential(1e6);
}

/// What policies make of its demand.
double Buyer::factor(const PolicySet& policies, sim::Time now) const { return std::min(policies.demand(site(), what(), now), saturation); }

void Buyer::next(sim::Context& context) {
  const double factor = this->factor(policies(), context.now()) * in_season(season, context.now());
  const auto today = static_cast<std::int64_t>(static_cast<double>(demand) * factor);
  if (today <= 0) {
    context.after(24h, &Buyer::next);
    return;
  }
  const std::int64_t ppm = (*interval_table_)(context.random(interval_substream).next());
  context.after(sim::Duration{sim::multiply_divide(sim::multiply_divide(payload, 86'400, today), ppm, 1'000'000)}, &Buyer::order);
}

void Buyer::order(sim::Context& context) {
  if (open_ >= patience) {
    book(Channel::unmet, what(), payload, context, 0, supplier.index);
  } else {
    ++open_;
    Notice notice;
    notice.kind = Notice::Kind::order;
    notice.stream = what();
    notice.amount = payload;
    tell(supplier.index, notice, context);
  }
  next(context);
}

void Buyer::receive(const Load& load, sim::Context& context) {
  --open_;
  book(Channel::utilised, load.stream, load.mass, context, load.water);
}

FlowInterface Buyer::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.accepts = {what()};
  interface.ends = {what()};
  interface.asks = {supplier.index};
  interface.capacity = static_cast<std::int64_t>(static_cast<double>(demand) * factor(policies, now));
  return interface;
}

const sim::Registered<Facility, Buyer> registered{
    "buyer",
    {"产品用户", "buyer", "buyers"},
    {"按季节需要逐车订购一种产品，作为原料使用。", "Orders a product truck by truck as the season wants it and uses it as a material."},
    {
        {&Buyer::demand, "demand", "g/d", {"平均需求量", "mean demand"}, 0, 1e12, sim::extensive | sim::required},
        {&Buyer::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&Buyer::payload, "payload", "g", {"一车的装载量", "what one truck brings"}, 1e3, 1e8, sim::payload},
        {&Buyer::patience,
         "patience",
         "1",
         {"未到货的订单达到此数后转向他处购买", "orders it leaves open before it buys elsewhere"},
         1,
         1e6,
         sim::extensive},
        {&Buyer::saturation,
         "saturation",
         "1",
         {"各项政策合计最多可使订购量达到平时的倍数", "times its demand up to which policies together can raise it"},
         1,
         1000},
        {&Buyer::stream, "stream", "stream", {"购买的产品", "what it buys"}, sim::required},
        {&Buyer::supplier, "supplier", "site", {"供货的产品库", "product store it orders from"}, sim::required},
    }};

}  // namespace
}  // namespace waste
