// A small world and books made by hand, for the tests of results files.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/results/writer.h"
#include "models/world/world.h"
#include "tests/models/scenario/scenario_folder.h"

/// Rubbish of one township goes to one plant, for fourteen months from January 2020.
struct ResultsWorld {
  explicit ResultsWorld(const std::string& name = "plan", const std::string& text = "sites: {plant: {lines: 2}}\n") {
    world.scenario = waste::Scenario::read(folder.write(name + ".yaml", text));
    world.title = {"规划", "the plan"};
    world.district.start = sim::month_begin(2020 * 12);
    world.district.end = sim::month_begin(2021 * 12 + 2);
    world.district.base = world.district.start;
    world.plan.target_year = 2021;
    world.district.network = waste::Network({{"town", true, {}, {}}, {"far", false, {}, {}}}, {});
    world.district.streams = {stream("ash", {"灰渣", "ash"}, waste::Category::other, 0),
                              stream("rubbish", {"生活垃圾", "rubbish"}, waste::Category::rubbish, 1)};
    world.district.sites = {site("plant", "incinerator", {"焚烧厂", "plant"}), site("town", "township", {"镇", "town"})};
    world.district.placements = {{0, 0, 0}, {0, 0, 1}};
    world.plan.indicators = {indicator(7, "<=", 100), indicator(40, "none", 0), indicator(11, ">=", 50)};
    world.plan.indicators[1].has_target = false;
  }

  static waste::Stream stream(const std::string& id, waste::Label label, waste::Category category, waste::StreamId self) {
    waste::Stream s;
    s.id = id;
    s.label = label;
    s.category = category;
    s.counts_as = self;
    return s;
  }
  static waste::Site site(const std::string& id, const std::string& kind, waste::Label label) {
    waste::Site s;
    s.id = id;
    s.kind = kind;
    s.label = label;
    return s;
  }
  static waste::IndicatorFacts indicator(int number, const std::string& rule, double target) {
    waste::IndicatorFacts facts;
    facts.number = number;
    facts.name = {"指标", "indicator"};
    facts.unit = "t d-1";
    facts.own_unit = "吨/日";
    facts.target_text = "见规划";
    facts.rule = *waste::Rule::parse(rule, 2020);
    facts.target = target;
    facts.has_target = true;
    return facts;
  }

  /// Every month the plant receives `tonnes` a day; the books of one replica.
  waste::Books books(double tonnes) const {
    waste::Books books;
    books.first_month = world.district.first_month();
    books.months = world.district.months();
    books.checks = 99;
    const auto plant = world.district.site("plant"), town = world.district.site("town");
    const auto rubbish = world.district.stream("rubbish");
    books.keys = {{waste::Channel::received, rubbish, plant, town}, {waste::Channel::wait, rubbish, plant, waste::no_site}};
    for (int m = 0; m < books.months; ++m) books.entries.push_back({grams(tonnes, m), grams(tonnes, m) / 2, 30});
    for (int m = 0; m < books.months; ++m) books.entries.push_back({600 + m, 0, 3});
    books.stock_keys = {{plant, rubbish}};
    for (int m = 0; m < books.months; ++m) books.stocks.push_back({5'000'000 + m, 2'000'000, 0});
    return books;
  }

  std::int64_t grams(double tonnes, int month) const {
    const auto first = sim::month_begin(world.district.first_month() + month),
               next = sim::month_begin(world.district.first_month() + month + 1);
    return static_cast<std::int64_t>(tonnes * 1e6 * static_cast<double>((next - first) / std::chrono::hours{24}));
  }

  waste::ReplicaResult replica(std::uint32_t number, double tonnes) const {
    waste::ReplicaResult result;
    result.replica = number;
    result.events = 1000 + number;
    result.books = books(tonnes);
    return result;
  }

  /// Four replicas of 90, 95, 105 and 95 tonnes a day.
  std::vector<waste::ReplicaResult> four() const { return {replica(0, 90), replica(1, 95), replica(2, 105), replica(3, 95)}; }

  std::string write(const std::string& name, const std::vector<waste::ReplicaResult>& results, std::uint64_t seed = 7) const {
    const std::string path = folder / name;
    waste::write_results(path, {&world}, {seed, static_cast<int>(results.size()), true},
                         [&](std::uint32_t, std::size_t i) { return results[i]; });
    return path;
  }

  ScenarioFolder folder;
  waste::World world;
};
