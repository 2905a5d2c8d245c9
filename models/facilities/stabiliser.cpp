#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Binds fly ash with a chelating solution: this adds mass but no dry mass, so statistics still count the ash as generated.
class Stabiliser final : public Facility {
 public:
  double solution = 0.3;               // added per mass of ash [g/g]
  std::int64_t capacity = 0;           // ash processed per day [g/d]
  StreamRef ash, product;         // streams
  SiteRef outlet;

  const sim::EntityType& type() const override { return sim::entity_type<Stabiliser>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &Stabiliser::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<Stabiliser>{"work", &Stabiliser::work}};

 private:
  Outgoing* outgoing(StreamId) override { return &bound_; }
  void bind(const Stock& part, sim::Context& context);

  Stock stock_;
  Outgoing bound_;
  std::int64_t batch_ = 0;  // of product, the last one [g]
};

void Stabiliser::prepare(District&, Problems&) {}

void Stabiliser::receive(const Load& load, sim::Context& context) {
  stock_.put(load.mass, load.water);
  send_home(load, context);
}

void Stabiliser::work(sim::Context& context) {
  context.after(24h, &Stabiliser::work);
  const Stock part = stock_.take(policies().working_capacity(site(), capacity, context.now()));
  if (part.mass > 0) bind(part, context);
  while (bound_.ready(batch_, context.now())) haul(bound_.take(batch_, context.now()), product.index, outlet.index, context);
}

void Stabiliser::bind(const Stock& part, sim::Context& context) {
  const auto added = static_cast<std::int64_t>(static_cast<double>(part.mass) * solution);
  const auto in = ash.index, out = product.index;
  book(Channel::consumed, in, part.mass, context, part.water);
  book(Channel::added, in, added, context, added);
  book(Channel::produced, out, part.mass + added, context, part.water + added);
  batch_ = part.mass + added;
  bound_.put(batch_, part.water + added);
}

void Stabiliser::holdings(std::vector<Holding>& held) const {
  held.push_back({ash.index, stock_.mass, stock_.water});
  held.push_back({product.index, bound_.stock().mass, bound_.stock().water});
}

FlowInterface Stabiliser::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const auto in = ash.index, out = product.index;
  interface.accepts = {in};
  interface.conversions = {{in, out, 1 + solution}};
  interface.outlets = {{out, outlet.index}};
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, Stabiliser> registered{
    "stabiliser",
    {"稳定化车间", "stabiliser", "stabilisers"},
    {"外运之前以螯合剂溶液固化飞灰。", "Binds fly ash with a chelating solution before it may be sent away."},
    {
        {&Stabiliser::solution, "solution", "1", {"每单位飞灰加入的螯合剂溶液", "chelating solution added per ash"}, 0, 2},
        {&Stabiliser::capacity, "capacity", "g/d", {"日处理飞灰能力", "ash worked up in a day"}, 0, 1e11, sim::extensive | sim::required},
        {&Stabiliser::ash, "ash", "stream", {"飞灰", "the fly ash"}, sim::required},
        {&Stabiliser::product, "product", "stream", {"螯合飞灰", "the bound ash"}, sim::required},
        {&Stabiliser::outlet, "outlet", "site", {"接收螯合飞灰的贮存点", "store that takes the bound ash"}, sim::required},
    }};

}  // namespace
}  // namespace waste
