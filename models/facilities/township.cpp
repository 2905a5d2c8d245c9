#include "models/facilities/township.h"

#include "models/district/district.h"

namespace waste {
namespace {

constexpr sim::Duration fetching{8 * 3600};  // separated waste is collected in the morning

}  // namespace

void Township::prepare(District& district, Problems& problems) {
  check_season(season, problems);
  if (!weekday.empty() && weekday.size() != 7)
    problems.add("weekday", {"weekday需要7个值", "weekday needs 7 values"}, {"每天一个系数，从星期一起", "one factor a day, Monday first"});
  double day = 0;
  for (const double share : quarters) day += share;
  if (day < 1 - 1e-9 || day > 1 + 1e-9)
    problems.add("quarters", {"一天各时段比例之和不是1", "the shares of a day do not add up to 1"},
                 {"四个比例，合计为1", "four shares that add up to 1"});
  if (quarters.size() != 4)
    problems.add("quarters", {"quarters需要4个值", "quarters needs 4 values"},
                 {"0—6、6—12、12—18、18—24时的比例", "shares from 0-6, 6-12, 12-18 and 18-24 h"});
  noise_table_ = district.distributions.lognormal_ppm(noise);
  loading_table_ = district.distributions.pert(loading);
  credit_.assign(stations.size(), 0);
  built_.assign(stations.size(), 1);
  for (const auto& [what, share] : apart) kept_.push_back(what.index);
  kept_shares_.assign(kept_.size(), 0);
  kept_stocks_.assign(kept_.size(), {});
}

void Township::start(sim::Context& context) {
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    // Streams already separated start with vehicles half full.
    const std::int64_t half = apart[i].second > 0 ? apart_payload / 2 : 0;
    kept_stocks_[i].stock = opening(kept_[i], half, 0, context).mass;
    for (const SiteId taker : takers_of(kept_[i], district())) kept_stocks_[i].takers.add(taker);
  }
  fetched_ = context.now();
  quarter_ = -1;
  quarter(context);
}

// Before policies: reductions and separation refer to this amount, so that policies do not interact.
std::int64_t Township::mean_day(sim::Time now) const {
  double factor = policies().brought_out(site(), now) * district().at_day(district().festival, now);
  factor *= in_season(season, now);
  if (!weekday.empty()) factor *= weekday[static_cast<std::size_t>(sim::weekday_of(now))];
  return static_cast<std::int64_t>(static_cast<double>(population * per_head) * factor);
}

std::vector<SiteId> Township::takers_of(StreamId what, const District& district) const {
  std::vector<SiteId> found;
  for (const auto& taker : takers) {
    const auto& accepted = district.sites[taker.index].accepts;
    if (std::find(accepted.begin(), accepted.end(), what) != accepted.end()) found.push_back(taker.index);
  }
  return found;
}

void Township::look_at_stations(sim::Time now) {
  for (std::size_t i = 0; i < stations.size(); ++i) built_[i] = policies().in_service(stations[i].first.index, now);
}

// A day's rubbish beside the bins, or a week without a vehicle: what a festival or a late lorry causes is no alarm.
void Township::watch(sim::Context& context) {
  if (spilling_.begins(on_street_ > today_)) raise(AlarmKind::overflow, stream(), on_street_, context);
  const std::int64_t waiting = in_bins_ + on_street_;
  const bool cut_off = waiting > 0 && context.now() - fetched_ >= collection_gap;
  if (cut_off_.begins(cut_off)) raise(AlarmKind::collection_stopped, stream(), waiting, context);
}

void Township::begin_day(sim::Context& context) {
  watch(context);
  look_at_stations(context.now());
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  const auto brought = sim::multiply_divide(mean_day(context.now()), ppm, 1'000'000);
  const double reduced = policies().generation(site(), stream(), context.now());
  today_ = set_apart(brought, static_cast<std::int64_t>(static_cast<double>(brought) * reduced), context);
}

/// What is separated of a stream without any policy of separation, per rubbish brought out [g/g].
double Township::kept_by_habit(std::size_t which, const PolicySet& policies, sim::Time now) const {
  const double share = apart[which].second;
  return share > 0 ? share * policies.generation(site(), kept_[which], now) : 0;
}

/// Separates a day's waste, by habit and under policies; returns the remaining rubbish.
std::int64_t Township::set_apart(std::int64_t brought, std::int64_t left, sim::Context& context) {
  std::fill(kept_shares_.begin(), kept_shares_.end(), 0.0);
  policies().separated(site(), stream(), kept_, kept_shares_, context.now());
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    const auto part = [&](double share) { return static_cast<std::int64_t>(static_cast<double>(brought) * share); };
    const std::int64_t taken_out = std::min(part(kept_shares_[i]), left);
    const std::int64_t kept = part(kept_by_habit(i, policies(), context.now())) + taken_out;
    left -= taken_out;
    if (kept == 0) continue;
    book(Channel::generated, kept_[i], kept, context);
    kept_stocks_[i].stock += kept;
    hand_over(i, context);
  }
  return left;
}

void Township::hand_over(std::size_t which, sim::Context& context) {
  for (Kept& kept = kept_stocks_[which]; kept.stock >= apart_payload; kept.stock -= apart_payload) {
    const SiteId taker = kept.takers.next(context.now());
    if (taker == no_site) return;
    haul({apart_payload, 0}, kept_[which], taker, context, fetching);
  }
}

void Township::quarter(sim::Context& context) {
  quarter_ = (quarter_ + 1) % 4;
  if (quarter_ == 0) begin_day(context);
  // The last quarter takes the rounding remainder, so that the quarters sum to the day.
  std::int64_t before = 0;
  for (int q = 0; q < quarter_; ++q)
    before += static_cast<std::int64_t>(static_cast<double>(today_) * quarters[static_cast<std::size_t>(q)]);
  const auto part = static_cast<std::int64_t>(static_cast<double>(today_) * quarters[static_cast<std::size_t>(quarter_)]);
  bring_out(quarter_ == 3 ? today_ - before : part, context);
  tell_depot(Notice::Kind::stock, context);
  context.after(6h, &Township::quarter);
}

void Township::bring_out(std::int64_t mass, sim::Context& context) {
  if (mass == 0) return;
  book(Channel::generated, stream(), mass, context);
  lay_down(mass, context);
}

void Township::lay_down(std::int64_t mass, sim::Context& context) {
  const std::int64_t fits = std::min(mass, bins - in_bins_);
  in_bins_ += fits;
  if (fits == mass) return;
  on_street_ += mass - fits;
  book(Channel::overflowed, stream(), mass - fits, context);
}

void Township::tell_depot(Notice::Kind kind, sim::Context& context) const {
  Notice notice;
  notice.kind = kind;
  notice.stream = stream();
  notice.amount = in_bins_ + on_street_;
  tell(depot.index, notice, context);
}

SiteId Township::next_station() {
  std::int64_t total = 0;
  std::size_t best = 0;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const std::int64_t weight = built_[i] ? static_cast<std::int64_t>(stations[i].second * 1e6) : 0;
    credit_[i] += weight;
    total += weight;
    if (built_[i] && (!built_[best] || credit_[i] > credit_[best])) best = i;
  }
  credit_[best] -= total;
  return stations[best].first.index;
}

// The vehicle makes its round on arrival: its load leaves the bins now and is in transit from then on.
void Township::receive(const Load& vehicle, sim::Context& context) {
  fetched_ = context.now();
  Load load = vehicle;
  load.stream = stream();
  load.origin = site();
  load.mass = std::min(vehicle.capacity, in_bins_ + on_street_);
  if (load.mass == 0) {
    send_home(vehicle, context);
    return tell_depot(Notice::Kind::collected, context);
  }
  const std::int64_t from_street = std::min(load.mass, on_street_);  // the street is cleared first
  on_street_ -= from_street;
  in_bins_ -= load.mass - from_street;
  depart(load, next_station(), context, draw(*loading_table_, loading_substream, context));
  tell_depot(Notice::Kind::collected, context);
}

void Township::take_back(const Load& load, sim::Context& context) {
  const auto which = static_cast<std::size_t>(std::find(kept_.begin(), kept_.end(), load.stream) - kept_.begin());
  if (which == kept_.size()) {
    lay_down(load.mass, context);
    return send_home(load, context);
  }
  kept_stocks_[which].stock += load.mass;
  kept_stocks_[which].takers.come_back(load.from, context.now());
}

void Township::holdings(std::vector<Holding>& held) const {
  held.push_back({stream(), in_bins_ + on_street_, 0});
  for (std::size_t i = 0; i < kept_.size(); ++i) held.push_back({kept_[i], kept_stocks_[i].stock, 0});
}

void Township::questions(Questions& asked, const District& district) const {
  for (const auto& [station, weight] : stations) ask_in_service(asked, station.index, district);
  asked.push_back({PolicyLever::brought_out, site()});
  asked.push_back({PolicyLever::generation, site(), stream()});
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    asked.push_back({PolicyLever::separated, site(), stream(), kept_[i]});
    if (apart[i].second > 0) asked.push_back({PolicyLever::generation, site(), kept_[i]});
  }
}

FlowInterface Township::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const double brought = static_cast<double>(population * per_head) * policies.brought_out(site(), now);
  std::vector<double> shares(kept_.size(), 0.0);
  policies.separated(site(), stream(), kept_, shares, now);
  double left = policies.generation(site(), stream(), now);
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    const double taken_out = std::min(shares[i], left);
    const double kept = taken_out + kept_by_habit(i, policies, now);
    left -= taken_out;
    interface.sources.push_back({kept_[i], static_cast<std::int64_t>(brought * kept)});
    for (const SiteId taker : takers_of(kept_[i], policies.district())) interface.outlets.push_back({kept_[i], taker});
  }
  interface.sources.push_back({stream(), static_cast<std::int64_t>(brought * left)});
  for (const auto& [station, weight] : stations) interface.outlets.push_back({stream(), station.index});
  interface.fetched_by = {depot.index};
  return interface;
}

namespace {

const sim::Registered<Facility, Township> registered{
    "township",
    {"镇街", "subdistrict or town", "subdistricts and towns"},
    {"一个镇街的居民，其生活垃圾在投放点等待收运车队清运。",
     "The people of a subdistrict or town, whose rubbish waits at collection points for vehicles of a depot."},
    {
        {&Township::population, "population", "person", {"常住人口", "residents"}, 0, 1e9, sim::extensive | sim::required},
        {&Township::per_head,
         "per_head",
         "g/person/d",
         {"人均日产生垃圾量", "rubbish one resident brings out in a day"},
         0,
         1e5,
         sim::required},
        {&Township::season, "season", "1", {"各月系数，从一月起", "factor by month, January first"}, 0, 10},
        {&Township::weekday, "weekday", "1", {"星期系数，从星期一起", "factor by weekday, Monday first"}, 0, 10},
        {&Township::quarters,
         "quarters",
         "1",
         {"一天中0—6时、6—12时、12—18时、18—24时投放的比例", "share of a day brought out from 0-6, 6-12, 12-18 and 18-24 h"},
         0,
         1},
        {&Township::noise, "noise", "1", {"日产生量的变异系数", "coefficient of variation of a day's rubbish"}, 0, 2},
        {&Township::bins,
         "bins",
         "g",
         {"投放点的容量；超出部分满溢", "what the collection points hold; more lies on the street"},
         0,
         1e15,
         sim::extensive | sim::required},
        {&Township::loading, "loading", "s", {"收运一趟所需时间", "time of one collection round"}, 0, 86'400},
        {&Township::stations,
         "stations",
         "site",
         {"满载车辆前往的转运站，按权重", "where full vehicles go, by weight"},
         0,
         1e6,
         sim::required},
        {&Township::depot, "depot", "site", {"负责收运的车队", "depot whose vehicles collect here"}, sim::required},
        {&Township::rubbish, "rubbish", "stream", {"其他垃圾", "the residual rubbish"}, sim::required},
        {&Township::apart,
         "apart",
         "stream",
         {"没有政策时单独投放的废物种类，按产生垃圾的比例", "streams kept apart without any policy, per rubbish brought out"},
         0,
         10},
        {&Township::takers,
         "takers",
         "site",
         {"分类废物的去向：依次送往可接收的单位", "where they go: each to those that accept it, in turn"}},
        {&Township::apart_payload,
         "apart_payload",
         "g",
         {"一车可收运的分类废物", "what one vehicle fetches of them"},
         1e3,
         1e8,
         sim::payload},
    }};

}  // namespace
}  // namespace waste
