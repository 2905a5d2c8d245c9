#include "engine/random/split.h"
#include "models/district/district.h"
#include "models/district/season.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// The fields of one crop: straw arises daily during the harvest. Stubble stays rooted; of the collectable straw, part is
/// returned to the soil, part leaves by truck for its uses, and the rest is left or burnt.
class Field final : public Facility {
 public:
  std::int64_t straw = 0;        // in a mean year, stubble included [g/a]
  double collectable = 1;        // collectable share [1]
  sim::Numbers harvest;          // [month of year] weight
  double weather = 0;            // coefficient of variation of a year's yield [1]
  double noise = 0;              // coefficient of variation of a day's yield [1]
  double returned = 0;           // share of the collectable straw returned to the soil [1]
  SiteShares uses;              // share of the collectable straw, by receiving site [1]
  double scatter = 0;            // coefficient of variation of each part from day to day [1]
  std::int64_t payload = 4'000'000;  // [g]
  StreamRef stream, stubble;

  const sim::EntityType& type() const override { return sim::entity_type<Field>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { wait(context.now() - 1s, context); }
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void day(sim::Context& context);
  static constexpr std::array events{sim::Handler<Field>{"day", &Field::day}};

 private:
  enum : unsigned { weather_substream = first_own_substream, noise_substream, split_substream };
  static constexpr std::size_t at_once = 2;  // parts that need no truck: returned to the soil, left

  StreamId what() const { return stream.index; }
  void wait(sim::Time now, sim::Context& context) const;
  std::int64_t yield(sim::Context& context);
  void split(std::int64_t mass, sim::Context& context);
  void bring_into_use(sim::Time now);
  void send(std::size_t use, bool last_day, sim::Context& context);

  const sim::InverseCdf* weather_table_ = nullptr;
  const sim::InverseCdf* noise_table_ = nullptr;
  const sim::InverseCdf* scatter_table_ = nullptr;
  int year_ = 0;                      // of the current weather draw
  std::int64_t weather_ppm_ = 0;      // of the year
  std::vector<double> weights_;       // [returned, left, use ...], of the running day
  std::vector<double> gained_;        // [returned, left, use ...] diverted there by policies, of what would be left
  std::vector<std::int64_t> parts_;   // [returned, left, use ...] [g]
  std::vector<std::int64_t> piles_;   // [use] waits for a truck [g]
};

void Field::prepare(District& district, Problems& problems) {
  check_season(harvest, problems);
  double used = returned;
  for (const auto& [use, share] : uses) used += share;
  if (used > 1 + 1e-9)
    problems.add("uses", {"利用多于产生", "more is used than arises"},
                 {"returned与uses合计不超过100%", "returned and uses together at most 100 %"});
  weather_table_ = district.distributions.lognormal_ppm(weather);
  noise_table_ = district.distributions.lognormal_ppm(noise);
  scatter_table_ = district.distributions.lognormal_ppm(scatter);
  weights_.assign(at_once + uses.size(), 0);
  gained_ = weights_;
  parts_.assign(at_once + uses.size(), 0);
  piles_.assign(uses.size(), 0);
}

void Field::wait(sim::Time now, sim::Context& context) const {
  if (const sim::Time next = next_day_of(harvest, now); next != sim::never) context.at(next, &Field::day);
}

std::int64_t Field::yield(sim::Context& context) {
  if (const int year = sim::year_of(context.now()); year != year_) {
    year_ = year;
    weather_ppm_ = (*weather_table_)(context.random(weather_substream).next());
  }
  const double factor = share_of_day(harvest, context.now()) * policies().generation(site(), what(), context.now());
  const auto mean = static_cast<std::int64_t>(static_cast<double>(straw) * factor);
  const std::int64_t ppm = (*noise_table_)(context.random(noise_substream).next());
  return sim::multiply_divide(sim::multiply_divide(mean, weather_ppm_, 1'000'000), ppm, 1'000'000);
}

void Field::day(sim::Context& context) {
  const std::int64_t mass = yield(context);
  const auto loose = static_cast<std::int64_t>(static_cast<double>(mass) * collectable);
  if (const std::int64_t rooted = mass - loose; rooted > 0) {
    book(Channel::generated, stubble.index, rooted, context);
    book(Channel::disposed, stubble.index, rooted, context);
  }
  if (loose > 0) split(loose, context);
  const bool last_day = next_day_of(harvest, context.now()) - context.now() > 24h;
  for (std::size_t use = 0; use < uses.size(); ++use) send(use, last_day, context);
  wait(context.now(), context);
}

void Field::split(std::int64_t mass, sim::Context& context) {
  book(Channel::generated, what(), mass, context);
  bring_into_use(context.now());
  for (double& weight : weights_) weight *= static_cast<double>((*scatter_table_)(context.random(split_substream).next()));
  sim::apportion(mass, std::span<const double>{weights_}, parts_);
  if (parts_[0] > 0) book(Channel::utilised, what(), parts_[0], context);
  if (parts_[1] > 0) book(Channel::disposed, what(), parts_[1], context);
  for (std::size_t use = 0; use < uses.size(); ++use) piles_[use] += parts_[at_once + use];
}

// Policies draw on what would be left, each a share of it; together they cannot take more than all of it.
void Field::bring_into_use(sim::Time now) {
  weights_[0] = returned;
  weights_[1] = 1 - returned;
  gained_[0] = policies().diverted(site(), what(), now);
  double kept = 1 - gained_[0], sum = gained_[0];
  for (std::size_t use = 0; use < uses.size(); ++use) {
    const auto& [to, share] = uses[use];
    weights_[at_once + use] = share;
    weights_[1] = std::max(0.0, weights_[1] - share);
    const double gained = gained_[at_once + use] = policies().diverted(to.index, what(), now);
    kept *= 1 - gained;
    sum += gained;
  }
  if (sum <= 0) return;
  const double moved = weights_[1] * (1 - kept);
  weights_[1] -= moved;
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] += i == 1 ? 0 : moved * gained_[i] / sum;
}

// Full trucks leave during the day; an incomplete load waits, but not beyond the harvest.
void Field::send(std::size_t use, bool last_day, sim::Context& context) {
  std::int64_t& pile = piles_[use];
  const std::int64_t loads = pile / payload + (last_day && pile % payload > 0);
  for (std::int64_t i = 0; i < loads; ++i) {
    const std::int64_t mass = std::min(pile, payload);
    pile -= mass;
    haul({mass, 0}, what(), uses[use].first.index, context, sim::Duration{86'399 / loads * i});
  }
}

// A use that has no room sends straw back; it is too late in the year to look for another.
void Field::take_back(const Load& load, sim::Context& context) { book(Channel::disposed, load.stream, load.mass, context, load.water); }

void Field::holdings(std::vector<Holding>& held) const {
  for (const std::int64_t pile : piles_) held.push_back({what(), pile, 0});
}

void Field::questions(Questions& asked, const District&) const {
  asked.push_back({PolicyLever::generation, site(), what()});
  asked.push_back({PolicyLever::diverted, site(), what()});
  for (const auto& [use, share] : uses) asked.push_back({PolicyLever::diverted, use.index, what()});
}

FlowInterface Field::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  const double mean = static_cast<double>(straw) / 365 * policies.generation(site(), what(), now);
  interface.sources = {{what(), static_cast<std::int64_t>(mean * collectable)},
                       {stubble.index, static_cast<std::int64_t>(mean * (1 - collectable))}};
  interface.ends = {what(), stubble.index};
  for (const auto& use : uses) interface.outlets.push_back({what(), use.first.index});
  return interface;
}

const sim::Registered<Facility, Field> registered{
    "field",
    {"农田", "field", "fields"},
    {"种植同一种作物的农田：收获时产生秸秆，还田、利用或弃留。",
     "Fields of one crop: straw in the harvest, back into the soil, to its uses, or left."},
    {
        {&Field::straw,
         "straw",
         "g/a",
         {"平均年份的秸秆量，含留茬", "straw of a mean year, stubble included"},
         0,
         1e14,
         sim::extensive | sim::required},
        {&Field::collectable, "collectable", "1", {"其中可收集的比例", "part of it that can be collected"}, 0, 1},
        {&Field::harvest, "harvest", "1", {"各月收获权重，从一月起", "weight by month, January first"}, 0, 100, sim::required},
        {&Field::weather, "weather", "1", {"年产量的变异系数", "coefficient of variation of a year's yield"}, 0, 2},
        {&Field::noise, "noise", "1", {"日产量的变异系数", "coefficient of variation of a day's yield"}, 0, 2},
        {&Field::returned, "returned", "1", {"可收集秸秆中还田的比例", "part of the collectable straw put back into the soil"}, 0, 1},
        {&Field::uses, "uses", "site", {"可收集秸秆中送往各利用单位的比例", "part of the collectable straw by site that takes it"}, 0, 1},
        {&Field::scatter, "scatter", "1", {"各比例逐日波动的变异系数", "coefficient of variation of each part from day to day"}, 0, 2},
        {&Field::payload, "payload", "g", {"一车的装载量", "what one truck takes"}, 1e3, 1e8, sim::payload},
        {&Field::stream, "stream", "stream", {"可收集的秸秆", "the straw that can be collected"}, sim::required},
        {&Field::stubble, "stubble", "stream", {"留在地里的根茬", "what stays rooted"}, sim::required},
    }};

}  // namespace
}  // namespace waste
