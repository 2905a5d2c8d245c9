// A scenario of a few sites in one place, run as a whole, and what its books say of one site.
#pragma once

#include <string>
#include <vector>

#include "models/run/run.h"
#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/models/scenario/scenario_folder.h"

class SmallWorld {
 public:
  /// `sections` is YAML at the top level: sites, policies, tasks, roads between `places`. The run lasts from 2020 until `ends`.
  explicit SmallWorld(const std::string& sections, const std::string& ends = "2026-01-01", const std::vector<std::string>& overrides = {},
                      const std::string& streams = "{rubbish: {category: rubbish}}", const std::string& places = "{here: {}}")
      : world_(waste::build_world(folder_.read("format: 1\nseed: 7\nperiod: {starts: 2020-01-01, ends: " + ends + "}\n" +
                                                   "places: " + places + "\nstreams: " + streams + "\n" + sections,
                                               overrides))) {}

  const waste::World& world() const { return *world_; }

  /// Runs a replica; the books stay until the next run.
  SmallWorld& run(std::uint64_t replica = 0) {
    static const std::atomic<bool> go_on{false};
    waste::Replica running(*world_, replica);
    books_ = *running.finish(go_on);
    events_ = running.simulation().events();
    return *this;
  }

  const waste::Books& books() const { return books_; }
  std::uint64_t events() const { return events_; }

  /// Sum of a channel at a site over the months from `first` to before `end`.
  std::int64_t sum(const std::string& site, waste::Channel channel, int first, int end) const {
    std::int64_t total = 0;
    for (std::size_t i = 0; i < books_.keys.size(); ++i) {
      if (books_.keys[i].channel != channel || books_.keys[i].site != world_->district.site(site)) continue;
      for (int month = first; month < end; ++month) total += books_.row(i)[static_cast<std::size_t>(month)].amount;
    }
    return total;
  }
  std::int64_t in_year(const std::string& site, waste::Channel channel, int year) const {
    return sum(site, channel, (year - 2020) * 12, (year - 2019) * 12);
  }
  std::int64_t until_end_of(const std::string& site, waste::Channel channel, int year) const {
    return sum(site, channel, 0, (year - 2019) * 12);
  }

 private:
  ScenarioFolder folder_;
  std::unique_ptr<waste::World> world_;
  waste::Books books_;
  std::uint64_t events_ = 0;
};
