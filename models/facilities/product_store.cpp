#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"

namespace waste {
namespace {

/// Keeps a product until buyers order it. Signals its plants to pause when it is nearly full and to resume when there is room.
class ProductStore final : public Facility {
 public:
  std::int64_t capacity = 0;       // [g]
  double pause = 0.9, resume = 0.7;  // levels at which plants pause and resume [1]
  std::int64_t opening_stock = 0;  // [g]
  double opening_water = 0;        // water in it [1]
  StreamRef stream;
  SiteRefs plants, buyers;

  const sim::EntityType& type() const override { return sim::entity_type<ProductStore>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.mass, stock_.water}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  static constexpr std::array<sim::Handler<ProductStore>, 0> events{};

 private:
  struct Order {
    SiteId buyer;
    std::int64_t mass;
  };
  StreamId what() const { return stream.index; }
  void deliver_orders(sim::Context& context);
  void tell_plants(sim::Context& context);

  Stock stock_;
  Fifo<Order> orders_;
  bool paused_ = false;
};

void ProductStore::prepare(District&, Problems& problems) {
  if (opening_stock > capacity)
    problems.add("opening_stock", {"超过容量", "more than it holds"}, {"不超过capacity", "at most the capacity"});
  if (resume >= pause)
    problems.add("resume", {"resume应低于pause", "resume must lie below pause"},
                 {"如pause: 90 %, resume: 70 %", "e.g. pause: 90 %, resume: 70 %"});
}

void ProductStore::start(sim::Context& context) { stock_ = opening(what(), opening_stock, opening_water, context); }

void ProductStore::receive(const Load& load, sim::Context& context) {
  stock_.put(load.mass, load.water);
  deliver_orders(context);
  tell_plants(context);
}

void ProductStore::notice(const Notice& notice, sim::Context& context) {
  orders_.push({notice.from, notice.amount});
  deliver_orders(context);
  tell_plants(context);
}

void ProductStore::deliver_orders(sim::Context& context) {
  while (!orders_.empty() && stock_.mass >= orders_.front().mass) {
    const Order order = orders_.pop();
    haul(stock_.take(order.mass), what(), order.buyer, context);
  }
}

void ProductStore::tell_plants(sim::Context& context) {
  const double level = static_cast<double>(stock_.mass) / static_cast<double>(std::max<std::int64_t>(capacity, 1));
  const bool should_pause = paused_ ? level > resume : level >= pause;
  if (should_pause == paused_) return;
  paused_ = should_pause;
  for (const auto& plant : plants) {
    Notice notice;
    notice.kind = Notice::Kind::room;
    notice.stream = what();
    notice.amount = paused_ ? 0 : 1;
    tell(plant.index, notice, context);
  }
}

FlowInterface ProductStore::flow_interface(const PolicySet&, sim::Time) const {
  FlowInterface interface;
  interface.accepts = {what()};
  for (const auto& buyer : buyers) interface.outlets.push_back({what(), buyer.index, FlowInterface::When::ordered});
  return interface;
}

const sim::Registered<Facility, ProductStore> registered{
    "product_store",
    {"产品库", "product store", "product stores"},
    {"贮存产品供用户订购，接近满库时通知生产厂暂停。", "Keeps a product until buyers order it and pauses its plants when nearly full."},
    {
        {&ProductStore::capacity, "capacity", "g", {"库容", "what it holds"}, 1, 1e14, sim::extensive | sim::required},
        {&ProductStore::pause, "pause", "1", {"通知生产厂暂停的库存比例", "level at which the plants are told to pause"}, 0, 1},
        {&ProductStore::resume, "resume", "1", {"通知生产厂恢复的库存比例", "level at which they are told to go on"}, 0, 1},
        {&ProductStore::opening_stock, "opening_stock", "g", {"起始库存量", "what lies there at the start"}, 0, 1e14, sim::extensive},
        {&ProductStore::opening_water, "opening_water", "1", {"起始库存的含水率", "water in it"}, 0, 0.99},
        {&ProductStore::stream, "stream", "stream", {"贮存的产品", "what is kept here"}, sim::required},
        {&ProductStore::plants, "plants", "site", {"供货的生产厂", "plants that fill it"}},
        {&ProductStore::buyers, "buyers", "site", {"订购的用户", "who orders from it"}},
    }};

}  // namespace
}  // namespace waste
