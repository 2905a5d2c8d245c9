#include "engine/random/exact_math.h"
#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

constexpr double year = 365.25 * 86'400;  // [s]

/// A cell that fills up. If it is full, the daily limit is used up, or a policy forbids landfilling, loads continue to `fallback`
/// or are returned; when it becomes full an alarm is raised. An old heap is a cell that can be reclaimed, at the rate funded by policies.
///
/// Pore water above `retained` seeps away: of what is left of it, the same part in equal times, so that the age of a lot decides how
/// much of its own is left, and the sum of the lots seeps as one. Rain that passes through is on no book. What seeps away leaves voids,
/// not room.
class Landfill final : public Facility {
 public:
  std::int64_t capacity = 0;         // [g]: volume times density
  std::int64_t daily = 0;            // maximum intake per day [g/d]; 0: no limit
  std::int64_t opening_stock = 0;    // as it was laid down [g]
  double opening_water = 0;          // water in it when it was laid down [1]
  sim::Time since = sim::never;      // laid down evenly from this day until the start; never: at the start
  double seepage = 0;                // part of the water above `retained` that seeps away [1/a]
  double retained = 0;               // water that never seeps away [1]
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

  void seep(sim::Context& context);
  static constexpr std::array events{sim::Handler<Landfill>{"seep", &Landfill::seep}};

 private:
  StreamId what() const { return stream.index; }
  bool has_room(std::int64_t mass) const { return stock_.mass + voids_ + mass <= capacity; }
  bool takes(const Load& load, sim::Time now) const;
  void note_day(const Load& load, sim::Time now);
  std::int64_t above_retained(const Stock& stock) const;
  Stock take(std::int64_t wanted);

  Stock stock_;
  std::int64_t voids_ = 0;       // seeped away from what lies here [g]
  Onset full_;
  std::chrono::sys_days day_{};  // day of the last intake
  std::int64_t today_ = 0;       // intake on that day [g]
};

void Landfill::prepare(District& district, Problems& problems) {
  if (opening_stock > capacity)
    problems.add("opening_stock", {"超过填埋容量", "more than the cell holds"}, {"不超过capacity", "at most the capacity"});
  if (since != sim::never && since > district.start)
    problems.add("since", {"期初存量不能在第一天之后填入", "the opening stock would be laid down after the first day"},
                 {"时段开始之前的日期", "a day before the period starts"});
}

// Of lots that were laid down evenly over t years, (1 - exp(-kt)) / kt of the water that can seep is left.
void Landfill::start(sim::Context& context) {
  const double water = static_cast<double>(opening_stock) * opening_water;
  const Stock laid{opening_stock, static_cast<std::int64_t>(water)};
  const double age = since == sim::never ? 0 : static_cast<double>((context.now() - since).count()) / year;  // [a]
  const double left = seepage * age > 0 ? (1 - sim::exact::exp(-seepage * age)) / (seepage * age) : 1;
  voids_ = static_cast<std::int64_t>(static_cast<double>(above_retained(laid)) * (1 - left));
  stock_ = {laid.mass - voids_, laid.water - voids_};
  if (stock_.mass > 0) book(Channel::opening, what(), stock_.mass, context, stock_.water);
  if (seepage > 0) context.after(24h, &Landfill::seep);
}

/// Water that can seep away.
std::int64_t Landfill::above_retained(const Stock& stock) const {
  const double dry = static_cast<double>(stock.mass - stock.water);
  return std::max<std::int64_t>(0, stock.water - static_cast<std::int64_t>(dry * retained / (1 - retained)));
}

void Landfill::seep(sim::Context& context) {
  const double part = seepage * 86'400 / year;
  const auto away = static_cast<std::int64_t>(static_cast<double>(above_retained(stock_)) * std::min(part, 1.0));
  if (away > 0) {
    stock_.mass -= away, stock_.water -= away, voids_ += away;
    book(Channel::consumed, what(), away, context, away);
    book(Channel::emitted, what(), away, context, away);
    book(Channel::leachate, what(), away, context, away);
  }
  context.after(24h, &Landfill::seep);
}

/// Takes from the stock, and the voids that belong to it.
Stock Landfill::take(std::int64_t wanted) {
  if (stock_.mass > 0) voids_ -= sim::multiply_divide(voids_, std::min(wanted, stock_.mass), stock_.mass);
  return stock_.take(wanted);
}

bool Landfill::takes(const Load& load, sim::Time now) const {
  const std::int64_t today = sim::day_of(now) == day_ ? today_ : 0;
  return load.stream == what() && policies().may_landfill(site(), load.stream, now) && has_room(load.mass) &&
         (daily == 0 || today + load.mass <= daily);
}

void Landfill::note_day(const Load& load, sim::Time now) {
  if (sim::day_of(now) != day_) day_ = sim::day_of(now), today_ = 0;
  today_ += load.mass;
}

void Landfill::receive(const Load& load, sim::Context& context) {
  if (!takes(load, context.now())) {
    if (!has_room(load.mass) && full_.begins(context.now())) raise(AlarmKind::turned_away, load.stream, load.mass, context);
    return turn_away(load, fallback, context);
  }
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
    const Stock part = take(payload);
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
        {&Landfill::opening_stock,
         "opening_stock",
         "g",
         {"起始时的存量，按入场时的质量计", "what lies in it at the start, weighed as it was laid down"},
         0,
         1e15,
         sim::extensive},
        {&Landfill::opening_water, "opening_water", "1", {"存量入场时的含水率", "water in it when it was laid down"}, 0, 0.99},
        {&Landfill::since,
         "since",
         "date",
         {"起始存量自此日起均匀堆入；不填则视为起始日堆入", "day from which it was laid down evenly; on the first day when absent"}},
        {&Landfill::seepage,
         "seepage",
         "1/a",
         {"高于持水部分的孔隙水每年渗出的比例", "part of the pore water above what is retained that seeps away"},
         0,
         365},
        {&Landfill::retained, "retained", "1", {"不会渗出的含水率", "water in it that never seeps away"}, 0, 0.99},
        {&Landfill::reclaim, "reclaim", "g/d", {"每天可回采的数量", "what can be taken back in a day"}, 0, 1e12, sim::extensive},
        {&Landfill::payload, "payload", "g", {"回采运输的一车装载量", "what one truck takes back"}, 1e3, 1e8, sim::payload},
        {&Landfill::stream, "stream", "stream", {"填埋的废物种类", "what is buried here"}, sim::required},
        {&Landfill::fallback, "fallback", "site", {"库区封闭后的去向", "takes what finds the cell closed"}},
        {&Landfill::reclaim_to, "reclaim_to", "site", {"提出回采需求的堆场", "yard that asks for what is taken back"}},
    }};

}  // namespace
}  // namespace waste
