#include <array>
#include <vector>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

using Group = std::vector<Category>;
struct Names {
  sim::Text recorded, all, loads;
};
struct Register {
  const char* topic;
  Names name;
  Group categories;
};
const std::array<Register, 4> groups{{
    {"records_household",
     {{"生活垃圾：纳入电子台账的单位", "household waste: units on record"},
      {"生活垃圾：全部单位", "household waste: all units"},
      {"生活垃圾：基准年车次", "household waste: loads of the base year"}},
     {Category::rubbish, Category::food_waste, Category::recyclables}},
    {"records_industrial",
     {{"一般工业固体废物：纳入电子台账的单位", "general industrial waste: units on record"},
      {"一般工业固体废物：全部单位", "general industrial waste: all units"},
      {"一般工业固体废物：基准年车次", "general industrial waste: loads of the base year"}},
     {Category::general_industrial}},
    {"records_hazardous",
     {{"危险废物：纳入电子台账的单位", "hazardous waste: units on record"},
      {"危险废物：全部单位", "hazardous waste: all units"},
      {"危险废物：基准年车次", "hazardous waste: loads of the base year"}},
     {Category::hazardous, Category::medical, Category::social_hazardous}},
    {"records_construction",
     {{"建筑垃圾：纳入电子台账的单位", "construction waste: units on record"},
      {"建筑垃圾：全部单位", "construction waste: all units"},
      {"建筑垃圾：基准年车次", "construction waste: loads of the base year"}},
     {Category::construction}},
}};

/// Loads of the base year that left sites inside the district.
double loads(const Accounts& accounts, Months months, const Group& group) {
  std::int64_t count = 0;
  for (const Category category : group) count += accounts.loads_sent(category, accounts.in_base_year(months));
  return static_cast<double>(count);
}

std::vector<std::string> topics() {
  std::vector<std::string> list;
  for (const Register& each : groups) list.emplace_back(each.topic);
  return list;
}

/// Three terms of each group: units on an electronic record, all units, loads.
std::vector<Term> terms() {
  std::vector<Term> list;
  for (const auto& [topic, name, categories] : groups) {
    const auto count = [topic = topic](Channel channel) {
      return [topic, channel](const Accounts& accounts, Months months) {
        return static_cast<double>(accounts.amount(channel, Accounts::until(months), topic));
      };
    };
    list.push_back({name.recorded, "", count(Channel::reached)});
    list.push_back({name.all, "", count(Channel::units)});
    list.push_back({name.loads, "",
                    [group = categories](const Accounts& accounts, Months months) { return loads(accounts, months, group); }});
  }
  return list;
}

/// Each group of waste has a register of those who must keep electronic records. The groups are weighted by the truckloads of the
/// first year, so that the figure measures the coverage of supervision instead of traffic.
double recorded(std::span<const double> terms) {
  double covered = 0, all = 0;
  for (std::size_t i = 0; i < terms.size(); i += 3) {
    const double units = terms[i + 1], sent = terms[i + 2];
    if (units <= 0) continue;  // no register for this group
    covered += sent * (100 * terms[i] / units);
    all += sent;
  }
  return all > 0 ? covered / all : undefined;
}

const RegisteredIndicators registered{
    {32,
     "annex",
     {"固体废物管理信息化监管覆盖率（按运输车次）", "Truckloads under an electronic record"},
     {"建议算法：各类废物的基准年运输车次×该类单位纳入电子台账的比例之和÷基准年运输车次之和×100%；类别："
      "生活垃圾、一般工业固体废物、危险废物、建筑垃圾",
      "PROPOSAL: 100 * sum over groups of waste of truckloads of the base year * share of the group's units on an electronic "
      "record / truckloads of the base year; groups: household, general industrial, hazardous, construction"},
     about_topics(topics(), {terms(), recorded, Bounds::percentage})}};

}  // namespace
}  // namespace waste
