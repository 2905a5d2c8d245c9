#include "engine/random/split.h"
#include "models/district/district.h"
#include "models/district/season.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Growers apply a material in one season and recover it in another: mulch film, pesticide bottles. Part of it goes to the
/// collection points in small loads; the rest stays in the field, from where a policy may have it collected later.
class Growers final : public Facility {
 public:
  std::int64_t use = 0;           // applied in a mean year [g/a]
  sim::Numbers laid, taken;       // [month of year] weights of the two seasons
  double noise = 0;               // coefficient of variation of a year's use [1]
  double recovered = 1;           // share recovered and brought to the points [1]
  std::int64_t old = 0;           // from earlier years, in the field at the start [g]
  SiteShares points;             // collection points, by weight
  std::int64_t payload = 200'000; // small loads [g]
  StreamRef stream;

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
  StreamId what() const { return stream.index; }
  void wait(sim::Time now, sim::Context& context) const;
  void lay(sim::Context& context);
  void take_up(double days, sim::Context& context);
  std::int64_t pick_up(std::int64_t most, sim::Context& context);
  void send(std::size_t point, bool last_day, sim::Context& context);

  const sim::InverseCdf* noise_table_ = nullptr;
  int year_ = 0;                     // of the current draw of use
  std::int64_t noise_ppm_ = 0;       // of the year
  std::int64_t in_use_ = 0, old_ = 0;  // in the field [g]
  std::vector<double> weights_;      // [point]
  std::vector<std::int64_t> parts_;  // [point] scratch of a split [g]
  std::vector<Stock> piles_;         // [point] to be brought there
};

void Growers::prepare(District& district, Problems& problems) {
  check_season(laid, problems);
  check_season(taken, problems);
  noise_table_ = district.distributions.lognormal_ppm(noise);
  weights_.clear();
  for (const auto& point : points) weights_.push_back(point.second);
  parts_.assign(points.size(), 0);
  piles_.assign(points.size(), {});
}

void Growers::start(sim::Context& context) {
  old_ = opening(what(), old, 0, context).mass;
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
  old_ += mass - collected;
  collected += pick_up(policies().reclaim(site(), 0, context.now()), context);
  sim::apportion(collected, std::span<const double>{weights_}, parts_);
  for (std::size_t point = 0; point < points.size(); ++point) {
    piles_[point].put(parts_[point], 0);
    send(point, last_day, context);
  }
}

std::int64_t Growers::pick_up(std::int64_t most, sim::Context& context) {
  const std::int64_t mass = std::min(most, old_);
  if (mass > 0) book(Channel::reclaimed, what(), mass, context);
  old_ -= mass;
  return mass;
}

void Growers::send(std::size_t point, bool last_day, sim::Context& context) {
  Stock& pile = piles_[point];
  while (pile.mass >= payload || (last_day && pile.mass > 0)) haul(pile.take(payload), what(), points[point].first.index, context, 8h);
}

// It is brought again on the next day of the season, to the point that had no room. If that is not known, to the first.
void Growers::take_back(const Load& load, sim::Context&) {
  const auto refused = [&](const auto& point) { return point.first.index == load.from; };
  const auto found = std::find_if(points.begin(), points.end(), refused);
  piles_[found == points.end() ? 0 : static_cast<std::size_t>(found - points.begin())].put(load.mass, load.water);
}

void Growers::holdings(std::vector<Holding>& held) const {
  held.push_back({what(), in_use_ + old_, 0});
  for (const Stock& pile : piles_) held.push_back({what(), pile.mass, pile.water});
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
  for (const auto& point : points) interface.outlets.push_back({what(), point.first.index});
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
        {&Growers::old, "old", "g", {"起始时田间残留的往年数量", "of earlier years, in the field at the start"}, 0, 1e13, sim::extensive},
        {&Growers::points, "points", "site", {"接收的回收点，按权重", "collection points, by weight"}, 0, 1e6, sim::required},
        {&Growers::payload, "payload", "g", {"一次送交的数量", "what they bring at a time"}, 1e3, 1e8, sim::payload},
        {&Growers::stream, "stream", "stream", {"使用的物料", "what they use"}, sim::required},
    }};

}  // namespace
}  // namespace waste
