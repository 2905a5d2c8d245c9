#include "models/books/imbalance.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/error.h"

namespace waste {
namespace {

[[noreturn]] void fail(const sim::Message& where, const Stream& stream, std::int64_t held, std::int64_t booked) {
  const std::string there = std::to_string(held), said = std::to_string(booked), gap = std::to_string(held - booked);
  throw sim::Error(sim::Exit::mass, {"质量不守恒：" + where.zh + "，废物种类“" + stream.id + "”：实有" + there + "克，账上" + said +
                                         "克（相差" + gap + "克）",
                                     "mass not conserved: " + where.en + ", stream '" + stream.id + "': " + there +
                                         " g are there, the books say " + said + " g (difference " + gap + " g)"});
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
    compare(stream, {"场所“" + site_name + "”", "site '" + site_name + "'"},
            {"场所“" + site_name + "”的水", "water at site '" + site_name + "'"});
    const Holding& there = held_[stream];
    if (there.mass < 0 || there.water < 0 || there.water > there.mass)
      throw sim::Error(sim::Exit::model, {"场所“" + site_name + "”的“" + streams_[stream].id + "”存量为负",
                                          "negative stock at site '" + site_name + "', stream '" + streams_[stream].id + "'"});
  }
  compare({"场所“" + site_name + "”的转化", "transformation at site '" + site_name + "'"}, 0, 0, open.mass);
  compare({"场所“" + site_name + "”转化中的水", "water in transformation at site '" + site_name + "'"}, 0, 0, open.water);
}

void Imbalance::explain_road() {
  for (StreamId stream = 0; stream < streams_.size(); ++stream) compare(stream, {"在途", "on the road"}, {"在途的水", "water on the road"});
}

void Imbalance::compare(StreamId stream, const sim::Message& place, const sim::Message& water_place) {
  compare(place, stream, held_[stream].mass, booked_[stream].mass);
  compare(water_place, stream, held_[stream].water, booked_[stream].water);
}

void Imbalance::compare(const sim::Message& place, StreamId stream, std::int64_t held, std::int64_t booked) {
  largest_ = std::max(largest_, std::abs(held - booked));
  if (held != booked) fail(place, streams_[stream], held, booked);
}

}  // namespace waste
