#include "models/scenario/synthetic.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"

namespace waste {
namespace {

constexpr int districts_in_city = 10, districts_in_province = 100;

/// Log-uniform between the limits, in steps of 5 %: districts of the same size share their tables.
double drawn_ratio(sim::Random& random, double low, double high) {
  const double ratio = low * sim::exact::pow(high / low, random.uniform());
  return std::clamp(std::round(ratio * 20) / 20, low, high);
}

std::string numbered(const char* prefix, int number, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%s%0*d", prefix, digits, number);
  return text;
}

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string first_of_month(int month) { return sim::to_string(sim::month_begin(month)).substr(0, 10); }

std::string row(int district, double size, double distance) {
  const std::string number = std::to_string(district + 1);
  return numbered("d", district + 1, 4) + "," + numbered("c", district / districts_in_city + 1, 3) + "," +
         numbered("p", district / districts_in_province + 1, 2) + "," + decimal(size) + "," + decimal(distance) + ",第" + number +
         "区,District " + number + ",assumption,\"SYNTHETIC: size and distance drawn, see docs/decisions/0076\"\n";
}

}  // namespace

std::string synth_scenario(const SynthOptions& options) {
  const std::string number = std::to_string(options.districts);
  const int first = sim::month_number(options.starts);
  return "# Written by wufei synth --districts " + number + " --seed " + std::to_string(options.seed) + " --months " +
         std::to_string(options.months) + "\n" + "extends: " + options.base + "\n" + "title: {zh: 合成：" + number +
         "个区, en: \"Synthetic: " + number + (options.districts == 1 ? " district" : " districts") + "\"}\n" +
         "base_year: " + first_of_month(first) + "  # the data of the base are taken for those of this year\n" +
         "target_year: " + std::to_string(std::max(options.target_year, sim::year_of(options.starts))) + "\n" +
         "period: {starts: " + first_of_month(first) + ", ends: " + first_of_month(first + options.months) + "}\n" + "replicas: 1\n" +
         "seed: " + std::to_string(options.seed) + "\n" + "notice_between: 1 h  # offices of different districts answer no faster\n" +
         "tables: {districts: [" + options.table + "]}\n";
}

std::string synth_table(const SynthOptions& options) {
  std::string table = "id,city,province,size,distance,label.zh,label.en,status,source\nunit,text,text,1,1,text,text,,\n";
  const auto stream = [&](const char* substream) {
    return sim::Random(options.seed, sim::hash_name("synth"), sim::hash_name(substream), 0);
  };
  sim::Random sizes = stream("size"), distances = stream("distance");
  for (int district = 0; district < options.districts; ++district) {
    const double size = drawn_ratio(sizes, 0.5, 2), distance = drawn_ratio(distances, 1, 1.5);
    table += district == 0 ? row(district, 1, 1) : row(district, size, distance);
  }
  return table;
}

}  // namespace waste
