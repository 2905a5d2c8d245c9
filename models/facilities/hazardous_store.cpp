#include "models/district/district.h"
#include "models/facilities/aged_stock.h"
#include "models/facilities/facility.h"
#include "models/facilities/fifo.h"
#include "models/facilities/quota.h"

namespace waste {
namespace {

/// A firm that produces or collects one hazardous waste, keeps it in store and transfers it under manifests.
///
/// For stock without a contract it applies to receivers in order of preference; a receiver reserves quota, the authority
/// approves, then a carrier is called for each load. Storage beyond the time limit raises an alarm in the books.
class HazardousStore final : public Facility {
 public:
  std::int64_t rate = 0;              // mean production in the base year [g/d]
  sim::Time listed{};                 // legally hazardous from this date; before, it is sold as scrap and not counted
  double industry = 0;                // degree to which it follows industrial growth [1]
  double noise = 0;                   // coefficient of variation of a day [1]
  double treated_here = 0;            // share used at the firm itself [1]
  std::int64_t opening_stock = 0;     // [g]
  double opening_water = 0;           // water (or solution) in it [1]
  std::int64_t capacity = 0;          // of the store [g]
  std::int64_t payload = 8'000'000;   // of one load [g]
  std::int64_t application = 0;       // maximum of one application [g]
  sim::Duration limit{365 * 86'400};  // storage without permission [s]
  std::int64_t collects = 0;          // allowed intake from others [g/a]
  StreamRef stream;
  SiteRefs receivers;          // in order of preference
  SiteRef authority, carrier;

  const sim::EntityType& type() const override { return sim::entity_type<HazardousStore>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { held.push_back({what(), stock_.mass(), stock_.water()}); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_day(sim::Context& context);
  static constexpr std::array events{sim::Handler<HazardousStore>{"begin_day", &HazardousStore::begin_day}};

 private:
  enum : unsigned { noise_substream = first_own_substream, approval_substream };
  struct Contract {
    bool pending = false;      // an application is pending
    sim::Time asked{};         // time of the application
    sim::Time blocked_until{}; // no quota before
    std::int64_t asked_for = 0;    // in the pending application [g]
    std::int64_t spoken = 0;       // requested or approved, not yet sent [g]
  };
  struct Shipment {
    SiteId to;
    std::int64_t mass;
  };

  StreamId what() const { return stream.index; }
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;
  void raise_overflow(sim::Context& context);
  void report_overdue(sim::Context& context);
  void apply(sim::Context& context);
  void approved(const Notice& notice, sim::Context& context);
  void answer_application(const Notice& notice, sim::Context& context);
  Contract& contract(SiteId receiver);

  const sim::InverseCdf* noise_table_ = nullptr;
  AgedStock stock_;
  std::int64_t outside_ = 0;     // in excess of capacity, as of yesterday [g]
  bool overdue_ = false;         // the oldest lot has passed the limit
  std::vector<Contract> contracts_;  // [receiver]
  Fifo<Shipment> shipments_;     // approved, waiting for a vehicle
  std::uint32_t manifests_ = 0;  // opened so far
  Quota quota_;                  // for collected waste
  std::int64_t promised_ = 0;    // granted to others, not yet here [g]
};

void HazardousStore::prepare(District& district, Problems& problems) {
  if (application < payload)
    problems.add("application", {"一次申请的量不足一车", "an application asks for less than one load"},
                 {"至少一车的载重", "at least one payload"});
  if (opening_stock > capacity)
    problems.add("opening_stock", {"超过贮存容量", "more than the store holds"}, {"不超过capacity", "at most the capacity"});
  noise_table_ = district.distributions.lognormal_ppm(noise);
  contracts_.assign(receivers.size(), {});
}

void HazardousStore::start(sim::Context& context) {
  const Stock stock = opening(what(), opening_stock, opening_water, context);
  stock_.put(stock.mass, context.now(), stock.water);
  begin_day(context);
}

std::int64_t HazardousStore::mean_day(const PolicySet& policies, sim::Time now) const {
  if (now < listed || rate == 0) return 0;
  const double growth = 1 + industry * (policies.industry(now) - 1);
  return static_cast<std::int64_t>(static_cast<double>(rate) * growth * policies.generation(site(), what(), now));
}

void HazardousStore::begin_day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const auto mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  if (mass > 0) {
    book(Channel::generated, what(), mass, context);
    const auto used = static_cast<std::int64_t>(static_cast<double>(mass) * treated_here);
    if (used > 0) book(Channel::utilised, what(), used, context);
    stock_.put(mass - used, context.now());
  }
  raise_overflow(context);
  report_overdue(context);
  apply(context);
  context.after(24h, &HazardousStore::begin_day);
}

// Stock outside the store is reported once, when it is added.
void HazardousStore::raise_overflow(sim::Context& context) {
  const std::int64_t outside = std::max<std::int64_t>(stock_.mass() - capacity, 0);
  if (outside > outside_) book(Channel::overflowed, what(), outside - outside_, context);
  if (outside > 0 && outside_ == 0) raise(AlarmKind::store_full, what(), outside, context);
  outside_ = outside;
}

// Each lot is reported once, on the day it passes the limit. The alarm is raised for the first of them.
void HazardousStore::report_overdue(sim::Context& context) {
  const sim::Time since = context.now() - limit;
  const std::int64_t passed = stock_.kept_since(since - 24h, since);
  if (passed > 0) book(Channel::overdue, what(), passed, context);
  if (passed > 0 && !overdue_) raise(AlarmKind::overdue, what(), passed, context);
  overdue_ = stock_.kept_since_before(since);
}

HazardousStore::Contract& HazardousStore::contract(SiteId receiver) {
  const auto i = std::find(receivers.begin(), receivers.end(), SiteRef{receiver}) - receivers.begin();
  return contracts_[static_cast<std::size_t>(i)];
}

void HazardousStore::apply(sim::Context& context) {
  std::int64_t free = stock_.mass();
  for (const Contract& c : contracts_) free -= c.spoken;
  for (std::size_t i = 0; i < receivers.size() && free >= payload; ++i) {
    Contract& c = contracts_[i];
    if (c.pending || c.blocked_until > context.now()) continue;
    const std::int64_t asked = std::min(free, application) / payload * payload;
    c.pending = true;
    c.asked = context.now();
    c.asked_for = asked;
    c.spoken += asked;
    free -= asked;
    Notice notice;
    notice.kind = Notice::Kind::apply;
    notice.stream = what();
    notice.about = authority.index;
    notice.amount = asked;
    notice.chance = context.random(approval_substream).next();
    tell(receivers[i].index, notice, context);
  }
}

void HazardousStore::notice(const Notice& notice, sim::Context& context) {
  switch (notice.kind) {
    case Notice::Kind::apply: return answer_application(notice, context);
    case Notice::Kind::approved: return approved(notice, context);
    case Notice::Kind::refused: {
      Contract& c = contract(notice.from);
      c.pending = false;
      c.blocked_until = next_month(context.now());
      c.spoken -= c.asked_for;
      return apply(context);
    }
    default: return;
  }
}

/// Releases what was requested but not granted; a carrier is called for each load of the rest.
void HazardousStore::approved(const Notice& notice, sim::Context& context) {
  Contract& c = contract(notice.about);
  c.pending = false;
  c.spoken -= c.asked_for - notice.amount;
  book(Channel::approvals, what(), (context.now() - c.asked).count(), context, 0, notice.about);
  for (std::int64_t left = notice.amount; left > 0; left -= payload) {
    shipments_.push({notice.about, std::min(left, payload)});
    Notice call;
    call.kind = Notice::Kind::vehicle_wanted;
    call.stream = what();
    call.amount = payload;
    tell(carrier.index, call, context);
  }
  apply(context);
}

// As a collector it accepts from others without approval by the authority: the transfer is covered by its permit.
void HazardousStore::answer_application(const Notice& notice, sim::Context& context) {
  const std::int64_t room = std::max<std::int64_t>(capacity - stock_.mass() - promised_, 0);
  Notice answer = notice;
  answer.amount = quota_.grant(std::min(notice.amount, room), smallest_grant, collects, context.now());
  answer.about = site();
  promised_ += answer.amount;
  answer.kind = answer.amount > 0 ? Notice::Kind::approved : Notice::Kind::refused;
  tell(notice.from, answer, context);
}

void HazardousStore::receive(const Load& load, sim::Context& context) {
  if (load.mass > 0) {
    if (load.manifest > 0) {
      book(Channel::manifests, load.stream, 1, context, 0, load.from);
      promised_ -= load.mass;
    }
    stock_.put(load.mass, context.now(), load.water);
    return send_home(load, context);
  }
  if (shipments_.empty()) return send_home(load, context);
  const Shipment shipment = shipments_.pop();
  const Stock part = stock_.take(shipment.mass);
  contract(shipment.to).spoken -= shipment.mass;
  Load full = load;
  full.stream = what();
  full.mass = part.mass;
  full.water = part.water;
  full.origin = site();
  full.manifest = ++manifests_;
  full.opened = static_cast<std::uint32_t>(context.now().time_since_epoch().count() / 60);
  book(Channel::manifests, what(), 1, context, 0, shipment.to);
  depart(full, shipment.to, context, 1800s);
}

// Its manifest was opened here and is not closed by the receiver; the storage time begins again.
void HazardousStore::take_back(const Load& load, sim::Context& context) {
  stock_.put(load.mass, context.now(), load.water);
  send_home(load, context);
}

void HazardousStore::questions(Questions& asked, const District&) const {
  if (rate > 0) asked.push_back({PolicyLever::generation, site(), what()});
}

FlowInterface HazardousStore::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.accepts = {what()};
  if (rate > 0) interface.sources = {{what(), mean_day(policies, now)}};
  if (treated_here > 0) interface.ends = {what()};
  for (const auto& receiver : receivers) interface.outlets.push_back({what(), receiver.index});
  interface.fetched_by = {carrier.index};
  interface.waiting = opening_stock;
  return interface;
}

const sim::Registered<Facility, HazardousStore> registered{
    "hazardous_store",
    {"危险废物贮存点", "hazardous-waste store", "hazardous-waste stores"},
    {"产生或收集一种危险废物的单位，经审批并凭转移联单转移。",
     "A firm that produces or collects one hazardous waste and transfers it under approvals and manifests."},
    {
        {&HazardousStore::rate, "rate", "g/d", {"基准年平均产生量", "mean production in the base year"}, 0, 1e12, sim::extensive},
        {&HazardousStore::listed,
         "listed",
         "date",
         {"依法开始按危险废物管理的日期", "first day on which the law counts it as hazardous waste"}},
        {&HazardousStore::industry,
         "industry",
         "1",
         {"产生量随工业增长的程度：0为不随，1为完全同步", "how far it follows industrial growth: 0 not at all, 1 fully"},
         0,
         2},
        {&HazardousStore::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's production"}, 0, 3},
        {&HazardousStore::treated_here, "treated_here", "1", {"本单位自行利用的比例", "part that is used at the firm itself"}, 0, 1},
        {&HazardousStore::opening_stock,
         "opening_stock",
         "g",
         {"起始时的贮存量", "what is in store at the start"},
         0,
         1e13,
         sim::extensive},
        {&HazardousStore::opening_water, "opening_water", "1", {"其中的水分或溶液比例", "water or solution in it"}, 0, 0.99},
        {&HazardousStore::capacity, "capacity", "g", {"贮存设施的容量", "what the store holds"}, 0, 1e13, sim::extensive | sim::required},
        {&HazardousStore::payload, "payload", "g", {"一车的装载量", "what one vehicle takes"}, 1e3, 1e8, sim::payload},
        {&HazardousStore::application,
         "application",
         "g",
         {"一次申请转移的最大数量", "the most one application asks for"},
         1,
         1e12,
         sim::required},
        {&HazardousStore::limit, "limit", "s", {"无需批准延期的最长贮存时间", "storage allowed without leave"}, 86'400, 1e9},
        {&HazardousStore::collects,
         "collects",
         "g/a",
         {"每年可从其他单位收集的数量", "what it may take from others in a year"},
         0,
         1e13,
         sim::extensive},
        {&HazardousStore::stream, "stream", "stream", {"贮存的废物种类", "what is kept here"}, sim::required},
        {&HazardousStore::receivers, "receivers", "site", {"接收单位，首选者在前", "who takes it, the preferred one first"}, sim::required},
        {&HazardousStore::authority, "authority", "site", {"审批转移的机关", "who approves transfers"}, sim::required},
        {&HazardousStore::carrier, "carrier", "site", {"承运的运输单位", "whose vehicles fetch it"}, sim::required},
    }};

}  // namespace
}  // namespace waste
