// The building projects of a subdistrict or town, with random starts, sizes and durations.
//
// A day's waste arises in the morning. Part of it is used on site; sorted debris becomes its mineral fraction; the rest leaves by
// hired tippers during the shift (see ProjectRoutes for where to).
#pragma once

#include <array>
#include <cstdint>

#include "models/facilities/facility.h"
#include "models/facilities/project_calendar.h"
#include "models/facilities/project_routes.h"

namespace waste {

class BuildingProjects final : public Facility {
 public:
  double projects = 0;               // started in a mean year [1/a]
  double interval_cv = 0;            // of the time between two starts [1]
  sim::Range duration;               // of one project [s]
  sim::Numbers phases;               // share of the duration: demolition, excavation, structure [1]
  std::int64_t floor_area = 0;       // built by a mean project [m2]
  std::int64_t demolished = 0;       // floor area that it pulls down first [m2]
  double size_cv = 0;                // of the size of a project [1]
  double green = 0;                  // probability that a building is green [1]
  std::int64_t demolition = 0;       // waste for each m2 pulled down [g/m2]
  std::int64_t structural = 0;       // waste for each m2 built [g/m2]
  double spoil = 0, slurry = 0;      // for each m2 built, loose [m3/m2]
  double fill = 0;                   // backfill from others for each m2 built [m3/m2]
  double kept = 0;                   // share used on site [1]
  double sorted = 0;                 // share of the debris sorted on site [1]
  double offered = 0;                // share of the leaving spoil offered to other projects [1]
  double astray = 0;                 // share of the sorted loads tipped at a fill by mistake [1]
  std::int64_t body = 0;             // of a tipper [m3]
  std::int64_t payload = 0;          // of a tipper, whatever its body would hold [g]
  sim::Duration opens{0}, shift{0};  // loading begins at this time of day and lasts so long [s]
  StreamRefs streams;           // as they arise: demolition, spoil, slurry, structural
  StreamRef debris;             // product of sorting the first and the last of them
  SiteRefs plants, fills;     // tried nearest first
  SiteRef overflow;           // takes loads if every fill is closed
  SiteRef exchange, restoration;

  const sim::EntityType& type() const override { return sim::entity_type<BuildingProjects>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& load, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void begin_project(sim::Context& context);
  void begin_day(sim::Context& context);
  void load_hour(sim::Context& context);
  static constexpr std::array events{sim::Handler<BuildingProjects>{"begin_project", &BuildingProjects::begin_project},
                                     sim::Handler<BuildingProjects>{"begin_day", &BuildingProjects::begin_day},
                                     sim::Handler<BuildingProjects>{"load_hour", &BuildingProjects::load_hour}};

 private:
  enum : unsigned { interval_substream = first_own_substream, project_substream };
  static constexpr std::size_t sorted_debris = BuildingProject::classes, piles = sorted_debris + 1;
  void check(Problems& problems) const;
  StreamId stream_of(std::size_t pile) const { return pile == sorted_debris ? debris.index : streams[pile].index; }
  std::int64_t mass_of(std::size_t what, double volume_per_area, const District& district) const;
  static std::int32_t day_number(sim::Time time) { return static_cast<std::int32_t>(sim::day_of(time).time_since_epoch().count()); }

  sim::Duration interval(sim::Context& context);
  BuildingProject draw_project(sim::Time begins, sim::Context& context);
  void open(const BuildingProject& project, std::int32_t today, sim::Context& context);
  std::int64_t wanted_fill(const BuildingProject& project, sim::Time now) const;  // [g]
  void offer(std::int32_t today, sim::Context& context);
  void ask_exchange(Notice::Kind kind, std::int64_t mass, sim::Context& context) const;
  void complete(const BuildingProject& project, sim::Context& context);
  void arise(std::size_t what, std::int64_t mass, sim::Context& context);
  double sorted_share(std::size_t what, const PolicySet& policies, sim::Time now) const;
  void sort_out(std::size_t what, std::int64_t mass, sim::Context& context);
  double share_aside(std::size_t pile, sim::Time now) const;
  SiteId destination(std::size_t pile, double aside);

  const sim::InverseCdf* interval_table_ = nullptr;  // [ppm]
  const sim::InverseCdf* duration_table_ = nullptr;  // [s]
  const sim::InverseCdf* size_table_ = nullptr;      // [ppm]
  ProjectRoutes routes_;
  std::int64_t hours_ = 1;                         // of a shift
  std::array<std::int64_t, piles> payload_{};      // [g]
  std::array<std::int64_t, BuildingProject::classes> mean_mass_{};  // waste of a mean project [g]
  std::int64_t mean_fill_ = 0;                     // [g]
  ProjectCalendar calendar_;                       // those under way
  std::array<std::int64_t, piles> pile_{};         // [g]
  std::array<std::int64_t, piles> loads_{};        // of today
  std::array<std::int64_t, piles> owed_{};         // of them, fractional loads from past hours [load / hours of the shift]
  int hour_ = 0;                                   // of the shift
};

}  // namespace waste
