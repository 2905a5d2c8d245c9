#include "models/facilities/building_projects.h"

#include <algorithm>

#include "models/district/district.h"

namespace waste {

void BuildingProjects::check(Problems& problems) const {
  double share = 0;
  for (const double phase : phases) share += phase;
  const auto add = [&](const char* parameter, const sim::Message& message, const sim::Message& hint) {
    problems.add(parameter, message, hint);
  };
  if (phases.size() != 3 || share >= 1)
    add("phases", {"phases需要3个比例，合计小于1", "phases needs 3 shares below 1 in all"},
        {"拆除、开挖、建造", "pulling down, digging, building"});
  if (streams.size() != BuildingProject::classes)
    add("streams", {"streams需要4个名称", "streams needs 4 names"},
        {"拆除垃圾、渣土、泥浆、工程垃圾", "demolition, spoil, slurry, structural"});
  if (shift < 1h) add("shift", {"每天作业不足一小时", "the shift is shorter than an hour"}, {"如shift: 10 h", "e.g. shift: 10 h"});
}

void BuildingProjects::prepare(District& district, Problems& problems) {
  check(problems);
  if (streams.size() != BuildingProject::classes) return;
  hours_ = std::max<std::int64_t>(1, shift / sim::Duration{1h});
  interval_table_ = district.distributions.lognormal_ppm(interval_cv);
  duration_table_ = district.distributions.pert(duration);
  size_table_ = district.distributions.lognormal_ppm(size_cv);
  for (std::size_t pile = 0; pile < piles; ++pile) {
    const Stream& stream = district.streams[stream_of(pile)];
    payload_[pile] = std::min(body * stream.density, payload);
    if (payload_[pile] == 0)
      problems.add("streams", {"废物种类“" + stream.id + "”没有密度", "stream '" + stream.id + "' has no density"},
                   sim::typed("density: 1.6 t/m3"));
  }
  mean_mass_ = {demolished * demolition, mass_of(BuildingProject::spoil, spoil, district),
                mass_of(BuildingProject::slurry, slurry, district), floor_area * structural};
  mean_fill_ = mass_of(BuildingProject::spoil, fill, district);
  routes_.lead_to(plants, fills, overflow, restoration, site(), district);
}

/// Mass of a volume per floor area in a mean project.
std::int64_t BuildingProjects::mass_of(std::size_t what, double volume_per_area, const District& district) const {
  const double volume = static_cast<double>(floor_area) * volume_per_area;  // [m3]
  return static_cast<std::int64_t>(volume * static_cast<double>(district.streams[stream_of(what)].density) + 0.5);
}

// Projects started before the first day are drawn too, so that the run starts with a typical number of projects.
void BuildingProjects::start(sim::Context& context) {
  const std::int32_t today = day_number(context.now());
  calendar_.begin_after(today - 1);
  if (projects > 0) {
    sim::Time begins = context.now() - sim::Duration{duration.high};
    for (begins += interval(context) / 2; begins < context.now(); begins += interval(context))
      open(draw_project(begins, context), today, context);
    context.at(begins, &BuildingProjects::begin_project);
  }
  context.at(next_time_of_day(context.now(), opens), &BuildingProjects::begin_day);
}

// The number of starts follows demand: a construction boom or slump is a change of demand.
sim::Duration BuildingProjects::interval(sim::Context& context) {
  const double rate = projects * policies().demand(site(), no_stream, context.now());  // [1/a]
  const auto mean = static_cast<std::int64_t>(365.25 * 86'400 / std::max(rate, 1e-3) + 0.5);  // [s]
  const std::int64_t ppm = (*interval_table_)(context.random(interval_substream).next());
  return sim::Duration{std::max<std::int64_t>(1, sim::multiply_divide(mean, ppm, 1'000'000))};
}

void BuildingProjects::begin_project(sim::Context& context) {
  const std::int32_t today = day_number(context.now());
  open(draw_project(context.now(), context), today, context);
  context.after(interval(context), &BuildingProjects::begin_project);
}

// The waste of a project is fixed at design time, under the policies of that day.
BuildingProject BuildingProjects::draw_project(sim::Time begins, sim::Context& context) {
  BuildingProject project;
  const std::int64_t length = draw(*duration_table_, project_substream, context).count() / sim::seconds_per_day;
  const std::int64_t size = (*size_table_)(context.random(project_substream).next());  // [ppm]
  project.green_draw = context.random(project_substream).uniform();
  project.plan(day_number(begins) + 1, static_cast<std::int32_t>(length), phases);
  for (std::size_t what = 0; what < BuildingProject::classes; ++what) {
    const auto usual = static_cast<double>(sim::multiply_divide(mean_mass_[what], size, 1'000'000));
    project.mass[what] = static_cast<std::int64_t>(usual * policies().generation(site(), stream_of(what), context.now()));
  }
  project.fill = sim::multiply_divide(mean_fill_, size, 1'000'000);
  project.floor_area = sim::multiply_divide(floor_area, size, 1'000'000);
  return project;
}

// Orders the fill of a project when it starts, unless it has already reached the finishing phase.
void BuildingProjects::open(const BuildingProject& project, std::int32_t today, sim::Context& context) {
  if (project.over(today)) return;
  calendar_.add(project);
  if (today < project.begins[BuildingProject::finishing]) ask_exchange(Notice::Kind::order, wanted_fill(project, context.now()), context);
}

// No pit is filled twice: what policies make the site use of its own spoil, beyond its habit, is not wanted from others.
std::int64_t BuildingProjects::wanted_fill(const BuildingProject& project, sim::Time now) const {
  const double own = (1 - kept) * policies().diverted(site(), stream_of(BuildingProject::spoil), now);
  const auto used = static_cast<std::int64_t>(static_cast<double>(project.mass[BuildingProject::spoil]) * own);
  return std::max<std::int64_t>(0, project.fill - used);
}

// The spoil is offered on the day the digging begins. Offers of projects already dug when the run begins were taken up before.
void BuildingProjects::offer(std::int32_t today, sim::Context& context) {
  const StreamId stream = stream_of(BuildingProject::spoil);
  calendar_.each_changed([&](const BuildingProject& project) {
    if (!exchange || today != project.begins[BuildingProject::digging]) return;
    const double share = 1 - (1 - offered) * (1 - policies().diverted(exchange.index, stream, context.now()));
    const double leaves = (1 - kept) * (1 - policies().diverted(site(), stream, context.now()));
    const auto mass = static_cast<double>(project.mass[BuildingProject::spoil]);
    ask_exchange(Notice::Kind::apply, static_cast<std::int64_t>(mass * leaves * share), context);
  });
}

void BuildingProjects::ask_exchange(Notice::Kind kind, std::int64_t mass, sim::Context& context) const {
  if (!exchange || mass < payload_[BuildingProject::spoil]) return;
  Notice notice;
  notice.kind = kind;
  notice.stream = stream_of(BuildingProject::spoil);
  notice.amount = mass;
  tell(exchange.index, notice, context);
}

void BuildingProjects::begin_day(sim::Context& context) {
  const std::int32_t today = day_number(context.now());
  calendar_.turn_to(today);
  for (std::size_t what = 0; what < BuildingProject::classes; ++what)
    if (calendar_.arises()[what] > 0) arise(what, calendar_.arises()[what], context);
  offer(today, context);
  for (const BuildingProject& project : calendar_.take_completed()) complete(project, context);
  for (std::size_t pile = 0; pile < piles; ++pile) loads_[pile] = pile_[pile] / payload_[pile];
  routes_.begin_day([&](SiteId plant) { return policies().in_service(plant, context.now()); });
  owed_ = {};
  hour_ = 0;
  context.after(0s, &BuildingProjects::load_hour);
  context.after(24h, &BuildingProjects::begin_day);
}

void BuildingProjects::complete(const BuildingProject& project, sim::Context& context) {
  book(Channel::checked, no_stream, project.floor_area, context);
  const double probability = green + policies().compliance_gain(site(), context.now());
  if (project.green_draw < probability) book(Channel::passed, no_stream, project.floor_area, context);
}

void BuildingProjects::arise(std::size_t what, std::int64_t mass, sim::Context& context) {
  const StreamId stream = stream_of(what);
  book(Channel::generated, stream, mass, context);
  const double share = 1 - (1 - kept) * (1 - policies().diverted(site(), stream, context.now()));
  const auto used = static_cast<std::int64_t>(static_cast<double>(mass) * share);
  if (used > 0) book(Channel::utilised, stream, used, context);
  pile_[what] += mass - used;
  if (what == BuildingProject::demolition || what == BuildingProject::structural) sort_out(what, mass - used, context);
}

// Policies add to the sorting without policies.
double BuildingProjects::sorted_share(std::size_t what, const PolicySet& policies, sim::Time now) const {
  const std::array into{stream_of(sorted_debris)};
  std::array shares{sorted};
  policies.separated(site(), stream_of(what), into, shares, now);
  return std::min(shares[0], 1.0);
}

void BuildingProjects::sort_out(std::size_t what, std::int64_t mass, sim::Context& context) {
  const auto part = static_cast<std::int64_t>(static_cast<double>(mass) * sorted_share(what, policies(), context.now()));
  if (part == 0) return;
  book(Channel::consumed, stream_of(what), part, context);
  book(Channel::produced, stream_of(sorted_debris), part, context);
  pile_[what] -= part;
  pile_[sorted_debris] += part;
}

// An hour's loads are dispatched by a single event, each with a separate departure minute.
void BuildingProjects::load_hour(sim::Context& context) {
  for (std::size_t pile = 0; pile < piles; ++pile) {
    std::uint32_t now = 0;
    for (owed_[pile] += loads_[pile]; owed_[pile] >= hours_; owed_[pile] -= hours_) ++now;
    if (now == 0) continue;
    const double aside = share_aside(pile, context.now());
    for (std::uint32_t i = 0; i < now; ++i) {
      pile_[pile] -= payload_[pile];
      haul({payload_[pile], 0}, stream_of(pile), destination(pile, aside), context, sim::Duration{3600 * i / now});
    }
  }
  if (++hour_ < hours_) context.after(1h, &BuildingProjects::load_hour);
}

/// Share of a pile's loads that leaves the usual route: spoil to the restoration, debris astray.
double BuildingProjects::share_aside(std::size_t pile, sim::Time now) const {
  if (pile == BuildingProject::spoil && restoration) return policies().diverted(restoration.index, stream_of(pile), now);
  if (pile != sorted_debris) return 0;
  const SiteId plant = routes_.plants().nearest_open();
  return plant == no_site ? 0 : astray * (1 - policies().diverted(plant, stream_of(pile), now));
}

SiteId BuildingProjects::destination(std::size_t pile, double aside) {
  if (pile == BuildingProject::spoil) return routes_.for_spoil(payload_[pile], aside);
  return pile == sorted_debris ? routes_.for_debris(aside) : routes_.open_fill();
}

// Spoil from others is backfilled around our structures.
void BuildingProjects::receive(const Load& load, sim::Context& context) {
  book(Channel::utilised, load.stream, load.mass, context, load.water, load.from);
}

// It leaves again tomorrow.
void BuildingProjects::take_back(const Load& load, sim::Context&) {
  std::size_t pile = 0;
  while (stream_of(pile) != load.stream) ++pile;  // it is one of ours
  pile_[pile] += load.mass;
}

// The exchange has found a project for our spoil, or a gate was closed to one of our loads.
void BuildingProjects::notice(const Notice& notice, sim::Context&) {
  if (notice.kind == Notice::Kind::granted) return routes_.grant(notice.about, notice.amount);
  if (notice.kind == Notice::Kind::refused) routes_.close(notice.from);
}

void BuildingProjects::holdings(std::vector<Holding>& held) const {
  for (std::size_t pile = 0; pile < piles; ++pile) held.push_back({stream_of(pile), pile_[pile], 0});
}

void BuildingProjects::questions(Questions& asked, const District& district) const {
  asked.push_back({PolicyLever::demand, site()});
  asked.push_back({PolicyLever::compliance_gain, site()});
  for (std::size_t what = 0; what < BuildingProject::classes; ++what) {
    asked.push_back({PolicyLever::generation, site(), stream_of(what)});
    asked.push_back({PolicyLever::diverted, site(), stream_of(what)});
  }
  for (const auto what : {BuildingProject::demolition, BuildingProject::structural})
    asked.push_back({PolicyLever::separated, site(), stream_of(what), stream_of(sorted_debris)});
  for (const auto& taker : {exchange, restoration})
    if (taker) asked.push_back({PolicyLever::diverted, taker.index, stream_of(BuildingProject::spoil)});
  for (const auto& plant : plants) {
    ask_in_service(asked, plant.index, district);
    asked.push_back({PolicyLever::diverted, plant.index, stream_of(sorted_debris)});
  }
}

FlowInterface BuildingProjects::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (std::size_t what = 0; what < BuildingProject::classes; ++what) {
    const StreamId stream = stream_of(what);
    const double yearly = projects * static_cast<double>(mean_mass_[what]);
    interface.sources.push_back({stream, static_cast<std::int64_t>(yearly / 365.25 * policies.generation(site(), stream, now))});
    for (const auto& destination : routes_.fills()) interface.outlets.push_back({stream, destination.site});
    interface.outlets.push_back({stream, overflow.index, FlowInterface::When::refused});
  }
  for (const auto what : {BuildingProject::demolition, BuildingProject::structural}) {
    const double leaves = (1 - kept) * (1 - policies.diverted(site(), stream_of(what), now));
    interface.conversions.push_back({stream_of(what), stream_of(sorted_debris), leaves * sorted_share(what, policies, now)});
  }
  for (const auto* destinations : {&routes_.plants(), &routes_.fills()})
    for (const auto& destination : *destinations) interface.outlets.push_back({stream_of(sorted_debris), destination.site});
  interface.outlets.push_back({stream_of(sorted_debris), overflow.index, FlowInterface::When::refused});
  const StreamId spoil_stream = stream_of(BuildingProject::spoil);
  if (restoration) interface.outlets.push_back({spoil_stream, restoration.index});
  interface.accepts = interface.ends = {spoil_stream};
  interface.load = *std::min_element(payload_.begin(), payload_.end());
  return interface;
}

}  // namespace waste
