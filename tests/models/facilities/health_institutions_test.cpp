
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* streams = "{medical: {category: medical}, bottles: {category: other}}";

/// 120 kg a day; the plant keeps twice that, and a second one is shut.
std::string clinics(const std::string& parameters, const std::string& policies = "") {
  return "sites:\n"
         "  clinics: {kind: health_institutions, place: here, hospitals: 2, small: 48, beds: 150, per_bed: 0.6 kg/d, visits: 750,\n"
         "            per_visit: 0.04 kg, bottles: 0.2 kg/d, payload: 500 kg, waste: medical, recyclable: bottles,\n"
         "            plant: plant, carrier: vans, recycler: glass, " +
         parameters +
         "}\n"
         "  plant: {kind: treatment_plant, place: here, accepts: [medical], capacity: 240 kg/d, store: 4, fallback: second}\n"
         "  second: {kind: treatment_plant, place: here, accepts: [medical], capacity: 0 kg/d}\n"
         "  vans: {kind: carrier, place: here, vehicles: 3}\n"
         "  glass: {kind: outlet, place: here, accepts: [bottles], capacity: 1 t/d, yard: 1 t}\n"
         "policies:\n"
         "  nothing: {kind: outreach, starts: 2020-01-01}\n" +
         policies;
}

const std::string surge =
    "  surge: {kind: source_reduction, sites: [clinics], streams: [medical], reduction: -350 %, starts: 2020-03-01, ends: 2020-05-01}\n";
const std::string device = "  device: {kind: new_capacity, sites: [second], capacity: 1 t/d, starts: 2020-02-01}\n";

}  // namespace

TEST_CASE("in usual times the waste is fetched every two days, and nothing passes the limit") {
  SmallWorld world(clinics(""), "2021-01-01", {}, streams);
  world.run();
  CHECK(world.in_year("clinics", Channel::generated, 2020) == 366 * (120'000 + 30'000));
  CHECK(world.in_year("clinics", Channel::overdue, 2020) == 0);
  CHECK(world.in_year("plant", Channel::disposed, 2020) == Approx(366 * 120e3).epsilon(0.02));
  CHECK(world.in_year("glass", Channel::utilised, 2020) == Approx(366 * 30e3).epsilon(0.1));
  CHECK(world.in_year("second", Channel::received, 2020) == 0);
}

TEST_CASE("a surge fills the plant; what it refuses waits at the institutions unless a second route is open") {
  SmallWorld alone(clinics("", surge), "2021-01-01", {}, streams);
  alone.run();
  CHECK(alone.in_year("clinics", Channel::overdue, 2020) > 1'000'000);
  CHECK(alone.in_year("second", Channel::disposed, 2020) == 0);
  SmallWorld both(clinics("", surge + device), "2021-01-01", {}, streams);
  both.run();
  CHECK(both.in_year("clinics", Channel::overdue, 2020) < alone.in_year("clinics", Channel::overdue, 2020) / 10);
  CHECK(both.in_year("second", Channel::disposed, 2020) > 0);
}

TEST_CASE("when the campaign is over contracts lapse and bottles go with the waste, unless policies see to it") {
  const std::string after = "campaign: 2021-01-01, lapse: 20 %/a, opens: 5 1/a, keeps: 0.5, sorts: 0.5";
  SmallWorld lax(clinics(after), "2023-01-01", {}, streams);
  lax.run();
  CHECK(lax.until_end_of("clinics", Channel::units, 2020) == lax.until_end_of("clinics", Channel::reached, 2020));
  CHECK(lax.until_end_of("clinics", Channel::reached, 2022) < lax.until_end_of("clinics", Channel::units, 2022));
  CHECK(lax.in_year("clinics", Channel::overdue, 2022) > 0);
  CHECK(lax.in_year("clinics", Channel::overdue, 2022) < lax.in_year("clinics", Channel::generated, 2022) / 4);
  CHECK(lax.in_year("clinics", Channel::consumed, 2020) == 0);
  CHECK(lax.in_year("clinics", Channel::consumed, 2022) == 365 * 15'000);
  SmallWorld kept(clinics(after,
                          "  care: {kind: outreach, sites: [clinics], diligence: 0.5, starts: 2021-01-01}\n"
                          "  glass_apart: {kind: diversion, sites: [clinics], streams: [bottles], share: 100 %, starts: 2021-01-01}\n"),
                  "2023-01-01", {}, streams);
  kept.run();
  CHECK(kept.until_end_of("clinics", Channel::reached, 2022) == kept.until_end_of("clinics", Channel::units, 2022));
  CHECK(kept.in_year("clinics", Channel::consumed, 2022) == 0);
}
