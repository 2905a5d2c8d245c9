#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// Turns food waste into biogas and power, biodiesel and organic fertiliser; non-food remains as a residue.
///
/// Yields are per tonne as received. The rest, neither product nor residue, leaves as biogas and treated water, with the water of
/// the feed. What water that cannot hold stays in products and residue, by mass.
class Digester final : public Facility {
 public:
  std::int64_t capacity = 0;      // [g/d]
  std::int64_t yard = 0;          // [g]; a load that finds it full is returned
  std::int64_t power_yield = 0;   // [kWh/t]
  double biodiesel_yield = 0, fertiliser_yield = 0, residue_yield = 0;  // [g/g]
  std::int64_t payload = 20'000'000;  // of trucks for products and residue [g]
  StreamRef stream, biodiesel, fertiliser, residue;  // streams
  SiteRef product_outlet, residue_outlet;

  const sim::EntityType& type() const override { return sim::entity_type<Digester>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &Digester::work); }
  void receive(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District&) const override { ask_working_capacity(asked); }

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<Digester>{"work", &Digester::work}};

 private:
  struct Product {
    StreamId stream;
    double yield;  // [g/g]
    SiteId outlet;
    Outgoing stock;
  };
  Outgoing* outgoing(StreamId stream) override;
  StreamId what() const { return stream.index; }

  Stock waiting_;
  std::vector<Product> products_;
};

void Digester::prepare(District&, Problems& problems) {
  if (biodiesel_yield + fertiliser_yield + residue_yield > 1)
    problems.add("residue_yield", {"产出多于投入", "more comes out than goes in"},
                 {"各产率合计不超过1", "yields that add up to at most 1"});
  products_ = {{biodiesel.index, biodiesel_yield, product_outlet.index, {}},
               {fertiliser.index, fertiliser_yield, product_outlet.index, {}},
               {residue.index, residue_yield, residue_outlet.index, {}}};
}

Outgoing* Digester::outgoing(StreamId stream) {
  const auto product = std::find_if(products_.begin(), products_.end(), [&](const Product& p) { return p.stream == stream; });
  return product == products_.end() ? nullptr : &product->stock;
}

void Digester::receive(const Load& load, sim::Context& context) {
  if (load.mass > 0 && waiting_.mass + load.mass > yard) return turn_away(load, {load.origin}, context);
  waiting_.put(load.mass, load.water);
  send_home(load, context);
}

void Digester::work(sim::Context& context) {
  const Stock fed = waiting_.take(policies().working_capacity(site(), capacity, context.now()));
  const auto made_of = [&](const Product& product) { return static_cast<std::int64_t>(static_cast<double>(fed.mass) * product.yield); };
  std::int64_t left = fed.mass;
  for (const Product& product : products_) left -= made_of(product);
  const std::int64_t drained = std::min(fed.water, left);
  Stock made{fed.mass - left, fed.water - drained};  // all products and the residue
  for (Product& product : products_) {
    const Stock part = made.take(made_of(product));
    if (part.mass > 0) book(Channel::produced, product.stream, part.mass, context, part.water);
    product.stock.put(part.mass, part.water);
    while (product.stock.ready(payload, context.now()))
      haul(product.stock.take(payload, context.now()), product.stream, product.outlet, context);
  }
  if (fed.mass > 0) {
    book(Channel::consumed, what(), fed.mass, context, fed.water);
    book(Channel::emitted, what(), left, context, drained);
    book(Channel::power, what(), sim::multiply_divide(fed.mass, power_yield, 1'000'000), context);
  }
  context.after(24h, &Digester::work);
}

void Digester::holdings(std::vector<Holding>& held) const {
  held.push_back({what(), waiting_.mass, waiting_.water});
  for (const Product& product : products_) held.push_back({product.stream, product.stock.stock().mass, product.stock.stock().water});
}

FlowInterface Digester::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.accepts = {what()};
  interface.ends = {what()};
  for (const Product& product : products_) {
    interface.conversions.push_back({what(), product.stream, product.yield});
    interface.outlets.push_back({product.stream, product.outlet});
  }
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, Digester> registered{
    "digester",
    {"餐厨垃圾处理厂", "digester", "digesters"},
    {"将餐厨垃圾厌氧消化，产出电力、生物柴油和有机肥，余下残渣。",
     "Digests food waste to power, biodiesel and organic fertiliser; a residue remains."},
    {
        {&Digester::capacity, "capacity", "g/d", {"日处理能力", "what it digests in a day"}, 0, 1e12, sim::extensive | sim::required},
        {&Digester::yard,
         "yard",
         "g",
         {"厂内可暂存量；超出部分退回", "what may wait there; more is sent back"},
         0,
         1e13,
         sim::extensive | sim::required},
        {&Digester::power_yield,
         "power_yield",
         "kWh/t",
         {"每吨进厂餐厨垃圾的上网电量", "power delivered per food waste received"},
         0,
         2000},
        {&Digester::biodiesel_yield,
         "biodiesel_yield",
         "1",
         {"每单位进厂餐厨垃圾产出的生物柴油", "biodiesel per food waste received"},
         0,
         1},
        {&Digester::fertiliser_yield,
         "fertiliser_yield",
         "1",
         {"每单位进厂餐厨垃圾产出的有机肥", "organic fertiliser per food waste received"},
         0,
         1},
        {&Digester::residue_yield,
         "residue_yield",
         "1",
         {"每单位进厂餐厨垃圾产出的固体残渣", "solid residue per food waste received"},
         0,
         1},
        {&Digester::payload,
         "payload",
         "g",
         {"运送产品或残渣的一车装载量", "what one truck of products or residue carries"},
         1e3,
         1e8,
         sim::payload},
        {&Digester::stream, "stream", "stream", {"餐厨垃圾", "the food waste"}, sim::required},
        {&Digester::biodiesel, "biodiesel", "stream", {"生物柴油", "the biodiesel"}, sim::required},
        {&Digester::fertiliser, "fertiliser", "stream", {"有机肥", "the organic fertiliser"}, sim::required},
        {&Digester::residue, "residue", "stream", {"固体残渣", "the solid residue"}, sim::required},
        {&Digester::product_outlet, "product_outlet", "site", {"接收生物柴油和有机肥", "takes biodiesel and fertiliser"}, sim::required},
        {&Digester::residue_outlet, "residue_outlet", "site", {"接收残渣", "takes the residue"}, sim::required},
    }};

}  // namespace
}  // namespace waste
