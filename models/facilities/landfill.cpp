#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// A cell that fills up. If it is full, the daily limit is used up, or a policy forbids landfilling, loads continue to `fallback`
/// or are returned. An old heap is a cell that can be reclaimed, at the rate funded by policies.
class Landfill final : public Facility {
 public:
  std::int64_t capacity = 0;         // [g]: volume times density
  std::int64_t daily = 0;            // maximum intake per day [g/d]; 0: no limit
  std::int64_t opening_stock = 0;    // [g]
  double opening_water = 0;          // water in it [1]
  std::int64_t reclaim = 0;          // reclaimed [g/d]
  std::int64_t payload = 30'000'000; // of a truck for reclaimed material [g]
  StreamRef stream;
  SiteRef fallback;           // takes loads if the cell is closed; may be absent
  SiteRef reclaim_to;         // requests reclaimed material; may be absent

  const sim::EntityType& type() const override { return sim::entity_type<Landfill>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  /// What the yard asked for and could not take lies here again; the yard asks once a day.
  void take_back(const Load& load, sim::Context&) override { stock_.put(load.mass, load.water); }
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.mass, stock_.water}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;
  static constexpr std::array<sim::Handler<Landfill>, 0> events{};

 private:
  StreamId what() const { return stream.index; }
  bool takes(const Load& load, sim::Time now) const;
  void note_day(const Load& load, sim::Time now);

  Stock stock_;
  std::chrono::sys_days day_{};  // day of the last intake
  std::int64_t today_ = 0;       // intake on that day [g]
};

void Landfill::prepare(District&, Problems& problems) {
  if (opening_stock > capacity) problems.add("opening_stock", "more than the cell holds", "at most the capacity");
}

void Landfill::start(sim::Context& context) { stock_ = opening(what(), opening_stock, opening_water, context); }

bool Landfill::takes(const Load& load, sim::Time now) const {
  const std::int64_t today = sim::day_of(now) == day_ ? today_ : 0;
  return load.stream == what() && policies().may_landfill(site(), load.stream, now) && stock_.mass + load.mass <= capacity &&
         (daily == 0 || today + load.mass <= daily);
}

void Landfill::note_day(const Load& load, sim::Time now) {
  if (sim::day_of(now) != day_) day_ = sim::day_of(now), today_ = 0;
  today_ += load.mass;
}

void Landfill::receive(const Load& load, sim::Context& context) {
  if (!takes(load, context.now())) return turn_away(load, fallback, context);
  note_day(load, context.now());
  stock_.put(load.mass, load.water);
  book(Channel::landfilled, load.stream, load.mass, context, load.water, load.from);
  send_home(load, context);
}

// A yard requests once a day at most what it lacks.
void Landfill::notice(const Notice& notice, sim::Context& context) {
  if (!reclaim_to) return;
  std::int64_t left = std::min({notice.amount, policies().reclaim(site(), reclaim, context.now()), stock_.mass});
  for (sim::Duration wait{0}; left >= payload; left -= payload, wait += 600s) {
    const Stock part = stock_.take(payload);
    book(Channel::reclaimed, what(), part.mass, context, part.water, reclaim_to.index);
    haul(part, what(), reclaim_to.index, context, wait);
  }
}

void Landfill::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::may_landfill, site(), what()});
  if (reclaim_to) asked.push_back({PolicyLever::reclaim, site()});
}

FlowInterface Landfill::flow_interface(const PolicySet&, sim::Time) const {
  FlowInterface interface;
  interface.accepts = {what()};
  interface.ends = {what()};
  if (fallback) interface.outlets.push_back({what(), fallback.index, FlowInterface::When::refused});
  if (reclaim_to) interface.outlets.push_back({what(), reclaim_to.index, FlowInterface::When::reclaimed});
  if (daily > 0) interface.capacity = daily;
  return interface;
}

const sim::Registered<Facility, Landfill> registered{
    "landfill",
    {"填埋场", "landfill", "landfills"},
    {"逐步填满的填埋库区，或可回采利用的历史堆场。", "A cell that fills up, or an old heap that can be taken back."},
    {
        {&Landfill::capacity,
         "capacity",
         "g",
         {"容量：库容乘以密度", "what it holds: volume times density"},
         0,
         1e15,
         sim::extensive | sim::required},
        {&Landfill::daily, "daily", "g/d", {"每天最大接收量；0表示不限", "most it takes in a day; 0: no limit"}, 0, 1e12, sim::extensive},
        {&Landfill::opening_stock, "opening_stock", "g", {"起始时的存量", "what lies in it at the start"}, 0, 1e15, sim::extensive},
        {&Landfill::opening_water, "opening_water", "1", {"存量的含水率", "water in it"}, 0, 0.99},
        {&Landfill::reclaim, "reclaim", "g/d", {"每天可回采的数量", "what can be taken back in a day"}, 0, 1e12, sim::extensive},
        {&Landfill::payload, "payload", "g", {"回采运输的一车装载量", "what one truck takes back"}, 1e3, 1e8, sim::payload},
        {&Landfill::stream, "stream", "stream", {"填埋的废物种类", "what is buried here"}, sim::required},
        {&Landfill::fallback, "fallback", "site", {"库区封闭后的去向", "takes what finds the cell closed"}},
        {&Landfill::reclaim_to, "reclaim_to", "site", {"提出回采需求的堆场", "yard that asks for what is taken back"}},
    }};

}  // namespace
}  // namespace waste
