// A subdistrict or town, whose household waste goes to collection points and from there by vehicles of a depot to stations.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/facilities/facility.h"
#include "models/facilities/takers.h"

namespace waste {

/// The population of a subdistrict or town: its household waste goes to collection points, and to the street when those are full.
///
/// A day's rubbish = population * per head * growth * season * weekday * festival * noise * policies, brought out in four
/// quarters of the day. Separated waste is additional (`apart`, habitual) or taken out of that rubbish (policies of kind
/// `separation`); each such stream is stored until it fills a vehicle and goes in turn to those `takers` that accept it. A vehicle
/// that comes back full unloads where its waste was taken from.
class Township final : public Facility {
 public:
  std::int64_t population = 0;
  std::int64_t per_head = 0;         // [g/d]
  sim::Numbers season;               // [month of year] factor; empty: 1
  sim::Numbers weekday;              // [Monday first] factor; empty: 1
  sim::Numbers quarters{0.10, 0.35, 0.30, 0.25};  // [quarter of the day] share brought out
  double noise = 0;                  // coefficient of variation of a day's rubbish [1]
  std::int64_t bins = 0;             // capacity of the collection points [g]
  sim::Range loading;                // one collection round [s]
  SiteShares stations;              // destinations of full vehicles, by weight
  SiteRef depot;              // notified of waiting waste
  StreamRef rubbish;            // stream
  StreamShares apart;                 // streams separated without any policy, per mass of rubbish [g/g]
  SiteRefs takers;            // of separated streams
  std::int64_t apart_payload = 2'000'000;  // of the vehicles for separated streams [g]

  const sim::EntityType& type() const override { return sim::entity_type<Township>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override;
  void receive(const Load& vehicle, sim::Context& context) override;
  void take_back(const Load& load, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void quarter(sim::Context& context);
  static constexpr std::array events{sim::Handler<Township>{"quarter", &Township::quarter}};

 private:
  enum : unsigned { noise_substream = first_own_substream, loading_substream };

  StreamId stream() const { return rubbish.index; }
  std::int64_t mean_day(sim::Time now) const;
  std::vector<SiteId> takers_of(StreamId stream, const District& district) const;
  void begin_day(sim::Context& context);
  void watch(sim::Context& context);
  void look_at_stations(sim::Time now);
  double kept_by_habit(std::size_t which, const PolicySet& policies, sim::Time now) const;
  std::int64_t set_apart(std::int64_t brought, std::int64_t left, sim::Context& context);
  void hand_over(std::size_t which, sim::Context& context);
  void bring_out(std::int64_t mass, sim::Context& context);
  void lay_down(std::int64_t mass, sim::Context& context);
  void tell_depot(Notice::Kind kind, sim::Context& context) const;
  SiteId next_station();

  const sim::InverseCdf* noise_table_ = nullptr;
  const sim::InverseCdf* loading_table_ = nullptr;
  std::int64_t today_ = 0;                // [g] of the running day
  int quarter_ = 0;                       // of the day, 0 ... 3
  std::int64_t in_bins_ = 0, on_street_ = 0;  // [g]
  sim::Time fetched_{};                   // when the last vehicle came
  DailyOnset spilling_, cut_off_;
  std::vector<std::int64_t> credit_;      // [station] smooth weighted round robin, parts per million
  std::vector<std::uint8_t> built_;       // [station] has capacity today; a public fact of its site
  struct Kept {
    std::int64_t stock = 0;  // waiting for a vehicle [g]
    Takers takers;           // what a site accepts is a public fact
  };
  std::vector<StreamId> kept_;       // [kept stream]
  std::vector<double> kept_shares_;  // [kept stream] of today, scratch
  std::vector<Kept> kept_stocks_;    // [kept stream]
};

}  // namespace waste
