// Places, and the roads between them: driving times and distances by shortest path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"

namespace waste {

/// Which districts share the sites of a place, in a run of several districts.
enum class Sharing : std::uint8_t { none, city, province, country };

/// A place on the map, in degrees of WGS 84.
struct MapPoint {
  double latitude = 0, longitude = 0;
};

/// The distance as the crow flies [m], within 0.5 % up to 1000 km away from the poles.
double straight_line(MapPoint a, MapPoint b);

struct Locality {
  std::string id;
  bool inside = true;  // inside the district
  Sharing shared = Sharing::none;
  std::optional<MapPoint> position;
};

/// The streets between a site and the road that leads out of its place, driven at either end of every haul.
struct Streets {
  std::int64_t length = 2'000;  // [m]
  std::int64_t time = 300;      // [s]
};

struct Road {
  std::uint32_t from = 0, to = 0;  // indices of places; roads go both ways
  std::int64_t length = 0;         // [m]
  std::int64_t speed = 0;          // [m/h]
};

class Network {
 public:
  /// All pairs, by Dijkstra from every place. Unreachable pairs have travel time `unreachable`.
  Network(std::vector<Locality> places, const std::vector<Road>& roads, Streets streets = {});
  Network() = default;

  static constexpr sim::Duration unreachable = sim::Duration{std::int64_t{1} << 40};

  const std::vector<Locality>& places() const { return places_; }
  const std::vector<Road>& roads() const { return roads_; }

  /// Driving time at mean speed [s], from site to site: roads, and the streets at both ends; within one place only these.
  sim::Duration travel(std::uint32_t from, std::uint32_t to) const { return times_[from * row_ + to]; }
  std::int64_t distance(std::uint32_t from, std::uint32_t to) const { return metres_[from * row_ + to]; }  // [m]

 private:
  std::vector<Locality> places_;
  std::vector<Road> roads_;
  std::size_t row_ = 0;                 // places
  std::vector<sim::Duration> times_;    // [from * places + to]
  std::vector<std::int64_t> metres_;    // [from * places + to]
};

}  // namespace waste
