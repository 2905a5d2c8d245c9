#include "models/facilities/facility.h"

#include "engine/base/error.h"
#include "models/district/district.h"
#include "models/facilities/outgoing.h"

namespace waste {

void Facility::ask_in_service(Questions& asked, SiteId of, const District& district) {
  if (district.sites[of].capacity >= 0) asked.push_back({PolicyLever::capacity, of});
}

// What comes back to its sender was not accepted by anybody.
void Facility::pay_gate_fee(const Load& load, sim::Context& context) const {
  const auto& accepted = district().sites[site_].accepts;
  if (std::find(accepted.begin(), accepted.end(), load.stream) == accepted.end()) return;
  const std::int64_t price = policies_->price(site_, load.stream, context.now());
  if (price != 0) book(Channel::money, load.stream, price * (load.mass / 1000) / 1000, context, 0, load.from);
}

// Inlined, so that a load is written once, directly in its payload slot: if it were assembled in memory and copied as a whole,
// the copy would wait until its parts have left the store buffer.
[[gnu::always_inline]] inline void Facility::set_off(Load& load, SiteId to, sim::Context& context, sim::Duration before) {
  const std::int64_t mean = district().travel_time(site_, to);
  // The table gives parts per million of the mean driving time.
  const std::int64_t ppm = (*district().travel_factor)(context.random(travel).next());
  load.from = site_;
  if (load.mass > 0) book(Channel::sent, load.stream, load.mass, context, load.water, to);
  context.send(to, before + sim::Duration{std::max<std::int64_t>(1, mean * ppm / 1'000'000)}, load);
}

void Facility::depart(const Load& load, SiteId to, sim::Context& context, sim::Duration before) {
  Load departing = load;
  set_off(departing, to, context, before);
}

void Facility::haul(const Stock& part, StreamId stream, SiteId to, sim::Context& context, sim::Duration before) {
  Load load;
  load.stream = stream;
  load.mass = part.mass;
  load.water = part.water;
  load.origin = site_;
  set_off(load, to, context, before);
}

Stock Facility::opening(StreamId stream, std::int64_t mass, double water, sim::Context& context) const {
  const Stock stock{mass, static_cast<std::int64_t>(static_cast<double>(mass) * water)};
  if (mass > 0) book(Channel::opening, stream, mass, context, stock.water);
  return stock;
}

// Each trip takes at least a second and is counted, so a circle of fallbacks ends long before a day has passed.
void Facility::turn_away(const Load& load, SiteRef fallback, sim::Context& context) {
  constexpr std::uint16_t max_gates = 32;  // no chain of fallbacks is so long: the load goes in a circle
  refused_ = true;
  book(Channel::turned_away, load.stream, load.mass, context, 0, load.origin);
  Load onward = load;
  ++onward.turned_away;
  const bool in_vain = fallback.index == load.from || onward.turned_away >= max_gates;
  set_off(onward, in_vain ? load.origin : fallback ? fallback.index : load.from, context, 0s);
}

void Facility::receive(const Load& load, sim::Context&) { reject(load, {"不接收车辆，却有一车到来", "takes no loads, but one arrives"}); }

void Facility::take_back(const Load& load, sim::Context& context) {
  Outgoing* const stock = outgoing(load.stream);
  if (!stock) reject(load, {"没有存量可以收回无人接收的一车", "has no stock into which a load could come back that nobody took"});
  stock->put_back(load, context.now());
  if (load.home != site_) send_home(load, context);
}

void Facility::reject(const Load& load, const sim::Text& why) const {
  const auto named = [&](SiteId site) { return "'" + district().sites[site].id + "'"; };
  throw sim::Error(sim::Exit::model,
                   {"场所" + named(site_) + why.zh + "：来自" + named(load.from) + "的'" + district().streams[load.stream].id + "'",
                    "site " + named(site_) + " " + why.en + ": '" + district().streams[load.stream].id + "' from " + named(load.from)});
}

void Facility::drive_home(const Load& load, sim::Context& context) {
  Load empty;
  empty.home = load.home;
  empty.origin = load.origin;
  empty.capacity = load.capacity;
  set_off(empty, load.home, context, 0s);
}

void Facility::tell(SiteId to, Notice notice, sim::Context& context, sim::Duration delay) const {
  notice.from = site_;
  const District& district = this->district();
  if (district.owners.size() > 1 && district.placements[to].owner != district.placements[site_].owner)
    delay = std::max(delay, district.notice_between);
  context.send(to, delay, notice);
}

void Facility::check_season(const sim::Numbers& index, Problems& problems) {
  if (!index.empty() && index.size() != 12)
    problems.add("season", {"season需要12个值", "season needs 12 values"}, {"每月一个系数，从一月起", "one factor a month, January first"});
}

double Facility::in_season(const sim::Numbers& index, sim::Time now) {
  return index.empty() ? 1.0 : index[static_cast<std::size_t>(sim::month_of_year(now))];
}

sim::Time next_time_of_day(sim::Time now, sim::Duration time_of_day) {
  const sim::Time today = sim::Time{sim::day_of(now)} + time_of_day;
  return today > now ? today : today + 24h;
}

}  // namespace waste
