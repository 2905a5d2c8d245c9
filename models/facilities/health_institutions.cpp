#include "models/district/district.h"
#include "models/facilities/aged_stock.h"
#include "models/facilities/contract_pool.h"
#include "models/facilities/facility.h"
#include "models/facilities/outgoing.h"

namespace waste {
namespace {

/// The hospitals and small institutions of a few towns: medical waste by beds and visits, infusion bottles by beds.
///
/// Institutions under contract are served every two days by the carrier's vans; storage beyond the legal limit raises an alarm.
/// Bottles not separated by the staff go with the medical waste. During a campaign all institutions are under contract and sort;
/// afterwards this depends on policies: `diligence` and `reach` for contracts, `diverted` for sorting.
class HealthInstitutions final : public Facility {
 public:
  std::int64_t hospitals = 0, small = 0;  // institutions with at least 20 beds; with fewer
  std::int64_t beds = 0;
  double occupancy = 1;                // [1]
  std::int64_t per_bed = 0;            // medical waste of an occupied bed [g/d]
  std::int64_t visits = 0;             // outpatients in a day [1]
  std::int64_t per_visit = 0;          // medical waste of one visit [g]
  std::int64_t bottles = 0;            // recyclables of an occupied bed [g/d]
  double noise = 0;                    // coefficient of variation of a day [1]
  double opens = 0;                    // newly opened institutions [1/a]
  double lapse = 0;                    // share of contracts that end [1/a]
  double keeps = 1;                    // share of them renewed voluntarily after the campaign [1]
  double sorts = 1;                    // share of the bottles separated then [1]
  sim::Time campaign{};
  sim::Duration every{48 * 3600};      // between rounds [s]
  sim::Duration limit{48 * 3600};      // storage allowed [s]
  std::int64_t payload = 1'000'000;    // of a van [g]
  StreamRef waste, recyclable;    // streams
  SiteRef plant, carrier, recycler;

  const sim::EntityType& type() const override { return sim::entity_type<HealthInstitutions>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_day(sim::Context& context);
  void begin_month(sim::Context& context);
  void begin_round(sim::Context& context);
  static constexpr std::array events{sim::Handler<HealthInstitutions>{"begin_day", &HealthInstitutions::begin_day},
                                     sim::Handler<HealthInstitutions>{"begin_month", &HealthInstitutions::begin_month},
                                     sim::Handler<HealthInstitutions>{"begin_round", &HealthInstitutions::begin_round}};

 private:
  enum : unsigned { noise_substream = first_own_substream, contract_substream, opening_substream };

  StreamId medical() const { return waste.index; }
  StreamId bottle() const { return recyclable.index; }
  Outgoing* outgoing(StreamId) override { return &bottles_; }
  double renewed(sim::Time now) const;
  double kept_apart(sim::Time now) const;
  std::int64_t mean_day(const PolicySet& policies, sim::Time now) const;
  void sort_bottles(std::int64_t mass, sim::Context& context);

  const sim::InverseCdf* noise_table_ = nullptr;
  ContractPool members_;
  AgedStock ready_, kept_;   // at institutions under contract; at the others
  Outgoing bottles_;
  std::int64_t called_ = 0;  // vans on their way
};

void HealthInstitutions::prepare(District& district, Problems& problems) {
  if (hospitals + small < 1)
    problems.add("small", {"没有医疗卫生机构", "no institution at all"},
                 {"hospitals与small合计至少为1", "hospitals and small that add up to at least 1"});
  noise_table_ = district.distributions.lognormal_ppm(noise);
  members_ = ContractPool(hospitals + small);
}

void HealthInstitutions::start(sim::Context& context) {
  book(Channel::units, no_stream, members_.units(), context);
  book(Channel::reached, no_stream, members_.served(), context);
  begin_month(context);
  begin_day(context);
  context.after(every, &HealthInstitutions::begin_round);
}

double HealthInstitutions::renewed(sim::Time now) const {
  return now < campaign ? 1 : std::min(1.0, keeps + policies().compliance_gain(site(), now));
}

double HealthInstitutions::kept_apart(sim::Time now) const {
  return now < campaign ? 1 : 1 - (1 - sorts) * (1 - policies().diverted(site(), bottle(), now));
}

std::int64_t HealthInstitutions::mean_day(const PolicySet& policies, sim::Time now) const {
  const double occupied = static_cast<double>(beds) * occupancy;
  const double mass = occupied * static_cast<double>(per_bed) + static_cast<double>(visits * per_visit);
  return static_cast<std::int64_t>(mass * policies.generation(site(), medical(), now));
}

void HealthInstitutions::begin_month(sim::Context& context) {
  const sim::Time now = context.now();
  const std::int64_t outside = members_.outside();
  const auto change = members_.month({lapse / 12, opens / 12, renewed(now), policies().reach(site(), now)},
                                     context.random(contract_substream), context.random(opening_substream));
  if (change.opened != 0) book(Channel::units, no_stream, change.opened, context);
  if (change.reached != 0) book(Channel::reached, no_stream, change.reached, context);
  // Newly contracted institutions hand over what they kept; its alarm was raised long ago.
  if (const std::int64_t fewer = outside - members_.outside(); fewer > 0)
    ready_.put(kept_.take(sim::multiply_divide(kept_.mass(), fewer, outside)).mass, now - limit - 24h);
  context.at(sim::month_begin(sim::month_number(now) + 1), &HealthInstitutions::begin_month);
}

// Only small institutions are outside the system; they have a part of the visits.
void HealthInstitutions::begin_day(sim::Context& context) {
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const auto mass = sim::multiply_divide(mean_day(policies(), context.now()), ppm, 1'000'000);
  if (mass > 0) book(Channel::generated, medical(), mass, context);
  const std::int64_t kept = sim::multiply_divide(std::min(mass, visits * per_visit), members_.outside(), members_.units());
  ready_.put(mass - kept, context.now());
  kept_.put(kept, context.now());
  const double occupied = static_cast<double>(beds) * occupancy;
  sort_bottles(sim::multiply_divide(static_cast<std::int64_t>(occupied * static_cast<double>(bottles)), ppm, 1'000'000), context);
  const sim::Time since = context.now() - limit;  // each lot is reported once, on the day it passes the limit
  const std::int64_t late = ready_.kept_since(since - 24h, since) + kept_.kept_since(since - 24h, since);
  if (late > 0) book(Channel::overdue, medical(), late, context);
  context.after(24h, &HealthInstitutions::begin_day);
}

// A bottle among the medical waste is medical waste.
void HealthInstitutions::sort_bottles(std::int64_t mass, sim::Context& context) {
  if (mass == 0) return;
  const auto apart = static_cast<std::int64_t>(static_cast<double>(mass) * kept_apart(context.now()));
  book(Channel::generated, bottle(), mass, context);
  bottles_.put(apart, 0);
  if (apart == mass) return;
  book(Channel::consumed, bottle(), mass - apart, context);
  book(Channel::produced, medical(), mass - apart, context);
  ready_.put(mass - apart, context.now());
}

// Vans are called for stock not yet assigned; bottles go to the recycler once they fill a van.
void HealthInstitutions::begin_round(sim::Context& context) {
  for (std::int64_t left = ready_.mass() - called_ * payload; left > 0; left -= payload) {
    ++called_;
    Notice call;
    call.kind = Notice::Kind::vehicle_wanted;
    call.stream = medical();
    call.amount = payload;
    tell(carrier.index, call, context);
  }
  while (bottles_.ready(payload, context.now())) haul(bottles_.take(payload, context.now()), bottle(), recycler.index, context);
  context.after(every, &HealthInstitutions::begin_round);
}

// A van that returns full was refused everywhere: it unloads again, and the overdue waste raises an alarm.
void HealthInstitutions::take_back(const Load& load, sim::Context& context) {
  if (load.stream != medical()) return Facility::take_back(load, context);
  ready_.put(load.mass, context.now() - limit);
  send_home(load, context);
}

void HealthInstitutions::receive(const Load& load, sim::Context& context) {
  called_ = std::max<std::int64_t>(called_ - 1, 0);
  const Stock part = ready_.take(load.capacity);
  if (part.mass == 0) return send_home(load, context);
  Load full = load;
  full.stream = medical();
  full.mass = part.mass;
  full.water = part.water;
  full.origin = site();
  depart(full, plant.index, context, 1800s);
}

void HealthInstitutions::holdings(std::vector<Holding>& held) const {
  held.push_back({medical(), ready_.mass() + kept_.mass(), 0});
  held.push_back({bottle(), bottles_.stock().mass, bottles_.stock().water});
}

void HealthInstitutions::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::generation, site(), medical()});
  asked.push_back({PolicyLever::diverted, site(), bottle()});
  asked.push_back({PolicyLever::compliance_gain, site()});
  asked.push_back({PolicyLever::reach, site()});
}

FlowInterface HealthInstitutions::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const double occupied = static_cast<double>(beds) * occupancy;
  interface.sources = {{medical(), mean_day(policies, now)},
                       {bottle(), static_cast<std::int64_t>(occupied * static_cast<double>(bottles))}};
  interface.outlets = {{medical(), plant.index}, {bottle(), recycler.index}};
  interface.fetched_by = {carrier.index};
  return interface;
}

const sim::Registered<Facility, HealthInstitutions> registered{
    "health_institutions",
    {"医疗卫生机构", "group of health institutions", "groups of health institutions"},
    {"医院和小型医疗机构：医疗废物每两天收运一次，输液瓶（袋）单独存放。",
     "Hospitals and small institutions: medical waste fetched every two days, bottles kept apart."},
    {
        {&HealthInstitutions::hospitals,
         "hospitals",
         "firm",
         {"床位20张及以上的机构数", "institutions with 20 beds and more"},
         0,
         1e6,
         sim::extensive | sim::required},
        {&HealthInstitutions::small,
         "small",
         "firm",
         {"床位不足20张的机构数", "institutions with fewer"},
         0,
         1e6,
         sim::extensive | sim::required},
        {&HealthInstitutions::beds, "beds", "bed", {"全部床位数", "beds of all"}, 0, 1e7, sim::extensive | sim::required},
        {&HealthInstitutions::occupancy, "occupancy", "1", {"床位使用率", "part of the beds that is occupied"}, 0, 1.5},
        {&HealthInstitutions::per_bed,
         "per_bed",
         "g/bed/d",
         {"每张占用床位每天的医疗废物量", "medical waste of an occupied bed"},
         0,
         1e6,
         sim::required},
        {&HealthInstitutions::visits, "visits", "1", {"每天的门诊人次", "outpatients in a day"}, 0, 1e8, sim::extensive},
        {&HealthInstitutions::per_visit, "per_visit", "g", {"每门诊人次的医疗废物量", "medical waste of one visit"}, 0, 1e6},
        {&HealthInstitutions::bottles,
         "bottles",
         "g/bed/d",
         {"每张占用床位每天的输液瓶（袋）量", "infusion bottles and bags of an occupied bed"},
         0,
         1e6},
        {&HealthInstitutions::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day"}, 0, 3},
        {&HealthInstitutions::opens, "opens", "firm/a", {"每年新开业的机构数", "institutions that open"}, 0, 1e6, sim::extensive},
        {&HealthInstitutions::lapse, "lapse", "1/a", {"每年终止的收运协议比例", "share of contracts that end"}, 0, 12},
        {&HealthInstitutions::keeps,
         "keeps",
         "1",
         {"专项整治结束后自行续签或签订协议的比例", "part of contracts renewed or signed of their own accord, once the campaign is over"},
         0,
         1},
        {&HealthInstitutions::sorts,
         "sorts",
         "1",
         {"专项整治结束后单独存放的输液瓶（袋）比例", "part of the bottles kept apart once the campaign is over"},
         0,
         1},
        {&HealthInstitutions::campaign,
         "campaign",
         "date",
         {"在此日期之前所有机构均签约并分类", "until then everyone is under contract and sorts"}},
        {&HealthInstitutions::every, "every", "s", {"相邻两次收运的间隔", "time between two rounds"}, 3'600, 1e7},
        {&HealthInstitutions::limit, "limit", "s", {"允许的贮存时限", "storage allowed"}, 3'600, 1e7},
        {&HealthInstitutions::payload, "payload", "g", {"一车的装载量", "what one van takes"}, 1e3, 1e8, sim::payload},
        {&HealthInstitutions::waste, "waste", "stream", {"医疗废物", "the medical waste"}, sim::required},
        {&HealthInstitutions::recyclable, "recyclable", "stream", {"输液瓶（袋）", "the infusion bottles"}, sim::required},
        {&HealthInstitutions::plant, "plant", "site", {"医疗废物处置厂", "treatment plant"}, sim::required},
        {&HealthInstitutions::carrier, "carrier", "site", {"承运的运输单位", "whose vans fetch it"}, sim::required},
        {&HealthInstitutions::recycler, "recycler", "site", {"接收输液瓶（袋）的回收单位", "takes the bottles"}, sim::required},
    }};

}  // namespace
}  // namespace waste
