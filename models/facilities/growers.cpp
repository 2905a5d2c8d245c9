#include "engine/random/split.h"
#include "models/district/district.h"
#include "models/district/season.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Growers apply a material in one season and recover it in another: mulch film, film of greenhouses, pesticide bottles. Part of
/// it goes to the collection points in small loads; the rest stays in the field, from where a policy may have it collected later.
/// If `leftover` is given, what stays becomes that stream, so that the books keep it apart from the material of the year.
class Growers final : public Facility {
 public:
  std::int64_t use = 0;           // applied in a mean year [g/a]
  sim::Numbers laid, taken;       // [month of year] weights of the two seasons
  double noise = 0;               // coefficient of variation of a year's use [1]
  double recovered = 1;           // share recovered and brought to the points [1]
  std::int64_t standing = 0;      // in use at the start, to be taken up in the first season [g]
  std::int64_t old = 0;           // from earlier years, in the field at the start [g]
  SiteShares points;             // collection points, by weight
  std::int64_t payload = 200'000; // small loads [g]
  StreamRef stream;
  StreamRef leftover;             // what stays in the field; none: it remains the same stream

  const sim::EntityType& type() const override { return sim::entity_type<Growers>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override { take_back(load, context); }
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void day(sim::Context& context);
  static constexpr std::array events{sim::Handler<Growers>{"day", &Growers::day}};

 private:
  enum : unsigned { noise_substream = first_own_substream };
  struct Pile {
    StreamId stream;
    std::vector<Stock> at;  // [point] to be brought there
  };
  StreamId what() const { return stream.index; }
  StreamId what_stays() const { return leftover ? leftover.index : what(); }
  void wait(sim::Time now, sim::Context& context) const;
  void lay(sim::Context& context);
  void take_up(double days, sim::Context& context);
  void leave(std::int64_t mass, sim::Context& context);
  std::int64_t pick_up(std::int64_t most, sim::Context& context);
  void bring(Pile& pile, std::int64_t mass, bool last_day, sim::Context& context);

  const sim::InverseCdf* noise_table_ = nullptr;
  int year_ = 0;                     // of the current draw of use
  std::int64_t noise_ppm_ = 0;       // of the year
  std::int64_t in_use_ = 0, old_ = 0;  // in the field [g]
  std::vector<double> weights_;      // [point]
  std::vector<std::int64_t> parts_;  // [point] scratch of a split [g]
  std::vector<Pile> piles_;          // of the material of the year, and of what stayed if that is another stream
};

void Growers::prepare(District& district, Problems& problems) {
  check_season(laid, problems);
  check_season(taken, problems);
  noise_table_ = district.distributions.lognormal_ppm(noise);
  weights_.clear();
  for (const auto& point : points) weights_.push_back(point.second);
  parts_.assign(points.size(), 0);
  piles_.assign(1, {what(), std::vector<Stock>(points.size())});
  if (what_stays() != what()) piles_.push_back({what_stays(), piles_.front().at});
}

void Growers::start(sim::Context& context) {
  in_use_ = opening(what(), standing, 0, context).mass;
  old_ = opening(what_stays(), old, 0, context).mass;
  wait(context.now() - 1s, context);
}

void Growers::wait(sim::Time now, sim::Context& context) const {
  const sim::Time next = std::min(next_day_of(laid, now), next_day_of(taken, now));
  if (next != sim::never) context.at(next, &Growers::day);
}

void Growers::day(sim::Context& context) {
  lay(context);
  if (const double days = days_left(taken, context.now()); days > 0) take_up(days, context);
  wait(context.now(), context);
}

void Growers::lay(sim::Context& context) {
  if (const int year = sim::year_of(context.now()); year != year_) {
    year_ = year;
    noise_ppm_ = (*noise_table_)(context.random(noise_substream).next());
  }
  const double factor = share_of_day(laid, context.now()) * policies().generation(site(), what(), context.now());
  const auto mean = static_cast<std::int64_t>(static_cast<double>(use) * factor);
  const std::int64_t mass = sim::multiply_divide(mean, noise_ppm_, 1'000'000);
  if (mass <= 0) return;
  book(Channel::generated, what(), mass, context);
  in_use_ += mass;
}

// The material is recovered evenly over the remaining days, completely by the last.
void Growers::take_up(double days, sim::Context& context) {
  const bool last_day = days <= 1;
  const auto mass = last_day ? in_use_ : static_cast<std::int64_t>(static_cast<double>(in_use_) / days);
  const double share = recovered + (1 - recovered) * policies().diverted(site(), what(), context.now());
  auto collected = static_cast<std::int64_t>(static_cast<double>(mass) * share);
  in_use_ -= mass;
  leave(mass - collected, context);
  const std::int64_t picked = pick_up(policies().reclaim(site(), 0, context.now()), context);
  if (piles_.size() == 1) collected += picked;
  else bring(piles_.back(), picked, last_day, context);
  bring(piles_.front(), collected, last_day, context);
}

void Growers::leave(std::int64_t mass, sim::Context& context) {
  old_ += mass;
  if (mass == 0 || what_stays() == what()) return;
  book(Channel::consumed, what(), mass, context);
  book(Channel::produced, what_stays(), mass, context);
}

std::int64_t Growers::pick_up(std::int64_t most, sim::Context& context) {
  const std::int64_t mass = std::min(most, old_);
  if (mass > 0) book(Channel::reclaimed, what_stays(), mass, context);
  old_ -= mass;
  return mass;
}

void Growers::bring(Pile& pile, std::int64_t mass, bool last_day, sim::Context& context) {
  sim::apportion(mass, std::span<const double>{weights_}, parts_);
  for (std::size_t point = 0; point < points.size(); ++point) {
    Stock& here = pile.at[point];
    here.put(parts_[point], 0);
    while (here.mass >= payload || (last_day && here.mass > 0))
      haul(here.take(payload), pile.stream, points[point].first.index, context, 8h);
  }
}

// It is brought again on the next day of the season, to the point that had no room. If that is not known, to the first.
void Growers::take_back(const Load& load, sim::Context&) {
  const auto refused = [&](const auto& point) { return point.first.index == load.from; };
  const auto found = std::find_if(points.begin(), points.end(), refused);
  Pile& pile = load.stream == what() ? piles_.front() : piles_.back();
  pile.at[found == points.end() ? 0 : static_cast<std::size_t>(found - points.begin())].put(load.mass, load.water);
}

void Growers::holdings(std::vector<Holding>& held) const {
  held.push_back({what(), in_use_, 0});
  held.push_back({what_stays(), old_, 0});
  for (const Pile& pile : piles_)
    for (const Stock& here : pile.at) held.push_back({pile.stream, here.mass, here.water});
}

void Growers::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::generation, site(), what()});
  asked.push_back({PolicyLever::diverted, site(), what()});
  asked.push_back({PolicyLever::reclaim, site()});
}

FlowInterface Growers::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  interface.sources = {{what(), static_cast<std::int64_t>(static_cast<double>(use) / 365 * policies.generation(site(), what(), now))}};
  interface.accepts = {what()};
  for (const Pile& pile : piles_)
    for (const auto& point : points) interface.outlets.push_back({pile.stream, point.first.index});
  if (what_stays() != what()) interface.sources.push_back({what_stays(), 0});  // only what policies have picked up
  return interface;
}

const sim::Registered<Facility, Growers> registered{
    "growers",
    {"种植户", "group of growers", "groups of growers"},
    {"在一个季节使用农膜或农药，在另一个季节将部分废弃物送到回收点的种植户。",
     "Growers who use film or bottles in one season and bring part of them to collection points in another."},
    {
        {&Growers::use, "use", "g/a", {"平均年份的使用量", "brought out in a mean year"}, 0, 1e13, sim::extensive | sim::required},
        {&Growers::laid,
         "laid",
         "1",
         {"各月投入使用的权重，从一月起", "weight by month in which it is brought out, January first"},
         0,
         100,
         sim::required},
        {&Growers::taken,
         "taken",
         "1",
         {"各月清理回收的权重，从一月起", "weight by month in which it is taken up, January first"},
         0,
         100,
         sim::required},
        {&Growers::noise, "noise", "1", {"年使用量的变异系数", "coefficient of variation of a year's use"}, 0, 2},
        {&Growers::recovered, "recovered", "1", {"送到回收点的比例", "part that is brought to the points"}, 0, 1},
        {&Growers::standing,
         "standing",
         "g",
         {"起始时正在使用、首个清理季回收的数量", "in use at the start, taken up in the first season"},
         0,
         1e13,
         sim::extensive},
        {&Growers::old, "old", "g", {"起始时田间残留的往年数量", "of earlier years, in the field at the start"}, 0, 1e13, sim::extensive},
        {&Growers::points, "points", "site", {"接收的回收点，按权重", "collection points, by weight"}, 0, 1e6, sim::required},
        {&Growers::payload, "payload", "g", {"一次送交的数量", "what they bring at a time"}, 1e3, 1e8, sim::payload},
        {&Growers::stream, "stream", "stream", {"使用的物料", "what they use"}, sim::required},
        {&Growers::leftover,
         "leftover",
         "stream",
         {"残留在田间后归入的废物种类；不给出则不变", "as what it counts once it stayed in the field; none: the same"}},
    }};

}  // namespace
}  // namespace waste
