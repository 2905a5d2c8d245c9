#include "models/books/imbalance.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/error.h"

namespace waste {
namespace {

[[noreturn]] void fail(const std::string& where, const Stream& stream, std::int64_t held, std::int64_t booked) {
  throw sim::Error(sim::Exit::mass, "mass not conserved: " + where + ", stream '" + stream.id + "': " + std::to_string(held) +
                                        " g are there, the books say " + std::to_string(booked) + " g (difference " +
                                        std::to_string(held - booked) + " g)");
}

}  // namespace

Imbalance::Imbalance(std::span<const Stream> streams, std::span<const Holding> held, std::int64_t& largest)
    : streams_(streams), held_(streams.size()), booked_(streams.size()), largest_(largest) {
  for (const Holding& holding : held) {
    held_[holding.stream].mass += holding.mass;
    held_[holding.stream].water += holding.water;
  }
}

void Imbalance::explain_site(const std::string& site_name, const Holding& open) {
  for (StreamId stream = 0; stream < streams_.size(); ++stream) {
    compare(stream, "site '" + site_name + "'", "water at site '" + site_name + "'");
    const Holding& there = held_[stream];
    if (there.mass < 0 || there.water < 0 || there.water > there.mass)
      throw sim::Error(sim::Exit::model, "negative stock at site '" + site_name + "', stream '" + streams_[stream].id + "'");
  }
  compare("transformation at site '" + site_name + "'", 0, 0, open.mass);
  compare("water in transformation at site '" + site_name + "'", 0, 0, open.water);
}

void Imbalance::explain_road() {
  for (StreamId stream = 0; stream < streams_.size(); ++stream) compare(stream, "on the road", "water on the road");
}

void Imbalance::compare(StreamId stream, const std::string& place, const std::string& water_place) {
  compare(place, stream, held_[stream].mass, booked_[stream].mass);
  compare(water_place, stream, held_[stream].water, booked_[stream].water);
}

void Imbalance::compare(const std::string& place, StreamId stream, std::int64_t held, std::int64_t booked) {
  largest_ = std::max(largest_, std::abs(held - booked));
  if (held != booked) fail(place, streams_[stream], held, booked);
}

}  // namespace waste
