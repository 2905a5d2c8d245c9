// Where loads of building projects go. Spoil goes first to projects that wait for fill (matched by an exchange), then to a
// restoration, then to the nearest fill that is open; sorted debris to the nearest plant that is open; the rest to a fill.
#pragma once

#include "models/facilities/destinations.h"
#include "models/facilities/fifo.h"

namespace waste {

class ProjectRoutes {
 public:
  /// `plants` and `fills` are tried nearest first, seen from `from`; `overflow` takes loads if every fill is closed.
  void lead_to(const SiteRefs& plants, const SiteRefs& fills, SiteRef overflow, SiteRef restoration, SiteId from, const District& district);

  const Destinations& plants() const { return plants_; }
  const Destinations& fills() const { return fills_; }

  /// A plant serves while it exists, which is a public fact of its site; its room yesterday says nothing about today.
  template <class InService>
  void begin_day(InService in_service) {
    for (auto& plant : plants_) plant.open = in_service(plant.site);
  }

  /// A project takes `mass` of our spoil.
  void grant(SiteId to, std::int64_t mass) { grants_.push({to, mass}); }
  /// A gate was closed to one of our loads.
  void close(SiteId site);

  SiteId for_spoil(std::int64_t payload, double restored);  // share that goes to the restoration [1]
  SiteId for_debris(double strays);                         // share tipped at a fill by mistake [1]
  SiteId open_fill() const { return fills_.nearest_open(overflow_.index); }

 private:
  struct Grant {
    SiteId to;
    std::int64_t left;
  };

  Destinations plants_, fills_;
  SiteRef overflow_, restoration_;
  Fifo<Grant> grants_;                    // projects that wait for our spoil
  double to_restore_ = 0, to_stray_ = 0;  // fractional loads owed to a share [1]
};

}  // namespace waste
